/**
 * Commands: the one way by which anything changes (sync.md S1, S3). Counter, mailbox and portal all enter by these.
 * A command is a fact of what a person did; its payload never changes once it is in an outbox.
 */
import { EXTENSION_DAYS } from '../domain/request/due-date.ts'
import { z } from 'zod'
import {
  CAPACITIES,
  CHANNELS,
  FILING_REASONS,
  PAPERS,
  REJECTION_REASONS,
  REQUEST_KINDS,
  WITHDRAWAL_WAYS,
} from '../domain/request/request.ts'
import type { Right } from '../domain/rights.ts'
import {
  attachment,
  contact,
  holder,
  identityCheck,
  proofFacts,
  questionsAsked,
  registration,
  representative,
  statedPeople,
} from './request.ts'
import { id, instant, line, localDay, sha256, text } from './values.ts'

const registerRequest = z.object({
  kind: z.enum(REQUEST_KINDS),
  channel: z.enum(CHANNELS),
  registration,
  requestedDay: localDay,
  requestedAt: instant.nullable(),
  holder,
  capacity: z.enum(CAPACITIES),
  representative: representative.nullable(),
  questionsAsked: questionsAsked.nullable(),
  deskNumber: z.int().positive(),
})

/** Corrections of what was stated. Contact facts always apply; the rest is a transition and needs the revision seen. */
const amendRequest = z.object({
  kind: z.enum(REQUEST_KINDS).optional(),
  holder: holder.optional(),
  capacity: z.enum(CAPACITIES).optional(),
  representative: representative.nullable().optional(),
  questionsAsked: questionsAsked.optional(),
})

/**
 * kind → payload, the right it needs, and whether it is a transition (needs `expectedRevision`).
 * Which commands raise the revision: {@link raisesRevision}.
 */
export const COMMANDS = {
  'register-request': { payload: registerRequest, right: 'request.register', transition: false },
  /**
   * `people`: of whom the check was made, as they were stated on the screen; a desk of an earlier version does not say.
   */
  'record-identity-check': {
    payload: z.object({ check: identityCheck, people: statedPeople.optional() }),
    right: 'request.verify-identity',
    transition: false,
  },
  'attach-document': { payload: z.object({ attachment }), right: 'request.amend', transition: false },
  'add-note': { payload: z.object({ noteId: id, text: text(2000).min(1) }), right: 'request.amend', transition: false },
  'update-contact': { payload: z.object({ contact }), right: 'request.amend', transition: false },
  'amend-request': { payload: amendRequest, right: 'request.amend', transition: true },
  'submit-request': { payload: z.object({}), right: 'request.submit', transition: true },
  'return-request': {
    payload: z.object({ missing: z.array(line(60)).max(20), explanation: text(2000).min(1) }),
    right: 'request.decide',
    transition: true,
  },
  'approve-request': {
    payload: z.object({ planHash: sha256, surname: line(80).min(1) }),
    right: 'request.decide',
    transition: true,
  },
  'reject-request': {
    payload: z.object({ reason: z.enum(REJECTION_REASONS), explanation: text(2000) }),
    right: 'request.decide',
    transition: true,
  },
  /** `how`: a desk of an earlier version does not say. */
  'withdraw-request': {
    payload: z.object({ how: z.enum(WITHDRAWAL_WAYS).optional(), explanation: text(2000) }),
    right: 'request.withdraw',
    transition: true,
  },
  'join-request': { payload: z.object({ into: id }), right: 'request.decide', transition: true },
  'forward-request': { payload: z.object({ to: line(200).min(1) }), right: 'request.decide', transition: true },
  'file-request': {
    payload: z.object({ reason: z.enum(FILING_REASONS), explanation: text(2000) }),
    right: 'request.decide',
    transition: true,
  },
  'extend-term': {
    payload: z.object({ days: z.int().min(1).max(EXTENSION_DAYS), explanation: text(2000).min(1) }),
    right: 'request.decide',
    transition: true,
  },
  /**
   * Which of two opposite requests was made first, where the times do not prove it; names the revisions of both that
   * were seen.
   */
  'decide-order': {
    payload: z.object({ other: id, otherRevision: z.int().positive(), first: id, reason: text(1000).min(1) }),
    right: 'request.decide',
    transition: true,
  },
  'record-print': {
    /**
     * `duplicate`: whether the paper carried that word, as far as the desk knew; the centre judges for itself. `said`:
     * of a proof of registration. `as`: given as a file; left out, on paper.
     */
    payload: z.object({
      paper: z.enum(PAPERS),
      paperId: id.nullable(),
      sha256,
      duplicate: z.boolean(),
      said: proofFacts.optional(),
      as: z.literal('file').optional(),
    }),
    right: 'paper.print',
    transition: false,
  },
} as const satisfies Record<string, { payload: z.ZodType; right: Right; transition: boolean }>

export type CommandKind = keyof typeof COMMANDS
export const COMMAND_KINDS = Object.keys(COMMANDS) as CommandKind[]
export type CommandPayload<K extends CommandKind> = z.infer<(typeof COMMANDS)[K]['payload']>

/**
 * Whether a command changes what a decision rests on: every transition, the identity check and the attachments. Desk
 * and centre count alike.
 */
export const raisesRevision = (kind: CommandKind): boolean =>
  COMMANDS[kind].transition || kind === 'record-identity-check' || kind === 'attach-document'

/** The version of every command kind that this build writes; older ones are lifted at the centre (sync.md S15). */
export const COMMAND_VERSION = 1

/** A command as it travels: signed by its device as part of a batch, chained to the one before it. */
export const commandEnvelope = z.object({
  deviceSeq: z.int().positive(),
  commandId: id,
  kind: z.string().max(60),
  kindVersion: z.int().positive(),
  /** The request it is about. */
  aggregateId: id,
  /** The revision that the person saw; null for what always applies. */
  expectedRevision: z.int().positive().nullable(),
  payload: z.json(),
  /** SHA-256 over the canonical JSON (RFC 8785) of `payload`. */
  payloadHash: sha256,
  /** `chainHash` of the command before it; 64 zeros for the first. */
  prevHash: sha256,
  actorId: id,
  /** The session, granted by the central store, under which the person acted. */
  sessionId: id,
  /** True when the person had unlocked the desk without the central store. */
  offline: z.boolean(),
  occurredAt: instant,
  /** Desk clock minus server clock at the last contact, milliseconds; null before the first contact. */
  clockOffsetMs: z.int().nullable(),
})
export type CommandEnvelope = z.infer<typeof commandEnvelope>
