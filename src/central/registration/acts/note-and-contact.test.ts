/** Notes and contact details, which apply in every state. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { office, inReview, act, read } = actsForEachTest()

test('a note, contact facts, a scan and a print, in every state, without making a decision stale', async () => {
  const id = await inReview()
  await act('reject-request', id, { reason: 'unsigned', explanation: '' }, 4)
  const noteId = v7()
  const before = await read(id)
  for (let time = 0; time < 2; time++)
    expect(await act('add-note', id, { noteId, text: 'a sunat' }, null, office.session.clerk)).toMatchObject({
      outcome: 'applied',
      revision: before.revision,
    })
  expect(
    await act(
      'update-contact',
      id,
      { contact: { address: 'Str. Exemplu 1', phone: '0700', email: '' } },
      null,
      office.session.clerk,
    ),
  ).toMatchObject({ outcome: 'applied', revision: before.revision })
  const print = { paper: 'proof-of-registration' as const, paperId: null, sha256: 'a'.repeat(64), duplicate: false }
  expect(await act('record-print', id, print, null, office.session.clerk)).toMatchObject({
    outcome: 'applied',
    revision: before.revision,
  })
  expect(await act('record-print', id, { ...print, duplicate: true }, null, office.session.clerk)).toMatchObject({
    outcome: 'applied',
  })
  const after = await read(id)
  expect(after.notes).toMatchObject([{ id: noteId, text: 'a sunat' }])
  expect(after.holder.contact.address).toBe('Str. Exemplu 1')
  expect(after.papers.filter(({ paper }) => paper === 'proof-of-registration')).toMatchObject([{ printed: 2 }])
  expect(
    await act(
      'record-print',
      id,
      { paper: 'receipt', paperId: null, sha256: 'a'.repeat(64), duplicate: false },
      null,
      office.session.clerk,
    ),
  ).toMatchObject({ problem: { code: 'paper.unknown' } })
})
