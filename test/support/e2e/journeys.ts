/**
 * The frame of a file of journeys: one house with its holders, the desks and their users, a screenshot of every desk
 * when a journey fails, and a final line about the browser used.
 */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Person } from '../../../src/demonstration/population/people.ts'
import { signIn } from './clerk.ts'
import { openKeyboard, type Keyboard } from './keyboard.ts'
import { openHouse, type House } from './house.ts'
import { layLine, type Line } from './line.ts'
import { pictureOnFailure } from './picture.ts'
import { findTarget, wordsOf, type Target } from './target.ts'
import { openWorkstation, type Workstation } from './workstation.ts'

interface DeskWanted {
  readonly name: string
  /** The user signed in at the start; nobody if absent. */
  readonly user?: string
  /** Whether the test can cut and hold its network line. */
  readonly ownLine?: boolean
}

export interface Desk {
  /** Fails before the journeys begin, because there is no workstation yet. */
  readonly workstation: () => Workstation
  readonly keyboard: Keyboard
  /** Only with `ownLine`. */
  readonly line: () => Line
}

export interface Journeys<Name extends string> {
  readonly house: () => House
  readonly desks: Readonly<Record<Name, Desk>>
  /** The errors that all pages reported. */
  readonly complaints: () => string[]
}

/** Machines that run tests can be slow. */
export const TIMEOUT = { timeout: 30_000 }

const there = <T>(what: T | undefined, name: string): T => {
  if (what === undefined) throw new Error(`${name}: not there before the journeys begin`)
  return what
}

/** Call once at the top of a file of journeys: it registers the hooks that run before and after them. */
export function journeysOf<Name extends string>(
  title: string,
  holders: readonly (readonly [Person, number])[],
  wanted: Readonly<Record<Name, DeskWanted>>,
): Journeys<Name> {
  let target: Target | undefined
  let house: House | undefined
  const open = new Map<Name, { readonly workstation: Workstation; readonly line: Line | undefined }>()
  const names = Object.keys(wanted) as Name[]
  const deskCalled = (name: Name): Desk => {
    const workstation = () => there(open.get(name), name).workstation
    return {
      workstation,
      keyboard: openKeyboard(() => workstation().page()),
      line: () => there(there(open.get(name), name).line, `the line of ${name}`),
    }
  }
  const desks = Object.fromEntries(names.map((name) => [name, deskCalled(name)])) as Record<Name, Desk>

  beforeAll(async () => {
    const found = await findTarget(process.cwd())
    target = found
    const opened = await openHouse()
    house = opened
    for (const [person, documents] of holders) await opened.addHolder(person, documents)
    // In parallel: each is a separate process with its own browser.
    await Promise.all(
      names.map(async (name) => {
        const { name: station, user, ownLine } = wanted[name]
        const line = ownLine === true ? await layLine(opened.url) : undefined
        open.set(name, { workstation: await openWorkstation(opened, found, station, line?.url), line })
        if (user !== undefined) await signIn(desks[name].keyboard, user)
      }),
    )
  }, 240_000)
  afterAll(async () => {
    await Promise.all(
      [...open.values()].map(async ({ workstation, line }) => {
        await workstation.close()
        await line?.close()
      }),
    )
    await house?.close()
    if (target) console.log(`end-to-end, ${title}: ran on ${wordsOf(target)}`)
  })
  beforeEach(({ onTestFailed, task }) =>
    onTestFailed(async () => {
      for (const [name, { workstation }] of open) await pictureOnFailure(workstation.page(), `${task.name}-${name}`)
    }),
  )
  return {
    house: () => there(house, 'the house'),
    desks,
    complaints: () => [...open.values()].flatMap(({ workstation }) => workstation.complaints),
  }
}
