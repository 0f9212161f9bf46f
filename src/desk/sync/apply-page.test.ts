import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openCache, type Database } from '../cache/open-cache.ts'
import { settingsOf } from '../cache/settings.ts'
import { outboxOf } from '../outbox/outbox.ts'
import { requestStore } from '../requests/request-store.ts'
import { generateRequest } from '../../../test/support/generated-requests.ts'
import type { RequestBody } from '../../request/body.ts'
import { queueOf } from '../queue/queue.ts'
import { queueQuery } from '../../protocol/desk/queue.ts'
import type { Change } from '../../protocol/central/changes.ts'
import { loginsOf } from '../session/logins.ts'
import { pagesOf } from './apply-page.ts'
import { readChanges } from './read-page.ts'

const AT = '2026-11-23T10:00:00.000Z'
const folder = mkdtempSync(path.join(tmpdir(), 'des-apply-page-'))
const key = randomBytes(32)
let opened: Database | null = null
let files = 0

function open(file: string) {
  opened?.close()
  const db = openCache(file, key)
  opened = db
  const settings = settingsOf(db)
  const pages = pagesOf({
    db,
    settings,
    outbox: outboxOf(db),
    requests: requestStore(db),
    logins: loginsOf(db),
    tasks: { eraseRequest: () => undefined },
    onUnreadable: () => undefined,
  })
  const indexes = () =>
    db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").all() as {
      name: string
      sql: string
    }[]
  return { db, settings, pages, indexes, synchronous: () => db.pragma('synchronous', { simple: true }) }
}
const fresh = () => path.join(folder, `cache-${String(++files)}.db`)
const FULL = 2
const NOTHING = { changes: [], texts: new Uint8Array() }

afterEach(() => {
  opened?.close()
  opened = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('pages of a first pull', () => {
  it('leave the indexes as the migrations made them, and commits flushed to the disk', () => {
    const { pages, indexes, synchronous, settings } = open(fresh())
    const made = indexes()
    pages.takePage({ ...NOTHING, cursor: 1000, head: 2000, more: true }, AT)
    expect(made.map(({ name }) => name).filter((name) => !indexes().some((kept) => kept.name === name))).toEqual([
      'request_by_name',
      'request_by_registration',
    ])
    expect([synchronous(), settings.get('cursor')]).toEqual([FULL, 1000])
    pages.takePage({ ...NOTHING, cursor: 2000, head: 2000, more: false }, AT)
    // One at a time, and then none is missing.
    expect([pages.createNextIndex(), pages.createNextIndex(), pages.createNextIndex()]).toEqual([true, true, false])
    expect(indexes()).toEqual(made)
    expect([synchronous(), settings.get('cursor')]).toEqual([FULL, 2000])
  })

  it('that were interrupted continue after a restart, and recreate the indexes at their end', () => {
    const file = fresh()
    const before = open(file)
    const made = before.indexes().length
    before.pages.takePage({ ...NOTHING, cursor: 1000, head: 3000, more: true }, AT)
    const after = open(file)
    expect([after.settings.get('cursor'), after.indexes().length]).toEqual([1000, made - 2])
    after.pages.takePage({ ...NOTHING, cursor: 2000, head: 3000, more: true }, AT)
    after.pages.takePage({ ...NOTHING, cursor: 3000, head: 3000, more: false }, AT)
    expect(after.pages.createNextIndex()).toBe(true)
    // Ended by a power cut between the two: the next pull, however small, puts the other one up.
    const last = open(file)
    last.pages.takePage({ ...NOTHING, cursor: 3001, head: 3001, more: false }, AT)
    while (last.pages.createNextIndex());
    expect(last.indexes().length).toBe(made)
  })

  it('change nothing if a page fails: neither cursor nor indexes, and commits are flushed again', () => {
    const { pages, indexes, synchronous, settings } = open(fresh())
    const made = indexes().length
    const broken = {
      get as(): string {
        throw new Error('broken')
      },
    } as never
    expect(() =>
      pages.takePage({ changes: [broken], texts: new Uint8Array(), cursor: 1000, head: 2000, more: true }, AT),
    ).toThrow('broken')
    expect([settings.get('cursor'), indexes().length, synchronous()]).toEqual([null, made, FULL])
  })

  it('drop no index when the desk is only behind', () => {
    const { pages, indexes } = open(fresh())
    const made = indexes().length
    pages.takePage({ ...NOTHING, cursor: 10, head: 10, more: false }, AT)
    pages.takePage({ ...NOTHING, cursor: 1010, head: 5000, more: true }, AT)
    expect(indexes().length).toBe(made)
  })
})

it('the row of an approved request shows that its execution is held, for as long as it is', () => {
  const { db, pages } = open(fresh())
  const scan = { sha256: 'a'.repeat(64), mediaType: 'application/pdf' as const, bytes: 1, pages: 1, name: 'cerere.pdf' }
  const { execution: _, ...approved } = generateRequest(0, '2026-11-23', scan)
  const hold: RequestBody['execution'] = {
    state: 'blocked',
    since: AT,
    problem: { code: 'request.deceased', details: {} },
    waitsFor: [],
  }
  const held = () =>
    queueOf(db)
      .search(queueQuery.parse({}), { actorId: '', today: '2026-11-23' })
      .rows.map(({ executionHold }) => executionHold)
  const take = (body: RequestBody, position: number) =>
    pages.takePage(
      {
        ...readChanges([
          {
            position,
            entity: 'request',
            id: body.id,
            version: body.version,
            op: 'upsert',
            body: JSON.parse(JSON.stringify(body)) as Change['body'],
          },
        ]),
        cursor: position,
        head: position,
        more: false,
      },
      AT,
    )
  take({ ...approved, state: 'approved', execution: hold }, 1)
  expect(held()).toEqual(['blocked'])
  take({ ...approved, state: 'approved', version: approved.version + 1 }, 2)
  expect(held()).toEqual([null])
})
