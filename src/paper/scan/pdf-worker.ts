/** The thread that opens foreign PDFs. It does nothing else, so it can be terminated at any moment. */
import { answerCalls } from '../../threads/answer-calls.ts'
import { assemble } from './assemble.ts'
import { measurePages, PasswordNeeded } from './pdf-pages.ts'
import type { PdfTask } from './pdf-thread.ts'

answerCalls<PdfTask>(async (task) => {
  try {
    const value = await (task.kind === 'measure' ? measurePages(task.bytes, task.limit) : assemble(task.pages))
    const transfer = value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []
    return { value: { outcome: 'done', value }, transfer }
  } catch (error) {
    return { value: { outcome: error instanceof PasswordNeeded ? 'password' : 'damaged' } }
  }
})
