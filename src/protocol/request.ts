/** The parts of a request as the central store keeps it and every desk sees it. */
import { KEPT_MEDIA_TYPES } from '../files/media-type.ts'
import { EXTENSION_DAYS } from '../domain/request/due-date.ts'
import { z } from 'zod'
import {
  ATTACHMENT_ROLES,
  ATTESTATIONS,
  CAPACITIES,
  CHANNELS,
  FILING_REASONS,
  IDENTITY_DOCUMENT_TYPES,
  LETTER_KINDS,
  PAPERS,
  REJECTION_REASONS,
  REQUEST_KINDS,
  REQUEST_STATES,
} from '../domain/request/request.ts'
import { MATTERS, PAPER_MATTERS, WAYS } from '../domain/request/comparison.ts'
import { ANSWERS } from '../domain/request/questions.ts'
import { problemSchema } from './problem.ts'
import { author, cnpText, id, instant, line, localDay, sha256, text } from './values.ts'

export const personName = z.object({ surname: line(80), givenNames: line(120) })

export const contact = z.object({
  address: line(300),
  phone: line(40),
  email: line(120),
})

/** The holder as stated in the request; the control digit of `cnp` has been checked. */
export const holder = personName.extend({ cnp: cnpText, contact })

/** Who acts for the holder; null when the holder acts. */
export const representative = personName.extend({ cnp: cnpText.nullable(), contact })

export const identityDocument = z.object({
  type: z.enum(IDENTITY_DOCUMENT_TYPES),
  series: line(10),
  number: line(20),
  issuer: line(80),
  /** null: unlimited validity. */
  validUntil: localDay.nullable(),
})

/** The source of a value: shown beside it and stored with the record. */
export const source = z.enum(['typed', 'mrz', 'form-field', 'form-code', 'certificate', 'central', 'ocr'])

/** The record of the identity check: what was checked, how, by whom and when. No copy of the document. */
export const identityCheck = z.object({
  /** Whose document it was. */
  subject: z.enum(['holder', 'representative']),
  method: z.enum(['document', 'qualified-signature', 'portal-login']),
  document: identityDocument.nullable(),
  /** The machine-readable zone was read and all its check digits hold. */
  mrzVerified: z.boolean(),
  attestations: z.array(z.enum(ATTESTATIONS)),
  /**
   * The person cannot sign: the request was read to them and confirmed before two witnesses. Absent if it is signed.
   */
  unableToSign: z.object({ witnesses: z.array(line(160)).max(2) }).optional(),
  /** Values that differ between the document and the request, both as read; "de verificat", never resolved silently. */
  disagreements: z.array(z.object({ field: line(40), stated: line(200), document: line(200) })),
  outcome: z.enum(['passed', 'failed', 'to-verify']),
  remark: text(1000),
})

/** The people as stated in the request when their identity was checked. */
export const statedPeople = z.object({
  holder: personName.extend({ cnp: cnpText }),
  capacity: z.enum(CAPACITIES),
  representative: personName.extend({ cnp: cnpText.nullable() }).nullable(),
})

export const attachment = z.object({
  sha256,
  mediaType: z.enum(KEPT_MEDIA_TYPES),
  bytes: z.int().positive(),
  pages: z.int().positive(),
  role: z.enum(ATTACHMENT_ROLES),
  name: line(160),
})

/** The registration number: real from a leased block, or clearly provisional until mapped. */
export const registration = z.object({
  registry: z.string().regex(/^[A-Z0-9-]{1,16}$/),
  year: z.int().min(2020).max(2199),
  /** null while only provisional. */
  sequence: z.int().positive().nullable(),
  /** `P-<desk>-<n>`, kept and searchable after the real number was given. */
  provisional: z
    .string()
    .regex(/^P-[0-9]{1,6}-[0-9]{1,8}$/)
    .nullable(),
  /** The local day of registration: the legal term runs from it. */
  day: localDay,
  at: instant,
  /**
   * The number on the person's paper where another request had it already: the workstation that gave it was restored
   * from a copy. The central store gave this request another one. Absent in all other cases.
   */
  givenBefore: line(40).optional(),
})

/** Whether the two questions before an irreversible act were asked, as earlier builds recorded it. */
export const questionsAsked = z.object({ onlyRestrict: z.boolean(), copyFirst: z.boolean() })

/** What the person answered to the two questions. */
export const questionAnswers = z.object({
  onlyRestrict: z.enum(ANSWERS.onlyRestrict).nullable(),
  copyFirst: z.enum(ANSWERS.copyFirst).nullable(),
})

