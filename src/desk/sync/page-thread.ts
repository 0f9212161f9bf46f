/**
 * The thread behind page-reading.ts: bytes of a page in, the page read out. Its memory goes back and forth without a
 * copy.
 */
import { answerCalls } from '../../threads/answer-calls.ts'
import { readPage } from './read-page.ts'

answerCalls<Uint8Array>((bytes, note) => {
  const page = readPage(bytes, note)
  return { value: { page }, transfer: page?.ok ? [page.value.texts.buffer] : [] }
})
