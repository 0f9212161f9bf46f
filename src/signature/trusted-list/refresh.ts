/**
 * Bringing the lists up to date over the network. What is kept is only ever replaced by something that verifies and is
 * not older.
 */
import { loadListOfLists, loadNationalList, pivotLocations } from './list-of-lists.ts'
import { nameFor, readIndex, unionTerritory, writeIndex } from './storage.ts'
import { loadStoredList, loadStoredListOfLists, loadTrust, wantedPointers } from './trust-state.ts'
import type { Fetcher, FetchProblem } from '../network/fetch.ts'
import type { ListOfLists, ListProblem } from './list-of-lists.ts'
import type { ListPointer } from './list.ts'
import type { StoredEntry } from './storage.ts'
import type { TrustOptions, TrustState } from './trust-state.ts'

export type RefreshProgress = {
  readonly phase: 'list-of-lists' | 'countries'
  readonly done: number
  readonly total: number
  readonly territory?: string
}

type RefreshProblem = {
  readonly territory: string
  readonly location: string
  /** `rollback`: what came is older than what is kept */
  readonly problem: ListProblem | FetchProblem | { readonly code: 'rollback'; readonly detail: string }
}

export type RefreshResult = {
  readonly trust: TrustState
  readonly problems: readonly RefreshProblem[]
  readonly cancelled: boolean
}

export type RefreshOptions = TrustOptions & {
  readonly fetcher: Fetcher
  readonly onProgress?: (progress: RefreshProgress) => void
  readonly signal?: AbortSignal
  /** for each list, in milliseconds */
  readonly timeout?: number
  readonly maximumBytes?: number
  /** lists fetched together; the lists' servers are slow, not busy */
  readonly parallel?: number
}

type Context = RefreshOptions & { readonly entries: Map<string, StoredEntry>; readonly problems: RefreshProblem[] }

/**
 * Fetches the list of lists with its pivots and then every country's list. Problems are reported by country and never
 * end the run.
 */
export async function refreshTrust(options: RefreshOptions): Promise<RefreshResult> {
  const context: Context = {
    ...options,
    entries: new Map((await readIndex(options.storage)).map((entry) => [entry.location, entry])),
    problems: [],
  }
  options.onProgress?.({ phase: 'list-of-lists', done: 0, total: 1 })
  const listOfLists = await refreshListOfLists(context)
  options.onProgress?.({ phase: 'list-of-lists', done: 1, total: 1 })
  if (listOfLists !== undefined) await refreshCountries(wantedPointers(listOfLists, options.territories), context)
  return { trust: await loadTrust(options), problems: context.problems, cancelled: options.signal?.aborted === true }
}

/** The newest list of lists that verifies: the one that came, else the one that is kept. */
async function refreshListOfLists(context: Context): Promise<ListOfLists | undefined> {
  const { location, now, root } = context
  const kept = await loadStoredListOfLists(context, [...context.entries.values()])
  const old = kept.ok ? kept.value : undefined
  const bytes = await fetchList(unionTerritory, location, context)
  if (bytes === undefined) return old
  const pivots = await pivotsFor(bytes, context)
  const result = loadListOfLists({ bytes, root, pivot: (at) => pivots.get(at), now })
  if (!result.ok) return problem(unionTerritory, location, result.problem, context, old)
  const { sequenceNumber } = result.value.list
  if (old !== undefined && sequenceNumber < old.list.sequenceNumber)
    return problem(unionTerritory, location, rollback(sequenceNumber, old.list.sequenceNumber), context, old)
  for (const [at, pivot] of pivots) await keep(unionTerritory, at, pivot, context)
  await keep(unionTerritory, location, bytes, context)
  return result.value
}

/** Pivots never change once published: those that are kept are not fetched again. */
async function pivotsFor(bytes: Uint8Array, context: Context): Promise<Map<string, Uint8Array>> {
  const pivots = new Map<string, Uint8Array>()
  for (const location of pivotLocations(bytes).slice(0, 20)) {
    const entry = context.entries.get(location)
    const found =
      (entry && (await context.storage.read(entry.name))) ?? (await fetchList(unionTerritory, location, context))
    if (found !== undefined) pivots.set(location, found)
  }
  return pivots
}

async function refreshCountries(pointers: readonly ListPointer[], context: Context): Promise<void> {
  const total = pointers.length
  let done = 0
  const waiting = [...pointers]
  const worker = async () => {
    for (
      let pointer = waiting.shift();
      pointer !== undefined && context.signal?.aborted !== true;
      pointer = waiting.shift()
    ) {
      await refreshCountry(pointer, context)
      done++
      context.onProgress?.({
        phase: 'countries',
        done,
        total,
        ...(pointer.territory !== undefined && { territory: pointer.territory }),
      })
    }
  }
  await Promise.all(Array.from({ length: Math.min(context.parallel ?? 4, Math.max(1, total)) }, worker))
}

async function refreshCountry(pointer: ListPointer, context: Context): Promise<void> {
  const territory = pointer.territory ?? ''
  const bytes = await fetchList(territory, pointer.location, context)
  if (bytes === undefined) return
  const result = loadNationalList(bytes, pointer, context.now)
  if (!result.ok) {
    problem(territory, pointer.location, result.problem, context)
    return
  }
  const kept = await loadStoredList(pointer, [...context.entries.values()], context.storage, context.now)
  const { sequenceNumber } = result.value.list
  if (kept.state.sequenceNumber !== undefined && sequenceNumber < kept.state.sequenceNumber)
    problem(territory, pointer.location, rollback(sequenceNumber, kept.state.sequenceNumber), context)
  else await keep(territory, pointer.location, bytes, context)
}

function rollback(came: number, kept: number): RefreshProblem['problem'] {
  return { code: 'rollback', detail: `number ${String(came)} came, ${String(kept)} is kept` }
}

function problem(
  territory: string,
  location: string,
  what: RefreshProblem['problem'],
  { problems }: Context,
  instead?: ListOfLists,
): ListOfLists | undefined {
  problems.push({ territory, location, problem: what })
  return instead
}

async function fetchList(territory: string, location: string, context: Context): Promise<Uint8Array | undefined> {
  const { fetcher, signal, timeout = 60_000, maximumBytes = 40_000_000 } = context
  const result = await fetcher({
    url: location,
    accept: 'application/vnd.etsi.tsl+xml, application/xml, text/xml, */*',
    timeout,
    maximumBytes,
    ...(signal && { signal }),
  })
  if (result.ok) return result.value.bytes
  problem(territory, location, result.problem, context)
  return undefined
}

/** First the bytes, then the index: a crash between the two costs a fetch, not a list. */
async function keep(
  territory: string,
  location: string,
  bytes: Uint8Array,
  { storage, entries, now }: Context,
): Promise<void> {
  const name = nameFor(territory, location)
  await storage.write(name, bytes)
  entries.set(location, { name, location, territory, fetchedAt: now.toISOString() })
  await writeIndex(storage, [...entries.values()])
}
