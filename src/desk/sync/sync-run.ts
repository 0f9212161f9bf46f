/**
 * One run: greet the central store, push what is queued, pull what changed, return unusable number blocks, lease new
 * ones. A desk below the minimum protocol does everything except pull (docs/protocol.md S15), because what is
 * registered at its counter must reach the centre, with a real number; the run then ends with `protocol.too-old`.
 */
import type { Logger } from 'pino'
import { ok, problem, refuse, type Result } from '../../domain/problem.ts'
import { PROTOCOL_VERSION } from '../../protocol/central/limits.ts'
import { localDay } from '../../domain/calendar/bucharest.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { isDiskFull } from '../cache/open-cache.ts'
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Incidents } from '../incidents/incidents.ts'
import type { Journal } from '../journal/journal.ts'
import type { Numbers } from '../numbers/numbers.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Pages } from './apply-page.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { Changes } from '../events/changes.ts'
import { checkPlace } from './check-place.ts'
import { enrol, greet } from './enrol.ts'
import { settleReplaced } from '../identity/settle-replaced.ts'
import { type FileRefusals, fileRefusals } from './file-refusals.ts'
import { leaseNumbers } from '../numbers/lease-numbers.ts'
import { type PartSize, partSize } from './part-size.ts'
import { pullAll } from './pull.ts'
import { pushAll, uploadParked } from './push.ts'
import type { RunErasures } from '../erasure/run-erasures.ts'
import { returnNumbers } from '../numbers/return-numbers.ts'
import type { ServerClock } from '../clock/server-clock.ts'

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
  readonly monotonic: () => number
  readonly enrolment: { readonly code: () => string | undefined; readonly publicKey: string; readonly name: string }
  /** Deletes what is to be deleted at this desk (docs/protocol.md S11). */
  readonly erase: RunErasures
  /** Reports to the central store what was deleted. */
  readonly reportErasures: (signal: AbortSignal) => Promise<Result<true>>
  readonly incidents: Pick<Incidents, 'report'>
  /** Something of what is queued has arrived at the central store: receipts, or a part of a file. */
  readonly onAdvance: () => void
  /** What the comparison with the central store's record of this workstation gave, at every run. */
  readonly onPlace: (place: Result<true>) => void
  /** Called after every successful run. */
  readonly afterRun: () => void
  readonly log: Logger
}

/** With more changes than this, progress is shown. */
const WORTH_SHOWING = 2000
/**
 * Number blocks are compared with the central store's at the first run, after New Year, and this often: an
 * administrator may have ended some.
 */
const COMPARE_EVERY_MS = 60 * 60_000
/** A central store restored from a backup is noticed within this time, even if it never seemed to be away. */
const COMPARE_PLACE_EVERY_MS = 20_000

/** Returns number blocks that can no longer be used, and leases new ones if too few numbers are left. */
function numbersExchange(
  options: Pick<SyncRunOptions, 'numbers' | 'outbox' | 'client' | 'clock' | 'newId' | 'log'>,
): (signal: AbortSignal) => Promise<Result<unknown>> {
  const { numbers, outbox, client, clock } = options
  let compared = { at: -Infinity, year: '' }
  return async (signal) => {
    const today = localDay(clock.now())
    const compare = async (): Promise<Result<unknown>> => {
      const back = await returnNumbers({ numbers, outbox, client, localDay: today, signal })
      if (!back.ok) return back
      if (back.value.refused === null) compared = { at: clock.now(), year: today.slice(0, 4) }
      else options.log.warn({ code: back.value.refused.code }, 'the central store refused a returned block of numbers')
      return back
    }
    // A clock corrected by hours in either direction triggers another comparison.
    if (Math.abs(clock.now() - compared.at) >= COMPARE_EVERY_MS || compared.year !== today.slice(0, 4)) {
      const back = await compare()
      if (!back.ok) return back
    }
    const leased = await leaseNumbers({ numbers, client, localDay: today, newId: options.newId, signal })
    return leased.ok && leased.value.retired ? compare() : leased
  }
}

/** Compares this desk with the central store's record of it: at the first run, after a failure, and regularly. */
function placeComparison(
  options: SyncRunOptions,
): (signal: AbortSignal, afterFailure: boolean) => Promise<Result<true>> {
  let comparedAt = -Infinity
  return async (signal, afterFailure) => {
    const { clock } = options
    if (!afterFailure && Math.abs(clock.now() - comparedAt) < COMPARE_PLACE_EVERY_MS) return ok(true)
    const place = await checkPlace({ ...options, signal })
    options.onPlace(place)
    if (place.ok) comparedAt = clock.now()
    return place
  }
}

