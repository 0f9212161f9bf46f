import { ok } from '../../domain/problem.ts'
import type { DeskParts } from '../parts.ts'
import type { Group, Handlers } from '../door/handlers.ts'

export const queueProcedures = ({ queue, outbox, held, today }: DeskParts): Handlers<Group<'queue'>> => ({
  'queue.search': (query, { actorId }) => ok(queue.search(query, { actorId, today: today() })),
  'queue.counts': (_input, { actorId }) =>
    ok(queue.counts({ actorId, today: today(), decisions: outbox.counts().decisions, held: held.count() })),
})
