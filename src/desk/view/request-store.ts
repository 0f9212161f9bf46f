/**
 * Requests at the desk: the confirmed body as pulled, the body with pending acts applied where there are any, and the narrow row by
 * which the queue filters and sorts. Writing a page of changes uses prepared statements only.
 */
import type { Database } from '../cache/open-cache.ts'
import { nameKey } from '../cache/name-key.ts'
import { wordsOf } from '../cache/search-words.ts'
import { maskCnp } from '../../domain/person/cnp.ts'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { Actor } from '../../protocol/values.ts'
import { applyPending, type PendingAct } from './apply-pending.ts'

interface StoredRequest {
  readonly body: RequestBody
  readonly confirmed: RequestBody | null
}
export interface RequestStore {
  readonly open: (id: string) => StoredRequest | null
  readonly confirmedVersion: (id: string) => number
  /** Stores what was pulled, unless the same or a newer version is here; then shows it with these pending acts. */
  readonly pulled: (body: RequestBody, text: string, pending: readonly PendingAct[]) => boolean
  /** Shows a request anew after its pending acts changed. */
  readonly refresh: (id: string, pending: readonly PendingAct[], needsDecision: boolean) => void
  readonly delete: (id: string) => void
  /** Ids of everything not confirmed by the central store is kept; the rest goes, before a resync. */
  readonly forgetConfirmed: () => void
}

/** `12345/23.11.2026`, or the provisional number while there is no other. */
export const numberOf = ({ registration }: Pick<RequestBody, 'registration'>): string =>
  registration.sequence === null ? (registration.provisional ?? '') : formatRegistryNumber({ sequence: registration.sequence, day: registration.day })

const PROVISIONAL_AFTER = 999_999_999
const numberKey = ({ registration: { year, sequence, provisional } }: RequestBody): number =>
  year * 10_000_000_000 + (sequence ?? PROVISIONAL_AFTER + Number(provisional?.split('-')[2] ?? 0))

const isPending = (acts: readonly PendingAct[]): number => (acts.length > 0 ? 1 : 0)

export function requestStore(db: Database): RequestStore {
  const found = db.prepare<[string], { row: number; confirmed_version: number; needs_decision: number }>('SELECT row, confirmed_version, needs_decision FROM request_row WHERE id = ?')
  const bodies = db.prepare<[string], { confirmed: string | null; pending: string | null }>(
    'SELECT confirmed, request_body.pending FROM request_row JOIN request_body USING (row) WHERE id = ?',
  )
  const columns = `number = ?, provisional = ?, number_key = ?, kind = ?, channel = ?, state = ?, open = ?, surname = ?, given_names = ?, name_key = ?, cnp_masked = ?,
    registered_day = ?, registered_at = ?, due_day = ?, by_person = ?, pending = ?, needs_decision = ?, execution_hold = ?`
  const names = columns.replaceAll(' = ?', '')
  const insertRow = db.prepare(`INSERT INTO request_row (id, confirmed_version, ${names}) VALUES (?, ?, ${columns.split(',').map(() => '?').join(', ')})`)
  const updateRow = db.prepare(`UPDATE request_row SET confirmed_version = ?, ${columns} WHERE row = ?`)
  const insertBody = db.prepare('INSERT INTO request_body (row, confirmed, pending) VALUES (?, ?, ?)')
  const updateBody = db.prepare('UPDATE request_body SET confirmed = ?, pending = ? WHERE row = ?')
  const insertWords = db.prepare('INSERT INTO request_search (rowid, words) VALUES (?, ?)')
  const readWords = db.prepare<[number], { words: string }>('SELECT words FROM request_search WHERE rowid = ?')
  const updateWords = db.prepare('UPDATE request_search SET words = ? WHERE rowid = ?')
  const deleteWords = db.prepare('DELETE FROM request_search WHERE rowid = ?')
  const deleteRow = db.prepare('DELETE FROM request_row WHERE row = ?')

  const putPerson = db.prepare<[string, string], { ref: number }>(
    'INSERT INTO person (id, name) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name RETURNING ref',
  )
  const findPerson = db.prepare<[string, string], { ref: number }>('SELECT ref FROM person WHERE id = ? AND name = ?')
  const personRef = ({ id, name }: Actor): number => (findPerson.get(id, name) ?? putPerson.get(id, name))?.ref ?? 0
  const valuesOf = (body: RequestBody, pending: number, needsDecision: number): unknown[] => [
    numberOf(body),
    body.registration.sequence === null ? 1 : 0,
    numberKey(body),
    body.kind,
    body.channel,
    body.state,
    isClosed(body.state) ? 0 : 1,
    body.holder.surname,
    body.holder.givenNames,
    nameKey(body.holder.surname, body.holder.givenNames),
    maskCnp(body.holder.cnp),
    body.registration.day,
    body.registration.at,
    body.dueDay,
    personRef(body.registeredBy),
    pending,
    needsDecision,
    body.execution?.state ?? null,
  ]
  const remove = (row: number): void => {
    deleteWords.run(row)
    deleteRow.run(row)
  }
  const write = (id: string, confirmed: { text: string | null; version: number }, view: RequestBody, pending: readonly PendingAct[], needsDecision: number, known = found.get(id)): void => {
    const pendingText = pending.length === 0 ? null : JSON.stringify(view)
    const values = valuesOf(view, isPending(pending), needsDecision)
    const words = wordsOf(view)
    if (known === undefined) {
      const { lastInsertRowid } = insertRow.run(id, confirmed.version, ...values)
      insertBody.run(lastInsertRowid, confirmed.text, pendingText)
      insertWords.run(lastInsertRowid, words)
      return
    }
    updateRow.run(confirmed.version, ...values, known.row)
    updateBody.run(confirmed.text, pendingText, known.row)
    if (readWords.get(known.row)?.words !== words) updateWords.run(words, known.row)
  }
  const parse = (text: string | null): RequestBody | null => (text === null ? null : (JSON.parse(text) as RequestBody))

  return {
    open: (id) => {
      const row = bodies.get(id)
      if (row === undefined) return null
      const confirmed = parse(row.confirmed)
      const body = parse(row.pending) ?? confirmed
      return body === null ? null : { body, confirmed }
    },
    confirmedVersion: (id) => found.get(id)?.confirmed_version ?? 0,
    pulled: (body, text, pending) => {
      const known = found.get(body.id)
      if (known !== undefined && known.confirmed_version >= body.version) return false
      const view = pending.length === 0 ? body : (applyPending(body, pending) ?? body)
      write(body.id, { text, version: body.version }, view, pending, known?.needs_decision ?? 0, known)
      return true
    },
    refresh: (id, pending, needsDecision) => {
      const row = bodies.get(id)
      const known = found.get(id)
      const view = applyPending(parse(row?.confirmed ?? null), pending)
      if (view !== null) write(id, { text: row?.confirmed ?? null, version: known?.confirmed_version ?? 0 }, view, pending, needsDecision ? 1 : 0, known)
      else if (known !== undefined) remove(known.row)
    },
    delete: (id) => {
      const known = found.get(id)
      if (known !== undefined) remove(known.row)
    },
    forgetConfirmed: () => {
      db.exec('DELETE FROM request_search; DELETE FROM request_row')
    },
  }
}
