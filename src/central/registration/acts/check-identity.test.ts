/** Identity checks: of the people that the request states, and by means that a desk can have. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, identityCheck, registration } from '../../../../test/support/central/office.ts'

const { office, nextNumber, inReview, act, read } = actsForEachTest()

test('an identity check of other people than the request states on arrival is refused', async () => {
  const id = await inReview(7)
  const { holder } = registration({ cnp: fictionalCnp(7), sequence: 1 })
  const people = {
    holder: { surname: holder.surname, givenNames: holder.givenNames, cnp: holder.cnp },
    capacity: 'holder' as const,
    representative: null,
  }
  await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
  await act('amend-request', id, { holder: { ...holder, cnp: fictionalCnp(8) } }, 5, office.session.clerk)
  // A colleague had the first person's document in hand when this was changed.
  expect(
    await act('record-identity-check', id, { ...identityCheck, people }, null, office.session.clerk2),
  ).toMatchObject({ outcome: 'rejected', problem: { code: 'request.people-changed' } })
  expect((await read(id)).identityCheck).toBeNull()
  expect(
    await act(
      'record-identity-check',
      id,
      { ...identityCheck, people: { ...people, holder: { ...people.holder, cnp: fictionalCnp(8) } } },
      null,
      office.session.clerk2,
    ),
  ).toMatchObject({ outcome: 'applied' })
})

test('nobody at a desk can claim a login at the portal or a qualified signature', async () => {
  const forged = registration({ cnp: fictionalCnp(1), sequence: nextNumber(), change: { channel: 'portal' } })
  expect(await act('register-request', v7(), forged, null, office.session.clerk)).toMatchObject({
    problem: { code: 'input.invalid' },
  })
  const id = v7()
  await act(
    'register-request',
    id,
    registration({ cnp: fictionalCnp(1), sequence: nextNumber(), change: { channel: 'email' } }),
    null,
    office.session.clerk,
  )
  for (const method of ['portal-login', 'qualified-signature'] as const)
    expect(
      await act(
        'record-identity-check',
        id,
        { check: { ...identityCheck.check, method, document: null, attestations: [] } },
        null,
        office.session.clerk,
      ),
    ).toMatchObject({ problem: { code: 'input.invalid' } })
})
