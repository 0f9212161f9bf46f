/** Registration: what is kept, and what is refused. */
import { describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, lease, PASSWORD, registration } from '../../../../test/support/central/office.ts'
import { enrolWorkstation, type Granted } from '../../../../test/support/central/workstation.ts'
import { localDay } from '../../../domain/calendar/bucharest.ts'
import type { CommandPayload } from '../../../request/acts.ts'

const { office, nextNumber, act, read, audited } = actsForEachTest()

const register = (change: Partial<CommandPayload<'register-request'>>, requestId = v7()) =>
  act(
    'register-request',
    requestId,
    registration({ cnp: fictionalCnp(1), sequence: nextNumber(), change }),
    null,
    office.session.clerk,
  )

test('keeps what was stated, with its due day, and starts at version and revision one', async () => {
  const id = v7()
  expect(await register({ deskNumber: 99 }, id)).toMatchObject({ outcome: 'applied', version: 1, revision: 1 })
  expect(await read(id)).toMatchObject({
    state: 'registered',
    dueDay: '2026-12-23',
    deskNumber: 1,
    registeredBy: { name: 'Persoana clerk' },
    timeline: [{ act: 'register-request', from: null, to: 'registered' }],
  })
})

test('refuses an impossible CNP, a day of another year, a missing number, and an id that is taken', async () => {
  const { registration: stated, holder } = registration({ cnp: fictionalCnp(1), sequence: 1 })
  expect(await register({ holder: { ...holder, cnp: '6010229700039' } })).toMatchObject({
    problem: { code: 'cnp.date' },
  })
  expect(await register({ registration: { ...stated, day: '2025-12-31' } })).toMatchObject({
    problem: { code: 'input.invalid' },
  })
  expect(await register({ requestedDay: '2026-11-24' })).toMatchObject({
    problem: { details: { issues: [{ path: 'requestedDay' }] } },
  })
  const representative = { surname: 'Ionescu', givenNames: 'Radu', cnp: null, contact: holder.contact }
  expect(await register({ representative })).toMatchObject({
    problem: { details: { issues: [{ path: 'representative' }] } },
  })
  expect(await register({ registration: { ...stated, sequence: null, provisional: null } })).toMatchObject({
    problem: { code: 'input.invalid' },
  })
  expect(await register({ requestedDay: '2026-11-20', requestedAt: '2026-11-23T08:00:00.000Z' })).toMatchObject({
    problem: { code: 'input.invalid', details: { issues: [{ path: 'requestedAt', message: 'of_another_day' }] } },
  })
  const id = v7()
  await register({}, id)
  expect(await register({}, id)).toMatchObject({ problem: { code: 'request.exists' } })
})

test('a number belongs to the desk that leased it, and to one request', async () => {
  const stated = registration({ cnp: fictionalCnp(1), sequence: nextNumber() }).registration
  const { sequence } = stated
  expect(await register({ registration: stated })).toMatchObject({ outcome: 'applied' })
  expect(await register({ registration: stated })).toMatchObject({
    problem: { code: 'number.taken', details: { number: `${String(sequence)}/23.11.2026` } },
  })
  for (const change of [{ sequence: 101 }, { sequence: 9_999 }, { sequence: 1, year: 2025, day: '2025-11-23' }])
    expect((await register({ registration: { ...stated, ...change } })).outcome).toBe('rejected')
  expect(await register({ registration: { ...stated, sequence: 9_999 } })).toMatchObject({
    problem: { code: 'number.not-leased', details: { number: '9999/23.11.2026' } },
  })
  const { code } = await office.central.issueEnrolmentCode()
  const other = await enrolWorkstation(office.central.url, code, { name: 'Ghișeul 2', now: () => office.clock.now })
  const session = await other.signIn('clerk', PASSWORD)
  const command = {
    kind: 'register-request',
    aggregateId: v7(),
    session,
    payload: registration({ cnp: fictionalCnp(2), sequence: nextNumber() }),
  } as const
  expect(await other.act(command)).toMatchObject({ problem: { code: 'number.not-leased' } })
})

test('a provisional number gets a real one that nobody has leased, and is itself taken then', async () => {
  const stated = { ...registration({ cnp: fictionalCnp(1), sequence: 0 }).registration, sequence: null }
  const id = v7()
  expect(await register({ registration: { ...stated, provisional: 'P-1-7' } }, id)).toMatchObject({
    outcome: 'applied',
  })
  // The block of this test has the numbers up to 100.
  expect((await read(id)).registration).toMatchObject({ sequence: 101, provisional: 'P-1-7' })
  expect(await register({ registration: { ...stated, provisional: 'P-1-7' } })).toMatchObject({
    problem: { code: 'number.taken', details: { number: 'P-1-7' } },
  })
  expect(await register({ registration: { ...stated, provisional: 'P-1-8' } })).toMatchObject({ outcome: 'applied' })
  const entries = await audited('register-request')
  expect(entries).toMatchObject([{ number: '101/23.11.2026' }, { number: '102/23.11.2026' }])
})

const DAY = 86_400_000
/** What a desk states whose clock shows this moment. */
const statedAt = (at: string, sequence: number, change: Partial<CommandPayload<'register-request'>> = {}) => {
  const day = localDay(at)
  const payload = registration({ cnp: fictionalCnp(1), sequence })
  const stated = { ...payload.registration, day, at, year: Number(day.slice(0, 4)) }
  return { ...payload, registration: stated, requestedDay: day, requestedAt: at, ...change }
}
async function registerAt(
  payload: CommandPayload<'register-request'>,
  { session = office.session.clerk, offline = false }: { session?: Granted; offline?: boolean } = {},
) {
  const id = v7()
  const kind = 'register-request' as const
  const receipt = await office.desk.act({ kind, aggregateId: id, payload, session, change: { offline } })
  return receipt.outcome === 'applied' ? read(id) : receipt
}
/** The session began on 23.11.2026 at 10:00, Romanian time; the request arrives three days later. */
const BEGAN = '2026-11-23T08:00:00.000Z'

