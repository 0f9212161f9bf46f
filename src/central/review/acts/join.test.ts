/** Joining a request to another. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../../test/support/central/office.ts'

const { office, numbered, inReview, act, read } = actsForEachTest()

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

test('an executed request has an answer until a later opposite request has undone it', async () => {
  const { cnp } = await addHolder(office, { n: 5 })
  const executed = async (kind: 'anonymise' | 'revert', requestedAt: string) => {
    const id = await numbered({ cnp, kind, change: { requestedAt } })
    expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect((await read(id)).state).toBe('executed')
    return id
  }
  const join = async (into: string) => act('join-request', await numbered({ cnp }), { into }, 4)
  const anonymised = await executed('anonymise', '2026-11-23T07:00:00.000Z')
  expect(await join(anonymised)).toMatchObject({ outcome: 'applied' })
  const reverted = await executed('revert', '2026-11-23T07:30:00.000Z')
  expect(await join(anonymised)).toMatchObject({
    problem: { code: 'request.state', details: { state: 'executed', command: 'join' } },
  })
  expect(await join(reverted)).toMatchObject({ problem: { code: 'request.different-person' } })
})
