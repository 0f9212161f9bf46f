/**
 * Requests at the desk: the confirmed body as pulled, the body with pending acts applied where there are any, and the
 * narrow row by which the queue filters and sorts. Writing a page of changes uses prepared statements only.
 */
import type { Database } from '../cache/open-cache.ts'
import type { RequestBody } from '../../request/body.ts'
import type { Actor } from '../../protocol/values.ts'
import { applyPending, type PendingAct } from './apply-pending.ts'
import { SHOWN_COLUMNS, shownRequest, type ShownRequest } from './request-row.ts'

interface StoredRequest {
  readonly body: RequestBody
  readonly confirmed: RequestBody | null
}
/** A request as pulled, with its shown columns computed. */
export interface PulledRequest {
  readonly id: string
  readonly version: number
  readonly shown: ShownRequest
}
export interface RequestStore {
  readonly open: (id: string) => StoredRequest | null
  readonly confirmedVersion: (id: string) => number
  /**
   * Stores what was pulled (`text`: the body as JSON in UTF-8), unless the same or a newer version is here; then shows
   * it with these pending acts.
   */
  readonly pulled: (request: PulledRequest, text: Uint8Array, pending: readonly PendingAct[]) => boolean
  /** Recomputes what is shown of a request after its pending acts changed. */
  readonly refresh: (id: string, pending: readonly PendingAct[], needsDecision: boolean) => void
  readonly delete: (id: string) => void
  /** Deletes every row, before everything is pulled again; the caller then shows pending requests again. */
  readonly forgetConfirmed: () => void
}

/** Writes a request as shown: its narrow row, its bodies and the words by which it is found. */
function rowWriter(db: Database) {
  const columns = [...SHOWN_COLUMNS, 'by_person', 'pending', 'needs_decision']
  const insertRow = db.prepare(
    `INSERT INTO request_row (id, confirmed_version, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`,
  )
  const updateRow = db.prepare(
    `UPDATE request_row SET confirmed_version = ?, ${columns.map((column) => `${column} = ?`).join(', ')} WHERE row = ?`,
  )
  // A body that was pulled comes as the bytes of its text.
  const insertBody = db.prepare('INSERT INTO request_body (row, confirmed, pending) VALUES (?, CAST(? AS TEXT), ?)')
  const updateBody = db.prepare('UPDATE request_body SET confirmed = CAST(? AS TEXT), pending = ? WHERE row = ?')
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
  const remove = (row: number): void => {
    deleteWords.run(row)
    deleteRow.run(row)
  }
  const write = (
    id: string,
    confirmed: { text: string | Uint8Array | null; version: number },
    { values, registeredBy, words }: ShownRequest,
    pendingText: string | null,
    needsDecision: number,
    known: { readonly row: number } | undefined,
  ): void => {
    const row = [...values, personRef(registeredBy), pendingText === null ? 0 : 1, needsDecision]
    if (known === undefined) {
      const { lastInsertRowid } = insertRow.run(id, confirmed.version, ...row)
      insertBody.run(lastInsertRowid, confirmed.text, pendingText)
      insertWords.run(lastInsertRowid, words)
      return
    }
    updateRow.run(confirmed.version, ...row, known.row)
    updateBody.run(confirmed.text, pendingText, known.row)
    if (readWords.get(known.row)?.words !== words) updateWords.run(words, known.row)
  }
  return { write, remove }
}

export function requestStore(db: Database): RequestStore {
  const found = db.prepare<[string], { row: number; confirmed_version: number; needs_decision: number }>(
    'SELECT row, confirmed_version, needs_decision FROM request_row WHERE id = ?',
  )
  const bodies = db.prepare<[string], { confirmed: string | null; pending: string | null }>(
    'SELECT confirmed, request_body.pending FROM request_row JOIN request_body USING (row) WHERE id = ?',
  )
  const { write, remove } = rowWriter(db)
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
    pulled: ({ id, version, shown }, text, pending) => {
      const known = found.get(id)
      if (known !== undefined && known.confirmed_version >= version) return false
      const body =
        pending.length === 0 ? null : parse(Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString())
      const view = body === null ? null : (applyPending(body, pending) ?? body)
      if (view === null) write(id, { text, version }, shown, null, known?.needs_decision ?? 0, known)
      else write(id, { text, version }, shownRequest(view), JSON.stringify(view), known?.needs_decision ?? 0, known)
      return true
    },
    refresh: (id, pending, needsDecision) => {
      const row = bodies.get(id)
      const known = found.get(id)
      const view = applyPending(parse(row?.confirmed ?? null), pending)
      if (view !== null) {
        const pendingText = pending.length === 0 ? null : JSON.stringify(view)
        write(
          id,
          { text: row?.confirmed ?? null, version: known?.confirmed_version ?? 0 },
          shownRequest(view),
          pendingText,
          needsDecision ? 1 : 0,
          known,
        )
      } else if (known !== undefined) remove(known.row)
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
