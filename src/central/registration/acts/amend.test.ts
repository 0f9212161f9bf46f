/** Amendments, and the identity check that they invalidate. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, identityCheck, registration } from '../../../../test/support/central/office.ts'

const { office, inReview, act, read } = actsForEachTest()

test('amending the person invalidates the identity check; amending a spelling, an address or a contact does not', async () => {
  const id = await inReview(7)
  const { holder } = registration({ cnp: fictionalCnp(7), sequence: 1 })
  const amend = async (change: Partial<typeof holder>) =>
    act('amend-request', id, { holder: { ...holder, ...change } }, (await read(id)).revision, office.session.clerk)
  const send = async () => act('submit-request', id, {}, (await read(id)).revision, office.session.clerk)
  await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
  expect(
    await amend({
      surname: holder.surname.toUpperCase(),
      contact: { address: 'Strada Nouă 2', phone: '', email: '' },
    }),
  ).toMatchObject({ outcome: 'applied' })
  expect((await read(id)).identityCheck).not.toBeNull()
  // The person whose document was looked at is not the one whose record would go.
  expect(await amend({ cnp: fictionalCnp(8) })).toMatchObject({ outcome: 'applied' })
  expect((await read(id)).identityCheck).toBeNull()
  expect(await send()).toMatchObject({
    problem: { code: 'request.incomplete', details: { missing: ['identity-check'] } },
  })
  // Back again: what was checked was checked for another statement.
  await amend({})
  expect(await send()).toMatchObject({
    problem: { code: 'request.incomplete', details: { missing: ['identity-check'] } },
  })
  await act('record-identity-check', id, identityCheck, null, office.session.clerk)
  expect(await send()).toMatchObject({ outcome: 'applied' })
})
