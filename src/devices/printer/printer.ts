/** The interface of a printer for the desk. Drivers implement it. */
import type { Result } from '../../domain/problem.ts'

/** Why a printer does not print, independent of its maker (RFC 8011 sections 5.3.7 and 5.4.12). */
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
  /** It requires a name and a password, or does not allow this desk to print. */
  | 'not-allowed'
  /** It accepts only TLS. */
  | 'encryption'
  /** Its certificate is not the known one, or no trusted authority issued it. */
  | 'certificate'
  /** The queue no longer exists. */
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
  /** Why it is not ready; empty when it is. `unreachable`: it does not answer. */
  readonly reasons: readonly (PrinterReason | 'unreachable')[]
}

export interface PrintOptions {
  /** Shown on the printer and in its queue, so it must not contain personal data. */
  readonly jobName: string
  readonly copies?: number
  readonly duplex?: boolean
  /** Aborting cancels the job at the printer. */
  readonly signal?: AbortSignal
}
export interface PrintOutcome {
  readonly jobId: string
  /**
   * `printed`: the printer reports that it has printed the job. `sent`: it accepted the job and reports nothing more.
   */
  readonly state: 'printed' | 'sent'
}

export interface Printer {
  readonly name: string
  readonly kind: 'ipp' | 'folder' | 'system' | 'none'
  state(): Promise<PrinterState>
  /**
   * Prints a PDF and follows the job to its end. Never sends a document twice. Refuses with:
   * - `printer.unreachable` or `printer.none`;
   * - `printer.failed` with a PrinterReason; the job is cancelled, so that it is not printed later;
   * - `printer.unconfirmed` when it is unknown whether the paper was or will be printed;
   * - `disk.full`.
   */
  print(pdf: Uint8Array, options: PrintOptions): Promise<Result<PrintOutcome>>
}
