/** The central store is killed (kill -9) repeatedly while people do the main job. Every result exists exactly once. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, expect, test } from 'vitest'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { addHolder } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk } from '../support/desk-and-central.ts'
import { DONE_ONCE, mainJob, signIn, tracesOf, type Workplace } from '../support/pressing-people.ts'
import { undoing } from '../support/undoing.ts'

/** Number of kills; FC_RUNS sets more. */
const KILLS = Number(process.env['FC_RUNS'] ?? 4)
/** A kill waits for a start, and an office that is left undisturbed for what is still on its way. */
const TIME_MS = 300_000 + KILLS * 20_000
/** More holders than requests can be made between so many kills; there are 100 fictional numbers in all. */
const HOLDERS = Math.min(KILLS * 20, 90)

const { cleanup, folder } = undoing(afterAll)

async function startProcess(dataDir: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['test/support/central-to-kill.ts', dataDir, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // One that ends by itself would otherwise be waited for until the test is over.
  const ended = once(child, 'exit').then(([status]) => {
    throw new Error(`the central store ended by itself with ${String(status)}`)
  })
  await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => undefined)
  return child
}

test(
  'one registration, one execution, one receipt, and a chain that verifies',
  async () => {
    const dataDir = folder('central')
    const before = await centralWithPeople(dataDir, 0, Date.now, true)
    const port = Number(new URL(before.url).port)
    const cnps: string[] = []
    for (let n = 1; n <= HOLDERS; n++) cnps.push((await addHolder({ central: before }, { n, documents: 2 })).cnp)
    const workplace = async (name: string, username: string): Promise<Workplace> => {
      const { code } = await before.issueEnrolmentCode()
      const desk = await openTestDesk(folder(name), before.url, { enrolmentCode: code })
      cleanup.push(() => desk.close())
      return { desk, username, disturbed: () => !calm }
    }
    let calm = false
    const counter = await workplace('counter', 'ana')
    const office = await workplace('office', 'sef')
    // Both have signed in at these desks before, so they may work while the central store is down.
    await signIn([counter, office])
    await before.close()

    let kills = 0
    const began = performance.now()
    let child: ChildProcess | null = null
    const end = async (process: ChildProcess): Promise<void> => {
      const ended = once(process, 'exit')
      process.kill('SIGKILL')
      await ended
    }
    // Desks wait longer after each failure, so the killing has to end for everything to arrive.
    const killer = (async () => {
      for (; kills < KILLS; kills++) {
        child = await startProcess(dataDir, port)
        await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1000))
        await end(child)
      }
      child = await startProcess(dataDir, port)
      calm = true
    })()
    const requests: string[] = []
    try {
      for (const cnp of cnps) {
        requests.push((await mainJob(counter, office, cnp)).requestId)
        if (calm) break
      }
    } finally {
      await killer
      if (child) await end(child)
    }
    const seconds = Math.round((performance.now() - began) / 1000)
    console.log(`killed ${String(kills)} times during ${String(requests.length)} requests in ${String(seconds)} s`)
    expect(kills).toBe(KILLS)
    const after = await centralWithPeople(dataDir, port, Date.now, true)
    cleanup.push(() => after.close())
    await after.settled()
    for (const requestId of requests) expect(await tracesOf(after, requestId)).toEqual(DONE_ONCE)
    expect(await verifyAudit(after.store.read)).toMatchObject({ intact: true })
    // The only documents left are two for each person whose request was not executed.
    const documents = await after.store.read((db) =>
      db
        .selectFrom('clinical_document')
        .select((all) => all.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    )
    expect(Number(documents.count)).toBe(2 * (cnps.length - requests.length))
  },
  TIME_MS,
)
