/**
 * Stores a request as an act left it: the only place where the version and revision of a request grow (docs/adr/0003).
 * It writes the difference from before, the entry in the history and the change for the desks. A decision on the order
 * of two requests belongs to neither alone; its act stores it.
 */
import { canonicalJson } from '../../../protocol/canonical.ts'
import type { Author } from '../../../protocol/values.ts'
import type { RequestBody } from '../../../request/body.ts'
import type { AuthorColumns, Database } from '../schema.ts'
import type { Writing } from '../store.ts'

const by = ({ kind, id, name }: Author): AuthorColumns => ({ by_kind: kind, by_id: id, by_name: name })
const json = (value: unknown): string | null => (value === null ? null : canonicalJson(value))

const rowOf = (request: RequestBody): Database['request'] => ({
  id: request.id,
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
  holder: canonicalJson(request.holder),
  capacity: request.capacity,
  representative: json(request.representative),
  questions_asked: json(request.questionsAsked),
  comparison: json(request.comparison ?? null),
  decision: json(request.decision),
  registered_by_kind: request.registeredBy.kind,
  registered_by: request.registeredBy.id,
  registered_by_name: request.registeredBy.name,
  desk_number: request.deskNumber,
})

async function keepRow({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  if (before !== null) {
    await db.updateTable('request').set(rowOf(after)).where('id', '=', after.id).execute()
    return
  }
  await db.insertInto('request').values(rowOf(after)).execute()
  const { sequence, givenBefore = null, ...registration } = after.registration
  if (sequence === null) throw new RangeError('a registration with its number')
  await db
    .insertInto('registration')
    .values({ request_id: after.id, ...registration, sequence, given_before: givenBefore })
    .execute()
}

async function keepRecords({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  const place = { request_id: after.id, n: after.version }
  for (const file of after.attachments.slice(before?.attachments.length ?? 0))
    await db
      .insertInto('request_attachment')
      .values({
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
      .execute()
  // A check that is no longer valid is kept: the history shows since when it was not.
  if (after.identityCheck !== null && after.identityCheck !== before?.identityCheck) {
    const { by: author, at, ...record } = after.identityCheck
    await db
      .insertInto('identity_check')
      .values({ ...place, record: canonicalJson(record), ...by(author), at })
      .execute()
  }
  for (const note of after.notes.slice(before?.notes.length ?? 0))
    await db
      .insertInto('note')
      .values({ ...place, id: note.id, text: note.text, ...by(note.by), at: note.at })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
}

async function keepPapers({ db }: Writing, before: RequestBody | null, after: RequestBody): Promise<void> {
  for (const paper of after.papers) {
    const was = before?.papers.find(({ id }) => id === paper.id)
    if (was === paper) continue
    if (was) await db.updateTable('paper').set({ printed: paper.printed }).where('id', '=', paper.id).execute()
    else
      await db
        .insertInto('paper')
        .values({
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
        .execute()
    if (paper.said !== undefined && was?.said === undefined)
      await db
        .insertInto('proof_as_printed')
        .values({ paper_id: paper.id, said: canonicalJson(paper.said) })
        .execute()
  }
}

async function keepEntry({ db }: Writing, { id, version, timeline }: RequestBody): Promise<void> {
  const entry = timeline.at(-1)
  if (!entry) throw new RangeError('an act has its entry')
  await db
    .insertInto('timeline')
    .values({
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
    .execute()
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
