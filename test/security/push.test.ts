import { afterAll, beforeAll, expect, test } from 'vitest'
import { addHolder, lease, type Office, openOffice, requestInReview } from '../support/central/office.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

test('a request goes from registration to review and comes back by pull', async () => {
  const { cnp } = await addHolder(office, { n: 1 })
  const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
  const pulled = await office.desk.must<{ changes: { id: string; version: number; body: { state: string } }[] }>('GET', '/v1/pull?cursor=0')
  const change = pulled.changes.find((entry) => entry.id === id)
  expect(change).toMatchObject({ version: 4, body: { state: 'in_review', revision: 4, holder: { cnp } } })
})
