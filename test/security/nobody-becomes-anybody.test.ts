/** An administrator alone gains nobody's authority: no password, role or account of theirs decides (ADR 0072). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { fictionalCnp, lease, type Office, openOffice, PASSWORD, registration } from '../support/central/office.ts'
import { type Granted, problemOf } from '../support/central/workstation.ts'

const DAY = 86_400_000
const [GIVEN, OWN] = ['cheia de sub preș', 'patru mere coapte vara']
let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const ask = async (method: string, path: string, session: Granted, json?: object) =>
  problemOf((await office.desk.call(method, path, { session, ...(json ? { json } : {}) })).result)?.code ?? null
const change = (person: Granted, json: object, session = office.session.administrator) =>
  ask('PATCH', `/v1/users/${person.actor.id}`, session, json)
const confirm = (id: string, session: Granted) => ask('POST', `/v1/users/${id}/confirmation`, session)
const choose = (session: Granted, current: string, next: string) =>
  ask('POST', '/v1/sessions/current/password', session, { current, next })
const signIn = (username: string, password: string) => office.desk.signIn(username, password)
/** A sample of the calls that decide. */
const decides = (session: Granted) => ask('GET', '/v1/parked-commands', session)
const administers = (session: Granted) => ask('GET', '/v1/users', session)
async function created(role: string): Promise<{ id: string; session: Granted }> {
  const username = `nou-${role}`
  const json = { username, name: 'Persoana Nouă', role, password: GIVEN }
  const { id } = await office.desk.must<{ id: string }>('POST', '/v1/users', {
    json,
    session: office.session.administrator,
  })
  const first = await signIn(username, GIVEN)
  expect(await choose(first, GIVEN, OWN)).toBeNull()
  office.clock.now += DAY
  office.session.administrator = await signIn('administrator', PASSWORD)
  return { id, session: await signIn(username, OWN) }
}
const registers = async (session: Granted) => {
  const receipt = await office.desk.act({
    kind: 'register-request',
    aggregateId: v7(),
    session,
    payload: registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk) }),
  })
  return receipt.outcome === 'rejected' ? receipt.problem.code : null
}

describe('a password set by another', () => {
  test('does nothing but change: no call, no command, no decision', async () => {
    for (const username of ['clerk', 'supervisor'] as const) {
      expect(await change(office.session[username], { password: GIVEN })).toBeNull()
      const session = await signIn(username, GIVEN)
      expect(session.mustChangePassword).toBe(true)
      expect(await registers(session)).toBe('password.change-required')
      expect(await ask('GET', '/v1/registry/2026', session)).toBe('password.change-required')
    }
    expect(await decides(await signIn('supervisor', GIVEN))).toBe('password.change-required')
  })

  test('decides nothing within a day, whoever changed it again; work at the counter goes on', async () => {
    await change(office.session.supervisor, { password: GIVEN })
    expect(await choose(await signIn('supervisor', GIVEN), GIVEN, OWN)).toBeNull()
    const session = await signIn('supervisor', OWN)
    expect(session.mustChangePassword).toBe(false)
    expect(await decides(session)).toBe('password.recent')
    expect(await registers(session)).toBeNull()
    office.clock.now += DAY - 1
    expect(await decides(await signIn('supervisor', OWN))).toBe('password.recent')
    office.clock.now += 1
    expect(await decides(await signIn('supervisor', OWN))).toBeNull()
  })

  test('also one that an administrator set for another administrator', async () => {
    const { id } = await created('administrator')
    await confirm(id, await signIn('supervisor2', PASSWORD))
    expect(await change(await signIn('nou-administrator', OWN), { password: GIVEN })).toBeNull()
    await choose(await signIn('nou-administrator', GIVEN), GIVEN, OWN)
    expect(await administers(await signIn('nou-administrator', OWN))).toBe('password.recent')
  })
})

describe('an own password', () => {
  test('is changed with the present one, ends every session, and costs no day', async () => {
    const other = await signIn('supervisor', PASSWORD)
    expect(await choose(office.session.supervisor, 'greșită de tot', OWN)).toBe('login.wrong')
    expect(await choose(office.session.supervisor, PASSWORD, OWN)).toBeNull()
    expect([await decides(office.session.supervisor), await decides(other)]).toEqual([
      'session.expired',
      'session.expired',
    ])
    expect(await decides(await signIn('supervisor', OWN))).toBeNull()
  })

  test('is guessed no oftener than at the sign-in', async () => {
    for (let n = 0; n < 4; n++) expect(await choose(office.session.clerk, 'greșită de tot', OWN)).toBe('login.wrong')
    expect(await choose(office.session.clerk, 'greșită de tot', OWN)).toBe('login.locked')
    expect(await choose(office.session.clerk, PASSWORD, OWN)).toBe('login.locked')
  })

  test.each([
    '1234567890',
    'qwertyuiop12',
    'parola12345',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'Persoana.clerk1',
    'scurtă',
    PASSWORD,
  ])('is not %s', async (next) => {
    expect(await choose(office.session.clerk, PASSWORD, next)).toMatch(/^(password\.common|input\.invalid)$/)
  })
})

describe('a role that decides', () => {
  test.each(['supervisor', 'administrator'])(
    '%s: needs a second person, who neither gave nor received it',
    async (role) => {
      const { id, session } = await created(role)
      const uses = role === 'supervisor' ? decides : administers
      expect(await uses(session)).toBe('authority.unconfirmed')
      expect(await confirm(id, office.session.administrator)).toBe('authority.second-person')
      expect(await confirm(id, session)).toBe('authority.unconfirmed')
      const second = await signIn('supervisor2', PASSWORD)
      expect(await confirm(id, second)).toBeNull()
      expect(await uses(session)).toBeNull()
    },
  )

  test('two accounts of one administrator do not confirm one another', async () => {
    const [one, two] = [await created('administrator'), await created('supervisor')]
    expect(await confirm(two.id, one.session)).toBe('session.expired')
    expect(await confirm(two.id, await signIn('nou-administrator', OWN))).toBe('authority.unconfirmed')
    expect(await confirm(one.id, two.session)).toBe('authority.unconfirmed')
  })

  test('an administrator who makes himself supervisor, or enables a former one, decides nothing', async () => {
    await change(office.session.supervisor2, { disabled: true })
    await change(office.session.supervisor2, { disabled: false })
    expect(await decides(await signIn('supervisor2', PASSWORD))).toBe('authority.unconfirmed')
    const { id } = await created('administrator')
    await confirm(id, await signIn('supervisor', PASSWORD))
    expect(await change(office.session.administrator, { role: 'supervisor' })).toBeNull()
    expect(await decides(await signIn('administrator', PASSWORD))).toBe('authority.unconfirmed')
  })

  test('a clerk needs no confirmation', async () => {
    const { session } = await created('clerk')
    expect(await registers(session)).toBeNull()
  })
})

test('the last administrator stays: another one counts only when confirmed', async () => {
  const self = () => office.session.administrator
  for (const json of [{ disabled: true }, { role: 'clerk' }])
    expect(await change(self(), json)).toBe('user.last-administrator')
  const { id } = await created('administrator')
  expect(await change(self(), { disabled: true })).toBe('user.last-administrator')
  await confirm(id, await signIn('supervisor', PASSWORD))
  expect(await change(self(), { disabled: true })).toBeNull()
})
