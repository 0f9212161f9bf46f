import { ok, refuse, type Problem, type Result } from '../../domain/problem.ts'
import { parseCnp } from '../../domain/person/cnp.ts'
import { asksQuestions } from '../../domain/request/questions.ts'
import { identityHolds } from '../../domain/request/identity-holds.ts'
import type { RequestDetail } from '../../protocol/desk.ts'
import { answersOf, identityCheckOf, readDraft } from '../drafts/read-draft.ts'
import { draftContent } from '../../protocol/desk.ts'
import { ACTS, type CommandKind, type CommandPayload, type RequestAction } from '../../request/acts.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { Act } from '../outbox/outbox.ts'
import { scanCode } from '../papers/paper-code.ts'
import type { DeskParts } from '../parts.ts'
import { onlineToken } from '../session/central-token.ts'
import type { Person } from '../session/session.ts'
import { detailOf, refusalOf, type Viewer } from './request-detail.ts'
import { asPerson } from '../session/as-person.ts'
import type { Group, Handlers } from '../door/handlers.ts'

/** Commands that a screen offers as an action on an open request. */
type TransitionKind = {
  [K in CommandKind]: (typeof ACTS)[K]['action'] extends null ? never : K
}[CommandKind]

/** How long a decision waits for its receipt before the screen shows it as pending. */
const ANSWER_LIMIT_MS = 8_000

const viewerOf = ({ sync, today }: Pick<DeskParts, 'sync' | 'today'>, person: Person): Viewer => ({
  actorId: person.actorId,
  role: person.role,
  central: onlineToken(person, sync),
  today: today(),
})

function openDetail(parts: DeskParts, person: Person, requestId: string): Result<RequestDetail> {
  const found = parts.requests.open(requestId)
  if (found === null) return refuse('request.unknown')
  const pending = parts.outbox.pendingOf(requestId, parts.settings.get('cursor') ?? 0)
  return ok(
    detailOf(found.body, pending, viewerOf(parts, person), {
      isAtHand: parts.blobs.has,
      isHeld: parts.held.isHeld(requestId),
      numberOfOther: (other) => {
        const known = parts.requests.open(other)
        return known === null ? null : numberOf(known.body)
      },
    }),
  )
}

/** What a person does to a request at this desk: as a decision, which waits for its answer, or as a fact. */
function requestActs(parts: DeskParts) {
  const { requests, outbox, perform, sync } = parts

  /** Performs acts of one action on a request and returns the request as it is then. */
  const act = async (
    person: Person,
    requestId: string,
    action: RequestAction,
    revision: number | null,
    acts: readonly Act[],
  ): Promise<Result<RequestDetail>> => {
    const found = requests.open(requestId)
    if (found === null) return refuse('request.unknown')
    const { body } = found
    if (revision !== null && revision !== body.revision)
      return refuse('request.stale', { seen: revision, current: body.revision, state: body.state })
    const refusal = refusalOf(action, body, viewerOf(parts, person))
    if (refusal !== null) return { ok: false, problem: refusal }
    const performed = perform(acts, person)
    if (!performed.ok) return performed
    sync.wake()
    return openDetail(parts, person, requestId)
  }
  const decide = async (
    person: Person,
    requestId: string,
    action: RequestAction,
    revision: number,
    stated: Pick<Act, 'kind' | 'payload'>,
  ): Promise<Result<RequestDetail>> => {
    const done = await act(person, requestId, action, revision, [
      { ...stated, aggregateId: requestId, expectedRevision: revision } as Act,
    ])
    if (!done.ok || !sync.online()) return done
    const commandId = done.value.pending.at(-1)?.commandId
    await sync.now(ANSWER_LIMIT_MS)
    // The person waiting gets the refusal at once, so it is not listed among the decisions as well.
    const refusal = commandId === undefined ? null : refusedNow(commandId)
    return refusal === null ? openDetail(parts, person, requestId) : { ok: false, problem: refusal }
  }
  const refusedNow = (commandId: string): Problem | null => {
    const receipt = outbox.byCommand(commandId)?.receipt
    if (receipt?.outcome !== 'rejected') return null
    outbox.resolve(commandId, 'shown')
    const entry = outbox.byCommand(commandId)
    if (entry !== null) parts.pages.refresh(entry.envelope.aggregateId)
    return receipt.problem
  }
  const fact = (
    person: Person,
    requestId: string,
    action: RequestAction,
    stated: Pick<Act, 'kind' | 'payload'>,
  ): Promise<Result<RequestDetail>> =>
    act(person, requestId, action, null, [{ ...stated, aggregateId: requestId, expectedRevision: null } as Act])

  /** A transition whose input is its payload, besides the request and the revision that was seen. */
  const transitionOf =
    <K extends TransitionKind>(kind: K) =>
    (input: { requestId: string; revision: number } & CommandPayload<K>, person: Person) => {
      const { requestId, revision, ...payload } = input
      return decide(person, requestId, ACTS[kind].action, revision, { kind, payload } as Pick<Act, 'kind' | 'payload'>)
    }

  return { decide, fact, transitionOf }
}
type RequestActs = ReturnType<typeof requestActs>

