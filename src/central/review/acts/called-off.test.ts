/** What ends an approved request before its execution calls the execution off. */
import { expect, test } from 'vitest'
import { actsForEachTest } from '../../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../../test/support/central/office.ts'

// Without a seal nothing is executed, so what was approved waits.
const { office, numbered, act, read } = actsForEachTest({ demonstration: false, seal: undefined as never })

const executionOf = (requestId: string) =>
  office.central.store.read((db) =>
    db
      .selectFrom('execution')
      .select(['state', 'problem', 'fence', 'plan_hash', 'finished_at', 'paper_id'])
      .where('request_id', '=', requestId)
      .executeTakeFirst(),
  )
async function approved(n: number): Promise<string> {
  const { cnp } = await addHolder(office, { n })
  const id = await numbered({ cnp })
  expect(await approve(office, id)).toMatchObject({ outcome: 'applied', revision: 5 })
  return id
}

test('an approval orders an execution of the plan that was shown', async () => {
  const { cnp } = await addHolder(office, { n: 3 })
  const id = await numbered({ cnp })
  expect(await executionOf(id)).toBeUndefined()
  const session = office.session.supervisor
  const { hash } = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, { session })
  expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
  expect(await executionOf(id)).toEqual({
    state: 'due',
    problem: null,
    fence: 0,
    plan_hash: hash,
    finished_at: null,
    paper_id: null,
  })
})

test('an approval of another plan orders nothing, and does not get the present one', async () => {
  const { cnp } = await addHolder(office, { n: 4 })
  const id = await numbered({ cnp })
  const planHash = 'f'.repeat(64)
  const receipt = await act('approve-request', id, { planHash, surname: 'Popescu' }, 4)
  expect('problem' in receipt && receipt.problem).toEqual({ code: 'request.plan-changed', details: {} })
  expect(await executionOf(id)).toBeUndefined()
  expect((await read(id)).state).toBe('in_review')
})

test('a withdrawal calls it off', async () => {
  const id = await approved(1)
  expect(await act('withdraw-request', id, { explanation: '' }, 5, office.session.clerk)).toMatchObject({
    outcome: 'applied',
  })
  expect(await executionOf(id)).toMatchObject({ state: 'withdrawn', problem: null })
  expect((await read(id)).state).toBe('withdrawn')
})

test('a rejection calls it off', async () => {
  const id = await approved(2)
  const execution = { state: 'blocked', problem: '{"code":"request.deceased","details":{}}' } as const
  await office.central.store.write(({ db }) =>
    db.updateTable('execution').set(execution).where('request_id', '=', id).execute(),
  )
  expect(
    await act('reject-request', id, { reason: 'deceased', explanation: 'Cauza a apărut după aprobare.' }, 5),
  ).toMatchObject({
    outcome: 'applied',
  })
  expect(await executionOf(id)).toMatchObject({ state: 'withdrawn', problem: null })
})
