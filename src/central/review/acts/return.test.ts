/** Return for completion. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, identityCheck, registration } from '../../../../test/support/central/office.ts'

const { office, inReview, act, read } = actsForEachTest()

test('return, amend, send again', async () => {
  const id = await inReview()
  expect(
    await act('return-request', id, { missing: ['attestation-signed'], explanation: 'Vă rugăm să semnați.' }, 4),
  ).toMatchObject({ outcome: 'applied' })
  expect(await read(id)).toMatchObject({
    state: 'returned',
    decision: { missing: ['attestation-signed'], by: { name: 'Persoana supervisor' } },
  })
  expect(
    await act(
      'amend-request',
      id,
      { holder: { ...registration({ cnp: fictionalCnp(7), sequence: 1 }).holder, surname: 'Ionescu' } },
      5,
      office.session.clerk,
    ),
  ).toMatchObject({ outcome: 'applied', revision: 6 })
  expect(await read(id)).toMatchObject({ state: 'returned', holder: { surname: 'Ionescu', cnp: fictionalCnp(7) } })
  await act('record-identity-check', id, identityCheck, null, office.session.clerk)
  expect(await act('submit-request', id, {}, 7, office.session.clerk)).toMatchObject({ outcome: 'applied' })
  expect(await act('amend-request', id, { kind: 'revert' }, 8, office.session.clerk)).toMatchObject({
    problem: { code: 'request.state' },
  })
})
