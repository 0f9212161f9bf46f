/** Attached files. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { approve } from '../../../../test/support/central/office.ts'

const { office, inReview, act, read } = actsForEachTest()

test('a scan counts as something to see before deciding', async () => {
  const id = await inReview()
  const sha256 = await office.desk.upload(new TextEncoder().encode('procura'))
  const attachment = {
    sha256,
    mediaType: 'image/png' as const,
    bytes: 7,
    pages: 1,
    role: 'other' as const,
    name: 'p.png',
  }
  expect(await act('attach-document', id, { attachment })).toMatchObject({ outcome: 'applied', revision: 5 })
  await act('attach-document', id, { attachment })
  expect((await read(id)).attachments.filter((file) => file.sha256 === sha256)).toHaveLength(1)
  // One sheet may be the request and the power of attorney.
  await act('attach-document', id, { attachment: { ...attachment, role: 'proof-of-capacity' } })
  expect((await read(id)).attachments.filter((file) => file.sha256 === sha256).map(({ role }) => role)).toEqual([
    'other',
    'proof-of-capacity',
  ])
  expect(await approve(office, id, { revision: 4 })).toMatchObject({
    problem: { code: 'request.stale', details: { seen: 4, current: 7 } },
  })
})

test('the size of a file is the one that arrived, whatever is stated', async () => {
  const id = await inReview()
  const sha256 = await office.desk.upload(new TextEncoder().encode('adeverința'))
  const attachment = { sha256, mediaType: 'image/png', bytes: 99_999, pages: 1, role: 'other', name: 'a.png' } as const
  expect(await act('attach-document', id, { attachment })).toMatchObject({ outcome: 'applied' })
  expect((await read(id)).attachments.find((file) => file.sha256 === sha256)).toMatchObject({ bytes: 11 })
})
