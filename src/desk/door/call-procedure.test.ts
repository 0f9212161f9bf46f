import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Role } from '../../domain/rights.ts'
import { type ProcedureName, PROCEDURES, type Topic } from '../../protocol/desk.ts'
import type { Person, Session } from '../session/session.ts'
import { procedureDoor } from './call-procedure.ts'
import { guardOf } from './guard.ts'
import type { Handlers } from './handlers.ts'

const NAMES = Object.keys(PROCEDURES) as ProcedureName[]
const person = (role: Role): Person => ({
  actorId: 'a',
  actorName: 'A',
  sessionId: 's',
  prove: null,
  offline: false,
  role,
  username: 'a',
  token: null,
})
const called: string[] = []
const notified: Topic[][] = []
const handlers = Object.fromEntries(
  NAMES.map((name) => [name, () => (called.push(name), refuse('request.unknown'))]),
) as unknown as Handlers<ProcedureName>

function door(at: Result<Person>, more: Partial<Handlers<ProcedureName>> = {}, lines: string[] = []) {
  const session = { person: () => at } as Session
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const call = procedureDoor({
    handlers: { ...handlers, ...more },
    session: { at: () => session },
    changes: { notify: (topics) => void notified.push([...topics]) },
    log,
    guard: guardOf({ log, reference: () => 'r-1', freeBytes: () => 0, onBroken: () => false }),
  })
  return (name: string, input: unknown) => call(name, input, 'window')
}
const refusedFor = (result: Result<unknown>): string => (result.ok ? '' : result.problem.code)

describe('the door', () => {
  it.each(['session.required', 'session.locked'] as const)(
    'answers %s at every procedure that needs a person, also for malformed input',
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
  it('refuses malformed input at every procedure, naming places and never values', async () => {
    for (const name of NAMES) {
      called.length = 0
      const result = await door(ok(person('supervisor')))(name, 'Popescu 2850615220019')
      if (refusedFor(result) === 'right.missing') continue
      expect(refusedFor(result), name).toBe('input.invalid')
      expect(JSON.stringify(result)).not.toContain('Popescu')
      expect(called).toEqual([])
    }
  })
  it('reports what a command makes stale, done or refused, and nothing if it was not admitted', async () => {
    const id = '019ab000-0000-7000-8000-000000000001'
    const discard = async (role: Role, answer: Result<Record<string, never>>) => {
      notified.length = 0
      await door(ok(person(role)), { 'draft.discard': () => answer })('draft.discard', { draftId: id })
      return notified
    }
    expect(PROCEDURES['draft.discard'].makesStale).toEqual(['drafts'])
    expect(await discard('clerk', ok({}))).toEqual([['drafts']])
    expect(await discard('clerk', refuse('draft.unknown'))).toEqual([['drafts']])
    expect(await discard('auditor', ok({}))).toEqual([])
    notified.length = 0
    await door(ok(person('clerk')))('draft.open', { draftId: id })
    expect(notified).toEqual([])
  })
  it('knows no other names', async () => {
    for (const name of ['', 'toString', '__proto__', 'request', 'request.approve.now'])
      expect(refusedFor(await door(ok(person('supervisor')))(name, {}))).toBe('route.unknown')
  })
  it('turns a bug into a reference, and keeps input out of answer and log', async () => {
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
