/**
 * Several desks over a turn of the year: they lease, register, skip numbers (a registration that is refused), return
 * them, lose their blocks, are retired or revoked, and registrations arrive late. After every history each number has
 * exactly one explanation, given both by the checker and by an independent record kept here. Seed and runs: FC_SEED,
 * FC_RUNS.
 */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { retireDesk, voidBlocksOf } from '../../src/central/registration/numbers/returned-blocks.ts'
import { accountOfYear } from '../../src/central/registration/numbers/registry-year.ts'
import { deviceById, setDeviceState } from '../../src/central/workstations/workstations.ts'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { fictionalCnp, type Office, openOffice, PASSWORD, registration } from '../support/central/office.ts'
import { enrolWorkstation, type Granted, type Workstation } from '../support/central/workstation.ts'

const OLD_YEAR = Date.parse('2026-12-30T08:00:00.000Z')
const NEW_YEAR = Date.parse('2027-01-01T06:00:00.000Z')

let office: Office
let rounds = 0
/**
 * The central store limits enrolments to twenty in a minute, so after this many rounds of three a new office is opened.
 */
const ROUNDS_OF_AN_OFFICE = 5
async function nextOffice(): Promise<void> {
  expect(await verifyAudit((work) => office.central.store.read(work))).toMatchObject({ intact: true })
  await office.close()
  office = await openOffice()
}
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

interface Block {
  readonly id: string
  readonly from: number
  readonly to: number
  next: number
  open: boolean
  lost: boolean
}
interface Desk {
  readonly station: Workstation
  readonly session: Granted
  readonly blocks: Block[]
  /** Numbers registered at the counter but not sent yet. */
  readonly unsent: number[]
  ended: boolean
}
type Step = { readonly desk: number } & (
  | { readonly act: 'lease'; readonly size: number }
  | { readonly act: 'register' | 'register-offline' | 'send' | 'refused' | 'give-back' | 'lose' | 'retire' | 'revoke' }
)

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ desk: fc.nat(2), act: fc.constant('lease' as const), size: fc.integer({ min: 1, max: 6 }) }),
  },
  {
    weight: 12,
    arbitrary: fc.record({
      desk: fc.nat(2),
      act: fc.constantFrom('register', 'register', 'register-offline', 'send', 'refused', 'give-back', 'lose'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ desk: fc.nat(2), act: fc.constantFrom('retire', 'revoke') }) },
)

/** The next number of a block that the desk still holds. */
function take(desk: Desk): number | null {
  const block = desk.blocks.find(({ open, lost, next, to }) => open && !lost && next <= to)
  if (block === undefined) return null
  block.next += 1
  return block.next - 1
}

/** Three desks, and the independent record of every number. */
async function openHistory(registry: string) {
  const { central, clock } = office
  const expected = new Map<number, string>()
  clock.now = OLD_YEAR
  const desks: Desk[] = []
  for (let n = 0; n < 3; n++) {
    const { code } = await central.issueEnrolmentCode()
    const station = await enrolWorkstation(central.url, code, { now: () => clock.now })
    desks.push({ station, session: await station.signIn('clerk', PASSWORD), blocks: [], unsent: [], ended: false })
  }
  const register = async ({ station, session }: Desk, sequence: number, cnp = fictionalCnp(1)): Promise<string> => {
    const payload = registration({
      cnp,
      sequence,
      change: {
        registration: {
          registry,
          year: 2026,
          sequence,
          provisional: null,
          day: '2026-12-30',
          at: '2026-12-30T08:00:00.000Z',
        },
      },
    })
    return (await station.act({ kind: 'register-request', aggregateId: v7(), session, payload })).outcome
  }
  const arrive = async (desk: Desk, sequence: number): Promise<void> => {
    expect(await register(desk, sequence)).toBe('applied')
    expected.set(sequence, 'registered')
  }
  const deviceOf = async (desk: Desk) => {
    const device = await central.store.read((db) => deviceById(db, desk.station.deviceId))
    if (!device) throw new Error('an enrolled desk')
    return device
  }
  const giveBack = async (desk: Desk, block: Block): Promise<void> => {
    if (desk.unsent.some((sequence) => sequence >= block.from && sequence <= block.to)) return
    const unusedFrom = block.lost ? null : block.next
    const call = () =>
      desk.station.call<{ voided: unknown[] }>('POST', `/v1/number-blocks/${block.id}/return`, {
        json: { afterSeq: desk.station.chain().seq, unusedFrom },
      })
    const first = await call()
    if (clock.now === OLD_YEAR && unusedFrom !== null) {
      expect(first.result).toMatchObject({ ok: false, problem: { code: 'input.invalid' } })
      return
    }
    expect(first.result.ok).toBe(true)
    expect((await call()).result).toEqual(first.result)
    block.open = false
    for (let n = block.from; n <= block.to; n++)
      if (!expected.has(n))
        expected.set(n, unusedFrom === null ? 'block-lost' : n < unusedFrom ? 'not-taken' : 'year-ended')
  }
  const end = (desk: Desk, reason: string): void => {
    for (const block of desk.blocks.filter(({ open }) => open)) {
      block.open = false
      for (let n = block.from; n <= block.to; n++) if (!expected.has(n)) expected.set(n, reason)
    }
    desk.ended = true
  }
  return { registry, desks, expected, register, arrive, deviceOf, giveBack, end }
}
type History = Awaited<ReturnType<typeof openHistory>>

