/**
 * The life cycle of a request as a complete table: for every state and every command the next state or a refusal. Who
 * may give a command and what else it needs is decided elsewhere (rights, completeness, four-eyes, order).
 */
import { ok, refuse, type Result } from '../problem.ts'
import { CLOSED_STATES, REQUEST_STATES, type RequestState } from './request.ts'

/**
 * submit: to review · return: for completion · begin, complete: the central store's execution · join: to an earlier
 * request · forward: to the competent authority · file: without an answer · extend: the term · amend: facts of the
 * request · contact: address, telephone, e-mail of the applicant · decide-order: which of two opposite requests was
 * made first · settle: an answer to a difference between paper and record.
 */
export const REQUEST_COMMANDS = [
  'submit',
  'return',
  'approve',
  'begin',
  'complete',
  'reject',
  'withdraw',
  'join',
  'forward',
  'file',
  'extend',
  'amend',
  'record-identity',
  'attach',
  'note',
  'contact',
  'decide-order',
  'settle',
] as const
export type RequestCommand = (typeof REQUEST_COMMANDS)[number]

/** Facts that always apply, from any author and in any state: a late scan or note is never lost. */
const ALWAYS = { attach: 'same', note: 'same', contact: 'same' } as const

/**
 * Ways to close a request that stay possible until the decision; filing, joining and forwarding are those of OG 27/2002
 * art. 6^1, 7 and 10.
 */
const UNDECIDED = {
  reject: 'rejected',
  withdraw: 'withdrawn',
  join: 'joined',
  forward: 'forwarded',
  file: 'filed',
  extend: 'same',
  'decide-order': 'same',
  settle: 'same',
} as const

/** `same`: the command applies and the state stays. A command not named is refused. */
type Row = Partial<Record<RequestCommand, RequestState | 'same'>> & typeof ALWAYS

const TABLE: Record<RequestState, Row> = {
  registered: { ...ALWAYS, ...UNDECIDED, submit: 'in_review', amend: 'same', 'record-identity': 'same' },
  // What the supervisor is looking at must not change meanwhile; a renewed check of the signature or the identity may
  // be recorded.
  in_review: { ...ALWAYS, ...UNDECIDED, return: 'returned', approve: 'approved', 'record-identity': 'same' },
  returned: { ...ALWAYS, ...UNDECIDED, submit: 'in_review', amend: 'same', 'record-identity': 'same' },
  // Until the execution starts the person may change their mind, and new facts (a death, another answer) can be
  // answered; the term no longer matters.
  approved: { ...ALWAYS, begin: 'executing', reject: 'rejected', withdraw: 'withdrawn', 'decide-order': 'same' },
  executing: { ...ALWAYS, complete: 'executed' },
  executed: ALWAYS,
  rejected: ALWAYS,
  withdrawn: ALWAYS,
  joined: ALWAYS,
  forwarded: ALWAYS,
  filed: ALWAYS,
}

/** The state after a command; refuses with `request.state` where the state does not allow it. */
export function applyCommand(state: RequestState, command: RequestCommand): Result<RequestState> {
  const next = TABLE[state][command]
  if (next === undefined) return refuse('request.state', { state, command })
  return ok(next === 'same' ? state : next)
}

/** Whether a command applies in a state. */
export const allows = (state: RequestState, command: RequestCommand): boolean => TABLE[state][command] !== undefined

/** The commands a state allows, in the order of {@link REQUEST_COMMANDS}. */
export const commandsAllowedIn = (state: RequestState): readonly RequestCommand[] =>
  REQUEST_COMMANDS.filter((command) => TABLE[state][command] !== undefined)

/** The states in which a command applies. */
export const statesAllowing = (command: RequestCommand): readonly RequestState[] =>
  REQUEST_STATES.filter((state) => TABLE[state][command] !== undefined)

/** Whether a request has its answer and changes no more. */
export const isClosed = (state: RequestState): boolean => (CLOSED_STATES as readonly RequestState[]).includes(state)
