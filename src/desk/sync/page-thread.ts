/**
 * The thread behind page-reading.ts: bytes of a page in, the page read out. Its memory goes back and forth without a
 * copy.
 */
import { parentPort } from 'node:worker_threads'
import type { FromPageThread, ToPageThread } from './page-reading.ts'
import { readPage } from './read-page.ts'

const port = parentPort
if (port === null) throw new Error('this is the thread of page-reading.ts')
port.on('message', ({ id, bytes }: ToPageThread) => {
  const page = readPage(bytes, (next) => port.postMessage({ id, next } satisfies FromPageThread))
  port.postMessage({ id, page } satisfies FromPageThread, page?.ok ? [page.value.texts.buffer] : [])
})