async function run(history: History, what: Step): Promise<void> {
  const { central, clock } = office
  const { registry, desks, register, arrive, deviceOf, giveBack, end } = history
  const desk = desks[what.desk]
  if (desk === undefined) return
  if (what.act === 'lease') {
    const id = v7()
    const answer = await desk.station.call<{ from: number; to: number }>('POST', '/v1/number-blocks', {
      json: { blockId: id, registry, year: 2026, size: what.size },
    })
    if (desk.ended || clock.now === NEW_YEAR) expect(answer.result.ok).toBe(false)
    else if (answer.result.ok)
      desk.blocks.push({
        id,
        from: answer.result.value.from,
        to: answer.result.value.to,
        next: answer.result.value.from,
        open: true,
        lost: false,
      })
  } else if (what.act === 'register') {
    const sequence = desk.ended ? null : take(desk)
    if (sequence !== null) await arrive(desk, sequence)
  } else if (what.act === 'register-offline') {
    const sequence = desk.ended ? null : take(desk)
    if (sequence !== null) desk.unsent.push(sequence)
  } else if (what.act === 'send') {
    for (const sequence of desk.unsent.splice(0))
      if ((await deviceOf(desk)).state === 'active') await arrive(desk, sequence)
  } else if (what.act === 'refused') {
    const sequence = desk.ended ? null : take(desk)
    if (sequence !== null) expect(await register(desk, sequence, '6010229700039')).toBe('rejected')
  } else if (what.act === 'lose') {
    for (const block of desk.blocks) block.lost = block.open
  } else if (what.act === 'give-back') {
    if (!desk.ended) for (const block of desk.blocks.filter(({ open }) => open)) await giveBack(desk, block)
  } else {
    const device = await deviceOf(desk)
    const reason = what.act === 'retire' ? 'desk-retired' : 'desk-revoked'
    const by = { actor: 'a', device: null }
    await central.store.write(async (writing) => {
      if (what.act === 'retire') return void (await retireDesk(writing, device, by, 'încercare'))
      await setDeviceState(writing, device.id, 'revoked')
      await voidBlocksOf(writing, device.id, by, 'desk-revoked')
    })
    if (!desk.ended) end(desk, reason)
  }
}

async function play(before: readonly Step[], after: readonly Step[]): Promise<void> {
  const registry = `R${String(++rounds)}`
  if (rounds % ROUNDS_OF_AN_OFFICE === 0) await nextOffice()
  const history = await openHistory(registry)
  const { desks, expected } = history
  for (const what of before) await run(history, what)
  office.clock.now = NEW_YEAR
  for (const what of after) await run(history, what)
  // What was registered at a counter arrives in the end, whatever happened to its number meanwhile.
  for (const desk of desks) await run(history, { desk: desks.indexOf(desk), act: 'send' })

  const account = await office.central.store.read((db) => accountOfYear(db, registry, 2026))
  expect(account.faults).toEqual([])
  const accounted = new Map(
    account.ranges.flatMap((range) =>
      Array.from(
        { length: range.to - range.from + 1 },
        (_, n) => [range.from + n, range.as === 'voided' ? range.reason : range.as] as const,
      ),
    ),
  )
  for (const { blocks } of desks)
    for (const block of blocks.filter(({ open }) => open))
      for (let n = block.from; n <= block.to; n++) if (!expected.has(n)) expected.set(n, 'leased')
  expect([...accounted].sort(([a], [b]) => a - b)).toEqual([...expected].sort(([a], [b]) => a - b))
}

test('every number of the year is registered, voided with a reason, or leased to a named desk', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 24 }), fc.array(step, { maxLength: 14 }), play), {
    numRuns: Number(process.env['FC_RUNS'] ?? 25),
    ...(process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }),
  })
  await nextOffice()
}, 120_000)