const values = z.array(line(200)).max(8)
/** The answer to a difference between paper and record, with the values that it was given for. */
export const settlement = z.object({
  matter: z.enum(MATTERS),
  how: z.enum(WAYS),
  note: text(500),
  paper: values,
  stated: line(200),
})
/** Every distinct value that the pages state, by matter. */
export const onPaper = z.partialRecord(z.enum(PAPER_MATTERS), values)
/** What the pages state and how the differences were answered, as the registering desk states it. */
export const statedComparison = z.object({
  answers: questionAnswers.nullable(),
  paper: onPaper,
  /** Pages that the program could not read: only a person has compared them. */
  unreadPages: z.int().nonnegative(),
  settled: z.array(settlement).max(64),
})
/** The paper against the record, with who answered each difference and when. */
export const comparison = statedComparison.extend({
  settled: z.array(settlement.extend({ by: author, at: instant })),
})

/** An entry of the history, without the facts that are special to its act: src/request/body.ts adds act and facts. */
export const timelineEntryCore = z.object({
  id,
  at: instant,
  actor: author,
  act: z.string(),
  from: z.enum(REQUEST_STATES).nullable(),
  to: z.enum(REQUEST_STATES),
  offline: z.boolean(),
  /** Who did the act first, when and at which desk, where `actor` took it over under a new identity of the desk. */
  first: z.object({ actor: author, at: instant, deskNumber: z.int() }).optional(),
})

/**
 * What a proof of registration stated when it was first printed, as far as that can change later: a duplicate states
 * the same.
 */
export const proofFacts = z.object({
  kind: z.enum(REQUEST_KINDS),
  number: line(40),
  provisional: z.boolean(),
  holder: personName.extend({ cnp: cnpText }),
  capacity: z.enum(CAPACITIES),
  representative: personName.nullable(),
  dueDay: localDay,
  pages: z.int().nonnegative(),
})

export const paperRecord = z.object({
  id,
  paper: z.enum(PAPERS),
  letter: z.enum(LETTER_KINDS).nullable(),
  at: instant,
  sha256,
  /** Only for papers that the central store sealed. */
  verificationCode: z.string().nullable(),
  printed: z.int().nonnegative(),
  /** For a proof of registration; absent if the desk that printed it first did not state it. */
  said: proofFacts.optional(),
})

export const orderDecision = z.object({ first: id, second: id, reason: text(1000), by: author, at: instant })

/**
 * What holds up an approved request. `waiting`: opposite requests of the person come first · `blocked`: an obstacle
 * that a supervisor clears or answers · `failing`: the central store keeps trying and fails; the reference is in its
 * log.
 */
export const executionHold = z.object({
  state: z.enum(['waiting', 'blocked', 'failing']),
  since: instant,
  problem: problemSchema.nullable(),
  waitsFor: z.array(z.object({ requestId: id, number: z.string() })),
})

/** A request as the rules of the acts see it; the complete request is `requestBody` in src/request/body.ts. */
export const requestCore = z.object({
  id,
  /** Counts every change; orders what a desk sees. */
  version: z.int().positive(),
  /**
   * Counts what a decision rests on (state, facts, identity, attachments); a transition names the revision that the
   * person saw.
   */
  revision: z.int().positive(),
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  state: z.enum(REQUEST_STATES),
  registration,
  /**
   * When the citizen made the request; orders opposite requests of one person. Local day at least, instant where known.
   */
  requestedDay: localDay,
  requestedAt: instant.nullable(),
  dueDay: localDay,
  extendedDays: z.int().min(0).max(EXTENSION_DAYS),
  holder,
  capacity: z.enum(CAPACITIES),
  representative: representative.nullable(),
  questionsAsked: questionsAsked.nullable(),
  /** Absent for a request that an earlier build registered. */
  comparison: comparison.optional(),
  identityCheck: identityCheck.extend({ by: author, at: instant }).nullable(),
  attachments: z.array(attachment.extend({ by: author, at: instant })),
  notes: z.array(z.object({ id, at: instant, by: author, text: text(2000) })),
  timeline: z.array(timelineEntryCore),
  papers: z.array(paperRecord),
  decision: z
    .object({
      by: author,
      at: instant,
      reason: z.enum(REJECTION_REASONS).nullable(),
      filing: z.enum(FILING_REASONS).nullable(),
      explanation: text(2000),
      /** What is missing, for a returned request. */
      missing: z.array(z.string()),
      joinedInto: id.nullable(),
      forwardedTo: line(200).nullable(),
    })
    .nullable(),
  /**
   * Decisions on the order of this request and an opposite one of the person, oldest first; the last on a pair counts.
   * Absent if no decision was needed.
   */
  orderDecisions: z.array(orderDecision).optional(),
  /** Absent if nothing holds it up. */
  execution: executionHold.optional(),
  registeredBy: author,
  deskNumber: z.int().positive(),
})
export type RequestCore = z.infer<typeof requestCore>
