/** Printers as a desk sees them: one small interface, drivers behind it. */
import type { Result } from '../../domain/problem.ts'

/** Why a printer does not print, in words that do not depend on its maker (RFC 8011 sections 5.3.7 and 5.4.12). */
export type PrinterReason =
  | 'out-of-paper'
  | 'paper-jam'
  | 'cover-open'
  | 'out-of-ink'
  | 'paused'
  | 'stopped'
  | 'offline'
  | 'not-accepting-jobs'
  | 'busy'
  /** It wants a name and a password, or does not let this desk print. */
  | 'not-allowed'
  /** It speaks only under TLS. */
  | 'encryption'
  /** Another certificate than the one known of it, or one that nobody vouches for. */
  | 'certificate'
  /** The queue is not there any more. */
  | 'no-such-printer'
  | 'cancelled'
  | 'aborted'
  | 'timed-out'
  | 'format-not-supported'
  | 'refused'
  | 'not-understood'
  | 'folder-not-writable'

export interface PrinterState {
  readonly ready: boolean
  /** What stands in the way; empty when ready. `unreachable`: it does not answer. */
  readonly reasons: readonly (PrinterReason | 'unreachable')[]
}

export interface PrintOptions {
  /** Shown on the printer and in its queue: never a name, a CNP or any other personal datum. */
  readonly jobName: string
  readonly copies?: number
  readonly duplex?: boolean
  /** Aborting cancels the job at the printer. */
  readonly signal?: AbortSignal
}
export interface PrintOutcome {
  readonly jobId: string
  /** `printed`: the printer says that it is done. `sent`: it took the job and tells no more of it. */
  readonly state: 'printed' | 'sent'
}

export interface Printer {
  readonly name: string
  readonly kind: 'ipp' | 'folder' | 'system' | 'none'
  state(): Promise<PrinterState>
  /**
   * Prints a PDF and follows the job to its end. Refuses with `printer.unreachable`, with `printer.failed` (reason: a
   * PrinterReason; the job is cancelled, so that it does not come out later), with `printer.unconfirmed` where nobody
   * can tell whether paper came out or will, with `disk.full`, or with `printer.none`. Never sends a document twice.
   */
  print(pdf: Uint8Array, options: PrintOptions): Promise<Result<PrintOutcome>>
}
