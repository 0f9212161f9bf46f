/** Personal data stay out of the timeline and the audit. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'

const { office, numbered } = actsForEachTest()

test('the facts of the timeline and the audit contain no names', async () => {
  const { cnp } = await addHolder(office, { n: 5 })
  const id = await numbered({ cnp })
  await approve(office, id)
  await office.central.settled()
  const { entries, bodies, facts } = await office.central.store.read(async (db) => ({
    entries: await db.selectFrom('audit_entry').selectAll().execute(),
    bodies: await db.selectFrom('audit_body').select('body').execute(),
    facts: await db.selectFrom('timeline').select('facts').execute(),
  }))
  const text = JSON.stringify([entries, bodies, facts])
  for (const secret of [cnp, 'Popescu', 'Ana', 'Diagnostic']) expect(text).not.toContain(secret)
  expect(entries.filter(({ action }) => action === 'anonymise.executed')).toMatchObject([
    { subject_ref: office.central.keys.subjectRef(cnp) },
  ])
})
