/** The new-request page: what is typed and scanned before a number is given. */
import { z } from 'zod'
import { MATTERS, WAYS } from '../../domain/request/comparison.ts'
import { ANSWERS } from '../../domain/request/questions.ts'
import { MISSING } from '../../domain/request/completeness.ts'
import { KEPT_MEDIA_TYPES } from '../../files/media-type.ts'
import {
  ATTACHMENT_ROLES,
  ATTESTATIONS,
  CAPACITIES,
  IDENTITY_DOCUMENT_TYPES,
  REQUEST_KINDS,
  REQUEST_STATES,
} from '../../domain/request/request.ts'
import { problemSchema } from '../problem.ts'
import { registration, source } from '../request.ts'
import { lookUpOutput } from '../central/requests.ts'
import { id, instant, line, localDay, sha256 } from '../values.ts'
import { command, done, nothing, query, type Procedures, neverStale } from './procedure.ts'

const fieldOf = (maximum: number) => z.string().max(maximum).default('')
const person = z
  .object({
    surname: fieldOf(160),
    givenNames: fieldOf(240),
    cnp: fieldOf(40),
    address: fieldOf(600),
    phone: fieldOf(80),
    email: fieldOf(240),
  })
  .prefault({})

/**
 * Everything the clerk has typed so far, exactly as typed: a draft is never validated, so that nothing is ever lost.
 */
export const draftContent = z.object({
  document: z
    .object({
      type: z.enum(IDENTITY_DOCUMENT_TYPES).default('identity-card'),
      mrz: fieldOf(400),
      series: fieldOf(20),
      number: fieldOf(40),
      issuer: fieldOf(160),
      validUntil: fieldOf(20),
      unlimited: z.boolean().default(false),
    })
    .prefault({}),
  holder: person,
  capacity: z.enum(CAPACITIES).default('holder'),
  representative: person,
  kind: z.enum([...REQUEST_KINDS, '']).default(''),
  /** What the person answered to the two questions; empty: not answered yet. */
  answers: z
    .object({
      onlyRestrict: z.enum([...ANSWERS.onlyRestrict, '']).default(''),
      copyFirst: z.enum([...ANSWERS.copyFirst, '']).default(''),
    })
    .prefault({}),
  /** How the clerk answered the differences between paper and form, each with the values that it was answered for. */
  settled: z
    .array(
      z.object({
        matter: z.enum(MATTERS),
        how: z.enum(WAYS),
        paper: z.array(z.string().max(200)).max(8),
        stated: z.string().max(200),
      }),
    )
    .max(64)
    .default([]),
  requestedDay: fieldOf(20),
  attestations: z.array(z.enum(ATTESTATIONS)).default([]),
  unableToSign: z.boolean().default(false),
  witnesses: z.object({ first: fieldOf(160), second: fieldOf(160) }).prefault({}),
  remark: fieldOf(1000),
  /** The source of the present value of a field, by path; absent: typed. */
  sources: z.record(z.string(), source).default({}),
})
export type DraftContent = z.infer<typeof draftContent>

/** One page of a draft's scan, in the order of the paper. Rotation is clockwise, in degrees. */
export const draftPage = z.object({
  pageId: id,
  /** The bytes to show: JPEG, PNG, or a PDF of which this is page `pdfPage` (from 1). */
  sha256,
  mediaType: z.enum(KEPT_MEDIA_TYPES),
  pdfPage: z.int().positive().nullable(),
  width: z.number(),
  height: z.number(),
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  role: z.enum(ATTACHMENT_ROLES),
  name: line(160),
})
/** `textVersion` counts the saves of the typed text: a window names the one that its text is based on. */
export const draft = z.object({
  id,
  updatedAt: instant,
  textVersion: z.int().nonnegative(),
  content: draftContent,
  pages: z.array(draftPage),
})
export type Draft = z.infer<typeof draft>

/** The MRZ as read: proposals beside the fields, never entered automatically. */
export const mrzReading = z.object({
  format: z.enum(['TD1', 'TD2', 'TD3']),
  documentType: z.enum(IDENTITY_DOCUMENT_TYPES).nullable(),
  series: z.string(),
  number: z.string(),
  surname: z.string(),
  givenNames: z.string(),
  nationality: z.string(),
  sex: z.enum(['male', 'female', 'unspecified']),
  birthDate: localDay.nullable(),
  validUntil: localDay.nullable(),
  cnp: z.string().nullable(),
  checks: z.array(z.object({ field: z.string(), ok: z.boolean() })),
  corrections: z.array(z.object({ line: z.int(), column: z.int(), from: z.string(), to: z.string() })),
})
/** A finding for which the table of problems has no code; the renderer has the words. Empty: the problem is enough. */
export const FINDING_NOTES = [
  '',
  'cnp-valid',
  'cnp-county-rare',
  'cnp-county-unknown',
  'cnp-century-unknown',
  'document-valid',
  'document-unlimited',
  'mrz-verified',
  'mrz-corrected',
  'capacity-minor-under-14',
  'capacity-minor-14-to-18',
  'capacity-not-possible',
  'day-in-future',
  'day-long-past',
  'name-unusual',
  'series-unusual',
  'number-unusual',
  'phone-unusual',
  'email-unusual',
] as const
/**
 * A finding about one field: an error prevents registration, a warning asks the clerk to look. `path` is that of the
 * field in `draftContent` (`holder.cnp`, `document.validUntil`), or `pages` for the scan.
 */
