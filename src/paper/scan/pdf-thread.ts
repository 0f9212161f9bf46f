/**
 * Opens foreign PDFs in a separate thread. The thread never blocks the desk, and it is terminated when a file loops or
 * uses too much memory. Starting a thread takes about 100 ms, which a clerk does not notice after choosing a file.
 */
import { openThread } from '../../threads/thread.ts'
import type { MeasuredPdf } from './pdf-pages.ts'
import type { PageToAssemble } from './scan.ts'

export type PdfTask =
  | { readonly kind: 'measure'; readonly bytes: Uint8Array; readonly limit: number }
  | { readonly kind: 'assemble'; readonly pages: readonly PageToAssemble[] }
export interface PdfTaskValue {
  readonly measure: MeasuredPdf
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

const OUTCOMES: readonly unknown[] = ['done', 'password', 'damaged']
const isOutcome = <V>(answer: unknown): answer is PdfOutcome<V> =>
  typeof answer === 'object' && answer !== null && 'outcome' in answer && OUTCOMES.includes(answer.outcome)

/** Runs one task in a new thread. Never throws and never exceeds the limits. */
export async function runPdfTask<K extends PdfTask['kind']>(
  task: Extract<PdfTask, { kind: K }>,
  limits: ThreadLimits = LIMITS,
): Promise<PdfOutcome<PdfTaskValue[K]>> {
  type Outcome = PdfOutcome<PdfTaskValue[K]>
  const thread = openThread<PdfTask, Outcome>({
    ...limits,
    entry: new URL('./pdf-worker.ts', import.meta.url),
    readAnswer: (answer) => (isOutcome<PdfTaskValue[K]>(answer) ? answer : null),
  })
  const outcome = await thread.call(task)
  await thread.close()
  if (outcome.ok) return outcome.value
  const { problem } = outcome
  return { outcome: problem.code === 'thread.ended' && problem.details.why === 'fault' ? 'damaged' : 'stopped' }
}
