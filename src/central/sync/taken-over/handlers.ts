/** Acts of an earlier identity of a workstation: what became of them, and setting one aside. */
import { ok, refuse } from '../../../domain/problem.ts'
import { receipt as receiptSchema } from '../../../protocol/central/receipts.ts'
import type { takenOverCalls } from '../../../protocol/central/taken-over.ts'
import { sessionFacts } from '../../commands/authorise-command.ts'
import { isSettled, keepDecision, madeBefore } from '../../commands/taken-over.ts'
import { auditedBy } from '../../http/callers/caller.ts'
import type { Handlers } from '../../http/route.ts'
import type { RouteServices } from '../../http/services.ts'
import { requestRow } from '../../store/repositories/requests.ts'

export function takenOverHandlers({ store, keys }: RouteServices): Handlers<typeof takenOverCalls> {
  return {
    commandOutcomes: async ({ body: { commandIds } }) => {
      if (commandIds.length === 0) return ok([])
      const { receipts, decisions } = await store.read(async (db) => ({
        receipts: await db
          .selectFrom('command_receipt')
          .select(['command_id', 'receipt'])
          .where('command_id', 'in', commandIds)
          .execute(),
        decisions: await db
          .selectFrom('taken_over')
          .select(['command_id', 'by_command'])
          .where('command_id', 'in', commandIds)
          .execute(),
      }))
      const arrived = new Map(receipts.map((row) => [row.command_id, receiptSchema.parse(JSON.parse(row.receipt))]))
      const decided = new Map(decisions.map((row) => [row.command_id, row.by_command]))
      return ok(
        commandIds.map((commandId) => {
          const by = decided.get(commandId)
          const outcome = by === null ? ('set-aside' as const) : ('taken-over' as const)
          return { commandId, receipt: arrived.get(commandId) ?? null, decided: by === undefined ? null : outcome }
        }),
      )
    },
    setAside: ({ body, person, device }) =>
      store.write(async (writing) => {
        const { kind, requestId, takenOver, number, reason } = body
        const { commandId, deviceId, actorId, occurredAt } = takenOver
        const known = await writing.db.selectFrom('device').select('id').where('id', '=', deviceId).executeTakeFirst()
        if (!known) return refuse('takeover.unproved')
        if (await isSettled(writing.db, commandId)) return refuse('takeover.settled')
        const made = await madeBefore(
          { kind, aggregateId: requestId, takenOver },
          { db: writing.db, receivedAt: writing.at, session: (id) => sessionFacts(writing.db, id) },
        )
        await keepDecision(writing, takenOver, { command: null, id: person.user.id, reason })
        const request = await requestRow(writing.db, requestId)
        writing.audited({
          ...auditedBy({ person, device }),
          action: 'command.set-aside',
          subjectRef: request ? keys.subjectRef(request.holder_cnp) : null,
          // Nothing of its content or of the reason, which may name a person; the reason is kept with the decision. An
          // act that nothing proves is only stated by the desk.
          body: { commandId, kind, requestId, deviceId, statedActor: actorId, occurredAt, number, proved: made.ok },
        })
        return ok({})
      }),
  }
}