export const finding = z.object({
  path: z.string(),
  level: z.enum(['error', 'warning', 'ok']),
  problem: problemSchema.nullable(),
  note: z.enum(FINDING_NOTES),
})
export const draftAssessment = z.object({
  findings: z.array(finding),
  /** What prevents registering, then what prevents sending to review: codes with the path of the field to go to. */
  blockers: z.array(z.object({ code: z.string(), path: z.string() })),
  missing: z.array(z.object({ code: z.enum(MISSING), path: z.string() })),
  mrz: mrzReading.nullable(),
  age: z.int().nullable(),
  disagreements: z.array(z.object({ field: z.string(), stated: z.string(), document: z.string() })),
  /** Where paper and form differ; `how` is the clerk's answer, or null while there is none. */
  differences: z.array(
    z.object({
      matter: z.enum(MATTERS),
      paper: z.array(z.string()),
      stated: z.string(),
      how: z.enum(WAYS).nullable(),
    }),
  ),
})
export const registered = z.object({
  requestId: id,
  number: z.string(),
  provisional: z.boolean(),
  registration,
  dueDay: localDay,
  state: z.enum(REQUEST_STATES),
  /** Not sent yet; shown with a pending mark, never as an error. */
  pending: z.boolean(),
  /** Codes of what prevented sending it to review at once. */
  missing: z.array(z.enum(MISSING)),
})

export const draftProcedures = {
  'draft.current': query('request.register', nothing, draft, { staleBy: ['drafts'] }),
  'draft.list': query(
    'request.register',
    nothing,
    z.array(z.object({ id, updatedAt: instant, title: z.string(), pages: z.int() })),
    { staleBy: ['drafts'] },
  ),
  'draft.open': query('request.register', z.object({ draftId: id }), draft, { staleBy: ['drafts'] }),
  /** A new empty draft; the current one stays in the list. */
  'draft.start': command('request.register', nothing, draft, { makesStale: ['drafts'] }),
  /**
   * If the stored text is not the one named, the draft is open in a second window: this text is then stored as a draft
   * of its own (`copied`), with the same pages, and neither window overwrites the other.
   */
  'draft.save': command(
    'request.register',
    z.object({ draftId: id, textVersion: z.int().nonnegative(), content: draftContent }),
    z.object({ draftId: id, textVersion: z.int(), updatedAt: instant, copied: z.boolean() }),
  ),
  /**
   * `seen`: the pages on the screen at the time of the call. A page that has arrived since (from a running scan) stays,
   * at the end.
   */
  'draft.savePages': command(
    'request.register',
    z.object({
      draftId: id,
      pages: z.array(draftPage.pick({ pageId: true, rotation: true, role: true })),
      seen: z.array(id).optional(),
    }),
    draft,
  ),
  'draft.discard': command('request.register', z.object({ draftId: id }), done, { makesStale: ['drafts'] }),
  /**
   * Turns uploaded bytes into pages of the draft: PDF, PNG, JPEG, TIFF; refused with a `scan.*` problem and nothing
   * changed. `onlyWhole`: a person decided to take the whole pages of a file refused as scan.incomplete.
   */
  'draft.addFile': command(
    'request.register',
    z.object({
      draftId: id,
      sha256,
      name: line(160),
      role: z.enum(ATTACHMENT_ROLES).default('request'),
      onlyWhole: z.boolean().default(false),
    }),
    draft,
    { makesStale: ['drafts'] },
  ),
  /** Checks what is typed so far; fields as typed in, findings out. Pure, fast, called while typing. */
  'draft.assess': query(
    'request.register',
    z.object({ draftId: id, content: draftContent }),
    draftAssessment,
    neverStale,
  ),
  'draft.register': command('request.register', z.object({ draftId: id, content: draftContent }), registered, {
    makesStale: ['drafts'],
  }),
  'holder.lookUp': query('holder.look-up', z.object({ cnp: line(20) }), lookUpOutput, neverStale),
  /** Files in the watched scan folder, newest first. */
  'scan.watched': query(
    'request.register',
    nothing,
    z.object({
      folder: z.string().nullable(),
      files: z.array(z.object({ name: z.string(), bytes: z.int(), at: instant })),
    }),
    { staleBy: ['scans'] },
  ),
  'scan.take': command(
    'request.register',
    z.object({
      draftId: id,
      name: line(160),
      role: z.enum(ATTACHMENT_ROLES).default('request'),
      onlyWhole: z.boolean().default(false),
    }),
    draft,
    { makesStale: ['drafts', 'scans'] },
  ),
} as const satisfies Procedures
