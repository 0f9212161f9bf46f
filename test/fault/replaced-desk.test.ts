/**
 * A workstation that the central store admits no more gets a new identity, and persons decide on what it could not
 * send: every cause, against a real central store.
 */
import { rmSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Central } from '../../src/central/central.ts'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { accountOfYear } from '../../src/central/registration/numbers/registry-year.ts'
import { readRequest } from '../../src/central/store/repositories/requests.ts'
import type { Desk, OpenedDesk } from '../../src/desk/desk.ts'
import { openCache } from '../../src/desk/cache/open-cache.ts'
import type { ProblemCode } from '../../src/domain/problem.ts'
import { fictionalCnp } from '../support/central/office.ts'
import { snapshot } from '../support/corruption/damage.ts'
import { centralWithPeople, openTestDesk, PASSWORD } from '../support/desk-and-central.ts'
import { keysOf } from '../support/keys-of.ts'
import { contentFor, register, tintedPage } from '../support/registering.ts'
import { undoing } from '../support/undoing.ts'
import { until } from '../support/until.ts'
import { unwrap } from '../support/unwrap.ts'

const { cleanup, folder } = undoing()
const closing = <T extends { close(): Promise<void> }>(thing: T): T => {
  cleanup.push(() => thing.close().catch(() => undefined))
  return thing
}
const NOWHERE = 'http://127.0.0.1:9'
const contentOf = (n: number) => contentFor({ surname: 'Țîru', givenNames: 'Ștefana', cnp: fictionalCnp(n) })
const registerAs = async (desk: Desk, n: number) => register(desk, contentOf(n), await tintedPage(n * 40))
const signIn = (desk: Desk, username = 'ana') => desk.call('session.signIn', { username, password: PASSWORD })
const statusOf = (desk: Desk) => desk.call('sync.status', {}).then(unwrap)
const settled = (desk: Desk) =>
  until(
    () => statusOf(desk),
    ({ queued, state, numbersLeft }) => queued === 0 && state === 'online' && numbersLeft > 0,
  )
const stopped = (desk: Desk) =>
  until(
    async () => {
      await desk.call('sync.now', {})
      return statusOf(desk)
    },
    ({ state }) => state === 'stopped',
  )
const listOf = (desk: Desk) => desk.call('takeover.list', {}).then(unwrap)
const deviceState = (central: Central, state: 'frozen' | 'revoked') =>
  central.store.write(({ db }) => db.updateTable('device').set({ state }).where('desk_number', '=', 1).execute())
const replace = async (central: Central, desk: Desk) => {
  const { code } = await central.issueEnrolmentCode()
  return desk.call('takeover.replaceIdentity', { code })
}
const requestOf = (central: Central, id: string) => central.store.read((db) => readRequest(db, id))

/** A desk with one request at the centre and, made without the network, one that it can never send as it is. */
type Stuck = { central: Central; deskFolder: string; desk: OpenedDesk; unsent: { requestId: string; number: string } }

async function begin() {
  const central = closing(await centralWithPeople(folder('central')))
  const { code } = await central.issueEnrolmentCode()
  const deskFolder = folder('desk')
  const desk = closing(await openTestDesk(deskFolder, central.url, { enrolmentCode: code }))
  unwrap(await signIn(desk))
  await registerAs(desk, 1)
  await settled(desk)
  return { central, desk, deskFolder }
}
async function offlineWork(deskFolder: string) {
  const offline = closing(await openTestDesk(deskFolder, NOWHERE))
  unwrap(await signIn(offline))
  const unsent = await registerAs(offline, 2)
  await offline.close()
  return unsent
}

