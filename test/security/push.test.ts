/** Named attacks on push, and the accidents that look like them (docs/protocol.md S6). */
import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import type { Database } from '../../src/central/store/schema.ts'
import type { CommandEnvelope } from '../../src/protocol/commands.ts'
import { clerkCommandsOf } from '../support/central/clerk-commands.ts'
import { officeForEachTest } from '../support/central/office-for-each-test.ts'
import { addHolder, approve, fictionalCnp, lease, registration, requestInReview } from '../support/central/office.ts'
import { enrolWorkstation, problemOf, sha256 } from '../support/central/workstation.ts'

const office = officeForEachTest()

const { register, note } = clerkCommandsOf(office)
const table = <T extends 'request' | 'note' | 'change' | 'audit_entry' | 'command_receipt' | 'timeline'>(
  name: T,
): Promise<Database[T][]> =>
  office.central.store.read(
    (db) =>
      db
        .selectFrom(name as 'request')
        .selectAll()
        .execute() as Promise<unknown> as Promise<Database[T][]>,
  )

describe('the same bytes again', () => {
  test('get the stored receipts and change nothing', async () => {
    const command = await register()
    const first = await office.desk.push([command, note(command.aggregateId)])
    const before = await Promise.all([
      table('request'),
      table('note'),
      table('change'),
      table('audit_entry'),
      table('command_receipt'),
      table('timeline'),
    ])
    const second = await office.desk.push([command])
    expect(second.result.ok && first.result.ok && second.result.value.receipts[0]).toEqual(
      first.result.ok && first.result.value.receipts[0],
    )
    expect(
      await Promise.all([
        table('request'),
        table('note'),
        table('change'),
        table('audit_entry'),
        table('command_receipt'),
        table('timeline'),
      ]),
    ).toEqual(before)
  })

  test('with new ones after them: the old receipts again, and the new ones applied', async () => {
    const command = await register()
    await office.desk.push([command])
    const { result } = await office.desk.push([command, note(command.aggregateId), note(command.aggregateId)])
    expect(result.ok && result.value.receipts.map(({ deviceSeq, outcome }) => [deviceSeq, outcome])).toEqual([
      [1, 'applied'],
      [2, 'applied'],
      [3, 'applied'],
    ])
    expect(await table('note')).toHaveLength(2)
  })

  test('sent eight times at once have one effect', async () => {
    const command = await register()
    const answers = await Promise.all(Array.from({ length: 8 }, () => office.desk.push([command])))
    expect(new Set(answers.map(({ result }) => JSON.stringify(result.ok && result.value.receipts))).size).toBe(1)
    expect(await table('request')).toHaveLength(1)
  })
})

