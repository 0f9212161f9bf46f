/** The stored decision on a request: who, when, and the one detail that this kind of decision records. */
import type { RequestCore } from '../protocol/request.ts'
import type { ActContext } from './act.ts'

type Decision = NonNullable<RequestCore['decision']>

export const decided = (
  { by, at }: Pick<ActContext, 'by' | 'at'>,
  what: Partial<Omit<Decision, 'by' | 'at'>> = {},
): Decision => ({
  by,
  at,
  reason: null,
  filing: null,
  explanation: '',
  missing: [],
  joinedInto: null,
  forwardedTo: null,
  ...what,
})
