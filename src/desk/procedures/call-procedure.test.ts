import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight, type Role, ROLES } from '../../domain/rights.ts'
import { type ProcedureName, PROCEDURES } from '../../protocol/desk.ts'
import type { Person } from '../session/session.ts'
import { procedureDoor } from './call-procedure.ts'
import type { Handlers } from './handlers.ts'

const NAMES = Object.keys(PROCEDURES) as ProcedureName[]
const person = (role: Role): Person => ({
  actorId: 'a',
  actorName: 'A',
  sessionId: 's',
  offline: false,
  role,
  username: 'a',
  token: null,
})
const called: string[] = []
const handlers = Object.fromEntries(
  NAMES.map((name) => [name, () => (called.push(name), refuse('request.unknown'))]),
) as unknown as Handlers<ProcedureName>

function door(at: Result<Person>, more: Partial<Handlers<ProcedureName>> = {}, lines: string[] = []) {
  return procedureDoor({
    handlers: { ...handlers, ...more },
    session: { person: () => at, active: () => undefined },
    log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }),
    reference: () => 'r-1',
    freeBytes: () => 0,
    onBroken: () => false,
  })
}
const refusedFor = (result: Result<unknown>): string => (result.ok ? '' : result.problem.code)

describe('the door', () => {
  it.each(ROLES)('lets %s through exactly where the table says', async (role) => {
    for (const name of NAMES) {
      const { access } = PROCEDURES[name]
      called.length = 0
      const code = refusedFor(await door(ok(person(role)))(name, {}))
      const allowed = access === 'none' || access === 'open' || hasRight(role, access)
      expect(code === 'right.missing', name).toBe(!allowed)
      if (!allowed) expect(called, name).toEqual([])
    }
  })
  it.each(['session.required', 'session.locked'] as const)(
    'answers %s wherever a person is needed, and to malformed input too',
    async (reason) => {
      for (const name of NAMES) {
        for (const input of [{}, null, 'x', { requestId: 5 }]) {
          called.length = 0
          const code = refusedFor(await door(refuse(reason))(name, input))
          if (PROCEDURES[name].access === 'none') expect(code, name).not.toBe(reason)
          else expect([code, called], name).toEqual([reason, []])
        }
      }
    },
  )
  it('refuses what is malformed at every procedure, with places and never with values', async () => {
    for (const name of NAMES) {
      called.length = 0
      const result = await door(ok(person('supervisor')))(name, 'Popescu 2850615220019')
      if (refusedFor(result) === 'right.missing') continue
      expect(refusedFor(result), name).toBe('input.invalid')
      expect(JSON.stringify(result)).not.toContain('Popescu')
      expect(called).toEqual([])
    }
  })
  it('knows no other names', async () => {
    for (const name of ['', 'toString', '__proto__', 'request', 'request.approve.now'])
      expect(refusedFor(await door(ok(person('supervisor')))(name, {}))).toBe('route.unknown')
  })
  it('turns a bug into a reference, and keeps what was typed out of answer and log', async () => {
    const lines: string[] = []
    const broken = () => {
      throw new Error('cannot read Popescu 2850615220019')
    }
    expect(await door(ok(person('clerk')), { 'session.current': broken }, lines)('session.current', {})).toEqual(
      refuse('unexpected', { reference: 'r-1' }),
    )
    expect(lines.join('')).toContain('r-1')
    expect(lines.join('')).not.toContain('Popescu')
    const wrong = () => ok({ state: 'nonsense' } as never)
    expect(refusedFor(await door(ok(person('clerk')), { 'session.current': wrong })('session.current', {}))).toBe(
      'unexpected',
    )
  })
})