describe('a chain that does not hold', () => {
  test('another command under a used number freezes the device, whatever it sends later', async () => {
    const start = office.desk.chain()
    const command = await register()
    await office.desk.push([command])
    office.desk.restoreChain(start)
    const forged = note(command.aggregateId)
    const answer = await office.desk.push([forged])
    expect([answer.status, problemOf(answer.result)]).toEqual([
      409,
      { code: 'device.forked', details: { deviceSeq: 1 } },
    ])
    expect(problemOf((await office.desk.push([command])).result)?.code).toBe('device.frozen')
    expect(problemOf((await office.desk.call('GET', '/v1/pull?cursor=0')).result)?.code).toBe('device.frozen')
    expect((await table('audit_entry')).at(-1)?.action).toBe('device.forked')
    expect(await table('note')).toEqual([])
  })

  test('a used number with the same payload and another command id is also a fork', async () => {
    const start = office.desk.chain()
    const command = await register()
    await office.desk.push([command])
    office.desk.restoreChain(start)
    expect(problemOf((await office.desk.push([{ ...command, commandId: v7() }])).result)?.code).toBe('device.forked')
  })

  test('a gap is refused with the expected number, before and within a batch', async () => {
    const command = await register()
    const left = note(command.aggregateId)
    const third = note(command.aggregateId)
    expect(problemOf((await office.desk.push([left])).result)).toEqual({ code: 'push.gap', details: { expected: 1 } })
    expect(problemOf((await office.desk.push([command, third])).result)).toEqual({
      code: 'push.gap',
      details: { expected: 2 },
    })
    expect(await table('request')).toEqual([])
    expect((await office.desk.push([command, left, third])).result.ok).toBe(true)
  })

  test('a link that names another predecessor is refused', async () => {
    const command = await register({ change: { prevHash: 'a'.repeat(64) } })
    expect(problemOf((await office.desk.push([command])).result)).toEqual({
      code: 'push.chain',
      details: { deviceSeq: 1 },
    })
    office.desk.restoreChain({ seq: 0, prevHash: '0'.repeat(64) })
    const good = await register()
    const broken = note(good.aggregateId, 'a sunat', { prevHash: 'b'.repeat(64) })
    expect(problemOf((await office.desk.push([good, broken])).result)).toEqual({
      code: 'push.chain',
      details: { deviceSeq: 2 },
    })
    expect(await table('request')).toEqual([])
  })

  test('a payload that does not match its hash is refused', async () => {
    const command = await register()
    const changed = {
      ...command,
      payload: registration({ cnp: fictionalCnp(2), sequence: 1 }) as CommandEnvelope['payload'],
    }
    expect(problemOf((await office.desk.push([changed])).result)?.code).toBe('command.payload-hash')
  })
})

describe('a call that is not the device’s', () => {
  test('a wrong signature, another key, another body, another path', async () => {
    const command = await register()
    const { privateKey } = generateKeyPairSync('ed25519')
    const json = {
      storeId: office.desk.storeId,
      epoch: office.desk.epoch,
      deviceId: office.desk.deviceId,
      protocol: 1,
      commands: [command],
    }
    expect(problemOf((await office.desk.push([command], { key: privateKey })).result)?.code).toBe('device.signature')
    expect(problemOf((await office.desk.push([command], { headers: { 'x-des-signature': '' } })).result)?.code).toBe(
      'device.signature',
    )
    expect(problemOf((await office.desk.push([command], { headers: { 'x-des-device': v7() } })).result)?.code).toBe(
      'device.unknown',
    )
    const timestamp = new Date(office.clock.now).toISOString()
    const taken = await office.desk.fetchSigned('POST', '/v1/push', { json, timestamp })
    expect(taken.status).toBe(200)
    const signature = (await import('node:crypto'))
      .sign(null, Buffer.from(`GET\n/v1/pull?cursor=0\n${timestamp}\n${sha256('')}`), privateKey)
      .toString('base64')
    expect(
      problemOf(
        (await office.desk.call('GET', '/v1/pull?cursor=0', { headers: { 'x-des-signature': signature } })).result,
      )?.code,
    ).toBe('device.signature')
  })

  test('a call signed for one person cannot carry the token of another, or of nobody', async () => {
    const { clerk, supervisor } = office.session
    const plan = `/v1/requests/${v7()}/plan`
    for (const signedToken of [sha256(clerk.token), sha256('')])
      expect(problemOf((await office.desk.call('GET', plan, { session: supervisor, signedToken })).result)?.code).toBe(
        'device.signature',
      )
    const withoutToken = { headers: { 'x-des-session': supervisor.token }, signedToken: sha256(clerk.token) }
    expect(problemOf((await office.desk.call('GET', plan, withoutToken)).result)?.code).toBe('device.signature')
    expect(problemOf((await office.desk.call('GET', plan, { session: supervisor })).result)?.code).toBe(
      'request.unknown',
    )
  })

  test('a signature that is ten minutes old is refused, with the server time', async () => {
    const old = await office.desk.push([await register()], {
      timestamp: new Date(office.clock.now - 600_000).toISOString(),
    })
    expect([old.status, problemOf(old.result)]).toEqual([
      401,
      { code: 'device.clock', details: { serverTime: new Date(office.clock.now).toISOString() } },
    ])
    const soon = await office.desk.push([await register()], {
      timestamp: new Date(office.clock.now + 600_000).toISOString(),
    })
    expect(problemOf(soon.result)?.code).toBe('device.clock')
  })

  test('a batch in the name of another device or for another store is refused', async () => {
    const { code } = await office.central.issueEnrolmentCode()
    const second = await enrolWorkstation(office.central.url, code, { name: 'Ghișeul 2', now: () => office.clock.now })
    const json = {
      storeId: office.desk.storeId,
      epoch: office.desk.epoch,
      deviceId: office.desk.deviceId,
      protocol: 1,
      commands: [await register()],
    }
    expect(problemOf((await second.call('POST', '/v1/push', { json })).result)?.code).toBe('device.unknown')
    expect(
      problemOf((await office.desk.call('POST', '/v1/push', { json: { ...json, epoch: v7() } })).result),
    ).toMatchObject({ code: 'store.different', details: { storeId: office.desk.storeId } })
  })

  test('a revoked device is refused as unknown', async () => {
    const command = await register()
    await office.desk.must('PATCH', `/v1/devices/${office.desk.deviceId}`, {
      json: { state: 'revoked' },
      session: office.session.administrator,
    })
    expect(problemOf((await office.desk.push([command])).result)?.code).toBe('device.unknown')
  })
})

