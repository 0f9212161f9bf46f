/**
 * Requests as rows, and assembled into the one shape that everyone sees. A page of requests costs as many queries as a
 * single one.
 */
import { z } from 'zod'
import type { Problem } from '../../../domain/problem.ts'
import { IDENTITY_ANEW } from '../../../domain/request/identity-holds.ts'
import {
  comparison,
  executionHold,
  holder,
  identityCheck,
  type orderDecision,
  proofFacts,
  questionsAsked,
  representative,
} from '../../../protocol/request.ts'
import type { Author } from '../../../protocol/values.ts'
import { requestBody, type RequestBody, timelineEntry } from '../../../request/body.ts'
import { prepared, preparedForIds } from '../prepared.ts'
import type { AuthorColumns, Database, Reading } from '../schema.ts'

export type RequestRow = Database['request']
type OrderDecision = z.infer<typeof orderDecision>

/** The one fact that decides whether an identity check is still valid. */
const identityFact = z.object({ identity: z.string().optional() })
const holdColumn = executionHold.omit({ since: true })
/** JSON columns, parsed like everything that comes from outside. */
export const columns = {
  holder: (text: string) => holder.parse(JSON.parse(text)),
  representative: (text: string | null) => (text === null ? null : representative.parse(JSON.parse(text))),
  questionsAsked: (text: string | null) => (text === null ? null : questionsAsked.parse(JSON.parse(text))),
  comparison: (text: string) => comparison.parse(JSON.parse(text)),
  decision: (text: string | null) => (text === null ? null : requestBody.shape.decision.parse(JSON.parse(text))),
  identityCheck: (text: string) => identityCheck.parse(JSON.parse(text)),
  hold: (text: string) => holdColumn.parse(JSON.parse(text)),
  said: (text: string) => proofFacts.parse(JSON.parse(text)),
  problem: (text: string | null): Problem | null =>
    text === null ? null : (z.json().parse(JSON.parse(text)) as unknown as Problem),
}

const mediaType = requestBody.shape.attachments.element.shape.mediaType

const rowById = prepared((db, { id }: { id: string }) => db.selectFrom('request').selectAll().where('id', '=', id))
export const requestRow = (db: Reading, id: string): Promise<RequestRow | undefined> => rowById.first(db, { id })

function grouped<R extends { request_id: string }>(rows: readonly R[]): Map<string, R[]> {
  const groups = new Map<string, R[]>()
  for (const row of rows) {
    const group = groups.get(row.request_id)
    if (group) group.push(row)
    else groups.set(row.request_id, [row])
  }
  return groups
}

const by = ({ by_kind: kind, by_id: id, by_name: name }: AuthorColumns): Author => ({ kind, id, name })

/** The newest identity check, unless a later amendment changed the people whom it was about. */
function standingCheck(
  checks: readonly Database['identity_check'][],
  timeline: readonly Database['timeline'][],
): Database['identity_check'] | undefined {
  const anew = timeline.findLast(
    ({ act, facts }) => act === 'amend-request' && identityFact.parse(JSON.parse(facts)).identity === IDENTITY_ANEW,
  )
  const last = checks.at(-1)
  return last && last.n > (anew?.n ?? 0) ? last : undefined
}

const decisionRows = preparedForIds((db, ids) =>
  db
    .selectFrom('order_decision')
    .selectAll()
    .where((eb) => eb.or([eb('first_id', 'in', ids), eb('second_id', 'in', ids)]))
    .orderBy('n'),
)
/** The decisions on the order of any of these requests and another, oldest first. */
export async function orderDecisionsOf(db: Reading, ids: readonly string[]): Promise<OrderDecision[]> {
  return (await decisionRows(db, ids)).map((row) => ({
    first: row.first_id,
    second: row.second_id,
    reason: row.reason,
    by: by(row),
    at: row.at,
  }))
}

const readRows = preparedForIds((db, ids) =>
  db
    .selectFrom('request')
    .innerJoin('registration', 'registration.request_id', 'request.id')
    .selectAll()
    .where('request.id', 'in', ids),
)

/** The queries of what belongs to requests. */
const PARTS = {
  attachments: preparedForIds((db, ids) =>
    db.selectFrom('request_attachment').selectAll().where('request_id', 'in', ids).orderBy('n'),
  ),
  checks: preparedForIds((db, ids) =>
    db.selectFrom('identity_check').selectAll().where('request_id', 'in', ids).orderBy('n'),
  ),
  notes: preparedForIds((db, ids) => db.selectFrom('note').selectAll().where('request_id', 'in', ids).orderBy('n')),
  timeline: preparedForIds((db, ids) =>
    db.selectFrom('timeline').selectAll().where('request_id', 'in', ids).orderBy('n'),
  ),
  papers: preparedForIds((db, ids) =>
    db
      .selectFrom('paper')
      .leftJoin('proof_as_printed', 'paper_id', 'paper.id')
      .select(['request_id', 'id', 'kind', 'letter', 'at', 'sha256', 'verification_code', 'printed', 'said'])
      .where('request_id', 'in', ids)
      .orderBy('n'),
  ),
  holds: preparedForIds((db, ids) => db.selectFrom('execution_hold').selectAll().where('request_id', 'in', ids)),
}

