/** When the number in front of another one was given out: in numbers without a gap, and over gaps of any length. */
import { expect, test } from 'vitest'
import { v7 } from 'uuid'
import { officeForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { fictionalCnp, lease, registration } from '../../../../test/support/central/office.ts'
import { REGISTRY } from '../../../domain/request/request.ts'
import { blockOf, previousAt } from './number-blocks.ts'

const office = officeForEachTest()

test('is the nearest one before it in its block, and none before the first of the block', async () => {
  const first = await lease(office.desk, 10)
  const next = await lease(office.desk, 10)
  const given = [0, 1, 4, 9]
  for (const offset of given) {
    office.clock.now = Date.parse('2026-11-23T09:00:00.000Z') + offset * 60_000
    const payload = registration({ cnp: fictionalCnp(1), sequence: first + offset })
    const at = new Date(office.clock.now).toISOString()
    const stated = { ...payload, registration: { ...payload.registration, at } }
    expect(
      await office.desk.act({
        ...{ kind: 'register-request', aggregateId: v7(), session: office.session.clerk, payload: stated },
      }),
    ).toMatchObject({ outcome: 'applied' })
  }
  const minuteBefore = (sequence: number) =>
    office.central.store.write(async (writing) => {
      const place = { registry: REGISTRY, year: 2026, sequence }
      const block = await blockOf(writing, office.desk.deviceId, place)
      if (!block) throw new Error('no block')
      const at = await previousAt(writing, block, sequence)
      return at === null ? null : new Date(at).getMinutes()
    })
  const found = []
  for (let offset = 0; offset < 10; offset++) found.push(await minuteBefore(first + offset))
  expect(found).toEqual([null, 0, 1, 1, 1, 4, 4, 4, 4, 4])
  // The last number of the block before is not in front of it.
  expect([await minuteBefore(next), await minuteBefore(next + 3)]).toEqual([null, null])
})
