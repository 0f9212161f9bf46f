/**
 * The central store disappears at each call of the main job, one call after another: it does not answer, or only half
 * of its answer arrives after the work is done. People retry what was refused. What was shown as registered is executed
 * once, under its number.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { addHolder } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { DONE_ONCE, mainJob, signIn, tracesOf, type Workplace } from '../support/pressing-people.ts'
import { undoing } from '../support/undoing.ts'

const { cleanup, folder } = undoing(afterAll)
let central: Central
let proxy: FaultyProxy
let counter: Workplace
let office: Workplace

beforeAll(async () => {
  central = await centralWithPeople(folder('central'), 0, Date.now, true)
  cleanup.push(() => central.close())
  proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const workplace = async (name: string, username: string): Promise<Workplace> => {
    const { code } = await central.issueEnrolmentCode()
    const opened = await openTestDesk(folder(name), proxy.url, { enrolmentCode: code })
    cleanup.push(() => opened.close())
    return { desk: opened, username }
  }
  counter = await workplace('counter', 'ana')
  office = await workplace('office', 'sef')
})

test('the main job is done exactly once, at whichever call the central store disappears', async () => {
  let holders = 0
  const holder = async () => (await addHolder({ central }, { n: ++holders, documents: 2 })).cnp
  // The first run is undisturbed and counts the calls to break. Calls of the live stream and its renewals vary by
  // chance.
  let calls = 0
  proxy.only = { test: () => (calls++, false) } as unknown as RegExp
  proxy.mode = 'refuse'
  await signIn([counter, office])
  const signingIn = calls
  await mainJob(counter, office, await holder())
  expect(calls).toBeGreaterThan(10)
  proxy.only = /./
  const broken: string[] = []
  for (const mode of ['refuse', 'cut'] as const) {
    for (let at = 0; at < calls; at++) {
      Object.assign(proxy, { mode, skip: at, times: 1 })
      // Not in every round, because the central store limits the sign-ins in a minute.
      if (at < signingIn) await signIn([counter, office])
      const { requestId, number } = await mainJob(counter, office, await holder())
      proxy.mode = 'pass'
      broken.push(...proxy.failed.splice(0).map((call) => `${mode} ${call.replace(/\?.*|[0-9a-f-]{36,64}/g, '')}`))
      expect(await tracesOf(central, requestId), `${mode} at call ${String(at)}, ${number}`).toEqual(DONE_ONCE)
    }
  }
  const audit = await verifyAudit(central.store.read)
  expect(audit.intact).toBe(true)
  // The broken calls are printed, so that a missing one is noticed.
  const kinds = [...new Set(broken)].sort()
  console.log(`broken: ${kinds.join(' · ')}`)
  for (const call of ['push', 'pull', 'plan', 'session'])
    expect(
      kinds.some((kind) => kind.includes(call)),
      call,
    ).toBe(true)
}, 300_000)
