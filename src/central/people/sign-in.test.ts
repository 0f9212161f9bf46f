import { expect, test } from 'vitest'
import { officeForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, lease, PASSWORD, requestInReview } from '../../../test/support/central/office.ts'
import { problemOf } from '../../../test/support/central/workstation.ts'
import { ATTEMPTS, LOCK_MINUTES } from './sign-in.ts'

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