/** How a workstation comes to hold acts that the centre does not admit, and the reason it then shows. */
const RESTORED = {
  shown: 'device.forked' as const,
  make: async (): Promise<Stuck> => {
    const { central, desk, deskFolder } = await begin()
    const copy = path.join(folder('copies'), 'older')
    snapshot(deskFolder, copy)
    await registerAs(desk, 3)
    await settled(desk)
    await desk.close()
    const unsent = await offlineWork(copy)
    return { central, deskFolder: copy, desk: closing(await openTestDesk(copy, central.url)), unsent }
  },
}
const CAUSES: Readonly<Record<string, { shown: ProblemCode; make: () => Promise<Stuck> }>> = {
  'restored from a copy, the original went on': RESTORED,
  ...Object.fromEntries(
    (['frozen', 'revoked'] as const).map((state) => [
      state,
      {
        shown: state === 'frozen' ? ('device.frozen' as const) : ('device.unknown' as const),
        make: async (): Promise<Stuck> => {
          const { central, desk, deskFolder } = await begin()
          await desk.close()
          const unsent = await offlineWork(deskFolder)
          await deviceState(central, state)
          return { central, deskFolder, desk: closing(await openTestDesk(deskFolder, central.url)), unsent }
        },
      },
    ]),
  ),
}

describe.each(Object.entries(CAUSES))('a workstation %s', (_cause, { shown, make }) => {
  it('continues under a new identity; a person takes over what it could not send, once', async () => {
    const { central, desk, deskFolder, unsent } = await make()
    expect((await stopped(desk)).stoppedBy?.code).toBe(shown)
    unwrap(await replace(central, desk))
    // Nobody is signed in any more, and nobody may sign in with a session of the earlier identity.
    expect(await desk.call('takeover.list', {})).toMatchObject({ problem: { code: 'session.required' } })
    unwrap(await signIn(desk, 'ion'))
    await settled(desk)
    const listed = await listOf(desk)
    expect(listed.length).toBeGreaterThan(2)
    expect(listed[0]).toMatchObject({
      requestId: unsent.requestId,
      number: unsent.number,
      kind: 'register-request',
      actor: { name: 'Ana Pop' },
      deskNumber: 1,
      offline: true,
      mayTakeOver: true,
      person: { surname: 'Țîru' },
    })
    // The cache is lost before anybody decides: the journal has the acts and both identities.
    await desk.close()
    rmSync(path.join(deskFolder, 'cache.db'))
    const again = closing(await openTestDesk(deskFolder, central.url))
    unwrap(await signIn(again, 'ion'))
    await settled(again)
    expect(await listOf(again)).toEqual(listed)

    const ids = listed.map(({ commandId }) => commandId)
    // Not out of order, and not twice.
    expect(await again.call('takeover.takeOver', { commandIds: ids.slice(1) })).toMatchObject({
      problem: { code: 'decision.unknown' },
    })
    unwrap(await again.call('takeover.takeOver', { commandIds: ids }))
    expect(await again.call('takeover.takeOver', { commandIds: ids })).toMatchObject({
      problem: { code: 'decision.unknown' },
    })
    const predicted = unwrap(await again.call('request.open', { requestId: unsent.requestId })).request
    await settled(again)
    expect(await listOf(again)).toEqual([])
    expect(unwrap(await again.call('decisions.list', {}))).toEqual([])
    const request = await requestOf(central, unsent.requestId)
    expect(request).toMatchObject({ state: 'in_review', deskNumber: 1, registeredBy: { name: 'Ion Dima' } })
    expect(request?.timeline.map(({ actor, first }) => [actor.name, first?.actor.name, first?.deskNumber])).toEqual(
      ids.map(() => ['Ion Dima', 'Ana Pop', 1]),
    )
    // As predicted; only the central store can know that a number must be given again.
    expect(request?.timeline).toMatchObject(predicted.timeline)
    const year = Number(request?.registration.day.slice(0, 4))
    const account = await central.store.read((db) => accountOfYear(db, 'DES', year))
    expect(account.faults).toEqual([])
    expect(await verifyAudit(central.store.read)).toMatchObject({ intact: true })

    // A later loss of the cache offers nothing a second time.
    await again.close()
    rmSync(path.join(deskFolder, 'cache.db'))
    const third = closing(await openTestDesk(deskFolder, central.url))
    unwrap(await signIn(third, 'ion'))
    await settled(third)
    expect(await listOf(third)).toEqual([])
    const rows = await central.store.read((db) =>
      db.selectFrom('registration').select('sequence').where('request_id', '=', unsent.requestId).execute(),
    )
    expect(rows).toHaveLength(1)
    expect((await registerAs(third, 9)).number).not.toBe(unsent.number)
    await settled(third)
  })

  it('sets aside for good what a supervisor gives up with a reason', async () => {
    const { central, desk, unsent } = await make()
    await stopped(desk)
    unwrap(await replace(central, desk))
    unwrap(await signIn(desk, 'ion'))
    await settled(desk)
    const [first] = await listOf(desk)
    const commandIds = [first?.commandId ?? '']
    expect(await desk.call('takeover.setAside', { commandIds, reason: 'x' })).toMatchObject({
      problem: { code: 'right.missing' },
    })
    unwrap(await signIn(desk, 'sef'))
    unwrap(await desk.call('takeover.setAside', { commandIds, reason: 'Persoana a depus cererea la alt ghișeu.' }))
    expect(await listOf(desk)).toEqual([])
    expect(await desk.call('request.open', { requestId: unsent.requestId })).toMatchObject({ ok: false })
    expect(await requestOf(central, unsent.requestId)).toBeUndefined()
    const { decided, audited } = await central.store.read(async (db) => ({
      decided: await db.selectFrom('taken_over').selectAll().execute(),
      audited: await db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select('body')
        .where('action', '=', 'command.set-aside')
        .execute(),
    }))
    expect(decided.length).toBeGreaterThan(2)
    expect(decided.every(({ reason, by_command: by }) => by === null && reason?.startsWith('Persoana'))).toBe(true)
    expect(audited.map(({ body }) => JSON.parse(body) as unknown)).toContainEqual(
      expect.objectContaining({ requestId: unsent.requestId, number: unsent.number, proved: true }),
    )
  })
})