test('a return that matches no lease is refused and voids nothing', async () => {
  office.clock.now = OLD_YEAR
  const { central, desk } = office
  const { code } = await central.issueEnrolmentCode()
  const other = await enrolWorkstation(central.url, code, { now: () => office.clock.now })
  const block = { blockId: v7(), registry: 'HOSTILE', year: 2026, size: 5 }
  await desk.must('POST', '/v1/number-blocks', { json: block })
  office.clock.now = NEW_YEAR
  const back = (station: Workstation, json: unknown, blockId = block.blockId) =>
    station.call('POST', `/v1/number-blocks/${blockId}/return`, { json })
  const { seq } = desk.chain()
  expect((await back(other, { afterSeq: 0, unusedFrom: 1 })).result).toMatchObject({
    problem: { code: 'input.invalid', details: { issues: [{ path: 'blockId' }] } },
  })
  expect((await back(desk, { afterSeq: seq, unusedFrom: 1 }, v7())).result).toMatchObject({
    problem: { code: 'input.invalid' },
  })
  expect((await back(desk, { afterSeq: seq + 1, unusedFrom: 1 })).result).toMatchObject({
    problem: { code: 'push.gap', details: { expected: seq + 1 } },
  })
  for (const unusedFrom of [7, 0, -1, 1.5, '1', 1e300])
    expect((await back(desk, { afterSeq: seq, unusedFrom })).result, String(unusedFrom)).toMatchObject({
      problem: { code: 'input.invalid' },
    })
  expect((await central.store.read((db) => accountOfYear(db, 'HOSTILE', 2026))).ranges).toEqual([
    { from: 1, to: 5, as: 'leased', deskNumber: desk.deskNumber },
  ])
  // The same block is not leased again after it was returned.
  expect((await back(desk, { afterSeq: seq, unusedFrom: 6 })).result).toEqual({
    ok: true,
    value: { voided: [{ from: 1, to: 5, reason: 'not-taken' }] },
  })
  expect((await desk.call('POST', '/v1/number-blocks', { json: block })).result).toMatchObject({ ok: false })
  for (const year of [2020, 2026, 2029])
    expect(
      (await desk.call('POST', '/v1/number-blocks', { json: { blockId: v7(), registry: 'HOSTILE', year, size: 5 } }))
        .result,
    ).toMatchObject({ problem: { code: 'input.invalid' } })
})

test('a registration with a voided number keeps it: the void is superseded, and the audit records that', async () => {
  office.clock.now = OLD_YEAR
  const { central } = office
  const { code } = await central.issueEnrolmentCode()
  const station = await enrolWorkstation(central.url, code, { now: () => office.clock.now })
  const session = await station.signIn('clerk', PASSWORD)
  const { from } = await station.must<{ from: number }>('POST', '/v1/number-blocks', {
    json: { blockId: v7(), registry: 'LATE', year: 2026, size: 3 },
  })
  const administrator = { session: await office.desk.signIn('administrator', PASSWORD) }
  await office.desk.must('POST', `/v1/devices/${station.deviceId}/retirement`, {
    ...administrator,
    json: { explanation: 'casată' },
  })
  expect(
    await office.desk.must('POST', `/v1/devices/${station.deviceId}/retirement`, {
      ...administrator,
      json: { explanation: 'încă o dată' },
    }),
  ).toEqual({ blocks: 0 })
  const requestId = v7()
  const payload = registration({
    cnp: fictionalCnp(1),
    sequence: from,
    change: {
      registration: {
        registry: 'LATE',
        year: 2026,
        sequence: from,
        provisional: null,
        day: '2026-12-30',
        at: '2026-12-30T08:00:00.000Z',
      },
    },
  })
  expect(await station.act({ kind: 'register-request', aggregateId: requestId, session, payload })).toMatchObject({
    outcome: 'applied',
  })
  const account = await central.store.read((db) => accountOfYear(db, 'LATE', 2026))
  expect(account).toMatchObject({ faults: [], counts: { registered: 1, voided: 2, leased: 0, superseded: 1 } })
  const audited = await central.store.read((db) =>
    db
      .selectFrom('audit_entry')
      .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .select(['action', 'body'])
      .orderBy('audit_entry.n', 'desc')
      .limit(2)
      .execute(),
  )
  const superseded = audited.find(({ action }) => action === 'numbers.void-superseded')
  expect(JSON.parse(superseded?.body ?? '{}')).toMatchObject({ requestId, sequence: from, reason: 'desk-retired' })
  expect(
    (
      await station.call('POST', '/v1/number-blocks', {
        json: { blockId: v7(), registry: 'LATE', year: 2026, size: 3 },
      })
    ).result,
  ).toMatchObject({ problem: { code: 'device.retired' } })
})