const amend =
  ({ requests, today }: DeskParts, { decide }: RequestActs): Handlers<Group<'request'>>['request.amend'] =>
  ({ requestId, revision, content }, person) => {
    const found = requests.open(requestId)
    if (found === null) return refuse('request.unknown')
    const facts = readDraft(draftContent.parse(content), today())
    if (!facts.cnp.ok) return facts.cnp
    if (facts.representativeCnp?.ok === false) return facts.representativeCnp
    if (facts.holder.surname === '' || facts.holder.givenNames === '') return refuse('name.empty')
    const { holder, representative } = facts
    const payload = {
      ...(facts.kind === null ? {} : { kind: facts.kind }),
      holder,
      capacity: content.capacity,
      representative,
      ...(asksQuestions(facts.kind) ? { answers: answersOf(content) } : {}),
    }
    return decide(person, requestId, 'amend', revision, { kind: 'amend-request', payload })
  }

const checkIdentity =
  ({ requests, today }: DeskParts, { fact }: RequestActs): Handlers<Group<'request'>>['request.checkIdentity'] =>
  ({ requestId, people, document, subject, attestations, unableToSign, witnesses, remark }, person) => {
    const found = requests.open(requestId)
    if (found === null) return refuse('request.unknown')
    // The request was amended during the check: the document may have been another person's.
    if (!identityHolds(people, found.body)) return refuse('request.people-changed')
    const { holder, representative } = found.body
    const typed = (side: typeof holder | typeof representative) =>
      side === null ? {} : { surname: side.surname, givenNames: side.givenNames, cnp: side.cnp ?? '' }
    const content = draftContent.parse({
      document,
      holder: typed(holder),
      representative: typed(representative),
      capacity: subject === 'holder' ? 'holder' : found.body.capacity,
      attestations,
      unableToSign,
      witnesses,
      remark,
    })
    const facts = readDraft(content, today())
    if (!facts.validUntil.ok) return facts.validUntil
    const check = identityCheckOf(content, facts, today())
    if (check === null) return refuse('input.invalid', { issues: [{ path: 'document.number', message: 'too_small' }] })
    return fact(person, requestId, 'check-identity', {
      kind: 'record-identity-check',
      payload: { check: { ...check, subject }, people },
    })
  }

const attach =
  ({ blobs }: DeskParts, { fact }: RequestActs): Handlers<Group<'request'>>['request.attach'] =>
  async ({ requestId, sha256, name, role }, person) => {
    const blob = blobs.get(sha256)
    if (blob === null) return refuse('attachment.unknown')
    const { assembleScan, pagesOfScan } = await scanCode()
    const pages = await pagesOfScan(blob.bytes, name)
    if (!pages.ok) return pages
    const pdf = await assembleScan(
      pages.value.map((page) => ({ ...page, rotation: 0 })),
      name,
    )
    if (!pdf.ok) return pdf
    const stored = blobs.put(pdf.value)
    const attachment = {
      sha256: stored.sha256,
      mediaType: 'application/pdf' as const,
      bytes: stored.bytes,
      pages: pages.value.length,
      role,
      name,
    }
    return fact(person, requestId, 'attach', { kind: 'attach-document', payload: { attachment } })
  }

export function requestProcedures(parts: DeskParts): Handlers<Group<'request'> | 'holder.lookUp'> {
  const acts = requestActs(parts)
  const { decide, fact, transitionOf } = acts
  return {
    'request.open': ({ requestId }, person) => openDetail(parts, person, requestId),
    'request.plan': ({ requestId }, person) => asPerson(parts, person, 'plan', { requestId }),
    'request.order': ({ requestId }, person) => asPerson(parts, person, 'order', { requestId }),
    'request.decideOrder': transitionOf('decide-order'),
    'holder.lookUp': async ({ cnp }, person) => {
      const parsed = parseCnp(cnp)
      if (!parsed.ok) return parsed
      const found = await asPerson(parts, person, 'lookUp', { cnp: parsed.value.value })
      if (found.ok) parts.lookedUp.keep(parsed.value.value, found.value.dossier)
      return found
    },
    'request.submit': ({ requestId, revision }, person) =>
      decide(person, requestId, 'submit', revision, { kind: 'submit-request', payload: {} }),
    'request.amend': amend(parts, acts),
    'request.settle': ({ requestId, ...payload }, person) =>
      fact(person, requestId, 'settle', { kind: 'settle-difference', payload }),
    'request.updateContact': ({ requestId, contact }, person) =>
      fact(person, requestId, 'note', { kind: 'update-contact', payload: { contact } }),
    'request.checkIdentity': checkIdentity(parts, acts),
    'request.attach': attach(parts, acts),
    'request.note': ({ requestId, text }, person) =>
      fact(person, requestId, 'note', { kind: 'add-note', payload: { noteId: parts.newId(), text } }),
    'request.return': transitionOf('return-request'),
    'request.approve': transitionOf('approve-request'),
    'request.reject': transitionOf('reject-request'),
    'request.withdraw': transitionOf('withdraw-request'),
    'request.join': transitionOf('join-request'),
    'request.forward': transitionOf('forward-request'),
    'request.file': transitionOf('file-request'),
    'request.extend': transitionOf('extend-term'),
  }
}