describe('who acted', () => {
  const outcome = async (change: Partial<CommandEnvelope>, session = office.session.clerk) => {
    const command = await register({ change, session })
    const { result } = await office.desk.push([command])
    return result.ok ? result.value.receipts[0] : result.problem
  }
  test('a session of another person, of another device, or no session', async () => {
    const { code } = await office.central.issueEnrolmentCode()
    const second = await enrolWorkstation(office.central.url, code, { name: 'Ghișeul 2', now: () => office.clock.now })
    const elsewhere = await second.signIn('clerk', 'o parolă de încercare')
    expect(await outcome({ actorId: office.session.supervisor.actor.id })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'session.required' },
    })
    expect(await outcome({ sessionId: elsewhere.sessionId })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'session.required' },
    })
    expect(await outcome({ sessionId: v7() })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'session.required' },
    })
    expect(await table('request')).toEqual([])
  })

  test('a person without the right', async () => {
    expect(await outcome({}, office.session.auditor)).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'right.missing', details: { right: 'request.register' } },
    })
    expect(await outcome({}, office.session.administrator)).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'right.missing' },
    })
  })

  test('what was done offline is accepted within the days allowed offline, and not after', async () => {
    office.clock.now += 6 * 86_400_000
    expect(await outcome({ offline: true })).toMatchObject({ outcome: 'applied' })
    office.clock.now += 2 * 86_400_000
    expect(await outcome({ offline: true })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'session.expired' },
    })
  })

  test('a clock that is two days off in either direction blocks nothing', async () => {
    const day = 86_400_000
    for (const skew of [2 * day, -2 * day])
      expect(
        await outcome({ occurredAt: new Date(office.clock.now + skew).toISOString(), clockOffsetMs: null }),
      ).toMatchObject({ outcome: 'applied' })
    for (const skew of [2 * day, -2 * day])
      expect(
        await outcome({ occurredAt: new Date(office.clock.now + skew).toISOString(), clockOffsetMs: skew }),
      ).toMatchObject({ outcome: 'applied' })
    // No act is recorded in the future or before its session.
    for (const { at } of await table('timeline')) expect(at).toBe(new Date(office.clock.now).toISOString())
  })

  test('nothing of a clerk who was disabled meanwhile is accepted', async () => {
    await office.desk.must('PATCH', `/v1/users/${office.session.clerk.actor.id}`, {
      json: { disabled: true },
      session: office.session.administrator,
    })
    expect(await outcome({ offline: true })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'login.disabled' },
    })
  })

  test('a supervisor who lost the role has not decided', async () => {
    const { cnp } = await addHolder(office, { n: 3 })
    const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
    const plan = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, {
      session: office.session.supervisor,
    })
    const command = office.desk.command({
      kind: 'approve-request',
      aggregateId: id,
      session: office.session.supervisor,
      payload: { planHash: plan.hash, surname: 'Popescu' },
      expectedRevision: 4,
    })
    await office.desk.must('PATCH', `/v1/users/${office.session.supervisor.actor.id}`, {
      json: { role: 'clerk' },
      session: office.session.administrator,
    })
    office.clock.now += 1000
    const { result } = await office.desk.push([command])
    expect(result.ok && result.value.receipts[0]).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'session.expired' },
    })
  })
})

