/** Sending to review: only a complete request. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, identityCheck, registration } from '../../../../test/support/central/office.ts'

const { office, nextNumber, act } = actsForEachTest()

test('is refused with the list of what is missing, and allowed when nothing is', async () => {
  const id = v7()
  await act(
    'register-request',
    id,
    registration({ cnp: fictionalCnp(1), sequence: nextNumber() }),
    null,
    office.session.clerk,
  )
  expect(await act('submit-request', id, {}, 1)).toMatchObject({
    problem: { code: 'request.incomplete', details: { missing: ['identity-check', 'request-document'] } },
  })
  await act('record-identity-check', id, identityCheck)
  const sha256 = await office.desk.upload(new TextEncoder().encode('%PDF-1.7'))
  await act('attach-document', id, {
    attachment: { sha256, mediaType: 'application/pdf', bytes: 8, pages: 1, role: 'request', name: 'c.pdf' },
  })
  expect(await act('submit-request', id, {}, 3)).toMatchObject({ outcome: 'applied', version: 4, revision: 4 })
})

test('is refused if the document had expired when it was checked, although the request states an earlier day', async () => {
  const id = v7()
  const check = {
    ...identityCheck.check,
    document: identityCheck.check.document && { ...identityCheck.check.document, validUntil: '2026-11-22' },
  }
  await act(
    'register-request',
    id,
    registration({
      cnp: fictionalCnp(1),
      sequence: nextNumber(),
      change: { requestedDay: '2026-11-20', requestedAt: null },
    }),
    null,
    office.session.clerk,
  )
  await act('record-identity-check', id, { check })
  expect(await act('submit-request', id, {}, 2)).toMatchObject({
    problem: { code: 'request.incomplete', details: { missing: ['document-expired', 'request-document'] } },
  })
})
