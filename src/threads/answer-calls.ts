/** The thread's side of `openThread`: call it once, when everything that calls need is loaded. */
import { parentPort } from 'node:worker_threads'
import type { CallMessage, Transfer } from './messages.ts'

export interface Answer {
  readonly value: unknown
  /** Memory that is handed over without a copy. */
  readonly transfer?: Transfer
}

/**
 * Calls come one at a time. An exception in `handle` ends the thread: the state that it left behind is unknown. An
 * expected failure is therefore an answer.
 */
export function answerCalls<Call>(
  handle: (call: Call, note: (value: unknown) => void) => Answer | Promise<Answer>,
): void {
  const port = parentPort
  if (port === null) throw new Error('this file runs as a worker thread')
  port.on('message', ({ id, call }: CallMessage) => {
    // A rejection is not caught: Node ends the thread with it, which the calling side reports as a fault.
    void (async () => {
      const { value, transfer } = await handle(call as Call, (note) => port.postMessage({ id, note }))
      port.postMessage({ id, answer: value }, transfer)
    })()
  })
  port.postMessage({ ready: true })
}
