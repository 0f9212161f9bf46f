/**
 * An adversary with the files of a desk sends decisions in a supervisor's name (ADR 0071): every forgery with every act
 * that decides. None is admitted, and each leaves an entry in the audit. The counterpart: the same acts are admitted
 * from the supervisor, and honest work at the counter arrives, however late.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { ACTS, COMMAND_KINDS, type CommandKind } from '../../src/request/acts.ts'
import { FORGED, FORGERIES, type Forge } from '../support/adversary/forgeries.ts'
import {
  addHolder,
  approve,
  fictionalCnp,
  lease,
  type Office,
  openOffice,
  PASSWORD,
  registration,
  requestInReview,
} from '../support/central/office.ts'
import type { Granted } from '../support/central/workstation.ts'

let office: Office
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const DECIDING = COMMAND_KINDS.filter((kind) => ACTS[kind].right === 'request.decide')

const PAYLOADS: Partial<Record<CommandKind, object>> = {
  'reject-request': { ground: 'other', explanation: 'x', letter: false },
  'return-request': { missing: ['identity'], explanation: 'x' },
  'forward-request': { to: 'CAS Vaslui', explanation: 'x' },
  'extend-term': { days: 5, reason: 'x' },
  'join-request': { into: v7(), reason: 'x' },
  'file-request': { explanation: 'x' },
}

/** A request in review for each act, and how to make the acts on them. */
async function scene(kinds: readonly CommandKind[]): Promise<{ requestIds: string[]; forge: Forge }> {
  const from = await lease(office.desk)
  const requests: { kind: CommandKind; requestId: string; payload: object }[] = []
  for (const [index, kind] of kinds.entries()) {
    const { cnp } = await addHolder(office, { n: index + 1 })
    const requestId = await requestInReview(office, { cnp, sequence: from + index })
    const plan = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${requestId}/plan`, {
      session: office.session.supervisor,
    })
    const payload = PAYLOADS[kind] ?? {
      planHash: plan.hash,
      surname: 'Popescu',
      other: v7(),
      first: requestId,
      reason: 'x',
    }
    requests.push({ kind, requestId, payload })
  }
  return {
    requestIds: requests.map(({ requestId }) => requestId),
    forge: (desk, session, change = {}) =>
      requests.map(({ kind, requestId, payload }, index) =>
        desk.command({
          kind,
          aggregateId: requestId,
          payload: payload as never,
          session,
          expectedRevision: 4,
          change: typeof change === 'function' ? change(index) : change,
        }),
      ),
  }
}

const stored = () => office.central.store.read((db) => db.selectFrom('request').selectAll().orderBy('id').execute())
const refusals = () =>
  office.central.store.read((db) =>
    db
      .selectFrom('audit_entry')
      .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .select(['actor', 'body'])
      .where('action', '=', 'command.refused')
      .execute(),
  )
/** Refused because of who acted, not because of what was sent. */
const OF_AUTHORITY = [
  'session.unproved',
  'session.required',
  'session.expired',
  'decision.late',
  'right.missing',
  'login.disabled',
  'online.required',
]

test('there are at least 30 forgeries of every act that decides', () => {
  expect(FORGED).toBeGreaterThanOrEqual(30)
  expect(DECIDING.length).toBeGreaterThanOrEqual(7)
})

describe.each(Object.entries(FORGERIES))('%s', (_name, forgery) => {
  test('decides nothing, and each attempt is in the audit', async () => {
    const { forge } = await scene(DECIDING)
    const before = await stored()
    const { desk, commands } = await forgery({ office, forge })
    const { result } = await desk.push(commands)
    const receipts = result.ok ? result.value.receipts : []
    expect(receipts).toHaveLength(commands.length)
    for (const [index, receipt] of receipts.entries()) {
      const what = `${String(index)}: ${commands[index]?.kind ?? ''}`
      expect(receipt, what).toMatchObject({ outcome: 'rejected' })
      expect(OF_AUTHORITY, what).toContain(receipt.outcome === 'rejected' ? receipt.problem.code : null)
    }
    expect(JSON.stringify(receipts)).not.toMatch(/[0-9a-f]{64}/)
    expect(await stored()).toEqual(before)
    const audited = (await refusals()).map(({ body }) => (JSON.parse(body) as { commandId: string }).commandId)
    expect(audited).toEqual(commands.map(({ commandId }) => commandId))
  })
})

describe('the counterpart', () => {
  test('the supervisor approves in a living session, also nine minutes before it arrives', async () => {
    const { forge } = await scene(['approve-request'])
    const commands = forge(office.desk, office.session.supervisor)
    office.clock.now += 9 * 60_000
    const { result } = await office.desk.push(commands)
    expect(result).toMatchObject({ ok: true, value: { receipts: [{ outcome: 'applied' }] } })
  })

  test('a decision that arrives too late can be made again', async () => {
    const {
      requestIds: [requestId = ''],
      forge,
    } = await scene(['approve-request'])
    const late = forge(office.desk, office.session.supervisor)
    office.clock.now += 11 * 60_000
    expect((await office.desk.push(late)).result).toMatchObject({
      value: { receipts: [{ problem: { code: 'decision.late', details: { minutes: 10 } } }] },
    })
    expect(await approve(office, requestId)).toMatchObject({ outcome: 'applied' })
  })

  const registered = async (session: Granted, change = {}) => {
    const command = office.desk.command({
      kind: 'register-request',
      aggregateId: v7(),
      session,
      payload: registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk) }),
      change,
    })
    return { command, push: async () => (await office.desk.push([command])).result }
  }
  const applied = { ok: true, value: { receipts: [{ outcome: 'applied' }] } }
  const clerk = () => office.session.clerk
  const DAY = 86_400_000

  test('work at the counter arrives after its session expired, was ended by signing out, or got a new password', async () => {
    for (const after of [
      async (session: Granted) => void (await office.desk.must('DELETE', '/v1/sessions/current', { session })),
      () => Promise.resolve(),
      async () =>
        void (await office.desk.must('PATCH', `/v1/users/${clerk().actor.id}`, {
          json: { password: 'o parolă cu totul nouă' },
          session: await office.desk.signIn('administrator', PASSWORD),
        })),
    ]) {
      const session = await office.desk.signIn('clerk', PASSWORD)
      const { push } = await registered(session)
      office.clock.now += 10_000
      await after(session)
      office.clock.now += 2 * DAY
      expect(await push()).toMatchObject(applied)
    }
  })

  test('work at a desk unlocked offline after signing out arrives, within the days offline', async () => {
    await office.desk.must('DELETE', '/v1/sessions/current', { session: clerk() })
    office.clock.now += 6 * DAY
    const { push } = await registered(clerk(), { offline: true })
    office.clock.now += 9 * DAY
    expect(await push()).toMatchObject(applied)
  })

  test('the files of the desk are not enough for work at the counter either', async () => {
    const { push } = await registered(clerk(), { proof: undefined })
    expect(await push()).toMatchObject({ value: { receipts: [{ problem: { code: 'session.unproved' } }] } })
    expect((await refusals())[0]?.actor).toBe('unknown')
  })
})

describe('parking', () => {
  test.each(['seal-request', 'add-note'])('needs a session too: %s', async (kind) => {
    const {
      requestIds: [requestId = ''],
    } = await scene(['approve-request'])
    const command = office.desk.command({
      kind: 'add-note',
      aggregateId: requestId,
      session: office.session.clerk,
      payload: { noteId: v7(), text: 'x' },
      change: { kind, kindVersion: 99, proof: undefined } as never,
    })
    expect((await office.desk.push([command])).result).toMatchObject({
      value: { receipts: [{ outcome: 'rejected', problem: { code: 'session.unproved' } }] },
    })
    expect(await refusals()).toHaveLength(1)
    // Nothing is held up.
    expect(await approve(office, requestId)).toMatchObject({ outcome: 'applied' })
  })

  test('by a person with a session is recorded in the audit, with its author', async () => {
    const {
      requestIds: [requestId = ''],
    } = await scene(['approve-request'])
    const [first, behind] = ['seal-request', 'add-note'].map((kind) =>
      office.desk.command({
        kind: 'add-note',
        aggregateId: requestId,
        session: office.session.clerk,
        payload: { noteId: v7(), text: 'x' },
        change: { kind },
      }),
    )
    if (!first || !behind) throw new RangeError('two commands')
    await office.desk.push([first, behind])
    const entries = await office.central.store.read((db) =>
      db.selectFrom('audit_entry').select('actor').where('action', '=', 'command.parked').execute(),
    )
    expect(entries).toEqual([{ actor: office.session.clerk.actor.id }, { actor: office.session.clerk.actor.id }])
  })
})
