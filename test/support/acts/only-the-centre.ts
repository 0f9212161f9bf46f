/**
 * The complete list of what a desk cannot predict about its own acts: refusals that only the central store can decide,
 * and values that only it can add to a request. Everything else must be predicted.
 */
import type { ProblemCode } from '../../../src/domain/problem.ts'
import type { CommandKind } from '../../../src/request/acts.ts'
import type { RequestBody } from '../../../src/request/body.ts'

/** The central store looks up a person's rights; at the desk its procedures do so before an act is performed. */
const ANY: readonly ProblemCode[] = ['right.missing']

const OF_KIND: Partial<Record<CommandKind, readonly ProblemCode[]>> = {
  // The central store knows who leased a number, and whether another request has it.
  'register-request': ['number.not-leased', 'number.taken'],
  // Obstacles to an execution depend on the dossier and on the person's other requests.
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
 * The confirmed request without what only the central store can know: the real number in place of a provisional one.
 * Sealed papers are added later with their own version, and so is the entry of an order decided on another request.
 */
export const asFarAsKnown = (confirmed: RequestBody, predicted: RequestBody): RequestBody =>
  predicted.registration.sequence === null
    ? { ...confirmed, registration: { ...confirmed.registration, sequence: null } }
    : confirmed
