/** The cause that delays an approved request is reported with it once, and removed when the execution continues. */
import { beforeEach, expect, test } from 'vitest'
import { actsForEachTest } from '../../../test/support/central/office-for-each-test.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'

const fault = { broken: false }
const { office, numbered, act, read } = actsForEachTest({
  reached: (step) => {
    if (fault.broken && step === 'sealed') throw new Error('the seal broke')
  },
})
beforeEach(() => {
  fault.broken = false
})

/**
 * The last change of the request, as it arrives at a desk: of the version that says so, or no desk would ask for it.
 */
const pulled = async (id: string): Promise<unknown> => {
  const page = await office.desk.must<{ changes: { id: string; version: number; body: unknown }[] }>(
    'GET',
    '/v1/pull?cursor=0',
  )
  return page.changes.find((change) => change.id === id)
}
const request = (cnp: string, kind: 'anonymise' | 'revert', day: string) =>
  numbered({ cnp, kind, change: { requestedDay: day, requestedAt: `${day}T07:00:00.000Z` } })

test('one that waits for an opposite request names it; one blocked by a death states that; a closed one states nothing', async () => {
  const { cnp, holderId } = await addHolder(office)
  const anonymise = await request(cnp, 'anonymise', '2026-11-21')
  const revert = await request(cnp, 'revert', '2026-11-22')
  await approve(office, revert)
  await office.central.settled()
  const waiting = {
    state: 'waiting',
    problem: null,
    waitsFor: [{ requestId: anonymise, number: expect.stringMatching(/\/23\.11\.2026$/) as string }],
    since: '2026-11-23T08:00:00.000Z',
  }
  expect((await read(revert)).execution).toEqual(waiting)
  // Told once, however often it is looked at again; and nobody's decision grows stale by it.
  const { version, revision } = await read(revert)
  await office.central.settled()
  expect(await read(revert)).toMatchObject({ version, revision })
  expect(revision).toBe(5)
  expect(await pulled(revert)).toMatchObject({ version, body: { execution: waiting } })

  await office.central.store.write(({ db }) =>
    db.updateTable('holder').set({ deceased_day: '2026-11-23' }).where('id', '=', holderId).execute(),
  )
  await act('withdraw-request', anonymise, { explanation: '' }, 4, office.session.clerk)
  await office.central.settled()
  expect((await read(revert)).execution).toMatchObject({
    state: 'blocked',
    problem: { code: 'request.deceased' },
    waitsFor: [],
  })
  await act('reject-request', revert, { reason: 'deceased', explanation: '' }, 5)
  expect(await read(revert)).not.toHaveProperty('execution')
})

test('one that fails shows a reference that is in the audit, until it succeeds', async () => {
  const { cnp } = await addHolder(office)
  const id = await request(cnp, 'anonymise', '2026-11-23')
  fault.broken = true
  await approve(office, id)
  await office.central.settled()
  const failing = (await read(id)).execution
  expect(failing).toMatchObject({
    state: 'failing',
    problem: { code: 'unexpected', details: { reference: expect.stringMatching(/^[0-9a-f-]{36}$/) as string } },
  })
  await office.central.settled()
  expect((await read(id)).execution).toEqual(failing)
  const bodies = await office.central.store.read((db) =>
    db
      .selectFrom('audit_entry')
      .innerJoin('audit_body', 'audit_body.n', 'audit_entry.n')
      .select('body')
      .where('action', '=', 'execution.failing')
      .execute(),
  )
  expect(bodies.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { requestId: id, reference: failing?.problem?.code === 'unexpected' ? failing.problem.details.reference : '' },
  ])
  fault.broken = false
  await office.central.settled()
  const done = await read(id)
  expect(done.state).toBe('executed')
  expect(done).not.toHaveProperty('execution')
})
