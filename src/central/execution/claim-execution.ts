/**
 * The first step of an execution, in a transaction of its own: decides whether it may run now, and marks it as running.
 * Each claim raises the fence; a worker with a lower fence was overtaken and commits nothing.
 */
import type { Problem } from '../../domain/problem.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { requestRow, type RequestRow } from '../store/repositories/requests.ts'
import type { Database } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'
import { actByItself } from './act-by-itself.ts'
import type { ExecutionServices } from './execution-services.ts'
import { holdExecution, releaseExecution } from './hold-execution.ts'
import { executionOrderOfRequest } from './order-of-requests.ts'
import { planOfRequest } from './plan-of-request.ts'

export type Claim =
  | { readonly outcome: 'claimed'; readonly fence: number; readonly request: RequestRow; readonly approvedPlan: string }
  | { readonly outcome: 'executed'; readonly paperId: string }
  | { readonly outcome: 'waiting'; readonly for: readonly string[] }
  | { readonly outcome: 'blocked'; readonly problem: Problem; readonly news: boolean }
  /** Not ordered, or called off. */
  | { readonly outcome: 'none' }

const setExecution = ({ db }: Writing, requestId: string, set: Partial<Database['execution']>) =>
  db.updateTable('execution').set(set).where('request_id', '=', requestId).execute()

export function claimExecution({ store, keys, random, actor }: ExecutionServices, requestId: string): Promise<Claim> {
  return store.write(async (writing): Promise<Claim> => {
    const { db, at } = writing
    const execution = await db
      .selectFrom('execution')
      .selectAll()
      .where('request_id', '=', requestId)
      .executeTakeFirst()
    const found = await requestRow(db, requestId)
    if (!execution || !found || execution.state === 'withdrawn') return { outcome: 'none' }
    if (execution.state === 'executed') return { outcome: 'executed', paperId: execution.paper_id ?? '' }
    const block = async (problem: Problem): Promise<Claim> => {
      const text = canonicalJson(problem)
      const news = await holdExecution(writing, requestId, { state: 'blocked', problem })
      await setExecution(writing, requestId, { state: 'blocked', problem: text })
      if (news)
        writing.audited({
          actor: actor.id,
          device: null,
          action: 'execution.blocked',
          subjectRef: keys.subjectRef(found.holder_cnp),
          body: { requestId, problem: problem.code },
        })
      return { outcome: 'blocked', problem, news }
    }
    // While it is running, no other request of this person can have run in between: they all wait for it.
    let request = found
    if (found.state !== 'executing') {
      const order = await executionOrderOfRequest(db, found)
      if (!order.ok) return block(order.problem)
      if (order.value.outcome === 'wait') {
        await setExecution(writing, requestId, { state: 'waiting', problem: null })
        await holdExecution(writing, requestId, { state: 'waiting', for: order.value.for })
        return { outcome: 'waiting', for: order.value.for }
      }
      const [obstacle] = (await planOfRequest(db, keys, found, at)).obstacles
      if (obstacle) return block(obstacle)
      const begun = await actByItself({ random, actor }, writing, requestId, { kind: 'begin', payload: {} })
      if (!begun.ok) return block(begun.problem)
      await releaseExecution(writing, requestId)
      request = (await requestRow(db, requestId)) ?? found
    }
    const fence = execution.fence + 1
    await setExecution(writing, requestId, { state: 'running', fence, problem: null })
    writing.audited({
      actor: actor.id,
      device: null,
      action: 'execution.begun',
      subjectRef: keys.subjectRef(found.holder_cnp),
      body: { requestId, fence },
    })
    return { outcome: 'claimed', fence, request, approvedPlan: execution.plan_hash }
  })
}
