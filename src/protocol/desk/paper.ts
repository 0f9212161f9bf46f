/** Papers previewed and printed. */
import { EXTENSION_DAYS } from '../../domain/request/due-date.ts'
import { z } from 'zod'
import { LETTER_KINDS, PAPERS, REJECTION_REASONS } from '../../domain/request/request.ts'
import { problemSchema } from '../problem.ts'
import { id, instant, line, sha256, text } from '../values.ts'
import { command, done, nothing, query, type Procedures, neverStale } from './procedure.ts'

/** `paperId`: which of several letters; null: the newest of its kind. */
export const paperRequest = z.object({ requestId: id, paper: z.enum(PAPERS), paperId: id.nullable().default(null) })
/**
 * `duplicate`: this paper has been printed before, so the copy is marked DUPLICAT. `sealed`: these bytes have the seal
 * of the house, so the file can be exported too.
 */
export const paperPreview = z.object({
  sha256,
  paper: z.enum(PAPERS),
  draft: z.boolean(),
  duplicate: z.boolean(),
  sealed: z.boolean(),
  verificationCode: z.string().nullable(),
  pages: z.int(),
})
export const printJob = z.object({
  jobId: z.string(),
  printer: z.string(),
  state: z.enum(['sent', 'printed', 'failed']),
  duplicate: z.boolean(),
  problem: problemSchema.nullable(),
})
export const printerState = z.object({
  name: z.string(),
  kind: z.enum(['ipp', 'folder', 'system', 'none']),
  ready: z.boolean(),
  detail: z.string(),
})
/** `tried`: how the last attempt at this desk ended without a record of a print; null if there was none. */
export const waitingPaper = z.object({
  requestId: id,
  number: z.string(),
  surname: z.string(),
  givenNames: z.string(),
  paper: z.enum(PAPERS),
  paperId: id.nullable(),
  letter: z.enum(LETTER_KINDS).nullable(),
  /** Since when it could have been printed. */
  since: instant,
  tried: z
    .object({
      at: instant,
      problem: problemSchema,
      /** A sheet may be at the printer: a person looks there, and confirms the print or repeats it. */
      mayBeOut: z.boolean(),
    })
    .nullable(),
  /** It is at a printer now. */
  running: z.boolean(),
})

export const paperProcedures = {
  'paper.preview': query('paper.read', paperRequest, paperPreview, { staleBy: ['request'] }),
  /** A draft of the letter a decision would send, before it is sent. */
  'paper.previewLetter': query(
    'request.decide',
    z.object({
      requestId: id,
      letter: z.enum(['rejection', 'completion', 'extension', 'forwarding']),
      reason: z.enum(REJECTION_REASONS).nullable().default(null),
      missing: z.array(line(60)).default([]),
      explanation: text(2000).default(''),
      days: z.int().min(1).max(EXTENSION_DAYS).nullable().default(null),
      to: line(200).default(''),
    }),
    paperPreview,
    neverStale,
  ),
  /** For a paper that is being printed now, it returns the outcome of that print, so nothing is printed twice. */
  'paper.print': command('paper.print', paperRequest, printJob),
  /**
   * The sealed file, for an applicant who wants it instead of paper. It is recorded like a print, so that the next one
   * is a duplicate. Refused while there is no sealed paper.
   */
  'paper.exportFile': command(
    'paper.print',
    paperRequest,
    z.object({ sha256, fileName: z.string(), duplicate: z.boolean() }),
  ),
  /**
   * A person has the paper in hand, though the printer did not confirm it: what the last attempt sent is recorded as
   * printed. Refused if no known attempt can have printed the paper.
   */
  'paper.confirmPrinted': command('paper.print', paperRequest, done),
  /**
   * Papers of requests registered at this desk that should have been handed out and were not printed yet, oldest first.
   */
  'paper.waiting': query('paper.read', nothing, z.array(waitingPaper), { staleBy: ['request', 'printer'] }),
} as const satisfies Procedures
