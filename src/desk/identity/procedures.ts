/** Acts of an earlier identity of this workstation: listed, taken over, or set aside. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight } from '../../domain/rights.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import { anyAct, COMMANDS, type CommandKind, isKnown, shownAct } from '../../request/acts.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { Group, Handlers } from '../door/handlers.ts'
import type { Act, OutboxEntry } from '../outbox/outbox.ts'
import type { DeskParts } from '../parts.ts'
import { asPerson } from '../session/as-person.ts'
import { isReplaced } from './settle-replaced.ts'
import { takenOverOf } from './taken-over-of.ts'

type Row = ProcedureOutput<'takeover.list'>[number]
type Parts = Pick<
  DeskParts,
  'outbox' | 'settings' | 'requests' | 'perform' | 'pages' | 'changes' | 'sync' | 'client' | 'audit' | 'clock' | 'db'
> &
  Pick<DeskParts, 'replaceIdentity'>

/** The registration that an act itself states. */
function stated({ envelope }: OutboxEntry): Pick<Row, 'number' | 'person'> {
  const payload = COMMANDS['register-request'].payload.safeParse(envelope.payload)
  if (envelope.kind !== 'register-request' || !payload.success) return { number: '', person: null }
  const { registration, holder } = payload.data
  const { sequence, day, provisional } = registration
  return {
    number: sequence === null ? (provisional ?? '') : formatRegistryNumber({ sequence, day }),
    person: { surname: holder.surname, givenNames: holder.givenNames },
  }
}

const rightOf = (entry: OutboxEntry) =>
  isKnown(entry.envelope) ? anyAct(entry.envelope.kind as CommandKind).right : null

function rowOf({ requests, settings }: Parts, entry: OutboxEntry): Row {
  const { envelope, actorName } = entry
  const request = requests.open(envelope.aggregateId)
  const shown = request && {
    number: numberOf(request.body),
    person: { surname: request.body.holder.surname, givenNames: request.body.holder.givenNames },
  }
  const right = rightOf(entry)
  return {
    commandId: envelope.commandId,
    requestId: envelope.aggregateId,
    kind: shownAct(envelope.kind),
    ...(shown ?? stated(entry)),
    actor: { id: envelope.actorId, name: actorName },
    deskNumber: takenOverOf(entry, settings.get('enrolment'))?.deskNumber ?? 0,
    at: momentOf(envelope),
    offline: envelope.offline,
    mayTakeOver: right !== null && right !== 'request.decide',
    payload: envelope.payload,
  }
}

/** Undecided acts of earlier identities, in the order in which they were done. */
const openOf = ({ outbox }: Parts): OutboxEntry[] => outbox.undecided().filter(isReplaced).reverse()

/** The named acts, if they are of one request and the first undecided ones of it. */
function firstOf(parts: Parts, commandIds: readonly string[]): Result<[OutboxEntry, ...OutboxEntry[]]> {
  const open = openOf(parts)
  const aggregateId = open.find(({ envelope }) => envelope.commandId === commandIds[0])?.envelope.aggregateId
  const ofRequest = open.filter(({ envelope }) => envelope.aggregateId === aggregateId)
  const [head, ...rest] = ofRequest.slice(0, commandIds.length)
  if (head === undefined || [head, ...rest].some(({ envelope }, n) => envelope.commandId !== commandIds[n]))
    return refuse('decision.unknown')
  return ok([head, ...rest])
}

/** The named acts, of one request; with a registration everything that followed it. */
function namedOf(parts: Parts, commandIds: readonly string[]): Result<[OutboxEntry, ...OutboxEntry[]]> {
  const open = openOf(parts)
  const named = open.filter(({ envelope }) => commandIds.includes(envelope.commandId))
  const [head] = named
  if (head === undefined || named.length !== commandIds.length) return refuse('decision.unknown')
  const { aggregateId } = head.envelope
  if (named.some(({ envelope }) => envelope.aggregateId !== aggregateId)) return refuse('decision.unknown')
  const all = head.envelope.kind === 'register-request'
  const [first = head, ...rest] = all ? open.filter(({ envelope }) => envelope.aggregateId === aggregateId) : named
  return ok([first, ...rest])
}

export function takeoverProcedures(parts: Parts): Handlers<Group<'takeover'>> {
  const { outbox, settings, perform, pages, changes, sync, audit, clock, db } = parts
  const settle = (entries: readonly OutboxEntry[], actorId: string, resolution: 'again' | 'drop'): void => {
    for (const { envelope } of entries) {
      outbox.resolve(envelope.commandId, resolution)
      audit({
        at: clock.iso(),
        actorId,
        act: resolution === 'again' ? 'taken-over' : 'set-aside',
        subject: envelope.commandId,
      })
    }
  }
  const settled = (requestId: string): void => {
    pages.refresh(requestId)
    changes.notify(['decisions', 'queue', 'request', 'sync'], [requestId])
    sync.wake()
  }
  return {
    'takeover.replaceIdentity': ({ code }) => parts.replaceIdentity(code),
    'takeover.list': () => ok(openOf(parts).map((entry) => rowOf(parts, entry))),
    'takeover.takeOver': ({ commandIds }, person) => {
      const named = firstOf(parts, commandIds)
      if (!named.ok) return named
      const acts: Act[] = []
      for (const entry of named.value) {
        const right = rightOf(entry)
        if (right === null || right === 'request.decide') return refuse('takeover.decision')
        if (!hasRight(person.role, right)) return refuse('right.missing', { right })
        const takenOver = takenOverOf(entry, settings.get('enrolment'))
        if (takenOver === undefined) return refuse('decision.unknown')
        const { kind, aggregateId, expectedRevision, payload } = entry.envelope
        acts.push({ kind, aggregateId, expectedRevision, payload, takenOver } as Act)
      }
      const performed = perform(acts, person, { within: () => settle(named.value, person.actorId, 'again') })
      if (!performed.ok) return performed
      settled(named.value[0].envelope.aggregateId)
      return ok({})
    },
    'takeover.setAside': async ({ commandIds, reason }, person) => {
      const named = namedOf(parts, commandIds)
      if (!named.ok) return named
      // From the last to the first: an interruption leaves a registration without what followed it, not the reverse.
      for (const entry of named.value.toReversed()) {
        const takenOver = takenOverOf(entry, settings.get('enrolment'))
        if (takenOver === undefined) return refuse('decision.unknown')
        const { kind, aggregateId: requestId } = entry.envelope
        const { number } = stated(entry)
        const answer = await asPerson(parts, person, 'setAside', { kind, requestId, takenOver, number, reason })
        // Decided on before; what became of it is asked with the next run.
        if (!answer.ok && answer.problem.code !== 'takeover.settled') return answer
        if (answer.ok) db.transaction(() => settle([entry], person.actorId, 'drop')).immediate()
      }
      settled(named.value[0].envelope.aggregateId)
      return ok({})
    },
  }
}
