/** What a printer and a job say of themselves (RFC 8011 sections 5.3.7, 5.3.8, 5.4.11, 5.4.12), parsed and put in our words. */
import { z } from 'zod'
import type { IppResponse } from './ipp-message.ts'
import type { PrinterReason } from './printer.ts'

const words = z.array(z.string()).default([])
const printerAttributes = z.object({
  'printer-state': z.tuple([z.int()]),
  'printer-state-reasons': words,
  'printer-is-accepting-jobs': z.tuple([z.boolean()]).default([true]),
  'document-format-supported': words,
  'sides-supported': words,
})
const jobAttributes = z.object({ 'job-state': z.tuple([z.int()]), 'job-state-reasons': words })
const jobId = z.object({ 'job-id': z.tuple([z.int().positive()]) })

const PRINTER_STOPPED = 5
const JOB = { stopped: 6, cancelled: 7, aborted: 8, completed: 9 } as const

/** Keyword without its severity (-error, -warning, -report) → our reason. */
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
  'offline-report': 'offline',
  'connecting-to-device': 'offline',
  'timed-out': 'offline',
}

/** Our reasons among a printer's; warnings and reports do not stop a printer (RFC 8011 section 5.4.12). */
export function reasonsOf(keywords: readonly string[]): PrinterReason[] {
  const found = keywords.filter((keyword) => !/-(warning|report)$/.test(keyword)).map((keyword) => REASONS[keyword.replace(/-error$/, '')])
  return [...new Set(found.filter((reason) => reason !== undefined))]
}

export interface IppPrinterStatus {
  readonly ready: boolean
  readonly reasons: PrinterReason[]
  readonly takesPdf: boolean
  readonly duplex: boolean
}

/** Null when the answer is not one of a printer. */
export function printerStatus(response: IppResponse): IppPrinterStatus | null {
  const parsed = printerAttributes.safeParse(response.printer)
  if (!parsed.success) return null
  const attributes = parsed.data
  const stopped = attributes['printer-state'][0] === PRINTER_STOPPED
  const found = reasonsOf(attributes['printer-state-reasons'])
  const reasons: PrinterReason[] = stopped ? (found.length > 0 ? found : ['stopped']) : attributes['printer-is-accepting-jobs'][0] ? [] : ['not-accepting-jobs']
  return {
    ready: reasons.length === 0,
    reasons,
    takesPdf: attributes['document-format-supported'].includes('application/pdf'),
    duplex: attributes['sides-supported'].includes('two-sided-long-edge'),
  }
}

export type JobStatus = { readonly state: 'running' | 'stopped' | 'completed' } | { readonly state: 'failed'; readonly reason: PrinterReason }

export function jobStatus(response: IppResponse): JobStatus | null {
  const parsed = jobAttributes.safeParse(response.job)
  if (!parsed.success) return null
  switch (parsed.data['job-state'][0]) {
    case JOB.stopped:
      return { state: 'stopped' }
    case JOB.cancelled:
      return { state: 'failed', reason: 'cancelled' }
    case JOB.aborted:
      return { state: 'failed', reason: parsed.data['job-state-reasons'].some((keyword) => keyword.startsWith('document-format')) ? 'format-not-supported' : 'aborted' }
    case JOB.completed:
      return { state: 'completed' }
    default:
      return { state: 'running' }
  }
}

export function jobIdOf(response: IppResponse): number | null {
  const parsed = jobId.safeParse(response.job)
  return parsed.success ? parsed.data['job-id'][0] : null
}
