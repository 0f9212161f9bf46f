import { expect, it } from 'vitest'
import {
  after,
  CLERK,
  HOLDER,
  identityCheck,
  inReview,
  MAILBOX,
  registered,
  SUPERVISOR,
} from '../../test/support/acts/request-of.ts'
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

it('but a note or a contact fact is no hand in it', () => {
  const { contact } = registered().holder
  const noted = after(registered(), 'update-contact', { contact }, { by: SUPERVISOR })
  expect(refusalOfFourEyes(noted, SUPERVISOR.id)).toBeNull()
})

it('what no person registered is nobody’s own registration', () => {
  for (const registeredBy of [MAILBOX, HOLDER])
    expect(refusalOfFourEyes({ ...registered(), registeredBy }, registeredBy.id)).toBeNull()
})
