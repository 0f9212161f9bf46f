/**
 * Parses the state of a printer and of a job (RFC 8011 sections 5.3.7, 5.3.8, 5.4.11, 5.4.12) into our own terms.
 */
import { z } from 'zod'
import type { IppResponse } from './ipp-message.ts'
import type { PrinterReason } from './printer.ts'

const keywords = z.array(z.string()).default([])
const printerAttributes = z.object({
  'printer-state': z.tuple([z.int()]),
  'printer-state-reasons': keywords,
  'printer-is-accepting-jobs': z.tuple([z.boolean()]).default([true]),
  'document-format-supported': keywords,
  'sides-supported': keywords,
  'media-supported': keywords,
})
const jobAttributes = z.object({ 'job-state': z.tuple([z.int()]), 'job-state-reasons': keywords })
const jobId = z.object({ 'job-id': z.tuple([z.int().positive()]) })

const PRINTER_STOPPED = 5
const JOB = { held: 4, stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const

/** Maps a keyword without its severity (-error, -warning, -report) to our reason. */
const REASONS: Readonly<Record<string, PrinterReason>> = {
  'media-empty': 'out-of-paper',
  'media-needed': 'out-of-paper',
  'input-tray-missing': 'out-of-paper',
  'media-jam': 'paper-jam',
  'cover-open': 'cover-open',
  'door-open': 'cover-open',
  'interlock-open': 'cover-open',
  'toner-empty': 'out-of-ink',
  'marker-supply-empty': 'out-of-ink',
  'developer-empty': 'out-of-ink',
  paused: 'paused',
  'moving-to-paused': 'paused',
  'printer-stopped': 'stopped',
  shutdown: 'offline',
  offline: 'offline',
  'connecting-to-device': 'offline',
  'timed-out': 'offline',
}

/**
 * The reasons that stop a printer. Warnings and reports do not (RFC 8011 section 5.4.12), except for `offline-report`,
 * by which CUPS means a device that is switched off.
 */
export function reasonsOf(keywords: readonly string[]): PrinterReason[] {
  const found = keywords
    .filter((keyword) => keyword === 'offline-report' || !/-(warning|report)$/.test(keyword))
    .map((keyword) => REASONS[keyword.replace(/-(error|report)$/, '')])
  return [...new Set(found.filter((reason) => reason !== undefined))]
}

export interface IppPrinterStatus {
  readonly ready: boolean
  readonly reasons: PrinterReason[]
  /**
   * What keeps a running job from being printed. The printer need not be stopped: CUPS waits for a device that is off.
   */
  readonly blocking: PrinterReason | null
  readonly acceptsPdf: boolean
  readonly duplex: boolean
  readonly a4: boolean
}

const BLOCKING: readonly PrinterReason[] = ['offline', 'out-of-paper', 'paper-jam', 'cover-open']
/** PWG 5101.1: the self-describing name of A4. */
export const A4 = 'iso_a4_210x297mm'

/** Null when the answer is not that of a printer. */
export function printerStatus(response: IppResponse): IppPrinterStatus | null {
  const parsed = printerAttributes.safeParse(response.printer)
  if (!parsed.success) return null
  const attributes = parsed.data
  const stopped = attributes['printer-state'][0] === PRINTER_STOPPED
  const found = reasonsOf(attributes['printer-state-reasons'])
  const whenRunning: PrinterReason[] = attributes['printer-is-accepting-jobs'][0] ? [] : ['not-accepting-jobs']
  const whenStopped: PrinterReason[] = found.length > 0 ? found : ['stopped']
  const reasons = stopped ? whenStopped : whenRunning
  return {
    ready: reasons.length === 0,
    reasons,
    blocking: reasons[0] ?? found.find((reason) => BLOCKING.includes(reason)) ?? null,
    acceptsPdf: attributes['document-format-supported'].includes('application/pdf'),
    duplex: attributes['sides-supported'].includes('two-sided-long-edge'),
    a4: attributes['media-supported'].includes(A4),
  }
}

/** `unclear`: the printer has finished the job but does not confirm that all pages were printed. */
export type JobStatus =
  | { readonly state: 'running' | 'stopped' | 'completed' | 'unclear' }
  | { readonly state: 'held' | 'failed'; readonly reason: PrinterReason }

export function jobStatus(response: IppResponse): JobStatus | null {
  const parsed = jobAttributes.safeParse(response.job)
  if (!parsed.success) return null
  const reasons = parsed.data['job-state-reasons']
  switch (parsed.data['job-state'][0]) {
    case JOB.held:
      return {
        state: 'held',
        reason: reasons.some((keyword) => /authentication|password/.test(keyword)) ? 'not-allowed' : 'paused',
      }
    case JOB.stopped:
      return { state: 'stopped' }
    case JOB.cancelled:
      return { state: 'failed', reason: 'cancelled' }
    case JOB.aborted:
      return {
        state: 'failed',
        reason: reasons.some((keyword) => keyword.startsWith('document-format')) ? 'format-not-supported' : 'aborted',
      }
    case JOB.completed:
      // Passed on to another device, or completed with errors (RFC 8011 section 5.3.8): the paper may be incomplete.
      return {
        state:
          reasons.includes('queued-in-device') || reasons.includes('job-completed-with-errors')
            ? 'unclear'
            : 'completed',
      }
    default:
      return { state: 'running' }
  }
}

export function jobIdOf(response: IppResponse): number | null {
  const parsed = jobId.safeParse(response.job)
  return parsed.success ? parsed.data['job-id'][0] : null
}
