/**
 * The one way to call a procedure: session and right are checked, the input is parsed, the procedure runs, and its
 * answer is parsed. `guard.ts` turns exceptions into answers.
 */
import type { Logger } from 'pino'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight, type Right } from '../../domain/rights.ts'
import { PROCEDURES, type ProcedureName } from '../../protocol/desk.ts'
import { parseInput } from '../../protocol/problem.ts'
import type { DeskSession, Person, Session } from '../session/session.ts'
import type { Changes } from '../events/changes.ts'
import type { Guard } from './guard.ts'
import type { Group, Handlers } from './handlers.ts'

interface DoorOptions {
  readonly handlers: Handlers<ProcedureName>
  readonly session: Pick<DeskSession, 'at'>
  readonly changes: Pick<Changes, 'notify'>
  readonly log: Logger
  readonly guard: Guard
}

const isOfSession = (name: ProcedureName): name is Group<'session'> => name.startsWith('session.')

/** Whether the person may: signed in, unlocked, with the right. */
export function admit(session: Pick<Session, 'person'>, access: Right | 'open'): Result<Person> {
  const person = session.person()
  if (!person.ok || access === 'open') return person
  return hasRight(person.value.role, access) ? person : refuse('right.missing', { right: access })
}

export function procedureDoor({
  handlers,
  session,
  changes,
  log,
  guard,
}: DoorOptions): (procedure: string, input: unknown, window: string) => Promise<Result<unknown>> {
  return async (name, input, window) => {
    if (!Object.hasOwn(PROCEDURES, name)) return refuse('route.unknown')
    const procedure = name as ProcedureName
    const contract = PROCEDURES[procedure]
    const { access, input: schema, output } = contract
    const handler = handlers[procedure] as (
      input: unknown,
      caller?: Person | Session,
    ) => Result<unknown> | Promise<Result<unknown>>
    return guard(name, async () => {
      const own = session.at(window)
      let person: Person | undefined
      if (access !== 'none') {
        const admitted = admit(own, access)
        if (!admitted.ok) return admitted
        person = admitted.value
      }
      const parsed = parseInput(schema, input)
      if (!parsed.ok) return parsed
      const result = await handler(parsed.value, isOfSession(procedure) ? own : person)
      // After a refusal too: its cause may be that the screen shows old data.
      if (contract.type === 'command' && contract.makesStale.length > 0) changes.notify(contract.makesStale)
      if (!result.ok) log.debug({ procedure, code: result.problem.code }, 'refused')
      return result.ok ? ok(output.parse(result.value)) : result
    })
  }
}