describe('what is stale, missing, or not understood', () => {
  test('a transition on an outdated revision comes back with the present state', async () => {
    const { cnp } = await addHolder(office, { n: 4 })
    const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
    expect(
      await office.desk.act({
        kind: 'withdraw-request',
        aggregateId: id,
        session: office.session.clerk,
        payload: { explanation: '' },
        expectedRevision: 3,
      }),
    ).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'request.stale', details: { seen: 3, current: 4, state: 'in_review' } },
    })
    // A note changes the version, not what a decision rests on; a scan does.
    await office.desk.push([note(id)])
    const approved = await approve(office, id)
    expect(approved).toMatchObject({ outcome: 'applied', version: 6, revision: 5 })
  })

  test('a missing attachment stops the batch there, which continues once it has arrived', async () => {
    const command = await register()
    const scan = new TextEncoder().encode('o scanare')
    const name = sha256(scan)
    const attach = office.desk.command({
      kind: 'attach-document',
      aggregateId: command.aggregateId,
      session: office.session.clerk,
      payload: {
        attachment: {
          sha256: name,
          mediaType: 'application/pdf',
          bytes: scan.length,
          pages: 1,
          role: 'request',
          name: 'x.pdf',
        },
      },
    })
    const after = note(command.aggregateId)
    const first = await office.desk.push([command, attach, after])
    expect(first.result).toMatchObject({ ok: true, value: { waitingFor: { deviceSeq: 2, sha256: name } } })
    expect(first.result.ok && first.result.value.receipts).toHaveLength(1)
    await office.desk.upload(scan)
    const second = await office.desk.push([attach, after])
    expect(second.result.ok && second.result.value.receipts.map(({ outcome }) => outcome)).toEqual([
      'applied',
      'applied',
    ])
  })

  test('a command of an unknown kind or version is parked with the later ones of its request; others are applied', async () => {
    const [one, other] = [await register(), await register()]
    const unknown = office.desk.command({
      kind: 'add-note',
      aggregateId: one.aggregateId,
      session: office.session.clerk,
      payload: { noteId: v7(), text: 'x' },
      change: { kind: 'seal-request' },
    })
    const follows = note(one.aggregateId)
    const newer = note(other.aggregateId, 'a sunat', { kindVersion: 99 })
    const { result } = await office.desk.push([one, other, unknown, follows, newer])
    expect(
      result.ok &&
        result.value.receipts.map((receipt) => [
          receipt.outcome,
          receipt.outcome === 'parked' ? receipt.problem.code : '',
        ]),
    ).toEqual([
      ['applied', ''],
      ['applied', ''],
      ['parked', 'command.unknown-kind'],
      ['parked', 'command.unknown-kind'],
      ['parked', 'command.unknown-kind'],
    ])
    // Also in a later batch.
    expect((await office.desk.push([note(one.aggregateId)])).result).toMatchObject({
      ok: true,
      value: { receipts: [{ outcome: 'parked' }] },
    })
    const kept = await table('command_receipt')
    expect(kept.filter(({ envelope }) => envelope !== null)).toHaveLength(4)
    expect(await table('note')).toEqual([])
  })

  test('a malformed payload is rejected with its places, and the sequence continues', async () => {
    const command = await register()
    const bad = office.desk.command({
      kind: 'add-note',
      aggregateId: command.aggregateId,
      session: office.session.clerk,
      payload: { noteId: 'no id', text: '' },
    })
    const { result } = await office.desk.push([command, bad, note(command.aggregateId)])
    expect(result.ok && result.value.receipts.map((receipt) => receipt.outcome)).toEqual([
      'applied',
      'rejected',
      'applied',
    ])
  })

  test('a refused command leaves no trace: no number, no row, no change', async () => {
    const first = await register()
    const payload = { ...registration({ cnp: fictionalCnp(1), sequence: 1 }) }
    const again = office.desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session: office.session.clerk,
      payload,
    })
    const foreign = office.desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session: office.session.clerk,
      payload: { ...payload, registration: { ...payload.registration, sequence: 9999 } },
    })
    const { result } = await office.desk.push([first, again, foreign])
    expect(result).toMatchObject({
      ok: true,
      value: {
        receipts: [
          { outcome: 'applied' },
          { problem: { code: 'number.taken', details: { number: '1/23.11.2026' } } },
          { problem: { code: 'number.not-leased' } },
        ],
      },
    })
    expect(await table('request')).toHaveLength(1)
    expect((await table('change')).filter(({ entity }) => entity === 'request')).toHaveLength(1)
  })

  test('a provisional number gets a real one, and both are kept', async () => {
    const payload = registration({ cnp: fictionalCnp(1), sequence: 1 })
    const id = v7()
    const command = office.desk.command({
      kind: 'register-request',
      aggregateId: id,
      session: office.session.clerk,
      payload: { ...payload, registration: { ...payload.registration, sequence: null, provisional: 'P-1-7' } },
    })
    expect((await office.desk.push([command])).result.ok).toBe(true)
    const [row] = await office.central.store.read((db) => db.selectFrom('registration').selectAll().execute())
    expect(row).toMatchObject({ request_id: id, provisional: 'P-1-7', sequence: 1 })
    expect(await lease(office.desk)).toBe(2)
  })
})

