/**
 * Parses the state of a printer and of a job (RFC 8011 sections 5.3.7, 5.3.8, 5.4.11, 5.4.12) into our own terms.
 */
import { z } from 'zod'
import type { IppResponse } from './ipp-message.ts'
import { printFormats, type PrintFormats } from './print-formats.ts'
import type { PrinterReason } from './printer.ts'

/** Values of other types are left out. */
const keywords = z
  .array(z.unknown())
  .default([])
  .transform((values) => values.filter((value) => typeof value === 'string'))
const printerAttributes = z.object({
  'printer-state': z.tuple([z.int()]),
  'printer-state-reasons': keywords,
  'printer-is-accepting-jobs': z.tuple([z.boolean()]).default([true]),
  'document-format-supported': keywords,
  'sides-supported': keywords,
  'media-supported': keywords,
  'pwg-raster-document-resolution-supported': keywords,
  'pwg-raster-document-type-supported': keywords,
  'pwg-raster-document-sheet-back': keywords,
  'urf-supported': keywords,
})
const jobAttributes = z.object({
  'job-state': z.tuple([z.int()]),
  'job-state-reasons': keywords,
})
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
   * Why nothing can be printed now: the printer is stopped, or CUPS waits for a device that is off. A printer that runs
   * may report an empty tray that the job does not use, so that proves nothing.
   */
  readonly blocking: PrinterReason | null
  /** What the printer complains about: the reason of a job that has stopped. */
  readonly complaint: PrinterReason | null
  readonly formats: PrintFormats
  readonly duplex: boolean
  /** Its names for A4, the best first; empty when it lists none. */
  readonly a4: readonly string[]
}

const COMPLAINTS: readonly PrinterReason[] = ['offline', 'out-of-paper', 'paper-jam', 'cover-open']
/** PWG 5101.1: the self-describing name of A4. Older printers have others, as `iso-a4` (RFC 2911). */
const A4 = 'iso_a4_210x297mm'
const A4_NAMES: readonly string[] = [A4, 'iso-a4', 'a4', 'iso-a4-white', 'iso_a4']
const a4Names = (supported: readonly string[]): string[] =>
  A4_NAMES.flatMap((name) => supported.find((one) => one.toLowerCase() === name) ?? [])

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
  const offline = found.includes('offline') ? 'offline' : null
  return {
    ready: reasons.length === 0,
    reasons,
    blocking: stopped ? (reasons[0] ?? 'stopped') : offline,
    complaint: found.find((reason) => COMPLAINTS.includes(reason)) ?? null,
    formats: printFormats({
      types: attributes['document-format-supported'],
      pwgResolutions: attributes['pwg-raster-document-resolution-supported'],
      pwgTypes: attributes['pwg-raster-document-type-supported'],
      pwgSheetBack: attributes['pwg-raster-document-sheet-back'],
      urf: attributes['urf-supported'],
    }),
    duplex: attributes['sides-supported'].includes('two-sided-long-edge'),
    a4: a4Names(attributes['media-supported']),
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