/** What belongs to the requests, by the id of each. */
async function readParts(db: Reading, ids: readonly string[]) {
  return {
    attachments: grouped(await PARTS.attachments(db, ids)),
    checks: grouped(await PARTS.checks(db, ids)),
    notes: grouped(await PARTS.notes(db, ids)),
    timeline: grouped(await PARTS.timeline(db, ids)),
    papers: grouped(await PARTS.papers(db, ids)),
    decisions: await orderDecisionsOf(db, ids),
    holds: new Map((await PARTS.holds(db, ids)).map((row) => [row.request_id, row])),
  }
}

function bodyOf(
  row: Awaited<ReturnType<typeof readRows>>[number],
  parts: Awaited<ReturnType<typeof readParts>>,
): RequestBody {
  const check = standingCheck(parts.checks.get(row.id) ?? [], parts.timeline.get(row.id) ?? [])
  const hold = parts.holds.get(row.id)
  const ordered = parts.decisions.filter(({ first, second }) => first === row.id || second === row.id)
  return {
    id: row.id,
    version: row.version,
    revision: row.revision,
    kind: row.kind,
    channel: row.channel,
    state: row.state,
    registration: {
      registry: row.registry,
      year: row.year,
      sequence: row.sequence,
      provisional: row.provisional,
      day: row.day,
      at: row.at,
      ...(row.given_before === null ? {} : { givenBefore: row.given_before }),
    },
    requestedDay: row.requested_day,
    requestedAt: row.requested_at,
    dueDay: row.due_day,
    extendedDays: row.extended_days,
    holder: columns.holder(row.holder),
    capacity: row.capacity,
    representative: columns.representative(row.representative),
    questionsAsked: columns.questionsAsked(row.questions_asked),
    ...(row.comparison === null ? {} : { comparison: columns.comparison(row.comparison) }),
    identityCheck: check ? { ...columns.identityCheck(check.record), by: by(check), at: check.at } : null,
    attachments: (parts.attachments.get(row.id) ?? []).map((file) => ({
      sha256: file.sha256,
      mediaType: mediaType.parse(file.media_type),
      bytes: file.bytes,
      pages: file.pages,
      role: file.role,
      name: file.name,
      by: by(file),
      at: file.at,
    })),
    notes: (parts.notes.get(row.id) ?? []).map((note) => ({ id: note.id, at: note.at, by: by(note), text: note.text })),
    timeline: (parts.timeline.get(row.id) ?? []).map((entry) =>
      timelineEntry.parse({
        id: entry.id,
        at: entry.at,
        actor: by(entry),
        act: entry.act,
        from: entry.from_state,
        to: entry.to_state,
        facts: JSON.parse(entry.facts),
        offline: entry.offline === 1,
        ...(entry.first === null ? {} : { first: JSON.parse(entry.first) as unknown }),
      }),
    ),
    // A sealed paper is listed only when its bytes exist.
    papers: (parts.papers.get(row.id) ?? []).flatMap((paper) =>
      paper.sha256 === null
        ? []
        : [
            {
              id: paper.id,
              paper: paper.kind,
              letter: paper.letter,
              at: paper.at,
              sha256: paper.sha256,
              verificationCode: paper.verification_code,
              printed: paper.printed,
              ...(paper.said === null ? {} : { said: columns.said(paper.said) }),
            },
          ],
    ),
    decision: columns.decision(row.decision),
    ...(ordered.length === 0 ? {} : { orderDecisions: ordered }),
    ...(hold ? { execution: { ...columns.hold(hold.hold), since: hold.since } } : {}),
    registeredBy: { kind: row.registered_by_kind, id: row.registered_by, name: row.registered_by_name },
    deskNumber: row.desk_number,
  }
}

/** At most 1,000 ids at a time: SQLite takes 32,766 parameters. */
export async function readRequests(db: Reading, ids: readonly string[]): Promise<Map<string, RequestBody>> {
  if (ids.length === 0) return new Map()
  const rows = await readRows(db, ids)
  if (rows.length === 0) return new Map()
  const parts = await readParts(db, ids)
  return new Map(rows.map((row) => [row.id, bodyOf(row, parts)]))
}

export const readRequest = async (db: Reading, id: string): Promise<RequestBody | undefined> =>
  (await readRequests(db, [id])).get(id)
