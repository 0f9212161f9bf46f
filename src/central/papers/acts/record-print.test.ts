/** Prints: the centre decides which one was the first. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp } from '../../../../test/support/central/office.ts'

const { office, inReview, act, read, audited } = actsForEachTest()

test('the centre decides whether a print is a duplicate; what a desk stated otherwise stays in the audit, and the first content with the paper', async () => {
  const id = await inReview()
  const said = {
    kind: 'anonymise' as const,
    number: '7/23.11.2026',
    provisional: false,
    holder: { surname: 'Popescu', givenNames: 'Ana', cnp: fictionalCnp(1) },
    capacity: 'holder' as const,
    representative: null,
    dueDay: '2026-12-23',
    pages: 1,
  }
  const print = (duplicate: boolean, change: Partial<typeof said> = {}) =>
    act(
      'record-print',
      id,
      {
        paper: 'proof-of-registration',
        paperId: null,
        sha256: 'a'.repeat(64),
        duplicate,
        said: { ...said, ...change },
      },
      null,
      office.session.clerk,
    )
  // Two desks without a connection each took theirs for the first; a third calls the first one a duplicate.
  for (const [duplicate, change] of [
    [true, {}],
    [false, {}],
    [true, { pages: 2 }],
  ] as const)
    expect(await print(duplicate, change)).toMatchObject({ outcome: 'applied' })
  const body = await read(id)
  expect(body.papers).toMatchObject([{ paper: 'proof-of-registration', printed: 3, said }])
  const facts = [
    { duplicate: false, markedDuplicate: true },
    { duplicate: true, markedDuplicate: false },
    { duplicate: true, saysOther: true },
  ].map((fact) => ({ paper: 'proof-of-registration', sha256: 'a'.repeat(64), ...fact }))
  expect(body.timeline.filter((entry) => entry.act === 'record-print').map((entry) => entry.facts)).toEqual(facts)
  const entries = await audited('record-print')
  expect(entries).toMatchObject(facts)
  expect(JSON.stringify(entries)).not.toContain('Popescu')
  const rows = await office.central.store.read((db) => db.selectFrom('print').select('duplicate').execute())
  expect(rows.map((row) => row.duplicate).sort()).toEqual([0, 1, 1])
})
