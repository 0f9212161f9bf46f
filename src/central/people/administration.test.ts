import { expect, test } from 'vitest'
import { officeForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { PASSWORD } from '../../../test/support/central/office.ts'
import { problemOf } from '../../../test/support/central/workstation.ts'
import { ATTEMPTS, LOCK_MINUTES } from './wrong-passwords.ts'

const office = officeForEachTest()

interface Account {
  readonly id: string
  readonly username: string
  readonly lockedUntil: string | null
  readonly unconfirmedBy: string | null
}
const asAdministrator = () => ({ session: office.session.administrator })
const accounts = async (path = '/v1/users', session = office.session.administrator) =>
  (await office.desk.must('GET', path, { session })) as Account[]
const accountOf = async (username: string) => (await accounts()).find((account) => account.username === username)
const signIn = async (username: string, password = PASSWORD) =>
  problemOf((await office.desk.call('POST', '/v1/sessions', { json: { username, password } })).result)?.code ?? null

test('a closed account is shown as closed, and an administrator opens it', async () => {
  for (let n = 0; n < ATTEMPTS; n++) await signIn('clerk', 'greșit')
  const until = new Date(office.clock.now + LOCK_MINUTES * 60_000).toISOString()
  expect(await accountOf('clerk')).toMatchObject({ lockedUntil: until })
  const path = `/v1/users/${office.session.clerk.actor.id}/unlocking`
  await office.desk.must('POST', path, asAdministrator())
  expect(await accountOf('clerk')).toMatchObject({ lockedUntil: null })
  expect(await signIn('clerk')).toBeNull()
  // The count begins anew: one wrong password does not close it again.
  expect(await signIn('clerk', 'greșit')).toBe('login.wrong')
  expect(await signIn('clerk')).toBeNull()
})

test('an account whose time is over is not shown as closed', async () => {
  for (let n = 0; n < ATTEMPTS; n++) await signIn('clerk', 'greșit')
  office.clock.now += LOCK_MINUTES * 60_000
  expect(await accountOf('clerk')).toMatchObject({ lockedUntil: null })
})

test('whoever may confirm a role sees those that wait, and nobody else', async () => {
  const { supervisor, clerk, administrator } = office.session
  await office.desk.must('PATCH', `/v1/users/${clerk.actor.id}`, {
    json: { role: 'supervisor' },
    session: administrator,
  })
  const waiting = await accounts('/v1/users/unconfirmed', supervisor)
  expect(waiting).toMatchObject([{ username: 'clerk', unconfirmedBy: administrator.actor.id }])
  await office.desk.must('POST', `/v1/users/${clerk.actor.id}/confirmation`, { session: supervisor })
  expect(await accounts('/v1/users/unconfirmed', supervisor)).toEqual([])
})
