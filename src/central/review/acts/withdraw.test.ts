/** Withdrawals. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { office, inReview, act, read, audited } = actsForEachTest()

test('a withdrawal states how it was requested, in the timeline and in the audit', async () => {
  for (const how of ['at-counter', 'in-writing', undefined] as const) {
    const id = await inReview()
    expect(
      await act(
        'withdraw-request',
        id,
        { ...(how === undefined ? {} : { how }), explanation: 'Popescu a venit cu fiica.' },
        4,
        office.session.clerk,
      ),
    ).toMatchObject({ outcome: 'applied' })
    const facts = how === undefined ? {} : { how }
    expect((await read(id)).timeline.at(-1)).toMatchObject({ act: 'withdraw-request', facts })
    const last = (await audited('withdraw-request')).at(-1)
    expect(last).toMatchObject({ requestId: id, ...facts })
    expect(JSON.stringify(last)).not.toContain('Popescu')
  }
})
