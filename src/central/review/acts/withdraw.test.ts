/** Withdrawals. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { office, inReview, act, read } = actsForEachTest()

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
    const audited = await office.central.store.read((db) =>
      db
        .selectFrom('audit_entry')
        .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
        .select('body')
        .where('action', '=', 'withdraw-request')
        .orderBy('audit_entry.n', 'desc')
        .executeTakeFirstOrThrow(),
    )
    expect(JSON.parse(audited.body)).toMatchObject({ requestId: id, ...facts })
    expect(audited.body).not.toContain('Popescu')
  }
})
