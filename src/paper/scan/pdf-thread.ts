/**
 * Opens foreign PDFs in a separate thread. The thread never blocks the desk, and it is terminated when a file loops or
 * uses too much memory. Starting a thread takes about 100 ms, which a clerk does not notice after choosing a file.
 */
import { Worker } from 'node:worker_threads'
import type { PdfPageSize } from './pdf-pages.ts'
import type { PageToAssemble } from './scan.ts'

export type PdfTask =
  | { readonly kind: 'measure'; readonly bytes: Uint8Array; readonly limit: number }
  | { readonly kind: 'assemble'; readonly pages: readonly PageToAssemble[] }
export interface PdfTaskValue {
  readonly measure: { count: number; pages: PdfPageSize[] }
  readonly assemble: Uint8Array
}
/** `stopped`: we terminated the thread because it took too long or used too much memory. */
export type PdfOutcome<V> =
  { readonly outcome: 'done'; readonly value: V } | { readonly outcome: 'password' | 'damaged' | 'stopped' }

export interface ThreadLimits {
  readonly milliseconds: number
  readonly megabytes: number
}
/** The largest accepted file (40 MB) is assembled in under 2 s and 300 MB. */
const LIMITS: ThreadLimits = { milliseconds: 20_000, megabytes: 768 }
const WATCH_EVERY_MS = 50

/** Runs one task in a new thread. Never throws and never exceeds the limits. */
export async function runPdfTask<K extends PdfTask['kind']>(
  task: Extract<PdfTask, { kind: K }>,
  limits: ThreadLimits = LIMITS,
): Promise<PdfOutcome<PdfTaskValue[K]>> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
    stdout: true,
    stderr: true,
  })
  const outcome = new Promise<PdfOutcome<PdfTaskValue[K]>>((resolve) => {
    worker.once('message', resolve)
    // out of memory, a stack overflow or an exception outside the promise
    worker.once('error', () => {
      resolve({ outcome: 'damaged' })
    })
    worker.once('exit', () => {
      resolve({ outcome: 'stopped' })
    })
  })
  worker.postMessage(task)
  const started = performance.now()
  // resourceLimits does not cover typed arrays, so only this check detects a deflate bomb.
  const watch = setInterval(() => {
    if (performance.now() - started > limits.milliseconds) void worker.terminate()
    else
      worker.getHeapStatistics().then(
        (statistics) => {
          if (statistics.external_memory + statistics.total_heap_size > limits.megabytes * 1024 * 1024)
            void worker.terminate()
        },
        () => undefined,
      )
  }, WATCH_EVERY_MS)
  try {
    return await outcome
  } finally {
    clearInterval(watch)
    await worker.terminate()
  }
}
