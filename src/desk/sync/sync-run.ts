/** One run: who is there, what is queued goes out, what changed comes in, numbers are topped up. */
import { ok, problem, type Result } from '../../domain/problem.ts'
import { localDay } from '../../domain/calendar/bucharest.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { isDiskFull } from '../cache/open-cache.ts'
import type { Settings } from '../cache/settings.ts'
import type { Journal } from '../journal/journal.ts'
import type { Numbers } from '../outbox/numbers.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from './central-client.ts'
import type { Changes } from './changes.ts'
import { enrol, greet } from './enrol.ts'
import { leaseNumbers } from './lease-numbers.ts'
import { pullAll } from './pull.ts'
import { pushAll } from './push.ts'
import type { ServerClock } from './server-clock.ts'

export interface SyncRunOptions {
  readonly settings: Settings
  readonly outbox: Outbox
  readonly pages: Pages
  readonly blobs: BlobStore
  readonly numbers: Numbers
  readonly journal: Journal
  readonly client: CentralClient
  readonly clock: ServerClock
  readonly changes: Changes
  readonly newId: () => string
  readonly enrolment: { readonly code: string | undefined; readonly publicKey: string; readonly name: string }
  /** What an erasure asks of this desk (sync.md S11). */
  readonly erase: (requestIds: readonly string[]) => void
  /** After every successful run: tidying that needs no hurry. */
  readonly tidy: () => void
}

/** More changes than this are shown as a progress. */
const WORTH_SHOWING = 2000

export function syncRun(options: SyncRunOptions): (signal: AbortSignal, afterFailure: boolean) => Promise<Result<unknown>> {
  const { settings, outbox, pages, blobs, numbers, client, clock, changes } = options
  let greeted = false

  const everything = async (signal: AbortSignal, afterFailure: boolean): Promise<Result<unknown>> => {
    const known = settings.get('enrolment')
    if (!greeted || afterFailure || known === null) {
      const greeting = await greet({ client, settings, clock, enrolment: known, signal })
      if (!greeting.ok) return greeting
      greeted = true
    }
    if (known === null && options.enrolment.code === undefined) return ok(true)
    const enrolled = known === null ? await enrol({ ...options, code: options.enrolment.code ?? '', publicKey: options.enrolment.publicKey, name: options.enrolment.name, signal }) : ok(known)
    if (!enrolled.ok) return enrolled
    const enrolment = enrolled.value

    const tell = (requestIds: readonly string[]): void => changes.tell(['sync', 'queue', 'request', 'decisions'], requestIds)
    const pushed = await pushAll({ enrolment, outbox, pages, blobs, client, clock, signal, onReceipts: tell, onProgress: () => changes.tell(['sync']) })
    if (!pushed.ok) return pushed
    const from = settings.get('cursor') ?? 0
    const pulled = await pullAll({
      enrolment,
      settings,
      pages,
      client,
      clock,
      signal,
      onPage: ({ requestIds, staff, erased, done, total }) => {
        if (requestIds.length > 0) changes.tell(['queue', 'request', 'decisions'], requestIds)
        if (staff) changes.tell(['session'])
        if (erased.length > 0) options.erase(erased)
        if (total - from > WORTH_SHOWING) changes.progress({ task: 'first-pull', done: done - from, total: total - from, words: '' })
      },
    })
    if (!pulled.ok) return pulled
    const leased = await leaseNumbers({ numbers, client, localDay: localDay(clock.now()), newId: options.newId, signal })
    if (!leased.ok) return leased
    settings.set('lastContactAt', clock.iso())
    options.tidy()
    return ok(true)
  }

  return async (signal, afterFailure) => {
    try {
      return await everything(signal, afterFailure)
    } catch (error) {
      if (isDiskFull(error)) return { ok: false, problem: problem('disk.full', { freeBytes: 0, neededBytes: 0 }) }
      throw error
    }
  }
}
