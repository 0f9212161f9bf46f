/**
 * An approval names the plan that was on the screen. Any change since then, even of one document, gives another plan
 * and refuses the approval. The execution is ordered here and done by the worker.
 */
import { ok, refuse } from '../../../domain/problem.ts'
import { planOfRequest } from '../../execution/plan-of-request.ts'
import { requestRow } from '../../store/repositories/requests.ts'
import type { Keeping } from '../../commands/command.ts'

export const approveRequest: Keeping<'approve-request'> = {
  prepare: async ({ writing: { db, at }, keys }, { id }, payload) => {
    const row = await requestRow(db, id)
    if (!row) return refuse('request.unknown')
    const plan = await planOfRequest(db, keys, row, at)
    if (plan.hash !== payload.planHash) return refuse('request.plan-changed')
    const [obstacle] = plan.obstacles
    return obstacle ? { ok: false, problem: obstacle } : ok(payload)
  },
  kept: async ({ writing: { db, at } }, { after, payload }) => {
    await db
      .insertInto('execution')
      .values({
        request_id: after.id,
        state: 'due',
        fence: 0,
        plan_hash: payload.planHash,
        problem: null,
        due_at: at,
        finished_at: null,
        paper_id: null,
      })
      .execute()
  },
}
