/**
 * `npm run trusted-lists -- --store DIR [--offline] [--only RO,HU]`: updates the stored lists and prints the state of
 * each country.
 */
import { parseArgs } from 'node:util'
import { createFetcher } from '../network/fetch.ts'
import { listOfListsLocation, officialJournals } from './official-journal.ts'
import { refreshTrust, type RefreshResult } from './refresh.ts'
import { directoryStorage } from './storage.ts'
import { type ListState, loadTrust, type TrustOptions } from './trust-state.ts'

const usage = 'npm run -s trusted-lists -- --store DIR [--offline] [--only RO,HU,…]'

/** `RO  stale    no. 75  next update due 2026-05-01  fetched 2026-04-02`. */
function lineOf({ territory, state, sequenceNumber, nextUpdate, fetchedAt, problem }: ListState): string {
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return [
    territory.padEnd(3),
    state.padEnd(8),
    ...(sequenceNumber === undefined ? [] : [`no. ${String(sequenceNumber)}`]),
    ...(nextUpdate ? [`next update due ${day(nextUpdate)}`] : []),
    ...(fetchedAt ? [`fetched ${day(fetchedAt)}`] : []),
    ...(problem ? [`${problem.code}: ${problem.detail}`] : []),
  ]
    .join('  ')
    .trimEnd()
}

async function refreshed(options: TrustOptions): Promise<RefreshResult> {
  const result = await refreshTrust({
    ...options,
    fetcher: createFetcher({ clock: () => new Date() }),
    onProgress: ({ phase, done, total, territory = '' }) => {
      console.error(`${phase} ${String(done)}/${String(total)} ${territory}`.trimEnd())
    },
  })
  for (const { territory, location, problem } of result.problems)
    console.error(`${territory}: ${problem.code} (${location})`)
  return result
}

/** The arguments as given; null when an option is unknown or lacks its value. */
function givenArguments() {
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        store: { type: 'string' },
        offline: { type: 'boolean', default: false },
        only: { type: 'string' },
      },
    })
    return values
  } catch {
    return null
  }
}

async function main(): Promise<number> {
  const values = givenArguments()
  if (values?.help) {
    console.log(usage)
    return 0
  }
  if (values?.store === undefined) {
    console.error(usage)
    return 2
  }
  const options: TrustOptions = {
    storage: directoryStorage(values.store),
    now: new Date(),
    root: officialJournals,
    location: listOfListsLocation,
    ...(values.only === undefined ? {} : { territories: values.only.toUpperCase().split(',') }),
  }
  const trust = values.offline ? await loadTrust(options) : (await refreshed(options)).trust
  const states = [trust.listOfLists, ...trust.countries]
  for (const state of states) console.log(lineOf(state))
  return states.every(({ state }) => state === 'current') ? 0 : 1
}

process.exitCode = await main()
