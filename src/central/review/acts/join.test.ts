/** Joining a request to another. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { inReview, act, read } = actsForEachTest()

test('join only to a request of the same person and matter that has an answer', async () => {
  const first = await inReview(1)
  const second = await inReview(1)
  const stranger = await inReview(2)
  const withdrawn = await inReview(1)
  await act('withdraw-request', withdrawn, { explanation: '' }, 4)
  for (const [into, code] of [
    [stranger, 'request.different-person'],
    [second, 'request.unknown'],
    [v7(), 'request.unknown'],
    [withdrawn, 'request.state'],
  ] as const)
    expect(await act('join-request', second, { into }, 4), code).toMatchObject({ problem: { code } })
  expect(await act('join-request', second, { into: first }, 4)).toMatchObject({ outcome: 'applied' })
  expect(await read(second)).toMatchObject({
    state: 'joined',
    decision: { joinedInto: first },
    timeline: expect.arrayContaining([
      expect.objectContaining({ act: 'join-request', facts: { into: first } }),
    ]) as unknown,
  })
})
