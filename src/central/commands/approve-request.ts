/**
 * Approves a request: online, by somebody who neither registered, verified nor amended it, who has typed the holder's
 * surname and names the plan that was on the screen. Anything that has changed since, even one document, gives another
 * plan and refuses it. The execution is ordered here and done by the worker.
 */
import { ok, refuse } from '../../domain/problem.ts'
import { foldName } from '../../domain/person/name.ts'
import { applyCommand } from '../../domain/request/lifecycle.ts'
import { planOfRequest } from '../execution/plan-of-request.ts'
import { missingOfRequest } from '../store/completeness-of-request.ts'
import { eyesOn } from '../store/eyes-on.ts'
import { columns } from '../store/requests.ts'
import type { Handler } from './command.ts'
import { decisionOf } from './decision.ts'

export const approveRequest: Handler<'approve-request'> = async (context, request, { planHash, surname }) => {
  const { writing, actor, keys, offline } = context
  const { db, at } = writing
  const next = applyCommand(request.state, 'approve')
  if (!next.ok) return next
  if (offline) return refuse('online.required')
  const eyes = await eyesOn(db, request, actor.id)
  if (!eyes.ok) return eyes
  if (foldName(surname) !== foldName(columns.holder(request.holder).surname)) return refuse('request.surname')
  // An identity check recorded during review may have taken away what was there when it was sent.
  const missing = await missingOfRequest(db, request.id, at)
  if (missing.length > 0) return refuse('request.incomplete', { missing })
  const plan = await planOfRequest(db, keys, request, at)
  if (plan.hash !== planHash) return refuse('request.plan-changed', { current: plan.hash })
  const [obstacle] = plan.obstacles
  if (obstacle) return { ok: false, problem: obstacle }
  await db
    .insertInto('execution')
    .values({
      request_id: request.id,
      state: 'due',
      fence: 0,
      plan_hash: planHash,
      problem: null,
      due_at: at,
      finished_at: null,
      paper_id: null,
    })
    .execute()
  return ok({ to: next.value, set: { decision: decisionOf(context, {}) }, facts: { planHash } })
}