it('a number that another request has by now is given again, and the one on the paper stays with the request', async () => {
  const { central, desk, unsent } = await RESTORED.make()
  await stopped(desk)
  unwrap(await replace(central, desk))
  unwrap(await signIn(desk))
  await settled(desk)
  // The original used the same number for somebody else meanwhile.
  const ids = (await listOf(desk)).map(({ commandId }) => commandId)
  unwrap(await desk.call('takeover.takeOver', { commandIds: ids }))
  await settled(desk)
  const request = await requestOf(central, unsent.requestId)
  expect(request?.registration.givenBefore).toBe(unsent.number)
  expect(`${String(request?.registration.sequence)}/`).not.toBe(`${unsent.number.split('/')[0] ?? ''}/`)
  expect(request?.timeline[0]?.facts).toMatchObject({ givenBefore: unsent.number })
  const found = unwrap(await desk.call('queue.search', { text: unsent.number.split('/')[0] ?? '' }))
  expect(found.rows.map(({ id }) => id)).toContain(unsent.requestId)
})

it('an act that had arrived under the earlier identity is not offered again', async () => {
  const { central, desk, deskFolder } = await begin()
  await desk.close()
  // As after a lost answer: the desk believes that its acts were only sent.
  const db = openCache(path.join(deskFolder, 'cache.db'), (await keysOf(deskFolder)).cache)
  db.exec(`UPDATE outbox SET state = 'sent', receipt = NULL, receipt_position = NULL, receipted_at = NULL`)
  db.close()
  await deviceState(central, 'revoked')
  const again = closing(await openTestDesk(deskFolder, central.url))
  await stopped(again)
  unwrap(await replace(central, again))
  unwrap(await signIn(again, 'ion'))
  await settled(again)
  expect(await listOf(again)).toEqual([])
})

it('is refused where the central store still admits the workstation, and with a wrong code changes nothing', async () => {
  const { central, desk, deskFolder } = await begin()
  expect(await replace(central, desk)).toMatchObject({ problem: { code: 'device.not-replaceable' } })
  await desk.close()
  await deviceState(central, 'frozen')
  const frozen = closing(await openTestDesk(deskFolder, central.url))
  await stopped(frozen)
  expect(await frozen.call('takeover.replaceIdentity', { code: 'AAAAA-AAAAA-AAAAA-AAAAA' })).toMatchObject({
    problem: { code: 'enrolment.invalid' },
  })
  expect((await stopped(frozen)).stoppedBy?.code).toBe('device.frozen')
  unwrap(await replace(central, frozen))
})
