/** What the desk asks of a printer; the drivers are in src/devices. */
import type { Result } from '../../domain/problem.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'

export interface PrinterPort {
  readonly state: () => Promise<ProcedureOutput<'printer.state'>>
  /** Hands a PDF over; ok once the printer has taken it. */
  readonly print: (pdf: Uint8Array, title: string) => Promise<Result<{ jobId: string; state: 'sent' | 'printed' }>>
}
