/**
 * What a request looks like with an act of this desk applied that the central store has not confirmed yet: pure, total,
 * and the same steps as at the centre, so that the confirmed row replaces the predicted one without a jump. An act that
 * would not apply (somebody was faster) leaves the request as it is; the receipt will say why.
 */
import { applyCommand, isClosed, type RequestCommand } from '../../domain/request/lifecycle.ts'
import { dueDate } from '../../domain/request/due-date.ts'
import { IDENTITY_ANEW, identityHolds } from '../../domain/request/identity-holds.ts'
import type { RequestState } from '../../domain/request/request.ts'
import {
  COMMANDS,
  type CommandEnvelope,
  type CommandKind,
  type CommandPayload,
  raisesRevision,
} from '../../protocol/commands.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { Actor } from '../../protocol/values.ts'

export interface PendingAct {
  readonly envelope: CommandEnvelope
  readonly actorName: string
}
type Decision = NonNullable<RequestBody['decision']>
type Facts = RequestBody['timeline'][number]['facts']

/** The word of the lifecycle table for a command; a register makes the request and a print moves nothing. */
const LIFECYCLE: Record<Exclude<CommandKind, 'register-request' | 'record-print'>, RequestCommand> = {
  'record-identity-check': 'record-identity',
  'attach-document': 'attach',
  'add-note': 'note',
  'update-contact': 'contact',
  'amend-request': 'amend',
  'submit-request': 'submit',
  'return-request': 'return',
  'approve-request': 'approve',
  'reject-request': 'reject',
  'withdraw-request': 'withdraw',
  'join-request': 'join',
  'forward-request': 'forward',
  'file-request': 'file',
  'extend-term': 'extend',
  'decide-order': 'decide-order',
}

const register = (payload: CommandPayload<'register-request'>, id: string, actor: Actor): RequestBody => ({
  id,
  version: 0,
  revision: 0,
  kind: payload.kind,
  channel: payload.channel,
  state: 'registered',
  registration: payload.registration,
  requestedDay: payload.requestedDay,
  requestedAt: payload.requestedAt,
  dueDay: dueDate({ registrationDay: payload.registration.day, extensionDays: 0 }),
  extendedDays: 0,
  holder: payload.holder,
  capacity: payload.capacity,
  representative: payload.representative,
  questionsAsked: payload.questionsAsked,
  identityCheck: null,
  attachments: [],
  notes: [],
  timeline: [],
  papers: [],
  decision: null,
  registeredBy: actor,
  deskNumber: payload.deskNumber,
})

interface Effect {
  readonly change: Partial<RequestBody>
  readonly facts?: Facts
}
type Effects = {
  readonly [K in Exclude<CommandKind, 'register-request'>]: (
    body: RequestBody,
    payload: CommandPayload<K>,
    by: { actor: Actor; at: string },
  ) => Effect
}

const decided = ({ actor, at }: { actor: Actor; at: string }, what: Partial<Decision>): Decision => ({
  by: actor,
  at,
  reason: null,
  filing: null,
  explanation: '',
  missing: [],
  joinedInto: null,
  forwardedTo: null,
  ...what,
})

