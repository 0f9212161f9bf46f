/**
 * Every procedure of the desk, called in every role, with nobody signed in, and at a locked desk. The table repeats who
 * may call what on purpose: a new procedure, or one opened to others, fails until it is listed here too.
 */
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { procedureDoor } from '../../src/desk/door/call-procedure.ts'
import type { Handlers } from '../../src/desk/door/handlers.ts'
import type { Person, Session } from '../../src/desk/session/session.ts'
import { ok, refuse, type Result } from '../../src/domain/problem.ts'
import { type Right, type Role, ROLES } from '../../src/domain/rights.ts'
import { type ProcedureName, PROCEDURES } from '../../src/protocol/desk.ts'

/** `none`: before sign-in. `open`: anyone signed in at an unlocked desk. A missing procedure does not compile. */
const ACCESS: Readonly<Record<ProcedureName, 'none' | 'open' | Right>> = {
  'start.state': 'none',
  'start.retry': 'none',
  'start.goOn': 'none',
  'start.beginAnew': 'none',
  'desk.about': 'none',
  'session.current': 'none',
  'session.signIn': 'none',
  'session.changePassword': 'none',
  'session.lock': 'none',
  'session.unlock': 'none',
  'session.signOut': 'none',
  'session.active': 'open',
  'sync.status': 'none',
  'sync.now': 'open',
  'sync.outbox': 'open',
  'incident.list': 'open',
  'incident.confirm': 'open',
  'people.list': 'user.manage',
  'people.unconfirmed': 'authority.confirm',
  'people.create': 'user.manage',
  'people.change': 'user.manage',
  'people.confirm': 'authority.confirm',
  'people.unlock': 'user.manage',
  'workstations.list': 'device.manage',
  'workstations.change': 'device.manage',
  'workstations.retire': 'device.manage',
  'workstations.enrolmentCode': 'device.manage',
  'audit.trail': 'audit.read',
  'audit.people': 'audit.read',
  'audit.export': 'audit.read',
  'audit.verify': 'audit.read',
  'queue.search': 'request.read',
  'queue.counts': 'request.read',
  'draft.current': 'request.register',
  'draft.list': 'request.register',
  'draft.open': 'request.register',
  'draft.start': 'request.register',
  'draft.save': 'request.register',
  'draft.savePages': 'request.register',
  'draft.discard': 'request.register',
  'draft.addFile': 'request.register',
  'draft.assess': 'request.register',
  'draft.register': 'request.register',
  'holder.lookUp': 'holder.look-up',
  'scan.watched': 'request.register',
  'scan.take': 'request.register',
  'request.open': 'request.read',
  'request.submit': 'request.submit',
  'request.amend': 'request.amend',
  'request.settle': 'request.amend',
  'request.updateContact': 'request.amend',
  'request.checkIdentity': 'request.verify-identity',
  'request.attach': 'request.amend',
  'request.note': 'request.amend',
  'request.plan': 'request.decide',
  'request.order': 'request.decide',
  'request.decideOrder': 'request.decide',
  'request.return': 'request.decide',
  'request.approve': 'request.decide',
  'request.reject': 'request.decide',
  'request.withdraw': 'request.withdraw',
  'request.join': 'request.decide',
  'request.forward': 'request.decide',
  'request.file': 'request.decide',
  'request.extend': 'request.decide',
  'decisions.list': 'request.read',
  'decisions.resolve': 'request.amend',
  'form.preview': 'paper.read',
  'form.print': 'paper.print',
  'form.previewFilled': 'request.register',
  'form.printFilled': 'request.register',
  'takeover.replaceIdentity': 'none',
  'takeover.list': 'request.read',
  'takeover.takeOver': 'request.amend',
  'takeover.setAside': 'request.decide',
  'parked.list': 'request.decide',
  'parked.resolve': 'request.decide',
  'paper.preview': 'paper.read',
  'paper.previewLetter': 'request.decide',
  'paper.print': 'paper.print',
  'paper.exportFile': 'paper.print',
  'paper.confirmPrinted': 'paper.print',
  'paper.waiting': 'paper.read',
  'registry.account': 'request.read',
  'registry.page': 'request.decide',
  'registry.printPage': 'request.decide',
  'devices.chosen': 'open',
  'devices.findScanners': 'device.choose',
  'devices.findPrinters': 'device.choose',
  'devices.scannerAt': 'device.choose',
  'devices.chooseScanner': 'device.choose',
  'devices.setScan': 'device.choose',
  'devices.setScannerLogin': 'device.choose',
  'devices.choosePrinter': 'device.choose',
  'scanner.state': 'open',
  'scanner.running': 'open',
  'scanner.scan': 'request.register',
  'scanner.cancel': 'request.register',
  'scanner.preview': 'request.register',
  'printer.state': 'open',
  'printer.testPage': 'device.choose',
  'reading.request': 'request.read',
  'reading.page': 'request.register',
}
/** The rights by role. */
const COUNTER: readonly Right[] = [
  'request.read',
  'request.register',
  'request.verify-identity',
  'request.amend',
  'request.submit',
  'request.withdraw',
  'paper.read',
  'paper.print',
  'holder.look-up',
  'device.choose',
]
const MAY: Readonly<Record<Role, readonly Right[]>> = {
  clerk: COUNTER,
  supervisor: [...COUNTER, 'request.decide', 'authority.confirm'],
  administrator: ['user.manage', 'device.manage', 'device.choose', 'authority.confirm'],
  auditor: ['request.read', 'paper.read', 'audit.read'],
}
const NAMES = Object.keys(PROCEDURES) as ProcedureName[]
const CALLERS = [...ROLES, 'session.required', 'session.locked'] as const
type CallerName = (typeof CALLERS)[number]
const isRole = (caller: CallerName): caller is Role => (ROLES as readonly string[]).includes(caller)

function sessionOf(caller: CallerName): Result<Person> {
  if (!isRole(caller)) return refuse(caller)
  const who = { actorId: 'a', actorName: 'A', username: 'a', sessionId: 's', prove: null }
  return ok({ ...who, offline: false, role: caller, token: null })
}
const admitted = (name: ProcedureName, caller: CallerName): 'admitted' | 'right.missing' | typeof caller => {
  const access = ACCESS[name]
  if (access === 'none') return 'admitted'
  if (!isRole(caller)) return caller
  return access === 'open' || MAY[caller].includes(access) ? 'admitted' : 'right.missing'
}

/** Input that no schema accepts: an admitted caller fails there, and no handler runs. */
const UNREADABLE = Symbol('no input')

describe.each(NAMES)('%s', (name) => {
  test.each(CALLERS)('by %s', async (caller) => {
    let active = 0
    const session = { person: () => sessionOf(caller), active: () => void (active += 1) } as Session
    const ran: string[] = []
    const handlers = Object.fromEntries(
      NAMES.map((each) => [each, () => (ran.push(each), refuse('request.unknown'))]),
    ) as unknown as Handlers<ProcedureName>
    const call = procedureDoor({
      handlers,
      session: { at: () => session },
      changes: { notify: () => undefined },
      log: pino({ level: 'silent' }),
      guard: (_name, run) => Promise.resolve(run()),
    })
    const expected = admitted(name, caller)
    expect(await call(name, UNREADABLE, 'window')).toMatchObject({
      ok: false,
      problem: { code: expected === 'admitted' ? 'input.invalid' : expected },
    })
    expect(ran).toEqual([])
    // No call is a sign of life: screens make calls by themselves whenever a colleague changes something.
    expect(active).toBe(0)
  })
  test('is declared as written here', () => {
    expect(PROCEDURES[name].access).toBe(ACCESS[name])
  })
})
