/**
 * Foreign PDFs are opened in a thread of their own: it never holds up the desk, and a file that loops or swells is
 * ended with its thread. A started thread costs about 100 ms, less than a clerk notices after choosing a file.
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
/** `stopped`: ended by us for taking too long or too much memory. */
export type PdfOutcome<V> =
  { readonly outcome: 'done'; readonly value: V } | { readonly outcome: 'password' | 'damaged' | 'stopped' }

export interface ThreadLimits {
  readonly milliseconds: number
  readonly megabytes: number
}
/** The largest file taken (40 MB) assembles in under 2 s and 300 MB. */
const LIMITS: ThreadLimits = { milliseconds: 20_000, megabytes: 768 }
const WATCH_EVERY_MS = 50

/** Runs one task in a fresh thread; never throws, never outlives the limits. */
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
    // out of memory, a stack overrun, an exception outside the promise
    worker.once('error', () => {
      resolve({ outcome: 'damaged' })
    })
    worker.once('exit', () => {
      resolve({ outcome: 'stopped' })
    })
  })
  worker.postMessage(task)
  const started = performance.now()
  // Typed arrays live outside the heap that resourceLimits bounds: a deflate bomb shows only here.
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
