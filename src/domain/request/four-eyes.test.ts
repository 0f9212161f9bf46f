import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isEvidence, mayApprove } from './four-eyes.ts'
import { ATTACHMENT_ROLES } from './request.ts'

const actor = fc.constantFrom('a', 'b', 'c', 'd')

test('whoever registered, ever verified, amended or attached the proof may not approve; everyone else may', () => {
  fc.assert(
    fc.property(
      fc.option(actor),
      fc.array(actor, { maxLength: 2 }),
      fc.array(actor, { maxLength: 2 }),
      fc.array(actor, { maxLength: 2 }),
      actor,
      (registeredBy, verifiedBy, amendedBy, evidencedBy, approver) => {
        const result = mayApprove({ registeredBy, verifiedBy, amendedBy, evidencedBy }, approver)
        const expected =
          registeredBy === approver
            ? 'request.own-registration'
            : [...verifiedBy, ...amendedBy, ...evidencedBy].includes(approver)
              ? 'request.four-eyes'
              : 'ok'
        expect(result.ok ? 'ok' : result.problem.code).toBe(expected)
      },
    ),
  )
})

test('a decision rests on the request and on proofs, and on nothing else that is attached', () => {
  expect(Object.fromEntries(ATTACHMENT_ROLES.map((role) => [role, isEvidence(role)]))).toEqual({
    request: true,
    'proof-of-capacity': true,
    other: false,
  })
})
