/**
 * Makes the demonstration office: a central store with fictional people, their dossiers, the house's staff and the
 * requests of the past weeks. The same seed and the same day give the same office; only secrets, ids that the store
 * itself gives, and verification codes are new each time.
 */
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { type OpenedStore, openCentralStore } from '../central/central.ts'
import { openHouseSeal } from '../central/keys/house-seal.ts'
import { paperMaker } from '../central/papers/paper-maker.ts'
import { instantOf } from '../central/random.ts'
import { localDay } from '../domain/calendar/bucharest.ts'
import { DEMONSTRATION_HOUSE } from '../paper/house.ts'
import { loadPaperFonts } from '../paper/layout/fonts.ts'
import { enrolCounterDesk } from './office/counter-desk.ts'
import { fillDossiers, shareDocuments } from './office/dossiers.ts'
import { live } from './office/history.ts'
import { createStaff, staffSessions } from './office/staff-sessions.ts'
import { stories } from './office/stories.ts'
import { CAST } from './population/cast.ts'
import { people, type Person } from './population/people.ts'
import { seeded } from './seeded.ts'

export type DemonstrationStep = 'people' | 'dossiers' | 'requests' | 'finishing'

export interface DemonstrationOptions {
  /** The central store's folder. */
  readonly dataDir: string
  /** Milliseconds since 1970: the office's today. */
  readonly now: number
  readonly seed?: string
  /** At least 300, so that the stories find their people. */
  readonly people?: number
  /** Before the executions of the past; some hundred of them are erased by these. */
  readonly documents?: number
  /** Where papers say that they can be checked. */
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

/** The past reaches further back than the oldest request. */
const DAYS_BACK = 60
const DAY = 86_400_000
const MINIMUM_PEOPLE = 300

/**
 * Makes the office in `dataDir`, or answers null where a store is there already. Built aside and moved in when whole:
 * broken off anywhere, it is begun again, and a store that is half a demonstration is never opened.
 */
export async function makeDemonstration(options: DemonstrationOptions): Promise<Demonstration | null> {
  const { dataDir } = options
  if (existsSync(path.join(dataDir, 'store.sqlite'))) return null
  const unfinished = path.join(path.dirname(dataDir), `${path.basename(dataDir)}.unfinished`)
  await rm(unfinished, { recursive: true, force: true })
  const made = await build(unfinished, options)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // The database last: as long as it is not there, nothing is.
  const names = (await readdir(unfinished)).sort(
    (a, b) => Number(a.startsWith('store.sqlite')) - Number(b.startsWith('store.sqlite')) || b.length - a.length,
  )
  for (const name of names) {
    await toDisk(path.join(unfinished, name))
    await rm(path.join(dataDir, name), { recursive: true, force: true })
    await rename(path.join(unfinished, name), path.join(dataDir, name))
  }
  await rm(unfinished, { recursive: true, force: true })
  return made
}

/** The store was built without waiting for the disk; before it has its name, all of it is there. */
async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r')
  try {
    if ((await handle.stat()).isFile()) await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A clock that stands until it is moved, and never runs back: audit and feed are in order of time. */
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
    const told = stories(
      { plans, today, clerks: clerks.length, supervisors: supervisors.length },
      root.stream('stories'),
    )
    const execution = await executionOf(opened, path.join(dataDir, 'keys'), verifyUrl)
    await live(
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
      told,
    )
    progress('finishing')(0, 1)
    await opened.store.forgetDeleted()
    progress('finishing')(1, 1)
    return { people: population.length, dossiers: filled.dossiers, documents: filled.documents, requests: told.length }
  } finally {
    await opened.close()
  }
}

async function executionOf(opened: OpenedStore, keysFolder: string, verifyUrl: string) {
  const { store, keys, random, identity, clock } = opened
  const seal = await openHouseSeal(keysFolder, { demonstration: true, random, now: new Date(clock()) })
  if (!seal) throw new Error('a demonstration makes its own seal')
  const { paper: make } = paperMaker({ ...DEMONSTRATION_HOUSE, verifyUrl }, seal.signer)
  return {
    store,
    keys,
    random,
    now: () => instantOf(clock()),
    make,
    actor: { id: identity.storeId, name: 'Depozitul central' },
    reached: () => undefined,
  }
}
