/** What an approval names and who may give it, and what stands in its way. */
import { describe, expect, test } from 'vitest'
import { executionsOf } from '../../../test/support/central/executions.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'

const { office, numbered, nextNumber, request, codes, addDocument, act } = executionsOf()

describe('the approval', () => {
  test('names the plan that was shown: with one document more, or one exchanged, it is refused', async () => {
    const { cnp, dossierId } = await addHolder(office)
    const id = await request(cnp, 'anonymise', null)
    const { hash } = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, {
      session: office.session.supervisor,
    })
    const added = await addDocument(dossierId)
    const decide = () =>
      office.desk.act({
        kind: 'approve-request',
        aggregateId: id,
        session: office.session.supervisor,
        payload: { planHash: hash, surname: 'Popescu' },
        expectedRevision: 4,
      })
    expect(await decide()).toMatchObject({ outcome: 'rejected', problem: { code: 'request.plan-changed' } })
    await office.central.store.write(async ({ db }) => {
      const { id: other } = await db
        .selectFrom('clinical_document')
        .select('id')
        .where('dossier_id', '=', dossierId)
        .where('id', '!=', added)
        .limit(1)
        .executeTakeFirstOrThrow()
      await db.deleteFrom('clinical_document').where('id', '=', other).execute()
    })
    // The same counts as at first.
    expect(await decide()).toMatchObject({ outcome: 'rejected', problem: { code: 'request.plan-changed' } })
    expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
  })

  test('is refused to those who registered or verified, without the surname, and offline', async () => {
    const { cnp } = await addHolder(office)
    const id = await request(cnp, 'anonymise', null)
    expect(await approve(office, id, { surname: 'Ionescu' })).toMatchObject({ problem: { code: 'request.surname' } })
    const plan = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, {
      session: office.session.supervisor,
    })
    expect(
      await office.desk.act({
        kind: 'approve-request',
        aggregateId: id,
        session: office.session.supervisor,
        payload: { planHash: plan.hash, surname: 'POPESCU' },
        expectedRevision: 4,
        change: { offline: true },
      }),
    ).toMatchObject({ problem: { code: 'online.required' } })
    // The supervisor looks at the document as well, and by this has had a hand in it.
    const check = await office.central.store.read((db) =>
      db.selectFrom('identity_check').select('record').executeTakeFirstOrThrow(),
    )
    await office.desk.act({
      kind: 'record-identity-check',
      aggregateId: id,
      session: office.session.supervisor,
      payload: { check: JSON.parse(check.record) as never },
    })
    expect(await approve(office, id, { revision: 5 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
    expect(await approve(office, id, { revision: 5, by: office.session.supervisor2 })).toMatchObject({
      outcome: 'applied',
    })
  })
})

describe('what stands in the way', () => {
  test('a person who has died, one without a dossier, one not anonymised, one anonymised already', async () => {
    const dead = await addHolder(office, { n: 1, deceased: true })
    expect(await codes(await request(dead.cnp, 'anonymise', null))).toContain('request.deceased')
    expect(await codes(await request((await addHolder(office, { n: 2 })).cnp, 'revert', null))).toEqual([
      'request.not-anonymised',
    ])
    const { cnp } = await addHolder(office, { n: 3 })
    const first = await request(cnp, 'anonymise', '2026-11-23T07:00:00.000Z')
    await approve(office, first)
    await office.central.settled()
    const second = await request(cnp, 'anonymise', '2026-11-23T07:30:00.000Z')
    const plan = await office.desk.must<{ obstacles: unknown[] }>('GET', `/v1/requests/${second}/plan`, {
      session: office.session.supervisor,
    })
    expect(plan.obstacles).toEqual([{ code: 'request.already-anonymised', details: { receipt: first } }])
    expect(await approve(office, second)).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'request.already-anonymised' },
    })
  })

  test('a CNP known with another name: a mistyped digit must not erase a stranger’s record', async () => {
    const { cnp } = await addHolder(office)
    const holder = (surname: string, givenNames: string) => ({
      surname,
      givenNames,
      cnp,
      contact: { address: '', phone: '', email: '' },
    })
    const mistyped = await numbered({ cnp, change: { holder: holder('Ionescu', 'Vasile') } })
    expect(await codes(mistyped)).toEqual(['request.name-of-another'])
    expect(await approve(office, mistyped, { surname: 'Ionescu' })).toMatchObject({
      outcome: 'rejected',
      problem: { code: 'request.name-of-another', details: {} },
    })
    await act('reject-request', mistyped, { reason: 'cnp-invalid', explanation: '' }, 4)
    // A surname changes by marriage.
    const married = await numbered({ cnp, change: { holder: holder('Ionescu', 'Ana') } })
    expect(await approve(office, married, { surname: 'Ionescu' })).toMatchObject({ outcome: 'applied' })
  })

  test('an open duplicate that came first; not one that came later', async () => {
    const { cnp } = await addHolder(office)
    const first = await request(cnp, 'anonymise', null)
    const second = await numbered({
      cnp,
      change: {
        registration: {
          registry: 'DES',
          year: 2026,
          sequence: nextNumber(),
          provisional: null,
          day: '2026-11-23',
          at: '2026-11-23T08:00:01.000Z',
        },
      },
    })
    expect(await codes(first)).toEqual([])
    expect(await codes(second)).toEqual(['request.duplicate'])
  })
})
