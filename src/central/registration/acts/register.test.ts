/** Registration: what is kept, and what is refused. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, registration } from '../../../../test/support/central/office.ts'
import type { CommandPayload } from '../../../request/acts.ts'

const { office, nextNumber, act, read } = actsForEachTest()

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
