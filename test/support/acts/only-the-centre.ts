/**
 * The whole list of what a desk cannot predict of an act of its own: what the central store alone may refuse, and what
 * it alone puts into a request. Whatever is not here must be predicted.
 */
import type { ProblemCode } from '../../../src/domain/problem.ts'
import type { CommandKind } from '../../../src/request/acts.ts'
import type { RequestBody } from '../../../src/request/body.ts'

/** The role of a person is looked up at the centre, and by the desk's procedures before anything is performed. */
const ANY: readonly ProblemCode[] = ['right.missing']

const OF_KIND: Partial<Record<CommandKind, readonly ProblemCode[]>> = {
  // Who leased a number, and whether another request has it.
  'register-request': ['number.not-leased', 'number.taken'],
  // What stands in the way of an execution is judged by the dossier and the person's other requests.
  'approve-request': [
    'request.plan-changed',
    'request.deceased',
    'request.name-of-another',
    'request.duplicate',
    'request.order',
    'request.already-anonymised',
    'request.not-anonymised',
    'request.no-dossier',
  ],
  // The other request.
  'join-request': ['request.unknown', 'request.different-person', 'request.state'],
  'decide-order': [
    'request.unknown',
    'request.not-opposite',
    'request.state',
    'request.four-eyes',
    'request.own-registration',
    'request.stale',
    'request.order-known',
  ],
}

export const refusedByCentreAlone = (kind: CommandKind, code: ProblemCode): boolean =>
  [...ANY, ...(OF_KIND[kind] ?? [])].includes(code)

/**
 * The confirmed request without what only the centre can know: the real number in the place of a provisional one.
 * Papers that it seals come by themselves later, with a version of their own; so does the entry of an order decided on
 * another request.
 */
export const asFarAsKnown = (confirmed: RequestBody, predicted: RequestBody): RequestBody =>
  predicted.registration.sequence === null
    ? { ...confirmed, registration: { ...confirmed.registration, sequence: null } }
    : confirmed
