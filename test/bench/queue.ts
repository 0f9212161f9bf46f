/**
 * The queue with 100,000 requests in an encrypted cache: time from search, filter and sort to the first rows, at the
 * desk and then in Chromium.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import { settingsOf } from '../../src/desk/cache/settings.ts'
import { outboxOf } from '../../src/desk/outbox/outbox.ts'
import { loginsOf } from '../../src/desk/session/logins.ts'
import { pagesOf } from '../../src/desk/sync/apply-page.ts'
import { readChanges } from '../../src/desk/sync/read-page.ts'
import { queueOf } from '../../src/desk/queue/queue.ts'
import { requestStore } from '../../src/desk/requests/request-store.ts'
import { queueQuery, type ProcedureInput } from '../../src/protocol/desk.ts'
import type { Desk } from '../../src/desk/desk-interface.ts'
import { ok } from '../../src/domain/problem.ts'
import { openGeneratedDesk } from '../support/generated-desk.ts'
import { CLERK, generateRequest, random, SCANNED_REQUEST } from '../support/generated-requests.ts'
import { measureInChromium } from './queue-in-chromium.ts'

const TODAY = '2026-11-23'
const PAGE = 1000
const ROUNDS = 300

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN

/** What clerks type and click: from one letter to a whole CNP, every filter and every sort order. */
function queries(next: () => number): ProcedureInput<'queue.search'>[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const words = [
    'a',
    't',
    'țu',
    'turc',
    'țurcanu',
    'ana',
    'stef sold',
    'maria craciunescu',
    'ungureanu moraru',
    'p',
    'i a',
    '1',
    '28',
    '285',
    '1630',
    '12345',
    'zagrean rux',
    'xyz',
    'lupascu v',
  ]
  const sorts = ['due', 'number', 'name', 'registered', 'state'] as const
  return Array.from({ length: ROUNDS }, () => ({
    text: next() < 0.7 ? pick(words) : '',
    states: next() < 0.4 ? [pick(['registered', 'in_review', 'returned', 'approved', 'executed'] as const)] : [],
    channels: next() < 0.2 ? [pick(['counter', 'email'] as const)] : [],
    mine: next() < 0.2,
    overdue: next() < 0.15,
    sort: { by: pick(sorts), direction: pick(['asc', 'desc'] as const) },
    offset: next() < 0.15 ? Math.floor(next() * 20_000) : 0,
    limit: 100,
  }))
}

/** Takes over so many generated requests page by page, as a first pull does; answers the milliseconds it took. */
function fill(pages: ReturnType<typeof pagesOf>, count: number): number {
  let filling = 0
  for (let from = 0; from < count; from += PAGE) {
    const changes = Array.from({ length: Math.min(PAGE, count - from) }, (_, index) => {
      const body = generateRequest(from + index, TODAY, SCANNED_REQUEST)
      return {
        position: from + index + 1,
        entity: 'request',
        id: body.id,
        version: body.version,
        op: 'upsert' as const,
        body: body as never,
      }
    })
    const began = performance.now()
    pages.takePage(
      { ...readChanges(changes), cursor: from + changes.length, head: count, more: from + PAGE < count },
      '2026-11-23T10:00:00.000Z',
    )
    filling += performance.now() - began
  }
  const ending = performance.now()
  while (pages.createNextIndex());
  return filling + (performance.now() - ending)
}

export async function run(args: string[]): Promise<Record<string, number | string>> {
  const count = Number(args[0] ?? 100_000)
  const folder = mkdtempSync(path.join(tmpdir(), 'des-bench-'))
  const file = path.join(folder, 'cache.db')
  const key = randomBytes(32)
  try {
    let db = openCache(file, key)
    const settings = settingsOf(db)
    const requests = requestStore(db)
    const pages = pagesOf({
      db,
      settings,
      outbox: outboxOf(db),
      requests,
      logins: loginsOf(db),
      tasks: { eraseRequest: () => undefined },
      onUnreadable: () => {
        throw new Error('unreadable')
      },
    })
    const filling = fill(pages, count)
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()

    const opening = performance.now()
    db = openCache(file, key)
    const queue = queueOf(db)
    const who = { actorId: CLERK.id, today: TODAY }
    queue.search(queueQuery.parse({}), who)
    const first = performance.now() - opening

    const cpu = process.cpuUsage()
    const measured: { text: string; milliseconds: number }[] = []
    for (const query of queries(random(7))) {
      const began = performance.now()
      queue.search(queueQuery.parse(query), who)
      measured.push({ text: JSON.stringify(query), milliseconds: performance.now() - began })
    }
    const { user, system } = process.cpuUsage(cpu)
    const times = measured.map(({ milliseconds }) => milliseconds)
    const began = performance.now()
    queue.counts({ ...who, decisions: 0, held: 0 })
    const counts = performance.now() - began
    const slowest = measured.toSorted((a, b) => b.milliseconds - a.milliseconds)[0]
    // The screens over this cache: answers about the queue are real, the rest of the desk is generated.
    const generated = await openGeneratedDesk(100)
    const answer = async (procedure: string, input: unknown): Promise<unknown> => {
      if (procedure === 'queue.search') return ok(queue.search(queueQuery.parse(input), who))
      return generated.call(procedure as never, input as never)
    }
    const inChromium = await measureInChromium({ ...generated, call: answer as Desk['call'] })
    db.close()
    return {
      requests: count,
      'first pull taken over, ms': filling,
      'cache opened and first page, ms': first,
      'search, filter, sort p50, ms': percentile(times, 0.5),
      'search, filter, sort p95, ms': percentile(times, 0.95),
      'search, filter, sort longest, ms': Math.max(...times),
      'search, filter, sort processor time each, ms': (user + system) / 1000 / ROUNDS,
      'counts, ms': counts,
      'longest query': slowest?.text ?? '',
      ...inChromium,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
