/**
 * Reports completed erasures to the central store, which shows an administrator the workstations that have not. A
 * report is kept until it is answered.
 */
import { ok, type Result } from '../../domain/problem.ts'
import { LIMITS } from '../../protocol/central/limits.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { ErasureTasks } from './erasure-tasks.ts'

interface ReportOptions {
  readonly tasks: Pick<ErasureTasks, 'unreported' | 'reported'>
  readonly client: Pick<CentralClient, 'call'>
  readonly signal?: AbortSignal | undefined
}

/** Returns the refusal of the central store; a store of an earlier version is asked again later. */
export async function reportErasures({ tasks, client, signal }: ReportOptions): Promise<Result<true>> {
  for (;;) {
    const requestIds = tasks.unreported(LIMITS.pushCommands)
    if (requestIds.length === 0) return ok(true)
    const answer = await client.call('confirmErased', { requestIds }, { signal })
    if (!answer.ok) return answer.problem.code === 'route.unknown' ? ok(true) : answer
    tasks.reported(requestIds)
  }
}
