/**
 * The queue: search, filters, order, and the counts of the side bar. First the rows are chosen over covering indexes,
 * then only the visible ones are read.
 */
import type { Database } from '../cache/open-cache.ts'
import { matchOf } from '../requests/search-words.ts'
import type { Day } from '../../domain/calendar/day.ts'
import { daysLeft } from '../../domain/request/due-date.ts'
import { CLOSED_STATES, OPEN_STATES, REQUEST_STATES, type RequestState } from '../../domain/request/request.ts'
import type { ParsedInput, ProcedureOutput, QueueRow } from '../../protocol/desk.ts'

type Query = ParsedInput<'queue.search'>
interface DbRow {
  id: string
  number: string
  provisional: number
  kind: QueueRow['kind']
  channel: QueueRow['channel']
  state: RequestState
  open: number
  surname: string
  given_names: string
  cnp_masked: string
  registered_day: string
  due_day: string
  by_name: string
  pending: number
  needs_decision: number
  execution_hold: QueueRow['executionHold']
}
export interface Queue {
  readonly search: (query: Query, who: { actorId: string; today: Day }) => ProcedureOutput<'queue.search'>
  readonly counts: (who: {
    actorId: string
    today: Day
    decisions: number
    held: number
  }) => ProcedureOutput<'queue.counts'>
}

const ORDER: Record<Query['sort']['by'], string> = {
  due: 'due_day',
  number: 'number_key',
  name: 'name_key',
  registered: 'registered_at',
  state: 'state',
}
const open = new Set<RequestState>(OPEN_STATES)
const closed = new Set<RequestState>(CLOSED_STATES)

const rowOf = (row: DbRow, today: Day): QueueRow => ({
  id: row.id,
  number: row.number,
  provisional: row.provisional === 1,
  kind: row.kind,
  channel: row.channel,
  state: row.state,
  surname: row.surname,
  givenNames: row.given_names,
  cnpMasked: row.cnp_masked,
  registeredDay: row.registered_day,
  dueDay: row.due_day,
  daysLeft: row.open === 1 ? daysLeft(row.due_day, today) : null,
  by: row.by_name,
  pending: row.pending === 1,
  needsDecision: row.needs_decision === 1,
  executionHold: row.execution_hold,
})

function filterOf(
  query: Query,
  { actorId, today }: { actorId: string; today: Day },
): { where: string; values: unknown[] } {
  const parts: string[] = []
  const values: unknown[] = []
  const among = (column: string, list: readonly string[]): void => {
    if (list.length === 0) return
    parts.push(`${column} IN (${list.map(() => '?').join(', ')})`)
    values.push(...list)
  }
  if (query.states.every((state) => open.has(state))) parts.push('open = 1')
  else if (query.states.every((state) => closed.has(state))) parts.push('open = 0')
  else parts.push('open IN (0, 1)')
  among('state', query.states)
  among('channel', query.channels)
  among('kind', query.kinds)
  if (query.mine) {
    parts.push('by_person = (SELECT ref FROM person WHERE id = ?)')
    values.push(actorId)
  }
  if (query.overdue) {
    parts.push('open = 1 AND due_day < ?')
    values.push(today)
  }
  return { where: parts.length === 0 ? '1' : parts.join(' AND '), values }
}

export function queueOf(db: Database): Queue {
  const read = db.prepare<[number], DbRow>(
    'SELECT request_row.*, person.name AS by_name FROM request_row JOIN person ON person.ref = by_person WHERE row = ?',
  )
  const count = (match: string | null, where: string, values: readonly unknown[]): number =>
    db
      .prepare<unknown[], { n: number }>(
        match === null
          ? `SELECT count(*) AS n FROM request_row WHERE ${where}`
          : `SELECT count(*) AS n FROM request_search CROSS JOIN request_row ON request_row.row = request_search.rowid WHERE request_search MATCH ? AND ${where}`,
      )
      .get(...(match === null ? values : [match, ...values]))?.n ?? 0
  return {
    search: (query, who) => {
      const match = matchOf(query.text)
      if (query.text !== '' && match === null) return { rows: [], total: 0 }
      const { where, values } = filterOf(query, who)
      const direction = query.sort.direction === 'asc' ? 'ASC' : 'DESC'
      const order = `${ORDER[query.sort.by]} ${direction}, row ${direction}`
      // Counting and choosing in one pass: a single letter may match a third of everything.
      const chosen = db
        .prepare<unknown[], { row: number; total: number }>(
          match === null
            ? `SELECT row, (SELECT count(*) FROM request_row WHERE ${where}) AS total FROM request_row WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`
            : `SELECT row, count(*) OVER () AS total FROM request_search CROSS JOIN request_row ON request_row.row = request_search.rowid
               WHERE request_search MATCH ? AND ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
        )
        .all(...(match === null ? [...values, ...values] : [match, ...values]), query.limit, query.offset)
      const rows = chosen.flatMap(({ row }) => read.get(row) ?? [])
      const total = chosen[0]?.total ?? (query.offset === 0 ? 0 : count(match, where, values))
      return { rows: rows.map((row) => rowOf(row, who.today)), total }
    },
    counts: ({ actorId, today, decisions, held }) => {
      const byState = Object.fromEntries(REQUEST_STATES.map((state) => [state, 0])) as Record<RequestState, number>
      for (const { state, n } of db
        .prepare<[], { state: RequestState; n: number }>(
          'SELECT state, count(*) AS n FROM request_row WHERE open IN (0, 1) GROUP BY state',
        )
        .all())
        byState[state] = n
      return {
        byState,
        open: OPEN_STATES.reduce((sum, state) => sum + byState[state], 0),
        overdue: count(null, 'open = 1 AND due_day < ?', [today]),
        mine: count(null, 'open = 1 AND by_person = (SELECT ref FROM person WHERE id = ?)', [actorId]),
        toApprove: byState.in_review,
        decisions,
        held,
      }
    },
  }
}
