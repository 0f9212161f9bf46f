/**
 * Reads pages of changes: the first of a pull where it is, since mostly there is no other; those of a long pull on a
 * thread, which takes two fifths of the work off the one that answers the person at the desk.
 */
import { Worker } from 'node:worker_threads'
import type { Result } from '../../domain/problem.ts'
import { readPage, type ReadPage } from './read-page.ts'

interface Next {
  readonly cursor: number
  readonly more: boolean
}
export interface ToPageThread {
  readonly id: number
  readonly bytes: Uint8Array<ArrayBuffer>
}
export type FromPageThread =
  { readonly id: number; readonly next: Next } | { readonly id: number; readonly page: Result<ReadPage> | null }

export interface PageReading {
  /** As `readPage` does. The bytes are given away. */
  readonly read: (bytes: Uint8Array, onFrame: (next: Next) => void) => Promise<Result<ReadPage> | null>
  /** What follows is many pages. */
  readonly many: () => void
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly onFrame: (next: Next) => void
  readonly resolve: (page: Result<ReadPage> | null) => void
  readonly reject: (error: Error) => void
}

export function pageReading(): PageReading {
  let thread: Worker | null = null
  let broken: Error | null = null
  const waiting = new Map<number, Waiting>()
  let id = 0

  const fail = (error: Error): void => {
    broken = error
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const start = (): Worker => {
    const started = new Worker(new URL('./page-thread.ts', import.meta.url))
    started.unref()
    started.on('message', (message: FromPageThread) => {
      const asked = waiting.get(message.id)
      if ('next' in message) asked?.onFrame(message.next)
      else {
        waiting.delete(message.id)
        asked?.resolve(message.page)
      }
    })
    started.on('error', fail)
    started.on('exit', () => fail(new Error('the thread that reads pages has ended')))
    return started
  }

  return {
    many: () => {
      thread ??= start()
    },
    read: async (bytes, onFrame) => {
      if (broken) throw broken
      if (thread === null) return readPage(bytes, onFrame)
      const mine = id++
      // An own copy where the memory is shared with others, as small buffers are.
      const whole =
        bytes.byteLength === bytes.buffer.byteLength && bytes.buffer instanceof ArrayBuffer
          ? new Uint8Array(bytes.buffer)
          : new Uint8Array(bytes)
      return new Promise((resolve, reject) => {
        waiting.set(mine, { onFrame, resolve, reject })
        thread?.postMessage({ id: mine, bytes: whole } satisfies ToPageThread, [whole.buffer])
      })
    },
    close: async () => {
      thread?.removeAllListeners('exit')
      await thread?.terminate()
      fail(new Error('the thread that reads pages was closed'))
    },
  }
}
