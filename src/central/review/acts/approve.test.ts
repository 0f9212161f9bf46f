/** Approval: four eyes. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../../test/support/central/office.ts'

const { office, numbered, act } = actsForEachTest()

test('whoever attached the request or a proof of capacity may not approve; another file prevents nothing', async () => {
  const attach = async (id: string, role: 'other' | 'proof-of-capacity') => {
    const sha256 = await office.desk.upload(new TextEncoder().encode(`${role} ${id}`))
    return act('attach-document', id, {
      attachment: { sha256, mediaType: 'application/pdf', bytes: 10, pages: 1, role, name: 'p.pdf' },
    })
  }
  const { cnp } = await addHolder(office, { n: 7 })
  const id = await numbered({ cnp })
  await attach(id, 'proof-of-capacity')
  expect(await approve(office, id, { revision: 5 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
  await act('reject-request', id, { reason: 'capacity-not-proved', explanation: '' }, 5)
  const other = await numbered({ cnp })
  await attach(other, 'other')
  expect(await approve(office, other, { revision: 5 })).toMatchObject({ outcome: 'applied' })
})

test('whoever amended a request may not approve it', async () => {
  const { cnp } = await addHolder(office)
  const id = await numbered({ cnp })
  await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
  await act('amend-request', id, { answers: { onlyRestrict: 'erase', copyFirst: 'no-copy' } }, 5)
  await act('submit-request', id, {}, 6)
  expect(await approve(office, id, { revision: 7 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
  expect(await approve(office, id, { revision: 7, by: office.session.supervisor2 })).toMatchObject({
    outcome: 'applied',
  })
})

test('a copy wanted first holds the approval until somebody else than the approver has resolved it', async () => {
  const { cnp } = await addHolder(office)
  const id = await numbered({ cnp })
  await act('return-request', id, { missing: [], explanation: 'Se completează.' }, 4)
  await act('amend-request', id, { answers: { onlyRestrict: 'erase', copyFirst: 'copy' } }, 5)
  await act('submit-request', id, {}, 6)
  const by = office.session.supervisor2
  expect(await approve(office, id, { revision: 7, by })).toMatchObject({
    problem: { code: 'request.wish', details: { wishes: ['copy-wanted'] } },
  })
  await act('settle-difference', id, {
    matter: 'copy-wanted',
    how: 'copy-given',
    note: 'Pe un stick al persoanei.',
    paper: [],
    stated: 'copy',
  })
  expect(await approve(office, id, { revision: 8, by })).toMatchObject({ outcome: 'applied' })
})
