/** Extension of the term. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'

const { office, inReview, act, read } = actsForEachTest()

test('extend once, and not after the term', async () => {
  const id = await inReview()
  expect(await act('extend-term', id, { days: 10, explanation: 'cercetare' }, 4)).toMatchObject({
    outcome: 'applied',
    revision: 5,
  })
  expect(await read(id)).toMatchObject({ state: 'in_review', extendedDays: 10, dueDay: '2027-01-02' })
  expect(await act('extend-term', id, { days: 5, explanation: 'încă' }, 5)).toMatchObject({
    problem: { code: 'request.extended' },
  })
  const other = await inReview(2)
  office.clock.now += 31 * 86_400_000
  const session = await office.desk.signIn('supervisor', 'o parolă de încercare')
  expect(await act('extend-term', other, { days: 5, explanation: 'târziu' }, 4, session)).toMatchObject({
    problem: { code: 'request.extension', details: { maximumDays: 0 } },
  })
})
