/** Takes over what changed at the central store, page by page (sync.md S8). */
import type { z } from 'zod'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { LIMITS, PROTOCOL_VERSION, pullOutput } from '../../protocol/sync.ts'
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from './central-client.ts'
import type { ServerClock } from './server-clock.ts'

interface PullOptions {
  readonly enrolment: Enrolment
  readonly settings: Settings
  readonly pages: Pages
  readonly client: CentralClient
  readonly clock: ServerClock
  readonly onPage: (page: { requestIds: string[]; staff: boolean; erased: string[]; done: number; total: number }) => void
  readonly signal?: AbortSignal | undefined
}

type Page = z.output<typeof pullOutput>
type Answer = Promise<Result<Page>>

/** The desk lets the person at it have a turn, and what was sent leave. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export async function pullAll({ enrolment, settings, pages, client, clock, onPage, signal }: PullOptions): Promise<Result<{ changes: number }>> {
  const ask = (cursor: number): Answer => client.call('pull', pullOutput, { query: { cursor, limit: LIMITS.pullLimit }, signal })
  let changes = 0
  let asked: { cursor: number; answer: Answer } | null = null
  for (;;) {
    const cursor: number = settings.get('cursor') ?? 0
    const ahead: boolean = asked?.cursor === cursor
    const answer: Awaited<Answer> = await (asked?.cursor === cursor ? asked.answer : ask(cursor))
    asked = null
    if (!answer.ok) {
      // Away for longer than tombstones live: start over; what is queued stays.
      if (answer.problem.code !== 'cursor.gone' || cursor === 0) return answer
      pages.startOver()
      continue
    }
    const page: Page = answer.value
    // An answer asked for ahead has waited here: its time is late by that much.
    if (!ahead) clock.learn(page.serverTime)
    settings.set('minimumProtocol', page.minimumProtocol)
    if (page.epoch !== enrolment.epoch || page.head < cursor) return refuse('store.different', { storeId: enrolment.storeId, epoch: page.epoch })
    if (page.minimumProtocol > PROTOCOL_VERSION) return refuse('protocol.too-old', { minimum: page.minimumProtocol })
    if (page.more && !signal?.aborted) {
      // The central store reads the next page while this one is taken over here.
      asked = { cursor: page.cursor, answer: ask(page.cursor) }
      await breathe()
    }
    const taken = pages.takePage(page, clock.iso())
    changes += page.changes.length
    onPage({ ...taken, done: page.cursor, total: page.head })
    if (!page.more || signal?.aborted) return ok({ changes })
    await breathe()
  }
}
