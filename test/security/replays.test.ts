/**
 * A signed call is answered once. Whoever recorded one and sends the same bytes again is refused, at every call,
 * whether the central store went on, was started again, or had its clock put back in between (ADR 0086).
 */
import path from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGISTRY } from '../../src/domain/request/request.ts'
import type { Result } from '../../src/domain/problem.ts'
import { type CallInput, type CallName, CENTRAL } from '../../src/protocol/central.ts'
import type { Call } from '../../src/protocol/central/call.ts'
import { requestOfCall } from '../../src/desk/central-client/request-of-call.ts'
import { fictionalCnp, lease, type Office, openOffice, PASSWORD, registration } from '../support/central/office.ts'
import { type CallOptions, type Granted, sendSigned, sha256, type SignedCall } from '../support/central/workstation.ts'

const MINUTE = 60_000
let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

/** What a call is sent with: its input, and the session of the person if one makes it. */
type Given<N extends CallName> = readonly [input: CallInput<N>, session?: Granted]
type Prepared<N extends CallName> = () => Promise<Given<N>> | Given<N>
type Signed = Exclude<CallName, 'hello' | 'enrol' | 'verify'>

const NEW_PASSWORD = 'patru mere coapte vara'
const id = v7()
const chunk = new TextEncoder().encode('o parte')
const as = (role: keyof Office['session']): Granted => office.session[role]
async function newPerson(): Promise<{ id: string; username: string }> {
  const json = { username: `u${v7()}`, name: 'Persoana Nouă', role: 'clerk', password: NEW_PASSWORD }
  return office.desk.must('POST', '/v1/users', { json, session: as('administrator') })
}
const batchOf = (commands: CallInput<'push'>['commands']) => {
  const { storeId, epoch, deviceId } = office.desk
  return { storeId, epoch, deviceId, protocol: 1, commands }
}
const registered = async () =>
  office.desk.command({
    kind: 'register-request',
    aggregateId: v7(),
    session: as('clerk'),
    payload: registration({ cnp: fictionalCnp(1), sequence: await lease(office.desk) }),
  })

/** Every call that is signed, so that a new one is added here. What it answers first does not matter. */
const CALLS: { readonly [N in Signed]: Prepared<N> } = {
  signIn: () => [{ username: 'clerk', password: PASSWORD }],
  changePassword: async () => [
    { current: NEW_PASSWORD, next: 'zece pere verzi acre' },
    await office.desk.signIn((await newPerson()).username, NEW_PASSWORD),
  ],
  renewSession: () => [{}, as('clerk')],
  signOut: async () => [{}, await office.desk.signIn('auditor', PASSWORD)],
  push: async () => [batchOf([await registered()])],
  standing: () => [{ at: 0 }],
  pull: () => [{ cursor: 0 }],
  live: () => [{}],
  attachmentState: () => [{ sha256: sha256(chunk) }],
  putAttachment: () => [
    {
      sha256: sha256(chunk),
      sessionId: as('clerk').sessionId,
      offset: 0,
      size: chunk.length,
      bytes: chunk,
    },
  ],
  getAttachment: () => [{ sha256: sha256(chunk) }, as('clerk')],
  leaseNumbers: () => [{ blockId: v7(), registry: REGISTRY, year: 2026, size: 3 }],
  numberBlocks: () => [{}],
  returnNumbers: async () => {
    const blockId = v7()
    const json = { blockId, registry: REGISTRY, year: 2026, size: 3 }
    await office.desk.must('POST', '/v1/number-blocks', { json })
    return [{ blockId, afterSeq: 0, unusedFrom: null }]
  },
  registryYear: () => [{ year: 2026 }, as('clerk')],
  registryPage: () => [{ from: '2026-11-23', to: '2026-11-23' }, as('supervisor')],
  lookUp: () => [{ cnp: fictionalCnp(1) }, as('clerk')],
  plan: () => [{ requestId: id }, as('supervisor')],
  order: () => [{ requestId: id }, as('supervisor')],
  paper: () => [{ paperId: id }, as('clerk')],
  proof: () => [{ requestId: id, said: sha256('x'), copy: 'original' }, as('clerk')],
  paperDuplicate: () => [{ paperId: id }, as('clerk')],
  parkedCommands: () => [{}, as('supervisor')],
  resolveParked: () => [{ commandId: id, act: 'run' }, as('supervisor')],
  confirmErased: () => [{ requestIds: [id] }],
  unconfirmedErasures: () => [{}, as('administrator')],
  commandOutcomes: () => [{ commandIds: [id] }],
  setAside: () => {
    const act = office.desk.command({
      ...{ kind: 'add-note', aggregateId: id, session: as('clerk') },
      payload: { noteId: v7(), text: 'x' },
    })
    const { kind, aggregateId: requestId, payload: _payload, ...signed } = act
    const takenOver = { ...signed, deviceId: office.desk.deviceId, deskNumber: 1, actorName: 'Ana' }
    return [{ kind, requestId, takenOver, number: '', reason: 'x' }, as('supervisor')]
  },
  audit: () => [{}, as('auditor')],
  verifyAudit: () => [{}, as('auditor')],
  auditTrail: () => [{}, as('auditor')],
  staff: () => [{}, as('auditor')],
  users: () => [{}, as('administrator')],
  createUser: () => [
    { username: `u${v7()}`, name: 'Persoana Nouă', role: 'clerk', password: NEW_PASSWORD },
    as('administrator'),
  ],
  changeUser: async () => [{ userId: (await newPerson()).id, password: PASSWORD }, as('administrator')],
  confirmUser: async () => [{ userId: (await newPerson()).id }, as('supervisor')],
  unconfirmedUsers: () => [{}, as('supervisor')],
  unlockUser: async () => [{ userId: (await newPerson()).id }, as('administrator')],
  enrolmentCode: () => [{}, as('administrator')],
  devices: () => [{}, as('administrator')],
  changeDevice: () => [{ deviceId: office.desk.deviceId, state: 'active' }, as('administrator')],
  retireDevice: () => [{ deviceId: id, explanation: 'x' }, as('administrator')],
}
const NAMES = Object.keys(CALLS) as Signed[]

