/**
 * The central store refuses a file, with every code that an upload can be answered with: only that file's request
 * waits, the others go on, and a person is told; or, where the reason concerns the whole workstation, everything waits.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import type { OpenedDesk } from '../../src/desk/desk.ts'
import { type Problem, problem } from '../../src/domain/problem.ts'
import { sha256Hex } from '../../src/files/sha256.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { type FaultyProxy, faultyProxy } from '../support/faulty-proxy.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing(afterAll)
const SHA = 'a'.repeat(64)

/** Of one file: another file may be accepted. */
const OF_THE_FILE: readonly Problem[] = [
  problem('attachment.quota', { limit: 1 }),
  problem('attachment.hash-mismatch'),
  problem('attachment.missing', { sha256: SHA }),
  problem('attachment.damaged', { sha256: SHA }),
  problem('attachment.offset', { expected: 0 }),
  problem('input.too-large', { limit: 1 }),
  problem('input.invalid', { issues: [] }),
  problem('session.required'),
  problem('session.expired'),
  problem('login.disabled'),
  problem('right.missing', { right: 'request.register' }),
  problem('unexpected', { reference: 'x' }),
]
/** Of the workstation, the line or the store: no file would be accepted. */
const OF_THE_DESK: readonly Problem[] = [
  problem('rate.exceeded', { retryAfterSeconds: 1 }),
  problem('store.full'),
  problem('store.damaged'),
  problem('device.frozen'),
  problem('device.unknown'),
  problem('device.signature'),
]

let central: Central
let proxy: FaultyProxy
let desk: OpenedDesk
let person = 0
beforeAll(async () => {
  central = await centralWithPeople(folder('central'))
  proxy = await faultyProxy(() => central.url)
  const { code } = await central.issueEnrolmentCode()
  // The shortest back-off, so that a failed run is repeated at once.
  const random = (length: number) =>
    crypto.getRandomValues(new Uint8Array(length)).map((byte) => (length === 6 ? 0 : byte))
  desk = await openTestDesk(folder('desk'), proxy.url, { enrolmentCode: code, random })
  for (const opened of [central, proxy, desk]) cleanup.push(() => opened.close())
  unwrap(await desk.call('session.signIn', { username: 'sef', password: PASSWORD }))
  await until(statusOf, ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0)
})

const statusOf = () => desk.call('sync.status', {}).then(unwrap)
/** A registration with its file. */
async function newRequest() {
  person += 1
  // Far enough apart that no two pages are the same file.
  const page = await tintedPage(person * 6)
  const { requestId } = await register(
    desk,
    contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(person) }),
    page,
  )
  const [attached] = unwrap(await desk.call('request.open', { requestId })).request.attachments
  return { requestId, sha256: attached?.sha256 ?? sha256Hex(page) }
}
const stateOf = async (requestId: string) =>
  central.store.read((db) => db.selectFrom('request').select('state').where('id', '=', requestId).executeTakeFirst())
const parkedOf = async (requestId: string) =>
  unwrap(await desk.call('parked.list', {})).filter((act) => act.requestId === requestId)

/** The network is away, two requests are made, and then every call about the first one's file is refused. */
async function twoRequestsOneRefused(refusal: Problem) {
  Object.assign(proxy, { mode: 'refuse', only: /./, skip: 0, times: Infinity })
  const [held, free] = [await newRequest(), await newRequest()]
  Object.assign(proxy, {
    mode: 'other',
    only: new RegExp(`^/v1/attachments/${held.sha256}`),
    other: () => ({
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ ok: false, problem: refusal })),
    }),
  })
  return { held, free }
}

describe.each(OF_THE_FILE.map((refusal) => [refusal.code, refusal] as const))(
  'a file refused with %s',
  (_, refusal) => {
    it('holds up only its own request, somebody is told, and it goes on once the file is accepted', async () => {
      const { held, free } = await twoRequestsOneRefused(refusal)
      await until(
        async () => {
          await desk.call('sync.now', {})
          return stateOf(free.requestId)
        },
        (row) => row?.state === 'in_review',
      )
      await until(statusOf, ({ queued, state }) => queued === 0 && state === 'online')
      expect(await stateOf(held.requestId)).toEqual({ state: 'registered' })
      const [first] = await parkedOf(held.requestId)
      expect(first).toMatchObject({ kind: 'attach-document', problem: { code: 'attachment.missing' } })
      const told = unwrap(await desk.call('incident.list', {})).filter(({ requestId }) => requestId === held.requestId)
      expect(told.map(({ kind }) => kind)).toEqual(['file-refused'])
      proxy.mode = 'pass'
      await until(
        async () => {
          await desk.call('sync.now', {})
          return central.attachments.state(held.sha256)
        },
        ({ complete }) => complete,
      )
      unwrap(await desk.call('parked.resolve', { commandId: first?.commandId ?? '', resolution: { act: 'run' } }))
      expect(await stateOf(held.requestId)).toEqual({ state: 'in_review' })
      await until(statusOf, ({ parked }) => parked === 0)
    })
  },
)

describe.each(OF_THE_DESK.map((refusal) => [refusal.code, refusal] as const))('%s at a file', (_, refusal) => {
  it('holds up the workstation, parks nothing, and all goes on by itself when it is over', async () => {
    const { held, free } = await twoRequestsOneRefused(refusal)
    await until(
      async () => {
        await desk.call('sync.now', {})
        return statusOf()
      },
      ({ lastProblem }) => lastProblem?.code === refusal.code,
    )
    expect((await statusOf()).queued).toBeGreaterThan(0)
    expect(await stateOf(free.requestId)).toBeUndefined()
    expect(await parkedOf(held.requestId)).toEqual([])
    proxy.mode = 'pass'
    for (const { requestId } of [held, free])
      await until(
        async () => {
          await desk.call('sync.now', {})
          return stateOf(requestId)
        },
        (row) => row?.state === 'in_review',
      )
  })
})
