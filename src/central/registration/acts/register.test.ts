/** Registration: what is kept, and what is refused. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, PASSWORD, registration } from '../../../../test/support/central/office.ts'
import { enrolWorkstation } from '../../../../test/support/central/workstation.ts'
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
