/** The thread that renders papers for printers without PDF. It does nothing else, so it can be ended at any moment. */
import { answerCalls } from '../../../threads/answer-calls.ts'
import { renderPage, type PageToRender } from './render-page.ts'

answerCalls<PageToRender>(async (call) => {
  const { pages, bytes } = await renderPage(call)
  const own = Uint8Array.from(bytes)
  return { value: { pages, bytes: own }, transfer: [own.buffer] }
})
