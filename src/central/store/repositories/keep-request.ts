/**
 * Stores a request as an act left it: the only place where the version and revision of a request grow (docs/adr/0003).
 * It writes the difference from before, the entry in the history and the change for the desks. A decision on the order
 * of two requests belongs to neither alone; its act stores it.
 */
import { canonicalJson } from '../../../protocol/canonical.ts'
import type { Author } from '../../../protocol/values.ts'
import type { RequestBody } from '../../../request/body.ts'
import { insertRow, prepared, updateRow } from '../prepared.ts'
import type { AuthorColumns, Database } from '../schema.ts'
import type { Writing } from '../store.ts'

const by = ({ kind, id, name }: Author): AuthorColumns => ({ by_kind: kind, by_id: id, by_name: name })

type Row = Database['request']

/** Columns with one value of the request each. */
const plainColumns = (request: RequestBody) => ({
  version: request.version,
  revision: request.revision,
  kind: request.kind,
  channel: request.channel,
  state: request.state,
  requested_day: request.requestedDay,
  requested_at: request.requestedAt,
  due_day: request.dueDay,
  extended_days: request.extendedDays,
  holder_cnp: request.holder.cnp,
  capacity: request.capacity,
  registered_by_kind: request.registeredBy.kind,
  registered_by: request.registeredBy.id,
  registered_by_name: request.registeredBy.name,
  desk_number: request.deskNumber,
})
/** Columns with a part of the request as JSON. */
const jsonColumns = (request: RequestBody) => ({
  holder: request.holder,
  representative: request.representative,
  questions_asked: request.questionsAsked,
  comparison: request.comparison ?? null,
  decision: request.decision,
})

type Columns = Readonly<Record<string, unknown>>
/** Puts the columns with another value than before into a row; all of them if there was no request. */
function putChanged(
  row: Record<string, unknown>,
  before: Columns | null,
  after: Columns,
  put = (value: unknown) => value,
) {
  for (const name in after) if (before === null || after[name] !== before[name]) row[name] = put(after[name])
}

const json = (part: unknown): string | null => (part === null ? null : canonicalJson(part))

/** An act makes each part that it changes anew, so an unchanged part is recognised without comparing its content. */
function changedRow(before: RequestBody | null, after: RequestBody): Partial<Row> {
  const row: Record<string, unknown> = {}
  putChanged(row, before && plainColumns(before), plainColumns(after))
  putChanged(row, before && jsonColumns(before), jsonColumns(after), json)
  return row
}

async function keepRow({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  const { id } = after
  const row = changedRow(before, after)
  if (before !== null) return updateRow(db, 'request', id, row)
  await insertRow(db, 'request', { ...(row as Omit<Row, 'id'>), id })
  const { sequence, givenBefore = null, ...registration } = after.registration
  if (sequence === null) throw new RangeError('a registration with its number')
  await insertRow(db, 'registration', { request_id: id, ...registration, sequence, given_before: givenBefore })
}

const insertNote = prepared((db, note: Database['note']) =>
  db
    .insertInto('note')
    .values({
      request_id: note.request_id,
      n: note.n,
      id: note.id,
      text: note.text,
      by_kind: note.by_kind,
      by_id: note.by_id,
      by_name: note.by_name,
      at: note.at,
    })
    .onConflict((conflict) => conflict.column('id').doNothing()),
)

async function keepRecords({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  const place = { request_id: after.id, n: after.version }
  for (const file of after.attachments.slice(before?.attachments.length ?? 0))
    await insertRow(db, 'request_attachment', {
      ...place,
      sha256: file.sha256,
      role: file.role,
      media_type: file.mediaType,
      pages: file.pages,
      name: file.name,
      bytes: file.bytes,
      ...by(file.by),
      at: file.at,
    })
  // A check that is no longer valid is kept: the history shows since when it was not.
  if (after.identityCheck !== null && after.identityCheck !== before?.identityCheck) {
    const { by: author, at, ...record } = after.identityCheck
    await insertRow(db, 'identity_check', { ...place, record: canonicalJson(record), ...by(author), at })
  }
  for (const note of after.notes.slice(before?.notes.length ?? 0))
    await insertNote.all(db, { ...place, id: note.id, text: note.text, ...by(note.by), at: note.at })
}

async function keepPapers({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  for (const paper of after.papers) {
    const was = before?.papers.find(({ id }) => id === paper.id)
    if (was === paper) continue
    if (was) await updateRow(db, 'paper', paper.id, { printed: paper.printed })
    else
      await insertRow(db, 'paper', {
        id: paper.id,
        request_id: after.id,
        n: after.version,
        kind: paper.paper,
        letter: paper.letter,
        content: null,
        verification_code: paper.verificationCode,
        at: paper.at,
        sealed_at: null,
        sha256: paper.sha256,
        pdf: null,
        printed: paper.printed,
      })
    if (paper.said !== undefined && was?.said === undefined)
      await insertRow(db, 'proof_as_printed', { paper_id: paper.id, said: canonicalJson(paper.said) })
  }
}

async function keepEntry({ db }: Writing, { id, version, timeline }: RequestBody): Promise<void> {
  const entry = timeline.at(-1)
  if (!entry) throw new RangeError('an act has its entry')
  await insertRow(db, 'timeline', {
    request_id: id,
    n: version,
    id: entry.id,
    at: entry.at,
    ...by(entry.actor),
    act: entry.act,
    from_state: entry.from,
    to_state: entry.to,
    facts: canonicalJson(entry.facts),
    offline: entry.offline ? 1 : 0,
    first: entry.first === undefined ? null : canonicalJson(entry.first),
  })
}

/** Returns the index of the change in this transaction's order of changes. */
export async function keepRequest(writing: Writing, before: RequestBody | null, after: RequestBody): Promise<number> {
  await keepRow(writing, before, after)
  await keepRecords(writing, before, after)
  await keepPapers(writing, before, after)
  await keepEntry(writing, after)
  return writing.changed({ entity: 'request', id: after.id, version: after.version, op: 'upsert' })
}

/** A change that is no act and that no decision rests on: only the version grows. */
export async function touchRequest(writing: Writing, requestId: string): Promise<void> {
  const { version } = await writing.db
    .updateTable('request')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', requestId)
    .returning('version')
    .executeTakeFirstOrThrow()
  writing.changed({ entity: 'request', id: requestId, version, op: 'upsert' })
}
