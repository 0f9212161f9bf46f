/** The messages between the caller and the thread. */
import type { TransferListItem } from 'node:worker_threads'

export type Transfer = readonly TransferListItem[]

/** To the thread: one call. */
export interface CallMessage {
  readonly id: number
  readonly call: unknown
}
/** From the thread: it is loaded, a note about a call that runs, or the answer to it. */
export type ThreadMessage =
  | { readonly ready: true }
  | { readonly id: number; readonly note: unknown }
  | { readonly id: number; readonly answer: unknown }

/** Null for everything else: a thread that runs foreign code could send anything. */
export function readThreadMessage(message: unknown): ThreadMessage | null {
  if (typeof message !== 'object' || message === null) return null
  if ('ready' in message) return message.ready === true ? { ready: true } : null
  if (!('id' in message) || typeof message.id !== 'number') return null
  if ('note' in message) return { id: message.id, note: message.note }
  return 'answer' in message ? { id: message.id, answer: message.answer } : null
}
