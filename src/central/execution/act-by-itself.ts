/** Applies an act of the central store itself to a request, by the same definitions as everybody else's acts. */
import type { Result } from '../../domain/problem.ts'
import { type ActToApply, performAct } from '../../request/apply.ts'
import type { RequestBody } from '../../request/body.ts'
import { keepRequest } from '../store/repositories/keep-request.ts'
import { readRequest } from '../store/repositories/requests.ts'
import type { Writing } from '../store/store.ts'
import type { ExecutionServices } from './execution-services.ts'

export async function actByItself(
  { random, actor }: Pick<ExecutionServices, 'random' | 'actor'>,
  writing: Writing,
  requestId: string,
  act: Pick<ActToApply<'begin'>, 'kind' | 'payload'> | Pick<ActToApply<'executed'>, 'kind' | 'payload'>,
): Promise<Result<RequestBody>> {
  const { db, at } = writing
  const before = (await readRequest(db, requestId)) ?? null
  const context = { by: actor, at, now: at, offline: false, commandId: random.id(Date.parse(at)), requestId }
  const after = performAct(before, { ...act, expectedRevision: null }, context)
  if (after.ok) await keepRequest(writing, before, after.value)
  return after
}
