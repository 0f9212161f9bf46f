/**
 * Every call of the central store, by every kind of caller. The table repeats on purpose who may call what, and the
 * answer to an admitted call: a new call, or one opened to others, fails until it is listed here too.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { PROBLEMS, type ProblemCode } from '../../src/domain/problem.ts'
import { type Right, type Role, ROLES } from '../../src/domain/rights.ts'
import { type CallName, CENTRAL } from '../../src/protocol/central.ts'
import type { Call } from '../../src/protocol/central/call.ts'
import { CALLERS, type CallerName, type Callers, callersOf } from '../support/central/callers.ts'
import { type Office, openOffice } from '../support/central/office.ts'

let office: Office
let callers: Callers
beforeAll(async () => {
  office = await openOffice()
  callers = await callersOf(office)
})
afterAll(() => office.close())

type Who = 'public' | 'workstation' | 'signed in' | Right
interface Expected {
  readonly who: Who
  readonly input?: object | (() => object)
  /** The answer to an admitted caller: success, or this refusal by the handler. */
  readonly then: 'done' | ProblemCode
}
const id = v7()
const sha256 = 'a'.repeat(64)
let names = 0
/** Each time another name: wrong passwords close a name at its workstation. */
const anybody = () => ({ username: `nobody${String((names += 1))}`, password: 'x' })
/** A missing call does not compile. */
const EXPECTED: Readonly<Record<CallName, Expected>> = {
  hello: { who: 'public', then: 'done' },
  enrol: { who: 'public', input: { code: 'x', publicKey: 'x', name: 'x' }, then: 'input.invalid' },
  verify: { who: 'public', input: { code: 'ABCD-EFGH-JKMN-PQRS' }, then: 'done' },
  signIn: { who: 'workstation', input: anybody, then: 'login.wrong' },
  push: { who: 'workstation', then: 'input.invalid' },
  pull: { who: 'workstation', input: { cursor: 0 }, then: 'done' },
  confirmErased: { who: 'workstation', input: { requestIds: [id] }, then: 'done' },
  unconfirmedErasures: { who: 'device.manage', then: 'done' },
  commandOutcomes: { who: 'workstation', input: { commandIds: [id] }, then: 'done' },
  setAside: {
    who: 'request.decide',
    input: {
      kind: 'add-note',
      requestId: id,
      number: '',
      reason: 'x',
      takenOver: {
        ...{ deviceId: id, deskNumber: 1, commandId: id, actorId: id, sessionId: id, deviceSeq: 1, kindVersion: 1 },
        ...{ payloadHash: sha256, prevHash: sha256, actorName: 'Ana', offline: false, expectedRevision: null },
        ...{ occurredAt: '2026-11-23T08:00:00.000Z', clockOffsetMs: 0 },
      },
    },
    then: 'takeover.unproved',
  },
  standing: { who: 'workstation', input: { at: 0 }, then: 'done' },
  live: { who: 'workstation', then: 'done' },
  numberBlocks: { who: 'workstation', then: 'done' },
  leaseNumbers: { who: 'workstation', then: 'input.invalid' },
  returnNumbers: { who: 'workstation', input: { blockId: id, afterSeq: 0, unusedFrom: null }, then: 'input.invalid' },
  attachmentState: { who: 'workstation', input: { sha256 }, then: 'done' },
  putAttachment: {
    who: 'workstation',
    input: { sha256, sessionId: id, offset: 0, size: 1, bytes: new Uint8Array(1) },
    then: 'session.required',
  },
  renewSession: { who: 'signed in', then: 'done' },
  signOut: { who: 'signed in', then: 'done' },
  changePassword: {
    who: 'signed in',
    input: { current: 'o parolă de încercare', next: 'scurtă' },
    then: 'input.invalid',
  },
  getAttachment: { who: 'request.read', input: { sha256 }, then: 'attachment.unknown' },
  registryYear: { who: 'request.read', input: { year: 2026 }, then: 'done' },
  registryPage: { who: 'request.decide', input: { from: '2026-11-23', to: '2026-11-23' }, then: 'done' },
  lookUp: { who: 'holder.look-up', input: { cnp: '2850615229001' }, then: 'done' },
  plan: { who: 'request.decide', input: { requestId: id }, then: 'request.unknown' },
  order: { who: 'request.decide', input: { requestId: id }, then: 'request.unknown' },
  parkedCommands: { who: 'request.decide', then: 'done' },
  resolveParked: { who: 'request.decide', input: { commandId: id, act: 'run' }, then: 'parked.unknown' },
  proof: { who: 'paper.print', input: { requestId: id, said: sha256, copy: 'original' }, then: 'request.unknown' },
  paperDuplicate: { who: 'paper.print', input: { paperId: id }, then: 'paper.unknown' },
  paper: { who: 'paper.read', input: { paperId: id }, then: 'paper.unknown' },
  audit: { who: 'audit.read', then: 'done' },
  auditTrail: { who: 'audit.read', then: 'done' },
  verifyAudit: { who: 'audit.read', then: 'done' },
  users: { who: 'user.manage', then: 'done' },
  staff: { who: 'audit.read', then: 'done' },
  unconfirmedUsers: { who: 'authority.confirm', then: 'done' },
  unlockUser: { who: 'user.manage', input: { userId: id }, then: 'input.invalid' },
  createUser: {
    who: 'user.manage',
    input: { username: 'nou', name: 'Persoana nouă', role: 'clerk', password: 'o parolă destul de lungă' },
    then: 'done',
  },
  changeUser: { who: 'user.manage', input: { userId: id, name: 'X' }, then: 'input.invalid' },
  confirmUser: { who: 'authority.confirm', input: { userId: id }, then: 'input.invalid' },
  enrolmentCode: { who: 'device.manage', then: 'done' },
  devices: { who: 'device.manage', then: 'done' },
  changeDevice: { who: 'device.manage', input: { deviceId: id, state: 'frozen' }, then: 'device.unknown' },
  retireDevice: { who: 'device.manage', input: { deviceId: id, explanation: 'x' }, then: 'device.unknown' },
}
const COUNTER: readonly Right[] = ['request.read', 'paper.read', 'paper.print', 'holder.look-up']
/** The rights that calls ask for, by role. */
const MAY: Readonly<Record<Role, readonly Right[]>> = {
  clerk: COUNTER,
  supervisor: [...COUNTER, 'request.decide', 'authority.confirm'],
  administrator: ['user.manage', 'device.manage', 'authority.confirm'],
  auditor: ['request.read', 'paper.read', 'audit.read'],
}

