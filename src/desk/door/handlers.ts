/** What a procedure of the desk is: parsed input (and the person, where one is needed) to a result. */
import type { Result } from '../../domain/problem.ts'
import type { ParsedInput, ProcedureName, ProcedureOutput, PROCEDURES } from '../../protocol/desk.ts'
import type { Person, Session } from '../session/session.ts'

type Answer<P extends ProcedureName> = Result<ProcedureOutput<P>> | Promise<Result<ProcedureOutput<P>>>
type Handler<P extends ProcedureName> =
  P extends Group<'session'>
    ? // Signing in and out concern the window that calls.
      (input: ParsedInput<P>, session: Session) => Answer<P>
    : (typeof PROCEDURES)[P]['access'] extends 'none'
      ? (input: ParsedInput<P>) => Answer<P>
      : (input: ParsedInput<P>, person: Person) => Answer<P>
export type Handlers<P extends ProcedureName> = { readonly [K in P]: Handler<K> }
/** Names that begin with one of these words. */
export type Group<Prefix extends string> = Extract<ProcedureName, `${Prefix}.${string}`>
