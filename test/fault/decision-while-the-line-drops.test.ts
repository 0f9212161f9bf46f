/**
 * A supervisor decides, and the line drops before the decision has arrived (ADR 0071). Back within minutes, it is made.
 * Later it is refused, shown to its author with the reason, and made again with one action. Signing out ends the online
 * session at the central store as soon as that answers, and not before the decision has arrived.
 */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { ProcedureInput, ProcedureName, ProcedureOutput } from '../../src/protocol/desk.ts'
import { addHolder } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'

const MINUTE = 60_000
const { cleanup, folder } = undoing(afterAll)
let now = Date.parse('2026-11-23T08:00:00.000Z')
const clock = () => now
let central: Central
let proxy: FaultyProxy
let desk: Awaited<ReturnType<typeof openTestDesk>>
let requestId = ''
let holders = 0

beforeAll(async () => {
  central = await centralWithPeople(folder('central'), 0, clock)
  cleanup.push(() => central.close())
  proxy = await faultyProxy(() => central.url)
  cleanup.push(() => proxy.close())
  const { code } = await central.issueEnrolmentCode()
  desk = await openTestDesk(folder('desk'), proxy.url, { enrolmentCode: code, clock })
  cleanup.push(() => desk.close())
})

async function call<P extends ProcedureName>(procedure: P, input: ProcedureInput<P>): Promise<ProcedureOutput<P>> {
  const result = await desk.call(procedure, input)
  if (!result.ok) throw new Error(`${procedure}: ${JSON.stringify(result.problem)}`)
  return result.value
}
async function signIn(username: string): Promise<void> {
  await call('session.signOut', {})
  await call('session.signIn', { username, password: PASSWORD })
}
const shown = () => call('request.open', { requestId })
/** How many sessions of the supervisor are alive at the central store. */
const alive = () =>
  central.store.read(async (db) => {
    const rows = await db
      .selectFrom('session')
      .select('id')
      .where('role', '=', 'supervisor')
      .where('signed_out_at', 'is', null)
      .execute()
    return rows.length
  })
/** The line is cut for pushes, so that the desk believes it is online when the supervisor decides. */
async function decideAndDrop(): Promise<void> {
  const { request } = await shown()
  Object.assign(proxy, { mode: 'refuse', only: /push/, skip: 0, times: Infinity })
  await call('request.return', { requestId, revision: request.revision, missing: [], explanation: 'x' })
}

beforeEach(async () => {
  Object.assign(proxy, { mode: 'pass', only: /./ })
  await signIn('ana')
  const draft = await call('draft.current', {})
  const stored = await desk.putBytes(await tintedPage())
  if (!stored.ok) throw new Error(stored.problem.code)
  await call('draft.addFile', { draftId: draft.id, sha256: stored.value.sha256, name: 'cerere.jpg' })
  const { cnp } = await addHolder({ central }, { n: ++holders, documents: 2 })
  const content = contentFor({ surname: 'Popescu', givenNames: 'Ana Maria', cnp })
  requestId = (await call('draft.register', { draftId: draft.id, content })).requestId
  await call('sync.now', {})
  await signIn('sef')
  await until(shown, ({ request: { state }, pending }) => state === 'in_review' && pending.length === 0)
  await until(alive, (count) => count === 1)
})

const back = async (): Promise<void> => {
  proxy.mode = 'pass'
  await until(
    () => call('sync.now', {}),
    ({ queued }) => queued === 0,
  )
}

test('back within minutes, the decision is made', async () => {
  await decideAndDrop()
  now += 9 * MINUTE
  await back()
  expect(await until(shown, ({ pending }) => pending.length === 0)).toMatchObject({ request: { state: 'returned' } })
})

test('back later, it is shown to its author with the reason, and made again', async () => {
  await decideAndDrop()
  now += 11 * MINUTE
  await back()
  expect((await shown()).request.state).toBe('in_review')
  const [late, ...others] = await call('decisions.list', {})
  expect(others).toEqual([])
  expect(late).toMatchObject({ kind: 'return-request', requestId, problem: { code: 'decision.late' } })
  await call('decisions.resolve', { commandId: late?.commandId ?? '', resolution: 'again' })
  expect(await until(shown, ({ pending }) => pending.length === 0)).toMatchObject({ request: { state: 'returned' } })
  expect(await call('decisions.list', {})).toEqual([])
})

test('signed out meanwhile: the session ends once the decision has arrived, which is still made', async () => {
  await decideAndDrop()
  await call('session.signOut', {})
  expect(await alive()).toBe(1)
  now += MINUTE
  proxy.mode = 'pass'
  await until(alive, (count) => count === 0)
  const state = await central.store.read((db) =>
    db.selectFrom('request').select('state').where('id', '=', requestId).executeTakeFirstOrThrow(),
  )
  expect(state).toEqual({ state: 'returned' })
})

test('signing out succeeds without the central store, and the session ends when it answers again', async () => {
  Object.assign(proxy, { mode: 'refuse', only: /./, skip: 0, times: Infinity })
  expect(await call('session.signOut', {})).toMatchObject({ state: 'signed-out' })
  expect(await alive()).toBe(1)
  proxy.mode = 'pass'
  await until(
    async () => {
      await desk.call('sync.now', {})
      return alive()
    },
    (count) => count === 0,
  )
})
