/**
 * The one place where a request's version and revision grow (docs/adr/0003): a change of the row, its entry in the
 * timeline, its change for the desks.
 */
import type { RequestState } from '../../domain/request/request.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Actor } from '../../protocol/values.ts'
import type { RequestRow } from './requests.ts'
import type { Writing } from './store.ts'

export interface Advance {
  /** The command kind, or what the central store itself did. */
  readonly act: string
  readonly actor: Actor
  readonly at: string
  readonly offline: boolean
  readonly timelineId: string
  /** Whether what a decision rests on has changed. */
  readonly revises: boolean
  readonly to?: RequestState | undefined
  readonly set?: Partial<Omit<RequestRow, 'id' | 'version' | 'revision' | 'state'>> | undefined
  /** No personal data. */
  readonly facts?: Record<string, string | number | boolean | null> | undefined
}

export interface Advanced {
  readonly row: RequestRow
  /** Its place in this write's order of changes. */
  readonly change: number
}

export async function advanceRequest(writing: Writing, request: RequestRow, advance: Advance): Promise<Advanced> {
  const row: RequestRow = {
    ...request,
    ...advance.set,
    state: advance.to ?? request.state,
    version: request.version + 1,
    revision: request.revision + (advance.revises ? 1 : 0),
  }
  await writing.db
    .updateTable('request')
    .set({ ...advance.set, state: row.state, version: row.version, revision: row.revision })
    .where('id', '=', row.id)
    .execute()
  return { row, change: await recordAdvance(writing, row, request.state, advance) }
}

/** Timeline and change of a version just made; by itself for the first version of all. */
export async function recordAdvance(
  writing: Writing,
  row: RequestRow,
  from: RequestState | null,
  { timelineId, at, actor, act, facts, offline }: Advance,
): Promise<number> {
  await writing.db
    .insertInto('timeline')
    .values({
      request_id: row.id,
      n: row.version,
      id: timelineId,
      at,
      by_id: actor.id,
      by_name: actor.name,
      act,
      from_state: from,
      to_state: row.state,
      facts: canonicalJson(facts ?? {}),
      offline: offline ? 1 : 0,
    })
    .execute()
  return writing.changed({ entity: 'request', id: row.id, version: row.version, op: 'upsert' })
}

/** A change that is nobody's act and nothing to decide on: only the version grows. */
export async function touchRequest(writing: Writing, requestId: string): Promise<void> {
  const { version } = await writing.db
    .updateTable('request')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', requestId)
    .returning('version')
    .executeTakeFirstOrThrow()
  writing.changed({ entity: 'request', id: requestId, version, op: 'upsert' })
}