test('receipts name positions at which a pull finds the resulting state', async () => {
  const one = await register()
  const batch = [one, note(one.aggregateId), await register(), note(one.aggregateId)]
  const { result } = await office.desk.push(batch)
  if (!result.ok) throw new Error(result.problem.code)
  const positions = result.value.receipts.map((receipt) => (receipt.outcome === 'applied' ? receipt.position : 0))
  expect(positions).toEqual([...positions].sort((a, b) => a - b))
  expect(new Set(positions).size).toBe(4)
  const pulled = await office.desk.must<{
    changes: { id: string; position: number; version: number }[]
    cursor: number
    head: number
  }>('GET', '/v1/pull?cursor=0')
  // Every entity once, with its newest state, at or after each of its receipts.
  expect(pulled.changes.filter(({ id }) => id === one.aggregateId)).toMatchObject([
    { position: positions[3], version: 3 },
  ])
  expect([pulled.cursor, pulled.head]).toEqual([positions[3], positions[3]])
})

test('pages of one entry give the same as one page, without repetition', async () => {
  const commands = [await register(), await register(), await register()]
  await office.desk.push(commands)
  const all = await office.desk.must<{ changes: unknown[] }>('GET', '/v1/pull?cursor=0')
  const seen: unknown[] = []
  let cursor = 0
  for (let more = true; more;) {
    const page = await office.desk.must<{ changes: unknown[]; cursor: number; more: boolean }>(
      'GET',
      `/v1/pull?cursor=${String(cursor)}&limit=1`,
    )
    seen.push(...page.changes)
    ;({ cursor, more } = page)
  }
  expect(seen).toEqual(all.changes)
})
