/**
 * Makes the demonstration office: a central store with fictional people, their dossiers, the staff and the requests of
 * the past weeks. The same seed and the same day give the same office. Only secrets, verification codes and the ids
 * that
 * the store assigns are new each time.
 */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type OpenedStore, openCentralStore } from '../central/open-central-store.ts'
import { houseData, publishHouse } from '../central/house/publish-house.ts'
import { filesOf, mark, stateOfFolder, unmark } from '../central/folder/store-folder.ts'
import { openHouseSeal } from '../central/keys/house-seal.ts'
import { paperMaker } from '../central/papers/paper-maker.ts'
import { instantOf } from '../central/random.ts'
import { localDay } from '../domain/calendar/bucharest.ts'
import { DEMONSTRATION_HOUSE } from '../paper/house.ts'
import { loadPaperFonts } from '../paper/layout/fonts.ts'
import { enrolCounterDesk } from './office/counter-desk.ts'
import { fillDossiers, shareDocuments } from './office/dossiers.ts'
import { performStories } from './office/history.ts'
import { createStaff, staffSessions } from './office/staff-sessions.ts'
import { stories } from './office/stories.ts'
import { CAST } from './population/cast.ts'
import { people, type Person } from './population/people.ts'
import { seeded } from './seeded.ts'

export type DemonstrationStep = 'people' | 'dossiers' | 'requests' | 'finishing'

export interface DemonstrationOptions {
  /** The central store's folder. */
  readonly dataDir: string
  /** The current time of the office, in milliseconds since 1970. */
  readonly now: number
  readonly seed?: string
  /** At least 300, so that there are enough people for the requests. */
  readonly people?: number
  /** The number before past executions, which erase some hundreds of them. */
  readonly documents?: number
  /** The address for checking papers, printed on them. */
  readonly verifyUrl?: string
  readonly onProgress?: (progress: {
    readonly step: DemonstrationStep
    readonly done: number
    readonly total: number
  }) => void
}

export interface Demonstration {
  readonly people: number
  readonly dossiers: number
  readonly documents: number
  readonly requests: number
}

/** The history of the office begins before its oldest request. */
const DAYS_BACK = 60
const DAY = 86_400_000
const MINIMUM_PEOPLE = 300

/**
 * Makes the office in `dataDir`, or returns null if it has a store already. The office is built in another folder and
 * moved when it is complete. So an interrupted build starts again, and an incomplete store is never opened.
 */
export async function makeDemonstration(options: DemonstrationOptions): Promise<Demonstration | null> {
  const { dataDir } = options
  if (stateOfFolder(dataDir) === 'there' || existsSync(filesOf(dataDir).database)) return null
  const unfinished = path.join(path.dirname(dataDir), `${path.basename(dataDir)}.unfinished`)
  await rm(unfinished, { recursive: true, force: true })
  const made = await build(unfinished, options)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const { firstStart } = filesOf(dataDir)
  mark(firstStart)
  // The database is moved last, because its presence marks a complete office.
  const names = (await readdir(unfinished)).sort(
    (a, b) => Number(a.startsWith('store.sqlite')) - Number(b.startsWith('store.sqlite')) || b.length - a.length,
  )
  for (const name of names) {
    await syncToDisk(path.join(unfinished, name))
    await rm(path.join(dataDir, name), { recursive: true, force: true })
    await rename(path.join(unfinished, name), path.join(dataDir, name))
  }
  await rm(unfinished, { recursive: true, force: true })
  unmark(firstStart)
  return made
}

/** The store was built without waiting for the disk, so its files are synchronised before they are moved. */
async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    if ((await handle.stat()).isFile()) await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A clock that moves only by `moveTo`, and never back, because audit and feed are in order of time. */
function movingClock(from: number): { clock: () => number; moveTo: (at: number) => void } {
  let now = from
  return {
    clock: () => now,
    moveTo: (at) => {
      now = Math.max(now, at)
    },
  }
}

async function build(dataDir: string, options: DemonstrationOptions): Promise<Demonstration> {
  const {
    now,
    seed = 'iasi',
    people: count = 2000,
    documents: total = 20_600,
    verifyUrl = DEMONSTRATION_HOUSE.verifyUrl,
    onProgress = () => undefined,
  } = options
  const root = seeded(`${seed}/${localDay(now)}`)
  const today = localDay(now)
  const { clock, moveTo } = movingClock(now - DAYS_BACK * DAY)
  const progress = (step: DemonstrationStep) => (done: number, of: number) => {
    onProgress({ step, done, total: of })
  }
  progress('people')(0, 1)
  const opened = await openCentralStore({ dataDir, clock, demonstration: true, durable: false })
  try {
    // Letters take the name of the house from the store, which a first start puts there.
    const house = houseData(null, { demonstration: true, verifyUrl })
    await publishHouse(opened.store, opened.identity.storeId, house)
    const population: Person[] = [
      ...Object.values(CAST),
      ...people(root.stream('people'), Math.max(count, MINIMUM_PEOPLE) - Object.keys(CAST).length, today),
    ]
    const staff = await createStaff(opened, root.stream('staff'))
    progress('people')(1, 1)
    const cast = new Set<Person>(Object.values(CAST))
    const plans = shareDocuments(population, total, today, root.stream('share'), (person) => cast.has(person))
    const filled = await fillDossiers(opened, plans, {
      chance: root.stream('dossiers'),
      today,
      onProgress: progress('dossiers'),
    })

    const desks = []
    for (const name of ['Ghișeul 1', 'Ghișeul 2', 'Birou șef serviciu'])
      desks.push(await enrolCounterDesk(opened, name, root.stream(name)))
    const clerks = staff.filter(({ role }) => role === 'clerk')
    const supervisors = staff.filter(({ role }) => role === 'supervisor')
    const planned = stories(
      { plans, today, clerks: clerks.length, supervisors: supervisors.length },
      root.stream('stories'),
    )
    const execution = await executionOf(opened, path.join(dataDir, 'keys'), verifyUrl)
    await performStories(
      {
        opened,
        moveTo,
        desks,
        clerks,
        supervisors,
        sessions: staffSessions(opened, root.stream('sessions')),
        execution,
        chance: root.stream('history'),
        fonts: await loadPaperFonts(),
        onProgress: progress('requests'),
      },
      planned,
    )
    progress('finishing')(0, 1)
    await opened.store.forgetDeleted()
    progress('finishing')(1, 1)
    return {
      people: population.length,
      dossiers: filled.dossiers,
      documents: filled.documents,
      requests: planned.length,
    }
  } finally {
    await opened.close()
  }
}

async function executionOf(opened: OpenedStore, keysFolder: string, verifyUrl: string) {
  const { store, keys, random, identity, clock } = opened
  const seal = await openHouseSeal(keysFolder, {
    demonstration: true,
    seen: null,
    houseName: DEMONSTRATION_HOUSE.name,
    random,
    now: new Date(clock()),
  })
  if (!seal) throw new Error('the demonstration has no seal')
  const { paper: make } = paperMaker({ ...DEMONSTRATION_HOUSE, verifyUrl }, seal.signer)
  return {
    store,
    keys,
    random,
    now: () => instantOf(clock()),
    make,
    actor: { kind: 'system' as const, id: identity.storeId, name: 'Sistemul central' },
    reached: () => undefined,
  }
}
