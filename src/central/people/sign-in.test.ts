import { describe, expect, test } from 'vitest'
import { officeForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, lease, PASSWORD, requestInReview } from '../../../test/support/central/office.ts'
import { enrolWorkstation, problemOf } from '../../../test/support/central/workstation.ts'
import { signIn } from './sign-in.ts'
import { ATTEMPTS, ATTEMPTS_ELSEWHERE, LOCK_MINUTES, LOCK_MINUTES_ELSEWHERE } from './wrong-passwords.ts'

const office = officeForEachTest()

const attempt = async (username: string, password: string) =>
  problemOf((await office.desk.call('POST', '/v1/sessions', { json: { username, password } })).result)
const minutes = (count: number) => {
  office.clock.now += count * 60_000
}

test('five wrong passwords lock one account for a quarter of an hour, even for the right password', async () => {
  for (let n = 1; n < ATTEMPTS; n++) expect((await attempt('clerk', 'greșit'))?.code).toBe('login.wrong')
  const until = new Date(office.clock.now + LOCK_MINUTES * 60_000).toISOString()
  expect(await attempt('clerk', 'greșit')).toEqual({ code: 'login.locked', details: { until } })
  expect(await attempt('clerk', PASSWORD)).toEqual({ code: 'login.locked', details: { until } })
  expect(await attempt('clerk2', PASSWORD)).toBeNull()
  minutes(LOCK_MINUTES - 1)
  expect((await attempt('clerk', PASSWORD))?.code).toBe('login.locked')
  minutes(1)
  expect(await attempt('clerk', PASSWORD)).toBeNull()
})

test('many tries at once are all counted', async () => {
  const codes = (await Promise.all(Array.from({ length: 12 }, () => attempt('clerk', 'greșit')))).map(
    (problem) => problem?.code,
  )
  expect(codes.filter((code) => code === 'login.wrong').length).toBe(ATTEMPTS - 1)
  expect((await attempt('clerk', PASSWORD))?.code).toBe('login.locked')
})

test('a right password resets the count', async () => {
  for (let round = 0; round < 3; round++) {
    for (let n = 1; n < ATTEMPTS; n++) await attempt('clerk', 'greșit')
    expect(await attempt('clerk', PASSWORD)).toBeNull()
  }
})

test('names ignore case, passwords may be composed or decomposed; unknown names get the answer of wrong passwords', async () => {
  expect(await attempt('CLERK', PASSWORD.normalize('NFD'))).toBeNull()
  expect(await attempt('nimeni', PASSWORD)).toEqual({ code: 'login.wrong', details: {} })
  expect((await attempt("' or 1=1 --", PASSWORD))?.code).toBe('login.wrong')
})

test('a disabled person learns it only with the right password, and has no session any more', async () => {
  await office.desk.must('PATCH', `/v1/users/${office.session.clerk.actor.id}`, {
    json: { disabled: true },
    session: office.session.administrator,
  })
  expect((await attempt('clerk', 'greșit'))?.code).toBe('login.wrong')
  expect((await attempt('clerk', PASSWORD))?.code).toBe('login.disabled')
  const look = await office.desk.call('POST', '/v1/holders/look-up', {
    json: { cnp: '2850615220019' },
    session: office.session.clerk,
  })
  expect(problemOf(look.result)?.code).toBe('session.expired')
})

test('a session ends after twelve hours, however often it is renewed; its token is stored nowhere', async () => {
  const look = async () =>
    problemOf(
      (
        await office.desk.call('POST', '/v1/holders/look-up', {
          json: { cnp: '2850615220019' },
          session: office.session.clerk,
        })
      ).result,
    )?.code ?? null
  minutes(11 * 60)
  await office.desk.must('POST', '/v1/sessions/current', { session: office.session.clerk })
  expect(await look()).toBeNull()
  minutes(59)
  await office.desk.must('POST', '/v1/sessions/current', { session: office.session.clerk })
  expect(await look()).toBeNull()
  minutes(1)
  expect(await look()).toBe('session.expired')
  const sessions = await office.central.store.read((db) => db.selectFrom('session').selectAll().execute())
  expect(JSON.stringify(sessions)).not.toContain(office.session.clerk.token)
})

test('a new password ends the sessions; a short one is refused', async () => {
  const change = (password: string) =>
    office.desk.call('PATCH', `/v1/users/${office.session.clerk.actor.id}`, {
      json: { password },
      session: office.session.administrator,
    })
  expect(problemOf((await change('scurtă')).result)?.code).toBe('input.invalid')
  expect((await change('o parolă mai lungă')).status).toBe(200)
  expect(await attempt('clerk', 'o parolă mai lungă')).toBeNull()
  expect((await attempt('clerk', PASSWORD))?.code).toBe('login.wrong')
})

