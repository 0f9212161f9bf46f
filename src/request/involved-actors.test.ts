import { expect, it } from 'vitest'
import { EXPECTED_ACTS } from '../../test/support/acts/expected-acts.ts'
import {
  after,
  CLERK,
  file,
  HOLDER,
  identityCheck,
  inReview,
  MAILBOX,
  registered,
  SUPERVISOR,
} from '../../test/support/acts/request-of.ts'
import { ACTS, COMMAND_KINDS, type CommandKind } from './acts.ts'
import { refusalOfFourEyes } from './involved-actors.ts'

const code = (...args: Parameters<typeof refusalOfFourEyes>) => refusalOfFourEyes(...args)?.code

it('who registered a request does not decide on it; others may', () => {
  expect(code(inReview(), CLERK.id)).toBe('request.own-registration')
  expect(refusalOfFourEyes(inReview(), SUPERVISOR.id)).toBeNull()
})

it('nor does whoever checked the identity, also where a later check replaced that one', () => {
  const checked = after(registered(), 'record-identity-check', identityCheck, { by: SUPERVISOR })
  expect(code(checked, SUPERVISOR.id)).toBe('request.four-eyes')
  expect(code(after(checked, 'record-identity-check', identityCheck), SUPERVISOR.id)).toBe('request.four-eyes')
})

it('nor whoever amended it', () => {
  const amended = after(registered(), 'amend-request', { kind: 'revert' }, { by: SUPERVISOR })
  expect(code(amended, SUPERVISOR.id)).toBe('request.four-eyes')
})

it('nor whoever changed where its letters go, also where somebody changed that again', () => {
  const { contact } = registered().holder
  const changed = after(registered(), 'update-contact', { contact }, { by: SUPERVISOR })
  expect(code(changed, SUPERVISOR.id)).toBe('request.four-eyes')
  expect(code(after(changed, 'update-contact', { contact }), SUPERVISOR.id)).toBe('request.four-eyes')
})

/** A request in review with one more act in its history, and with its registration or its file where it has one. */
function withAct(act: CommandKind, by: typeof CLERK, first?: typeof CLERK): ReturnType<typeof inReview> {
  const request = inReview()
  const [entry] = request.timeline
  const at = '2026-11-23T08:00:00.000Z'
  const taken = first === undefined ? {} : { first: { actor: first, at, deskNumber: 1 } }
  return {
    ...request,
    timeline: [...request.timeline, { ...entry, act, actor: by, ...taken }] as typeof request.timeline,
    ...(act === 'register-request' ? { registeredBy: by } : {}),
    ...(act === 'attach-document'
      ? { attachments: [...request.attachments, { ...file('request').attachment, by, at }] }
      : {}),
  }
}

it.each(COMMAND_KINDS)('%s involves its author as listed, also where somebody else took the act over', (act) => {
  expect(refusalOfFourEyes(withAct(act, SUPERVISOR), SUPERVISOR.id) !== null).toBe(EXPECTED_ACTS[act].involves)
  expect(refusalOfFourEyes(withAct(act, CLERK, SUPERVISOR), SUPERVISOR.id) !== null).toBe(EXPECTED_ACTS[act].involves)
})

it('but a note is no hand in it', () => {
  const noted = after(registered(), 'add-note', { noteId: SUPERVISOR.id, text: 'x' }, { by: SUPERVISOR })
  expect(refusalOfFourEyes(noted, SUPERVISOR.id)).toBeNull()
})

it('whoever decided on it does not change afterwards where its letters go; others do', () => {
  const request = inReview()
  const { contact } = request.holder
  const decision = {
    kind: 'approved' as const,
    by: SUPERVISOR,
    at: request.timeline[0]?.at ?? '',
    ground: null,
    reason: null,
  }
  const check = (by: typeof SUPERVISOR) =>
    ACTS['update-contact'].check({ ...request, decision } as never, { contact }, { by } as never)?.code
  expect(check(SUPERVISOR)).toBe('request.four-eyes')
  expect(check(CLERK)).toBeUndefined()
})

it('what no person registered is nobody’s own registration', () => {
  for (const registeredBy of [MAILBOX, HOLDER])
    expect(refusalOfFourEyes({ ...registered(), registeredBy }, registeredBy.id)).toBeNull()
})