describe('the day of registration is one that the central store can vouch for', () => {
  const three = (): void => void (office.clock.now += 3 * DAY)

  test.each([
    ['on the day of the session', BEGAN, '2026-11-23'],
    ['between', '2026-11-24T12:00:00.000Z', '2026-11-24'],
    ['when it arrives', '2026-11-26T08:00:00.000Z', '2026-11-26'],
  ])('%s: stands', async (_what, at, day) => {
    const sequence = nextNumber()
    three()
    expect(await registerAt(statedAt(at, sequence))).toMatchObject({ registration: { day, at }, requestedAt: at })
    expect((await audited('register-request'))[0]).not.toHaveProperty('statedDay')
  })

  test.each([
    ['months before', '2026-01-05T09:00:00.000Z', '2026-11-23', '2026-12-23'],
    ['the day before the session', '2026-11-22T09:00:00.000Z', '2026-11-23', '2026-12-23'],
    ['the day after it arrives', '2026-11-27T09:00:00.000Z', '2026-11-26', '2026-12-26'],
    ['months after', '2026-12-31T09:00:00.000Z', '2026-11-26', '2026-12-26'],
  ])('%s: moved to the nearest, with its term, on the record', async (_what, at, day, dueDay) => {
    const sequence = nextNumber()
    three()
    const statedDay = localDay(at)
    expect(await registerAt(statedAt(at, sequence))).toMatchObject({
      registration: { day, sequence },
      requestedDay: day,
      dueDay,
      timeline: [{ facts: { statedDay } }],
    })
    expect(await audited('register-request')).toMatchObject([
      { statedDay, number: expect.stringContaining(`${day.slice(8)}.`) },
    ])
  })

  test.each(['1990-01-01', '2020-01-01', '2199-12-31'])(
    'a provisional number of %s gets a number of this year',
    async (day) => {
      const payload = statedAt(`${day}T09:00:00.000Z`, 0)
      const year = Math.max(2020, Number(day.slice(0, 4)))
      const stated = {
        ...payload.registration,
        sequence: null,
        provisional: 'P-1-1',
        year,
        day: day.replace('1990', '2020'),
      }
      expect(
        await registerAt({ ...payload, registration: stated, requestedDay: stated.day, requestedAt: null }),
      ).toMatchObject({
        registration: { day: '2026-11-23', year: 2026, sequence: 101, provisional: 'P-1-1' },
      })
    },
  )

  test('a day that does not belong to its moment is that of the moment', async () => {
    const payload = statedAt(BEGAN, nextNumber())
    const stated = { ...payload.registration, day: '2026-11-30' }
    expect(await registerAt({ ...payload, registration: stated })).toMatchObject({
      registration: { day: '2026-11-23' },
    })
  })

  test('not after the end of the session', async () => {
    const [first, second] = [nextNumber(), nextNumber()]
    const session = await office.desk.signIn('clerk', PASSWORD)
    await office.desk.must('DELETE', '/v1/sessions/current', { session })
    const inTime = { session, change: { occurredAt: BEGAN } }
    three()
    const payload = statedAt('2026-11-26T08:00:00.000Z', first)
    const receipt = await office.desk.act({ kind: 'register-request', aggregateId: v7(), payload, ...inTime })
    expect(receipt).toMatchObject({ outcome: 'applied' })
    expect(await audited('register-request')).toMatchObject([{ statedDay: '2026-11-26' }])
    // At a desk that was unlocked without the network the session went on.
    expect(await registerAt(statedAt('2026-11-26T08:00:00.000Z', second), { session, offline: true })).toMatchObject({
      registration: { day: '2026-11-26' },
    })
  })

  test('not before its number was leased, nor before the number in front of it', async () => {
    three()
    const from = await lease(office.desk)
    expect(await registerAt(statedAt(BEGAN, from))).toMatchObject({ registration: { day: '2026-11-26' } })
    three()
    expect(await registerAt(statedAt('2026-11-28T09:00:00.000Z', from + 1))).toMatchObject({
      registration: { day: '2026-11-28' },
    })
    expect(await registerAt(statedAt('2026-11-27T09:00:00.000Z', from + 2))).toMatchObject({
      registration: { day: '2026-11-28' },
      timeline: [{ facts: { statedDay: '2026-11-27' } }],
    })
  })

  test('a number of a year in which nothing can have been registered is refused, and says why', async () => {
    const from = await lease(office.desk, 100, 2027)
    expect(await registerAt(statedAt('2027-01-01T09:00:00.000Z', from))).toMatchObject({
      outcome: 'rejected',
      problem: {
        code: 'registration.day',
        details: { number: `${String(from)}/01.01.2027`, from: '2026-11-23', to: '2026-11-23' },
      },
    })
    expect(await audited('command.refused')).toMatchObject([{ problem: 'registration.day' }])
  })

  test('only the central store says that the day was moved', async () => {
    expect(await registerAt(statedAt(BEGAN, nextNumber(), { statedDay: '2026-11-20' }))).toMatchObject({
      problem: { details: { issues: [{ path: 'statedDay' }] } },
    })
  })
})
