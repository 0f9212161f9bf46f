import { ok, refuse } from '../../domain/problem.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import { COMMANDS, type CommandKind, shownAct } from '../../request/acts.ts'
import type { ProcedureOutput } from '../../protocol/desk.ts'
import type { Act, OutboxEntry } from '../outbox/outbox.ts'
import type { DeskParts } from '../parts.ts'
import { onlineToken } from '../session/central-token.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import { stateAtRevision } from './state-at-revision.ts'
import type { Group, Handlers } from '../door/handlers.ts'
import { isReplaced } from '../identity/settle-replaced.ts'
import { takenOverOf } from '../identity/taken-over-of.ts'

type Decision = ProcedureOutput<'decisions.list'>[number]

/** What the author had on the screen; null where that is not known. */
function seenBy({ expectedRevision: revision }: CommandEnvelope, body: RequestBody | undefined): Decision['seen'] {
  if (revision === null || body === undefined) return null
  const state = stateAtRevision(body, revision)
  return state && { revision, state }
}

function decisionOf(parts: DeskParts, entry: OutboxEntry): Decision[] {
  const { envelope, receipt } = entry
  // Acts of an earlier identity of this workstation have a list of their own (../identity).
  if (receipt?.outcome !== 'rejected' || isReplaced(entry)) return []
  const request = parts.requests.open(envelope.aggregateId)
  const last = request?.body.timeline.at(-1)
  const { problem } = receipt
  return [
    {
      commandId: envelope.commandId,
      kind: shownAct(envelope.kind),
      requestId: envelope.aggregateId,
      number: request === null ? '' : numberOf(request.body),
      actor: { id: envelope.actorId, name: entry.actorName },
      at: momentOf(envelope),
      problem,
      seen: problem.code === 'request.stale' ? seenBy(envelope, request?.body) : null,
      current:
        request === null || last === undefined
          ? null
          : {
              revision: request.body.revision,
              state: request.body.state,
              lastAct: last.act,
              by: last.actor.name,
              at: last.at,
            },
      payload: envelope.payload,
    },
  ]
}

export function decisionProcedures(parts: DeskParts): Handlers<Group<'decisions'>> {
  const { outbox, perform, pages, changes, sync, db, clock, audit } = parts
  return {
    'decisions.list': () => ok(outbox.undecided().flatMap((entry) => decisionOf(parts, entry))),
    'decisions.resolve': ({ commandId, resolution, seen }, person) => {
      const entry = outbox.byCommand(commandId)
      if (entry?.state !== 'rejected' || entry.resolution !== null || isReplaced(entry))
        return refuse('decision.unknown')
      const { aggregateId, kind } = entry.envelope
      // Acts that followed a refused registration were refused with it, so one decision settles all of them.
      const settled =
        kind === 'register-request'
          ? outbox
              .undecided()
              .filter(({ envelope }) => envelope.aggregateId === aggregateId)
              .reverse()
          : [entry]
      const settle = (): void => {
        for (const { envelope } of settled) {
          outbox.resolve(envelope.commandId, resolution)
          audit({
            at: clock.iso(),
            actorId: person.actorId,
            act: `decision-${resolution}`,
            subject: envelope.commandId,
          })
        }
      }
      if (resolution === 'again') {
        const request = parts.requests.open(aggregateId)
        if (request === null) return refuse('request.unknown')
        // The request changed again while the author was deciding: they must look once more.
        const { revision, state } = request.body
        if (seen !== undefined && COMMANDS[kind as CommandKind].transition && seen !== revision)
          return refuse('request.stale', { seen, current: revision, state })
        const central = onlineToken(person, sync)
        if (COMMANDS[kind as CommandKind].right === 'request.decide' && !central.ok) return central
        const acts = settled.map((each) => {
          const { envelope } = each
          // A decision is made anew, under the present identity.
          const decides = COMMANDS[envelope.kind as CommandKind].right === 'request.decide'
          const takenOver = decides ? undefined : takenOverOf(each, parts.settings.get('enrolment'))
          const again = envelope.kind as CommandKind
          const revisionNow = kind === 'register-request' ? envelope.expectedRevision : request.body.revision
          const expectedRevision = COMMANDS[again].transition ? revisionNow : null
          return {
            ...{ kind: again, aggregateId, expectedRevision, payload: envelope.payload },
            ...(takenOver === undefined ? {} : { takenOver }),
          } as Act
        })
        const performed = perform(acts, person, { within: settle })
        if (!performed.ok) return performed
        sync.wake()
      } else {
        db.transaction(settle).immediate()
      }
      pages.refresh(aggregateId)
      changes.notify(['decisions', 'queue', 'request'], [aggregateId])
      return ok({})
    },
  }
}