const EFFECTS: Effects = {
  'record-identity-check': (_body, { check }, { actor, at }) => ({
    change: { identityCheck: { ...check, by: actor, at } },
    facts: { outcome: check.outcome },
  }),
  'attach-document': (body, { attachment }, { actor, at }) => ({
    change: body.attachments.some(({ sha256, role }) => sha256 === attachment.sha256 && role === attachment.role)
      ? {}
      : { attachments: [...body.attachments, { ...attachment, by: actor, at }] },
    facts: { role: attachment.role, pages: attachment.pages },
  }),
  'add-note': (body, { noteId, text }, { actor, at }) => ({
    change: { notes: [...body.notes, { id: noteId, at, by: actor, text }] },
  }),
  // Of the applicant: the representative where there is one, else the holder.
  'update-contact': (body, { contact }) => ({
    change:
      body.representative === null
        ? { holder: { ...body.holder, contact } }
        : { representative: { ...body.representative, contact } },
  }),
  'amend-request': (body, payload) => {
    const people = {
      holder: payload.holder ?? body.holder,
      capacity: payload.capacity ?? body.capacity,
      representative: payload.representative === undefined ? body.representative : payload.representative,
    }
    const holds = identityHolds(body, people)
    return {
      ...(holds ? {} : { facts: { identity: IDENTITY_ANEW } }),
      change: {
        ...people,
        kind: payload.kind ?? body.kind,
        questionsAsked: payload.questionsAsked ?? body.questionsAsked,
        identityCheck: holds ? body.identityCheck : null,
      },
    }
  },
  'submit-request': () => ({ change: {} }),
  'return-request': (_body, { missing, explanation }, by) => ({
    change: { decision: decided(by, { missing, explanation }) },
    facts: { missing: missing.join(',') },
  }),
  'approve-request': (_body, _payload, by) => ({ change: { decision: decided(by, {}) } }),
  'reject-request': (_body, { reason, explanation }, by) => ({
    change: { decision: decided(by, { reason, explanation }) },
    facts: { reason },
  }),
  'withdraw-request': (_body, { how, explanation }, by) => ({
    change: { decision: decided(by, { explanation }) },
    ...(how === undefined ? {} : { facts: { how } }),
  }),
  'join-request': (_body, { into }, by) => ({
    change: { decision: decided(by, { joinedInto: into }) },
    facts: { into },
  }),
  'forward-request': (_body, { to }, by) => ({ change: { decision: decided(by, { forwardedTo: to }) }, facts: { to } }),
  'file-request': (_body, { reason, explanation }, by) => ({
    change: { decision: decided(by, { filing: reason, explanation }) },
    facts: { reason },
  }),
  'extend-term': (body, { days }) => ({
    change: { extendedDays: days, dueDay: dueDate({ registrationDay: body.registration.day, extensionDays: days }) },
    facts: { days },
  }),
  'decide-order': (body, { other, first, reason }, { actor, at }) => ({
    change: {
      orderDecisions: [
        ...(body.orderDecisions ?? []),
        { first, second: first === body.id ? other : body.id, reason, by: actor, at },
      ],
    },
  }),
  'record-print': (body, { paper, paperId, sha256, duplicate: stated, said, as }, { at }) => {
    const printed = body.papers.findLastIndex((record) =>
      paperId === null ? record.paper === paper : record.id === paperId,
    )
    const papers =
      printed === -1
        ? [
            ...body.papers,
            {
              id: paperId ?? body.id,
              paper,
              letter: null,
              at,
              sha256,
              verificationCode: null,
              printed: 1,
              ...(said === undefined ? {} : { said }),
            },
          ]
        : body.papers.map((record, index) =>
            index === printed
              ? {
                  ...record,
                  printed: record.printed + 1,
                  ...(record.printed === 0 && said !== undefined ? { said } : {}),
                }
              : record,
          )
    const duplicate = (body.papers[printed]?.printed ?? 0) > 0
    return {
      change: { papers },
      facts: {
        paper,
        duplicate,
        ...(as === undefined ? {} : { as }),
        ...(stated === duplicate ? {} : { markedDuplicate: stated }),
      },
    }
  },
}

const stale = (
  body: RequestBody,
  { kind, expectedRevision }: { kind: CommandKind; expectedRevision: number | null },
): boolean => COMMANDS[kind].transition && expectedRevision !== body.revision

/** Whether a check was made of people who are stated no more. */
const isOfOthers = (body: RequestBody, { people }: CommandPayload<'record-identity-check'>): boolean =>
  people !== undefined && !identityHolds(people, body)

/** One act applied. Null stays null until the request is registered. */
export function applyAct(body: RequestBody | null, { envelope, actorName }: PendingAct): RequestBody | null {
  if (!Object.hasOwn(COMMANDS, envelope.kind)) return body
  const kind = envelope.kind as CommandKind
  const parsed = COMMANDS[kind].payload.safeParse(envelope.payload)
  if (!parsed.success) return body
  const actor: Actor = { id: envelope.actorId, name: actorName }
  const at = momentOf(envelope)
  let from: RequestState | null = body?.state ?? null
  let next: RequestBody
  let facts: Facts = {}
  if (kind === 'register-request') {
    if (body !== null) return body
    next = register(parsed.data as CommandPayload<'register-request'>, envelope.aggregateId, actor)
    from = null
  } else {
    if (body === null || stale(body, { kind, expectedRevision: envelope.expectedRevision })) return body
    const to =
      kind === 'record-print' ? { ok: true as const, value: body.state } : applyCommand(body.state, LIFECYCLE[kind])
    if (!to.ok) return body
    if (kind === 'record-identity-check' && isOfOthers(body, parsed.data as CommandPayload<typeof kind>)) return body
    const effect = (EFFECTS[kind] as (body: RequestBody, payload: unknown, by: { actor: Actor; at: string }) => Effect)(
      body,
      parsed.data,
      { actor, at },
    )
    const { execution, ...rest } = { ...body, ...effect.change, state: to.value }
    // Nothing is held up any more of what this act closes.
    next = execution === undefined || isClosed(to.value) ? rest : { ...rest, execution }
    facts = effect.facts ?? {}
  }
  return {
    ...next,
    version: next.version + 1,
    revision: next.revision + (kind === 'register-request' || raisesRevision(kind) ? 1 : 0),
    timeline: [
      ...next.timeline,
      { id: envelope.commandId, at, actor, act: kind, from, to: next.state, facts, offline: envelope.offline },
    ],
  }
}

/**
 * A confirmed request (null: not known at the centre yet) with the pending acts of this desk applied in their order.
 */
export const applyPending = (confirmed: RequestBody | null, acts: readonly PendingAct[]): RequestBody | null =>
  acts.reduce(applyAct, confirmed)
