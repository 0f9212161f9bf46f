/** Decisions that end a request. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { inReview, act, read } = actsForEachTest()

test('reject, forward, file, each once and for good', async () => {
  const rejected = await inReview(1)
  await act('reject-request', rejected, { reason: 'capacity-not-proved', explanation: '' }, 4)
  expect(await read(rejected)).toMatchObject({ state: 'rejected', decision: { reason: 'capacity-not-proved' } })
  const forwarded = await inReview(2)
  await act('forward-request', forwarded, { to: 'CAS Vaslui' }, 4)
  expect(await read(forwarded)).toMatchObject({ state: 'forwarded', decision: { forwardedTo: 'CAS Vaslui' } })
  const filed = await inReview(3)
  await act('file-request', filed, { reason: 'unidentified', explanation: '' }, 4)
  expect(await read(filed)).toMatchObject({ state: 'filed', decision: { filing: 'unidentified' } })
  for (const id of [rejected, forwarded, filed])
    expect(await act('withdraw-request', id, { explanation: '' }, 5)).toMatchObject({
      problem: { code: 'request.state' },
    })
})