test('every refused sign-in is audited, also for a locked or disabled account; so is reading a plan, and assigning a role', async () => {
  const facts = async () =>
    (
      await office.central.store.read((db) =>
        db
          .selectFrom('audit_entry')
          .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
          .select(['actor', 'action', 'body'])
          .orderBy('audit_entry.n')
          .execute(),
      )
    ).map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown }))
  const actions = async (actor: string) =>
    (await facts()).flatMap((entry) => (entry.actor === actor ? [entry.action] : []))
  const [clerk, clerk2] = [office.session.clerk.actor.id, office.session.clerk2.actor.id]
  for (let n = 0; n <= ATTEMPTS; n++) await attempt('clerk', 'greșit')
  expect((await actions(clerk)).slice(-ATTEMPTS - 1)).toEqual([
    ...Array<string>(ATTEMPTS - 1).fill('login.wrong'),
    'login.locked',
    'login.while-locked',
  ])
  await office.desk.must('PATCH', `/v1/users/${clerk2}`, {
    session: office.session.administrator,
    json: { role: 'supervisor', disabled: true },
  })
  expect(await facts()).toContainEqual(
    expect.objectContaining({
      action: 'user.changed',
      body: {
        userId: clerk2,
        changed: ['disabled', 'role'],
        role: 'supervisor',
        disabled: true,
        roleBefore: 'clerk',
        disabledBefore: false,
      },
    }),
  )
  expect((await attempt('clerk2', PASSWORD))?.code).toBe('login.disabled')
  expect((await actions(clerk2)).at(-1)).toBe('login.disabled')
  const { cnp } = await addHolder(office)
  const requestId = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
  const { hash } = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${requestId}/plan`, {
    session: office.session.supervisor,
  })
  expect((await facts()).at(-1)).toMatchObject({
    actor: office.session.supervisor.actor.id,
    action: 'plan.read',
    body: { requestId, planHash: hash },
  })
})

describe('guesses at a name', () => {
  /** A workstation where nobody has signed in. */
  const another = async () => {
    const { code } = await office.central.issueEnrolmentCode()
    const desk = await enrolWorkstation(office.central.url, code, { now: () => office.clock.now })
    return async (username: string, password: string) =>
      problemOf((await desk.call('POST', '/v1/sessions', { json: { username, password } })).result)?.code ?? null
  }
  const own = async (username: string, password: string) => (await attempt(username, password))?.code ?? null

  test.each(['clerk', 'supervisor', 'administrator', 'auditor'])(
    'a stranger at other workstations never keeps the %s out at their own',
    async (username) => {
      for (const elsewhere of [await another(), await another()])
        for (let n = 0; n < 3 * ATTEMPTS; n++) await elsewhere(username, 'greșit')
      expect(await own(username, PASSWORD)).toBeNull()
    },
  )

  test('at one workstation they are locked there for anybody, and only there', async () => {
    const [first, second] = [await another(), await another()]
    for (let n = 1; n < ATTEMPTS; n++) expect(await first('clerk', 'greșit')).toBe('login.wrong')
    expect(await first('clerk', 'greșit')).toBe('login.locked')
    expect(await first('clerk', PASSWORD)).toBe('login.locked')
    expect(await second('clerk', PASSWORD)).toBeNull()
  })

  test('at many workstations they are counted together, for longer, and its person still works', async () => {
    let guesses = 0
    for (let desk = 0; guesses < ATTEMPTS_ELSEWHERE; desk++) {
      const elsewhere = await another()
      for (let n = 0; n < ATTEMPTS - 1 && guesses < ATTEMPTS_ELSEWHERE; n++, guesses++)
        await elsewhere('clerk', 'greșit')
    }
    const fresh = await another()
    expect(await fresh('clerk', PASSWORD)).toBe('login.locked')
    // Signing in at the own workstation does not begin the count anew.
    expect(await own('clerk', PASSWORD)).toBeNull()
    minutes(LOCK_MINUTES_ELSEWHERE - 1)
    expect(await fresh('clerk', PASSWORD)).toBe('login.locked')
    minutes(1)
    expect(await fresh('clerk', PASSWORD)).toBeNull()
  })

  test('a name that nobody has is locked like one that exists, also after a start', async () => {
    const answers = async (username: string) => {
      const [first, second] = [await another(), await another()]
      const codes: (string | null)[] = []
      for (let n = 0; n < ATTEMPTS + 2; n++) codes.push(await first(username, 'greșit'))
      codes.push(await second(username, 'greșit'))
      await office.restart()
      codes.push(await first(username, 'greșit'), await second(username.toUpperCase(), 'greșit'))
      minutes(LOCK_MINUTES)
      codes.push(await first(username, 'greșit'))
      return codes
    }
    const existing = await answers('clerk')
    expect(existing).toContain('login.locked')
    expect(await answers('nimeni')).toEqual(existing)
    const rows = await office.central.store.read((db) => db.selectFrom('wrong_password').selectAll().execute())
    expect(JSON.stringify(rows)).not.toContain('nimeni')
  })

  test('while a name is locked no password is verified: the answer takes no memory and no time', async () => {
    for (let n = 0; n < ATTEMPTS; n++) await own('clerk', 'greșit')
    const { store, keys, random } = office.central
    const now = () => new Date(office.clock.now).toISOString()
    // A hash that cannot be verified: looking at it would throw.
    await store.write(({ db }) => db.updateTable('user_account').set({ password_hash: 'x' }).execute())
    const given = { username: 'clerk', password: PASSWORD }
    const result = await signIn({ store, keys, random, now, decoyHash: 'x' }, office.desk.deviceId, given)
    expect(problemOf(result)?.code).toBe('login.locked')
  })

  test('a new password ends every lock of its person; counts older than a day are removed', async () => {
    const elsewhere = await another()
    for (let n = 0; n < ATTEMPTS; n++) await elsewhere('clerk', 'greșit')
    const json = { password: 'patru mere coapte vara' }
    const session = office.session.administrator
    await office.desk.must('PATCH', `/v1/users/${office.session.clerk.actor.id}`, { json, session })
    expect(await elsewhere('clerk', 'patru mere coapte vara')).toBeNull()
    for (let n = 0; n < 3; n++) await elsewhere(`nimeni${String(n)}`, 'x')
    minutes(25 * 60)
    await elsewhere('altcineva', 'x')
    const rows = await office.central.store.read((db) => db.selectFrom('wrong_password').selectAll().execute())
    expect(new Set(rows.map(({ name_ref: name }) => name)).size).toBe(1)
  })
})
