import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayApprove } from './four-eyes.ts'

const actor = fc.constantFrom('a', 'b', 'c', 'd')

test('whoever registered or ever verified may not approve; everyone else may', () => {
  fc.assert(
    fc.property(fc.option(actor), fc.array(actor), actor, (registeredBy, verifiedBy, approver) => {
      const result = mayApprove({ registeredBy, verifiedBy }, approver)
      const expected = registeredBy === approver ? 'request.own-registration' : verifiedBy.includes(approver) ? 'request.four-eyes' : 'ok'
      expect(result.ok ? 'ok' : result.problem.code).toBe(expected)
    }),
  )
})