type Gate = 'admitted' | ProblemCode
/** The result for each caller at a call for workstations, and at one for people. */
const GATES: Readonly<Record<Exclude<CallerName, Role>, readonly [workstation: Gate, person: Gate]>> = {
  anyone: ['device.unknown', 'device.unknown'],
  'anyone with the token of a session': ['device.unknown', 'device.unknown'],
  'a holder with a bearer token': ['device.unknown', 'device.unknown'],
  'a service that names a certificate': ['device.unknown', 'device.unknown'],
  'a workstation': ['admitted', 'session.required'],
  'a workstation that signs with another key': ['device.signature', 'device.signature'],
  'a workstation whose timestamp is old': ['device.clock', 'device.clock'],
  'a frozen workstation': ['device.frozen', 'device.frozen'],
  'a revoked workstation': ['device.unknown', 'device.unknown'],
  'an ended session': ['admitted', 'session.expired'],
  'an expired session': ['admitted', 'session.expired'],
  'a session of another workstation': ['admitted', 'session.required'],
  'a disabled person': ['admitted', 'login.disabled'],
  'a made-up token': ['admitted', 'session.required'],
}
const isRole = (caller: CallerName): caller is Role => (ROLES as readonly string[]).includes(caller)

function gate(who: Who, caller: CallerName): Gate {
  if (who === 'public') return 'admitted'
  if (!isRole(caller)) return GATES[caller][who === 'workstation' ? 0 : 1]
  if (who === 'workstation' || who === 'signed in') return 'admitted'
  return MAY[caller].includes(who) ? 'admitted' : 'right.missing'
}

const NAMES = Object.keys(CENTRAL) as CallName[]
/** These calls answer with an HTML page and status 404. */
const STATUS_OF_DONE: Partial<Record<CallName, number>> = { verify: 404 }

/**
 * Enrolling is limited to fewer calls a minute than there are callers. People are left out, because that call does not
 * check them.
 */
const callersAt = (name: CallName) => CALLERS.filter((caller) => name !== 'enrol' || !isRole(caller))

describe.each(NAMES)('%s', (name) => {
  const { who, input = {}, then } = EXPECTED[name]
  test('is declared as written here', () => {
    const { caller }: Call = CENTRAL[name]
    expect(caller.kind === 'person' ? (caller.right ?? 'signed in') : caller.kind).toBe(who)
  })
  test.each(callersAt(name))('by %s', async (caller) => {
    const { status, code } = await callers.send(
      caller,
      name,
      typeof input === 'function' ? (input as () => object)() : input,
    )
    // The following calls need a session again.
    if (name === 'signOut' && isRole(caller)) await callers.renew(caller)
    const met = gate(who, caller)
    const expected = met === 'admitted' ? then : met
    if (expected === 'done') expect([status, code]).toEqual([STATUS_OF_DONE[name] ?? 200, null])
    else expect([status, code]).toEqual([PROBLEMS[expected].status, expected])
  })
})

test('the test meets every kind of refusal, and every right admits and refuses somebody', () => {
  const met = new Set(NAMES.flatMap((name) => CALLERS.map((caller) => gate(EXPECTED[name].who, caller))))
  expect([...met].sort()).toEqual(
    [
      'admitted',
      'device.clock',
      'device.frozen',
      'device.signature',
      'device.unknown',
      'login.disabled',
      'right.missing',
      'session.expired',
      'session.required',
    ].sort(),
  )
  for (const right of new Set(NAMES.map((name) => EXPECTED[name].who))) {
    if (right === 'public' || right === 'workstation' || right === 'signed in') continue
    const admitted = ROLES.filter((role) => gate(right, role) === 'admitted')
    expect(admitted.length, right).toBeGreaterThan(0)
    expect(admitted.length, right).toBeLessThan(ROLES.length)
  }
})
