/** What an office writes on the disk during the main job can be read by its own account only, whatever the umask. */
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { startCentral } from '../../src/central/central.ts'
import { DeskFolderRefused } from '../../src/desk/storage/lock-desk.ts'
import { addHolder } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk } from '../support/desk-and-central.ts'
import { mainJob, signIn } from '../support/pressing-people.ts'
import { undoing } from '../support/undoing.ts'

const { cleanup, folder } = undoing()

const entriesOf = (dir: string): string[] => [
  dir,
  ...readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => path.join(dir, name)),
]
const openToOthers = (dir: string): string[] =>
  entriesOf(dir)
    .filter((entry) => (statSync(entry).mode & 0o077) !== 0)
    .map((entry) => `${path.relative(dir, entry)} ${(statSync(entry).mode & 0o777).toString(8)}`)

test.skipIf(process.platform === 'win32')(
  'every file and folder of a central store and of a desk',
  async () => {
    // The usual umask lets others read. The product may not depend on a stricter one.
    expect(process.umask()).toBe(0o022)
    const data = folder('central')
    const central = await centralWithPeople(data, 0, Date.now, true)
    cleanup.push(() => central.close())
    const { cnp } = await addHolder({ central }, { n: 1, documents: 2 })
    const deskFolders = ['counter', 'office'].map(folder)
    const workplaces = await Promise.all(
      deskFolders.map(async (dataDir, index) => {
        const { code } = await central.issueEnrolmentCode()
        const desk = await openTestDesk(dataDir, central.url, { enrolmentCode: code })
        cleanup.push(() => desk.close())
        return { desk, username: index === 0 ? 'ana' : 'sef' }
      }),
    )
    const [counter, office] = workplaces
    const [deskFolder] = deskFolders
    if (!counter || !office || deskFolder === undefined) throw new Error('two workplaces')
    await signIn([counter, office])
    await mainJob(counter, office, cnp)
    await central.settled()
    expect(entriesOf(data).length).toBeGreaterThan(12)
    for (const dir of [data, ...deskFolders]) expect(openToOthers(dir)).toEqual([])

    // A second desk in the folder of the first is refused in one sentence.
    const second = await openTestDesk(deskFolder, central.url).then(
      () => null,
      (error: unknown) => error,
    )
    expect(second).toBeInstanceOf(DeskFolderRefused)
    expect((second as Error).message).toMatch(/^A desk is already running in .+ \(process \d+\)\. [^\n]+$/)

    // What was opened to others is closed at the next start.
    await central.close()
    for (const entry of [data, path.join(data, 'store.sqlite'), path.join(data, 'attachments')]) chmodSync(entry, 0o755)
    const again = await centralWithPeople(data, 0, Date.now, true)
    cleanup.push(() => again.close())
    expect(again.wasOpenToOthers.length).toBe(3)
    expect(openToOthers(data)).toEqual([])
  },
  60_000,
)

/** What makes a folder useless to a process of any account, also to one that no permission stops. */
const USELESS: Readonly<Record<string, (dir: string) => string>> = {
  'a file in its place': (dir) => {
    writeFileSync(path.join(dir, 'file'), '')
    return path.join(dir, 'file')
  },
  'a file on the way to it': (dir) => {
    writeFileSync(path.join(dir, 'file'), '')
    return path.join(dir, 'file', 'inner')
  },
  'a folder in place of its lock': (dir) => {
    mkdirSync(path.join(dir, 'in-use.lock'))
    return dir
  },
}
test.each(Object.keys(USELESS))('a folder that cannot be used is refused in one sentence: %s', async (how) => {
  const messageOf = (opening: Promise<{ close(): unknown }>) =>
    opening.then(
      () => 'opened',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'no error'),
    )
  const dataDir = USELESS[how]?.(folder('useless')) ?? ''
  expect(await messageOf(openTestDesk(dataDir, 'http://127.0.0.1:9'))).toMatch(
    /^DeskFolderRefused: The folder of this desk, \S+, cannot be used \([A-Z_]+\): [^\n]+ room\.$/,
  )
  expect(await messageOf(startCentral({ dataDir, host: '127.0.0.1', port: 0, demonstration: true }))).toMatch(
    /^StartRefused: \S+ cannot be (used|written) \([A-Z_]+\)[^\n]+\.$/,
  )
})
