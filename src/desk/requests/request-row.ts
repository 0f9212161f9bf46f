/**
 * The columns of a request that the queue shows, filters and sorts by, and the words it is found by. Computed from the
 * body alone, so it can run on any thread.
 */
import { nameKey } from './name-key.ts'
import { wordsOf } from './search-words.ts'
import { maskCnp } from '../../domain/person/cnp.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { numberOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Actor } from '../../protocol/values.ts'

/** Columns of `request_row`, in the order of {@link ShownRequest.values}. */
export const SHOWN_COLUMNS = [
  'number',
  'provisional',
  'number_key',
  'kind',
  'channel',
  'state',
  'open',
  'surname',
  'given_names',
  'name_key',
  'cnp_masked',
  'registered_day',
  'registered_at',
  'due_day',
  'execution_hold',
] as const

export interface ShownRequest {
  readonly values: readonly (string | number | null)[]
  readonly registeredBy: Actor
  readonly words: string
}

const PROVISIONAL_AFTER = 999_999_999
const numberKey = ({ registration: { year, sequence, provisional } }: RequestBody): number =>
  year * 10_000_000_000 + (sequence ?? PROVISIONAL_AFTER + Number(provisional?.split('-')[2] ?? 0))

export function shownRequest(body: RequestBody): ShownRequest {
  const values: Record<(typeof SHOWN_COLUMNS)[number], string | number | null> = {
    number: numberOf(body),
    provisional: body.registration.sequence === null ? 1 : 0,
    number_key: numberKey(body),
    kind: body.kind,
    channel: body.channel,
    state: body.state,
    open: isClosed(body.state) ? 0 : 1,
    surname: body.holder.surname,
    given_names: body.holder.givenNames,
    name_key: nameKey(body.holder.surname, body.holder.givenNames),
    cnp_masked: maskCnp(body.holder.cnp),
    registered_day: body.registration.day,
    registered_at: body.registration.at,
    due_day: body.dueDay,
    execution_hold: body.execution?.state ?? null,
  }
  return {
    values: SHOWN_COLUMNS.map((column) => values[column]),
    registeredBy: body.registeredBy,
    words: wordsOf(body),
  }
}
