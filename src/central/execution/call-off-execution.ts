/**
 * Calls off an execution that was ordered and has not begun. Once it has begun, the request is no longer in a state
 * from which it can be closed.
 */
import type { Writing } from '../store/store.ts'
import { releaseExecution } from './hold-execution.ts'

export async function callOffExecution(writing: Writing, requestId: string): Promise<void> {
  await releaseExecution(writing, requestId)
  await writing.db
    .updateTable('execution')
    .set({ state: 'withdrawn', problem: null })
    .where('request_id', '=', requestId)
    .execute()
}
