/** Pulls what changed at the central store, page by page (docs/protocol.md S8). */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { LIMITS, PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import { pageReading } from './page-reading.ts'
import type { NextPage, ReadPage } from './read-page.ts'
import type { ServerClock } from '../clock/server-clock.ts'

interface PullOptions {
  readonly enrolment: Enrolment
  readonly settings: Settings
  readonly pages: Pages
  readonly client: Pick<CentralClient, 'unread'>
  readonly clock: ServerClock
  readonly onPage: (page: {
    requestIds: string[]
    staff: boolean
    erased: string[]
    done: number
    total: number
  }) => void
  readonly signal?: AbortSignal | undefined
}

interface Asked {
  readonly cursor: number
  readonly answer: Promise<Result<ReadPage>>
  next: NextPage | null
}

/** While one page is written here, the next is parsed on the thread and a third is fetched. */
const MOST_ASKED = 3

/** Lets calls from the screen be answered and requests be sent before work continues. */
const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export async function pullAll({
  enrolment,
  settings,
  pages,
  client,
  clock,
  onPage,
  signal,
}: PullOptions): Promise<Result<{ changes: number }>> {
  const reading = pageReading({ signal })
  /** Pages requested and not yet applied; each begins where the one before it ends. */
  let asked: Asked[] = []

  const fetchPage = async (cursor: number, onFrame: (next: NextPage) => void): Promise<Result<ReadPage>> => {
    const mark = settings.get('feedMark')
    const fetched = await client.unread(
      'pull',
      {
        ...{ cursor, limit: LIMITS.pullLimit, protocol: PROTOCOL_VERSION },
        ...(mark === null ? {} : { markPosition: mark.position, markHash: mark.hash }),
      },
      { signal },
    )
    if (!fetched.ok) return fetched
    // An unreadable answer counts as no answer.
    return (await reading.read(fetched.value, onFrame)) ?? refuse('central.unreachable', { since: null })
  }
  const ask = (cursor: number): Asked => {
    const one: Asked = {
      cursor,
      next: null,
      answer: fetchPage(cursor, (next) => {
        one.next = next
        if (next.more) reading.many()
        askAhead()
      }),
    }
    // A failure is reported to the code that awaits the answer; if none does any more, it is ignored.
    one.answer.catch(() => undefined)
    asked.push(one)
    return one
  }
  const askAhead = (): void => {
    const next = asked.at(-1)?.next
    if (next?.more && asked.length < MOST_ASKED && !signal?.aborted) ask(next.cursor)
  }

  let changes = 0
  try {
    for (;;) {
      const cursor: number = settings.get('cursor') ?? 0
      const ahead: Asked | undefined = asked[0]?.cursor === cursor ? asked[0] : undefined
      if (ahead === undefined) asked = []
      const answer: Result<ReadPage> = await (ahead ?? ask(cursor)).answer
      if (!answer.ok) {
        // This desk was away for longer than tombstones are kept: start over; queued acts stay.
        if (answer.problem.code !== 'cursor.gone' || cursor === 0) return answer
        pages.startOver()
        continue
      }
      const page = answer.value
      // A page fetched ahead has waited here, so its server time is too old to learn from.
      if (ahead === undefined) clock.learn(page.serverTime)
      settings.set('minimumProtocol', page.minimumProtocol)
      if (page.epoch !== enrolment.epoch || page.head < cursor)
        return refuse('store.different', { storeId: enrolment.storeId, epoch: page.epoch })
      if (page.minimumProtocol > PROTOCOL_VERSION) return refuse('protocol.too-old', { minimum: page.minimumProtocol })
      if (page.more) await yieldToEventLoop()
      const taken = pages.takePage(page, clock.iso())
      changes += page.changes.length
      onPage({ ...taken, done: page.cursor, total: page.head })
      if (signal?.aborted) return ok({ changes })
      if (!page.more) break
      askAhead()
      asked.shift()
      await yieldToEventLoop()
    }
    while (pages.createNextIndex()) await yieldToEventLoop()
    return ok({ changes })
  } finally {
    await reading.close()
  }
}
