/** In which order the opposite requests of one person run. */
import { describe, expect, test } from 'vitest'
import { executionsOf } from '../../../test/support/central/executions.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'
import { openDossier, readDocument } from '../dossiers/dossiers.ts'
import { readRequest } from '../store/repositories/requests.ts'

const { office, numbered, request, state, codes, addDocument, act } = executionsOf()

describe('opposite requests of one person', () => {
  test('run in the order in which they were made, whatever the order of approval', async () => {
    const { cnp, dossierId } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    expect(await approve(office, revert)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect(await state(revert)).toBe('approved')
    expect(await approve(office, anonymise)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    await office.central.settled()
    expect([await state(anonymise), await state(revert)]).toEqual(['executed', 'executed'])
    const dossiers = await office.central.store.read((db) =>
      db.selectFrom('dossier').selectAll().orderBy('generation').execute(),
    )
    expect(dossiers).toMatchObject([
      { id: dossierId, generation: 1, state: 'anonymised', closed_by: anonymise },
      { generation: 2, state: 'active', content_from_day: '2026-11-22', closed_at: null },
    ])
    expect(await office.central.store.read((db) => db.selectFrom('clinical_document').selectAll().execute())).toEqual(
      [],
    )
    // What belongs to the new dossier opens; nothing of the old one ever does.
    const added = await addDocument(dossiers[1]?.id ?? '')
    expect(
      Buffer.from(
        (await office.central.store.read((db) => readDocument(db, office.central.keys, added))) ?? '',
      ).toString(),
    ).toBe('nou')
    expect(await office.central.store.read((db) => openDossier(db, office.central.keys, dossierId))).toBeUndefined()
    // And the whole way once more.
    const again = await request(cnp, 'anonymise', '2026-11-23T07:59:00.000Z')
    expect(await approve(office, again)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect(await state(again)).toBe('executed')
  })

  test('of the same day without a time: the order is unknown, so a supervisor must decide it', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', null)
    const revert = await request(cnp, 'revert', null)
    for (const id of [anonymise, revert]) {
      expect(await codes(id)).toContain('request.order')
      expect(await approve(office, id)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.order' } })
    }
  })

  test('a time stated by a desk without a connection proves only the day', async () => {
    const { cnp } = await addHolder(office)
    const offline = await numbered({
      cnp,
      kind: 'anonymise',
      change: { requestedAt: '2026-11-23T07:00:00.000Z' },
      offline: true,
    })
    const online = await request(cnp, 'revert', '2026-11-23T07:30:00.000Z')
    for (const id of [offline, online]) expect(await codes(id)).toContain('request.order')
    const dayBefore = await numbered({
      cnp,
      kind: 'revert',
      change: { requestedAt: '2026-11-22T07:00:00.000Z', requestedDay: '2026-11-22' },
      offline: true,
    })
    const details = await office.desk.must<{ obstacles: { code: string; details: { requestIds?: string[] } }[] }>(
      'GET',
      `/v1/requests/${dayBefore}/plan`,
      { session: office.session.supervisor },
    )
    expect(details.obstacles.flatMap(({ details: { requestIds = [] } }) => requestIds)).not.toContain(offline)
  })

  test('a new anonymisation is not joined to one whose effect a revert has undone', async () => {
    const { cnp } = await addHolder(office)
    const first = await request(cnp, 'anonymise', '2026-11-10T07:00:00.000Z', '2026-11-10')
    await approve(office, first)
    await office.central.settled()
    const join = async (id: string) =>
      office.desk.act({
        kind: 'join-request',
        aggregateId: id,
        session: office.session.supervisor,
        payload: { into: first },
        expectedRevision: 4,
      })
    expect(await join(await request(cnp, 'anonymise', '2026-11-12T07:00:00.000Z', '2026-11-12'))).toMatchObject({
      outcome: 'applied',
    })
    office.clock.now += 60_000
    await approve(office, await request(cnp, 'revert', '2026-11-15T07:00:00.000Z', '2026-11-15'))
    await office.central.settled()
    const again = await request(cnp, 'anonymise', '2026-11-20T07:00:00.000Z', '2026-11-20')
    expect(await join(again)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.state' } })
    expect(await approve(office, again)).toMatchObject({ outcome: 'applied' })
  })

  test('an anonymisation that arrives late, made before a revert that has been executed, erases nothing', async () => {
    const { cnp } = await addHolder(office)
    await approve(office, await request(cnp, 'anonymise', '2026-11-10T07:00:00.000Z', '2026-11-10'))
    await office.central.settled()
    await approve(office, await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22'))
    await office.central.settled()
    // Taken offline on the 20th, while the record was still anonymised.
    const late = await request(cnp, 'anonymise', '2026-11-20T07:00:00.000Z', '2026-11-20')
    expect(await codes(late)).toEqual(['request.order'])
    expect(await approve(office, late)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.order' } })
    const dossier = await office.central.store.read((db) =>
      db.selectFrom('dossier').select('state').orderBy('generation', 'desc').limit(1).executeTakeFirst(),
    )
    expect(dossier?.state).toBe('active')
  })

  test('an approved one that waits can be withdrawn, and is not executed', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    await approve(office, revert)
    await office.central.settled()
    expect(
      await act('withdraw-request', revert, { explanation: 'nu mai dorește' }, 5, office.session.clerk),
    ).toMatchObject({ outcome: 'applied' })
    await approve(office, anonymise)
    await office.central.settled()
    expect([await state(anonymise), await state(revert)]).toEqual(['executed', 'withdrawn'])
  })

  test('an obstacle that appears after the approval blocks the execution, and is shown', async () => {
    const { cnp, holderId } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    await approve(office, revert)
    await office.central.store.write(({ db }) =>
      db.updateTable('holder').set({ deceased_day: '2026-11-23' }).where('id', '=', holderId).execute(),
    )
    await act('withdraw-request', anonymise, { explanation: '' }, 4, office.session.clerk)
    await office.central.settled()
    const execution = await office.central.store.read((db) =>
      db.selectFrom('execution').selectAll().where('request_id', '=', revert).executeTakeFirstOrThrow(),
    )
    expect(execution).toMatchObject({
      state: 'blocked',
      fence: 0,
      problem: expect.stringContaining('request.deceased') as string,
    })
    expect(await state(revert)).toBe('approved')
    // Nobody wished to withdraw it: it gets its answer.
    expect(await act('reject-request', revert, { reason: 'deceased', explanation: '' }, 5)).toMatchObject({
      outcome: 'applied',
    })
    await office.central.settled()
    expect(await state(revert)).toBe('rejected')
    expect(
      await office.central.store.read((db) =>
        db.selectFrom('execution').select('state').where('request_id', '=', revert).executeTakeFirst(),
      ),
    ).toEqual({ state: 'withdrawn' })
    expect((await office.central.store.read((db) => readRequest(db, revert)))?.papers).toMatchObject([
      { paper: 'letter', letter: 'rejection' },
    ])
  })
})

describe('an opposite request made later', () => {
  test('does not hide that the person is anonymised already: nothing begins that could not end', async () => {
    const { cnp } = await addHolder(office)
    await approve(office, await request(cnp, 'anonymise', '2026-11-20T07:00:00.000Z', '2026-11-20'))
    await office.central.settled()
    const again = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    expect(await codes(again)).toEqual(['request.already-anonymised'])
    expect(await approve(office, again)).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'request.already-anonymised' },
    })
    await act('reject-request', again, { reason: 'already-anonymised', explanation: '' }, 4)
    await approve(office, revert)
    await office.central.settled()
    expect(await state(revert)).toBe('executed')
  })

  test('does not hide that there is nothing to revert', async () => {
    const { cnp } = await addHolder(office)
    const revert = await request(cnp, 'revert', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const anonymise = await request(cnp, 'anonymise', '2026-11-22T07:00:00.000Z', '2026-11-22')
    expect(await codes(revert)).toEqual(['request.not-anonymised'])
    expect(await codes(anonymise)).toEqual([])
  })
})
