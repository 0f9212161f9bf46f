/** The thread that opens foreign PDFs. It does nothing else, so it can be terminated at any moment. */
import { parentPort } from 'node:worker_threads'
import { assemble } from './assemble.ts'
import { measurePages, PasswordNeeded } from './pdf-pages.ts'
import type { PdfTask } from './pdf-thread.ts'

const port = parentPort
if (port === null) throw new Error('this file runs as a worker thread')
port.once('message', (task: PdfTask) => {
  const work = task.kind === 'measure' ? measurePages(task.bytes, task.limit) : assemble(task.pages)
  work.then(
    (value) => {
      port.postMessage({ outcome: 'done', value }, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : [])
    },
    (error: unknown) => {
      port.postMessage({ outcome: error instanceof PasswordNeeded ? 'password' : 'damaged' })
    },
  )
})
