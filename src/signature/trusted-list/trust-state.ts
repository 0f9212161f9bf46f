/** What is trusted at a moment, from the stored lists: every list verified again, with each country's state by name. */
import { loadListOfLists, loadNationalList } from './list-of-lists.ts'
import { serviceDirectory } from './services.ts'
import { readIndex, unionTerritory } from './storage.ts'
import type { ListOfLists, ListProblem, ListOfListsInput, VerifiedList } from './list-of-lists.ts'
import type { ListPointer, TrustedList } from './list.ts'
import type { ServiceDirectory } from './services.ts'
import type { ListStorage, StoredEntry } from './storage.ts'

export type ListState = {
  readonly territory: string
  readonly location: string
  /** `stale`: past its NextUpdate, still used; `missing`: never fetched; `refused`: stored but not verifiable */
  readonly state: 'current' | 'stale' | 'missing' | 'refused'
  readonly sequenceNumber?: number
  readonly issued?: Date
  readonly nextUpdate?: Date
  readonly fetchedAt?: Date
  readonly problem?: ListProblem
}

export type TrustState = {
  /** services of all lists that verified; empty when there is no list of lists */
  readonly directory: ServiceDirectory
  readonly listOfLists: ListState
  readonly countries: readonly ListState[]
}

export type TrustOptions = {
  readonly storage: ListStorage
  /** the moment as of which lists are current or stale */
  readonly now: Date
  readonly root: ListOfListsInput['root']
  /** where the list of lists is published */
  readonly location: string
  /** only these countries; all when absent */
  readonly territories?: readonly string[]
}

/** Loads what is kept, without the network. Never throws for what is wrong with a list. */
export async function loadTrust(options: TrustOptions): Promise<TrustState> {
  const { now, location } = options
  const entries = await readIndex(options.storage)
  const listOfLists = await loadStoredListOfLists(options, entries)
  if (!listOfLists.ok) return { directory: serviceDirectory([]), listOfLists: listOfLists.state, countries: [] }
  const countries: ListState[] = []
  const lists: TrustedList[] = []
  for (const pointer of wantedPointers(listOfLists.value, options.territories)) {
    const loaded = await loadStoredList(pointer, entries, options.storage, now)
    countries.push(loaded.state)
    if (loaded.list !== undefined) lists.push(loaded.list)
  }
  return {
    directory: serviceDirectory(lists),
    listOfLists: stateOf(listOfLists.value, unionTerritory, location, entryFor(entries, location)),
    countries,
  }
}

export function wantedPointers(listOfLists: ListOfLists, territories: readonly string[] | undefined): ListPointer[] {
  return listOfLists.pointers.filter(
    ({ territory }) => territories === undefined || (territory !== undefined && territories.includes(territory)),
  )
}

function entryFor(entries: readonly StoredEntry[], location: string): StoredEntry | undefined {
  return entries.find((entry) => entry.location === location)
}

/** The list of lists with its pivots, from what is kept. */
export async function loadStoredListOfLists(
  { storage, now, root, location }: TrustOptions,
  entries: readonly StoredEntry[],
): Promise<{ ok: true; value: ListOfLists } | { ok: false; state: ListState }> {
  const entry = entryFor(entries, location)
  const bytes = entry && (await storage.read(entry.name))
  const missing = { territory: unionTerritory, location, state: 'missing' } as const
  if (bytes === undefined) return { ok: false, state: missing }
  const pivots = new Map<string, Uint8Array>()
  for (const stored of entries) {
    if (stored.territory !== unionTerritory || stored.location === location) continue
    const kept = await storage.read(stored.name)
    if (kept !== undefined) pivots.set(stored.location, kept)
  }
  const result = loadListOfLists({ bytes, root, pivot: (at) => pivots.get(at), now })
  return result.ok ? result : { ok: false, state: { ...missing, state: 'refused', problem: result.problem } }
}

/**
 * A country's list: the one from the pointer's own location, else any that is kept for the country (the location may
 * just have changed).
 */
export async function loadStoredList(
  pointer: ListPointer,
  entries: readonly StoredEntry[],
  storage: ListStorage,
  now: Date,
): Promise<{ state: ListState; list?: TrustedList }> {
  const territory = pointer.territory ?? ''
  const own = entryFor(entries, pointer.location)
  let state: ListState = { territory, location: pointer.location, state: 'missing' }
  for (const entry of own === undefined ? entries.filter((candidate) => candidate.territory === territory) : [own]) {
    const bytes = await storage.read(entry.name)
    if (bytes === undefined) continue
    const result = loadNationalList(bytes, pointer, now)
    if (result.ok) return { state: stateOf(result.value, territory, pointer.location, entry), list: result.value.list }
    state = { territory, location: pointer.location, state: 'refused', problem: result.problem }
  }
  return { state }
}

function stateOf(
  { list, stale }: VerifiedList,
  territory: string,
  location: string,
  entry: StoredEntry | undefined,
): ListState {
  return {
    territory,
    location,
    state: stale ? 'stale' : 'current',
    sequenceNumber: list.sequenceNumber,
    issued: list.issued,
    ...(list.nextUpdate && { nextUpdate: list.nextUpdate }),
    ...(entry && { fetchedAt: new Date(entry.fetchedAt) }),
  }
}
