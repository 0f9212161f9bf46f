/**
 * A central store with many generated requests, put there table by table: for measuring what reads them, never for what
 * writes them.
 */
import { openCentralStore } from '../../../src/central/open-central-store.ts'
import type { RequestBody } from '../../../src/request/body.ts'
import type { Author } from '../../../src/protocol/values.ts'
import { generateRequest, type Scan } from '../generated-requests.ts'

const AT_ONCE = 400
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value))

const by = ({ by: { kind, id, name }, at }: { by: Author; at: string }) => ({
  by_kind: kind,
  by_id: id,
  by_name: name,
  at,
})

const timelineRowsOf = ({ id: request_id, timeline }: RequestBody) =>
  timeline.map((entry, index) => ({
    request_id,
    n: index + 1,
    id: entry.id,
    ...by({ by: entry.actor, at: entry.at }),
    act: entry.act,
    from_state: entry.from,
    to_state: entry.to,
    facts: JSON.stringify(entry.facts),
    offline: entry.offline ? (1 as const) : (0 as const),
  }))

const paperRowsOf = ({ id: request_id, papers }: RequestBody, n: number) =>
  papers.map((paper, index) => ({
    request_id,
    id: paper.id,
    n: index + 1,
    kind: paper.paper,
    letter: paper.letter,
    content: null,
    verification_code: `BENCH-${String(n)}`,
    at: paper.at,
    sealed_at: null,
    sha256: paper.sha256,
    pdf: null,
    printed: paper.printed,
  }))

/** The rows that a request is kept as; `n` is its number among them. */
function rowsOf(body: RequestBody, n: number) {
  const { registration, identityCheck } = body
  const ref = { request_id: body.id }
  return {
    request: [
      {
        id: body.id,
        version: body.version,
        revision: body.revision,
        kind: body.kind,
        channel: body.channel,
        state: body.state,
        requested_day: body.requestedDay,
        requested_at: body.requestedAt,
        due_day: body.dueDay,
        extended_days: body.extendedDays,
        holder_cnp: body.holder.cnp,
        holder: JSON.stringify(body.holder),
        capacity: body.capacity,
        representative: json(body.representative),
        questions_asked: json(body.questionsAsked),
        decision: json(body.decision),
        registered_by_kind: body.registeredBy.kind,
        registered_by: body.registeredBy.id,
        registered_by_name: body.registeredBy.name,
        desk_number: body.deskNumber,
      },
    ],
    registration: [
      {
        ...ref,
        registry: registration.registry,
        year: registration.year,
        sequence: registration.sequence ?? 12_000 + n,
        provisional: registration.provisional,
        day: registration.day,
        at: registration.at,
      },
    ],
    identity_check: identityCheck
      ? [
          (({ by: _by, at: _at, ...record }) => ({
            ...ref,
            n: 1,
            record: JSON.stringify(record),
            ...by(identityCheck),
          }))(identityCheck),
        ]
      : [],
    // A file is at a request once: of two scans that are the same, the first.
    request_attachment: body.attachments.slice(0, 1).map((file, index) => ({
      ...ref,
      n: index + 1,
      sha256: file.sha256,
      role: file.role,
      media_type: file.mediaType,
      pages: file.pages,
      name: file.name,
      bytes: file.bytes,
      ...by(file),
    })),
    note: body.notes.map((note, index) => ({ ...ref, id: note.id, n: index + 1, text: note.text, ...by(note) })),
    timeline: timelineRowsOf(body),
    paper: paperRowsOf(body, n),
  }
}

export async function fillStore(
  dataDir: string,
  { count, today, scan }: { count: number; today: string; scan: Scan },
): Promise<void> {
  const opened = await openCentralStore({ dataDir, durable: false })
  try {
    await opened.store.write(({ db, at }) =>
      db.insertInto('attachment_file').values({ sha256: scan.sha256, bytes: scan.bytes, received_at: at }).execute(),
    )
    for (let from = 0; from < count; from += AT_ONCE) {
      const bodies = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) =>
        generateRequest(from + index, today, scan),
      )
      await opened.store.write(async (writing) => {
        const rows = bodies.map((body, index) => rowsOf(body, from + index))
        for (const table of [
          'request',
          'registration',
          'identity_check',
          'request_attachment',
          'note',
          'timeline',
          'paper',
        ] as const) {
          const values = rows.flatMap((row) => row[table] as never[])
          if (values.length > 0) await writing.db.insertInto(table).values(values).execute()
        }
        for (const { id, version } of bodies) writing.changed({ entity: 'request', id, version, op: 'upsert' })
      })
    }
  } finally {
    await opened.close()
  }
}