/** Pushes what is queued, and uploads files of parked acts that are readable again. */
async function sendQueued(
  options: SyncRunOptions,
  parts: PartSize,
  refusals: FileRefusals,
  enrolment: Enrolment,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  const { outbox, pages, blobs, client, clock, changes, incidents, onAdvance, log } = options
  const onProgress = (): void => {
    onAdvance()
    changes.notify(['sync'])
  }
  const onReceipts = (requestIds: readonly string[]): void => {
    onAdvance()
    changes.notify(['sync', 'queue', 'request', 'decisions'], requestIds)
  }
  const pushed = await pushAll({
    ...{ enrolment, outbox, pages, blobs, client, clock, signal, parts, refusals, onReceipts, onProgress },
    onMissing: (requestId) => incidents.report('file-missing', { requestId }),
    onRefused: (requestId, { code }) => {
      log.error({ code }, 'the central store does not accept a file')
      incidents.report('file-refused', { requestId })
    },
  })
  return pushed.ok ? uploadParked({ outbox, blobs, client, signal, onProgress, parts, refusals }) : pushed
}

export function syncRun(
  options: SyncRunOptions,
): (signal: AbortSignal, afterFailure: boolean) => Promise<Result<unknown>> {
  const { settings, pages, client, clock, changes } = options
  let greeted = false
  const exchangeNumbers = numbersExchange(options)
  const comparePlace = placeComparison(options)
  const parts = partSize(options.monotonic)
  const refusals = fileRefusals()

  const receive = async (enrolment: Enrolment, signal: AbortSignal): Promise<Result<unknown>> => {
    // This version may not be able to read its pages, and an unreadable page looks like a lost connection.
    const minimum = settings.get('minimumProtocol') ?? 0
    if (minimum > PROTOCOL_VERSION) return refuse('protocol.too-old', { minimum })
    const from = settings.get('cursor') ?? 0
    return pullAll({
      enrolment,
      settings,
      pages,
      client,
      clock,
      signal,
      onPage: ({ requestIds, staff, erased, done, total }) => {
        if (requestIds.length > 0) changes.notify(['queue', 'request', 'decisions'], requestIds)
        if (staff) changes.notify(['session', 'people'])
        if (erased.length > 0) options.erase()
        if (total - from > WORTH_SHOWING)
          changes.progress({ task: 'first-pull', done: done - from, total: total - from, words: '' })
      },
    })
  }

  const everything = async (signal: AbortSignal, afterFailure: boolean): Promise<Result<unknown>> => {
    const known = settings.get('enrolment')
    if (!greeted || afterFailure || known === null) {
      const greeting = await greet({ client, settings, clock, enrolment: known, signal })
      // Another store: nothing may be recorded here for it.
      if (!greeting.ok) options.onPlace(greeting)
      if (!greeting.ok) return greeting
      greeted = true
    }
    const code = options.enrolment.code()
    if (known === null && code === undefined) return ok(true)
    const enrolled =
      known === null
        ? await enrol({
            ...options,
            code: code ?? '',
            publicKey: options.enrolment.publicKey,
            name: options.enrolment.name,
            signal,
          })
        : ok(known)
    if (!enrolled.ok) return enrolled
    const enrolment = enrolled.value

    const place = await comparePlace(signal, afterFailure)
    if (!place.ok) return place
    const settled = await settleReplaced({ outbox: options.outbox, pages, client, clock, signal })
    if (!settled.ok) return settled
    if (settled.value.length > 0) changes.notify(['queue', 'request', 'decisions'], settled.value)
    const sent = await sendQueued(options, parts, refusals, enrolment, signal)
    if (!sent.ok) return sent
    const received = await receive(enrolment, signal)
    if (!received.ok) options.onPlace(received)
    if (!received.ok && received.problem.code !== 'protocol.too-old') return received
    const exchanged = await exchangeNumbers(signal)
    if (!exchanged.ok) return exchanged
    settings.set('lastContactAt', clock.iso())
    options.erase({ whole: received.ok })
    // Whatever is answered: a report that was not taken is made again at the next run, and nothing waits for it.
    await options.reportErasures(signal)
    options.afterRun()
    return received
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
