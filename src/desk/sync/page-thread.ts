/**
 * The thread behind page-reading.ts: receives the bytes of a page and returns the page as read. Memory is transferred
 * both ways without copying.
 */
import { answerCalls } from '../../threads/answer-calls.ts'
import { readPage } from './read-page.ts'

answerCalls<Uint8Array>((bytes, note) => {
  const page = readPage(bytes, note)
  return { value: { page }, transfer: page?.ok ? [page.value.texts.buffer] : [] }
})