async function recorded<N extends Signed>(name: N, more: CallOptions = {}): Promise<SignedCall> {
  const [input, session] = await CALLS[name]()
  const { method, target, body } = requestOfCall(name, input)
  return office.desk.signed(method, target, { session, ...(body ? { bytes: body } : {}), ...more })
}
/** The code of the refusal; null for an answer. A stream is not read to its end. */
async function send(call: SignedCall): Promise<string | null> {
  const response = await sendSigned(call)
  if (!(response.headers.get('content-type') ?? '').includes('json')) {
    await response.body?.cancel()
    return null
  }
  const result = (await response.json()) as Result<unknown>
  return result.ok ? null : result.problem.code
}

/** Everything in the database of the central store, as text. */
function everyRow(): string {
  const raw = new BetterSqlite3(path.join(office.dataDir, 'store.sqlite'), { readonly: true })
  try {
    const tables = raw.prepare("select name from sqlite_master where type = 'table' order by name").pluck().all()
    return tables
      .map((name) => `${String(name)}\n${JSON.stringify(raw.prepare(`select * from "${String(name)}"`).all())}`)
      .join('\n')
  } finally {
    raw.close()
  }
}

/** Without these headers, or with others in their place. */
const changed = ({ url, init }: SignedCall, headers: Record<string, string | undefined>): SignedCall => ({
  url,
  init: {
    ...init,
    headers: Object.fromEntries(
      Object.entries({ ...init.headers, ...headers }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  },
})
const NO_NUMBER = { 'x-des-call': undefined, 'x-des-run': undefined }

describe.each(NAMES)('%s', (name) => {
  test('sent again is refused and changes nothing', async () => {
    const call = await recorded(name)
    await send(call)
    const before = everyRow()
    for (const later of [0, 4 * MINUTE]) {
      office.clock.now += later
      expect(await send(call)).toBe('call.repeated')
    }
    expect(everyRow()).toBe(before)
  })

  test('sent again with another id, another run or neither is refused and changes nothing', async () => {
    const call = await recorded(name)
    await send(call)
    const before = everyRow()
    for (const headers of [NO_NUMBER, { 'x-des-call': v7() }, { 'x-des-run': v7() }, { 'x-des-call': 'x' }])
      expect(await send(changed(call, headers))).toBe('device.signature')
    expect(everyRow()).toBe(before)
  })

  test('signed without an id, as by an earlier desk: only what has no second effect', async () => {
    const { caller }: Call = CENTRAL[name]
    const call = await recorded(name, { unnumbered: true })
    if (caller.kind !== 'workstation' || !caller.repeatable) {
      const before = everyRow()
      expect(await send(call)).toBe('protocol.too-old')
      expect(everyRow()).toBe(before)
      return
    }
    expect(await send(call)).toBeNull()
    const after = everyRow()
    expect(await send(call)).toBeNull()
    expect(everyRow()).toBe(after)
  })
})

test('nothing recorded before is accepted after a start, not even what never arrived', async () => {
  const calls = await Promise.all(NAMES.map(async (name) => [await recorded(name), await recorded(name)] as const))
  for (const [sent] of calls) await send(sent)
  await office.restart()
  const before = everyRow()
  for (const call of calls.flat()) expect(await send(call)).toBe('call.other-run')
  expect(everyRow()).toBe(before)
})

test('nothing recorded before is accepted after the clock was put back', async () => {
  const calls = await Promise.all(NAMES.map((name) => recorded(name)))
  for (const call of calls) await send(call)
  const then = office.clock.now
  office.clock.now = then + 20 * MINUTE
  // Only now are the ids forgotten.
  await office.desk.must('GET', '/v1/number-blocks')
  const before = everyRow()
  for (const back of [4 * MINUTE, 0, -4 * MINUTE, -4 * MINUTE]) {
    office.clock.now = then + back
    for (const call of calls) expect(['call.other-run', 'call.repeated', 'device.clock']).toContain(await send(call))
  }
  expect(everyRow()).toBe(before)
  // Whoever is there makes a new call.
  office.clock.now = then
  await office.desk.must('GET', '/v1/number-blocks')
})
