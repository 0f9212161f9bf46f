/**
 * What was read by machine on a page of a draft: proposals beside the fields, each with its source and confidence;
 * never entered automatically.
 */
import { z } from 'zod'
import { REQUEST_KINDS } from '../../domain/request/request.ts'
import { onPaper } from '../request.ts'
import { id } from '../values.ts'
import { query, type Procedures, neverStale } from './procedure.ts'

/** Fields of a draft for which a page can contain a value. */
export const READ_PATHS = [
  'document.mrz',
  'document.type',
  'document.series',
  'document.number',
  'document.validUntil',
  'holder.surname',
  'holder.givenNames',
  'holder.cnp',
  'holder.address',
  'holder.phone',
  'holder.email',
  'representative.surname',
  'representative.givenNames',
  'representative.cnp',
  'representative.phone',
  'requestedDay',
  'kind',
  'capacity',
  'answers.onlyRestrict',
  'answers.copyFirst',
] as const
const readPath = z.enum(READ_PATHS)
/** Places of a page that are shown beside the form: the fields, and the signature. */
export const CROP_PATHS = [...READ_PATHS, 'signature'] as const
const share = z.number().min(0).max(1)

export const draftPageReading = z.object({
  pageId: id,
  /** Null: a paper that is no form of the house. */
  form: z.object({ title: z.string(), kind: z.enum(REQUEST_KINDS), page: z.int(), pages: z.int() }).nullable(),
  /**
   * Why a form of the house was not read as one: several sheets in one picture, a version that is not known, invisible
   * corners.
   */
  obstacle: z.enum(['several-forms', 'unknown-version', 'not-laid']).nullable(),
  proposals: z.array(
    z.object({
      path: readPath,
      value: z.string(),
      source: z.enum(['form-field', 'form-code', 'mrz', 'ocr']),
      confidence: share,
      checked: z.boolean().nullable(),
    }),
  ),
  /** The image of the paper at each field, as a data URL. */
  crops: z.array(z.object({ path: z.enum(CROP_PATHS), image: z.string() })),
  /** What the page states, in the words of the record; only what was read surely enough to be compared. */
  stated: onPaper,
  /**
   * Boxes and signatures of the form, in its order: what is marked, and with which confidence. `label` is the form's
   * own, in Romanian.
   */
  marks: z.array(
    z.object({
      field: z.string(),
      label: z.string(),
      kind: z.enum(['tick', 'choice', 'signature']),
      value: z.string(),
      confidence: share,
    }),
  ),
  /**
   * Fields without a value, because they are not wholly on the picture, covered, or washed out by a reflection. They
   * are not empty.
   */
  unread: z.array(z.object({ field: z.string(), label: z.string(), why: z.enum(['outside', 'covered', 'glare']) })),
})
export type DraftPageReading = z.infer<typeof draftPageReading>

export const readingProcedures = {
  /** The pages of a registered request as they are read now, for crops beside the values; empty if not at hand. */
  'reading.request': query(
    'request.read',
    z.object({ requestId: id }),
    z.array(draftPageReading.omit({ pageId: true })),
    neverStale,
  ),
  /** Takes about a second in a thread of its own; refused as a scan is. */
  'reading.page': query('request.register', z.object({ draftId: id, pageId: id }), draftPageReading, neverStale),
} as const satisfies Procedures
