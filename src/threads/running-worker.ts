/** One worker from its start to its end, with a limit for its memory. It runs at most one call. */
import { Worker } from 'node:worker_threads'
import { readThreadMessage, type CallMessage, type Transfer } from './messages.ts'

/** Why a thread ended before it answered. */
export type ThreadEnd = 'time' | 'memory' | 'fault' | 'aborted' | 'closed'

export interface RunningWorker {
  /** Whether its code is loaded. */
  readonly ready: Promise<void>
  /** False for what can be neither copied nor handed over: it does not reach the thread. */
  readonly send: (message: CallMessage, transfer?: Transfer) => boolean
  /** Ends it; `onEnd` is called with the first reason only. */
  readonly end: (why: ThreadEnd) => void
  /** Resolved when the thread is gone, or after five seconds if native code does not let go of it. */
  readonly gone: () => Promise<void>
}

interface Events {
  readonly onNote: (id: number, note: unknown) => void
  readonly onAnswer: (id: number, answer: unknown) => void
  readonly onEnd: (why: ThreadEnd) => void
}

const MEGABYTE = 1024 * 1024
const WATCH_EVERY_MS = 50
const LONGEST_END_MS = 5_000

export function startWorker(entry: URL, megabytes: number, { onNote, onAnswer, onEnd }: Events): RunningWorker {
  // Output that libraries print is discarded.
  const worker = new Worker(entry, {
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    stdout: true,
    stderr: true,
  })
  worker.stdout.resume()
  worker.stderr.resume()
  // A thread that waits for work does not keep the process alive; a call does, by its time limit.
  worker.unref()
  const loaded = Promise.withResolvers<void>()
  let terminated: Promise<unknown> | null = null

  const end = (why: ThreadEnd): void => {
    if (terminated !== null) return
    clearInterval(watch)
    terminated = worker.terminate()
    onEnd(why)
  }
  worker.on('message', (message: unknown) => {
    const read = readThreadMessage(message)
    if (terminated !== null) return
    if (read === null) end('fault')
    else if ('ready' in read) loaded.resolve()
    else if ('note' in read) onNote(read.id, read.note)
    else onAnswer(read.id, read.answer)
  })
  worker.on('messageerror', () => end('fault'))
  worker.on('error', (fault: unknown) => end(isOutOfMemory(fault) ? 'memory' : 'fault'))
  worker.on('exit', () => end('fault'))

  // Typed arrays and WebAssembly lie outside of the heap that `resourceLimits` bounds.
  const watch = setInterval(() => {
    worker.getHeapStatistics().then(
      ({ external_memory: outside, total_heap_size: heap }) => {
        if (outside + heap > megabytes * MEGABYTE) end('memory')
      },
      () => undefined,
    )
  }, WATCH_EVERY_MS)
  watch.unref()

  return {
    ready: loaded.promise,
    send: (message, transfer) => {
      try {
        worker.postMessage(message, transfer)
        return true
      } catch {
        return false
      }
    },
    end,
    gone: async () => {
      let timer: NodeJS.Timeout | undefined
      const longest = new Promise<void>((resolve) => (timer = setTimeout(resolve, LONGEST_END_MS)))
      await Promise.race([terminated, longest])
      clearTimeout(timer)
    },
  }
}

const isOutOfMemory = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY'
