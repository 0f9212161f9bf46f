/** Who may execute, in which order, and what stands in the way (product.md sections 4, 7 and 8). */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { v7 } from 'uuid'
import { addHolder, approve, lease, type Office, openOffice, requestInReview } from '../../../test/support/central/office.ts'
import { insertDocuments, openDossier, readDocument } from '../store/dossiers.ts'
import { readRequest } from '../store/requests.ts'
import { executeRequest } from './execute-request.ts'
import { planOfRequest } from './plan-of-request.ts'

let office: Office
let next = 1
beforeEach(async () => {
  office = await openOffice()
  next = await lease(office.desk)
})
afterEach(() => office.close())

const state = async (id: string) => (await office.central.store.read((db) => readRequest(db, id)))?.state
const request = (cnp: string, kind: 'anonymise' | 'revert', requestedAt: string | null, requestedDay = '2026-11-23') =>
  requestInReview(office, { cnp, kind, sequence: next++, change: { requestedAt, requestedDay } })
const codes = async (id: string) =>
  (await office.desk.must<{ obstacles: { code: string }[] }>('GET', `/v1/requests/${id}/plan`, { session: office.session.supervisor })).obstacles.map(({ code }) => code)
const services = () => ({
  store: office.central.store,
  keys: office.central.keys,
  random: office.central.random,
  now: () => new Date(office.clock.now).toISOString(),
  make: () => Promise.resolve({ pdf: new Uint8Array([1]), sha256: 'f'.repeat(64) }),
  actor: { id: office.desk.storeId, name: 'Depozitul central' },
  reached: () => undefined,
})
const addDocument = async (dossierId: string) => {
  const id = v7()
  await office.central.store.write(async (writing) => {
    const dossier = await openDossier(writing.db, office.central.keys, dossierId)
    if (!dossier) throw new Error('no dossier')
    await insertDocuments(writing, dossier, office.central.random, [{ id, type: 'consultation', format: 'cda-r2', recordedDay: '2026-11-23', recordedAt: writing.at, content: new TextEncoder().encode('nou') }])
  })
  return id
}

describe('the approval', () => {
  test('names the plan that was shown: one document more, or another in its place, and it is refused', async () => {
    const { cnp, dossierId } = await addHolder(office)
    const id = await request(cnp, 'anonymise', null)
    const { hash } = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, { session: office.session.supervisor })
    const added = await addDocument(dossierId)
    const decide = () => office.desk.act({ kind: 'approve-request', aggregateId: id, session: office.session.supervisor, payload: { planHash: hash, surname: 'Popescu' }, expectedRevision: 4 })
    expect(await decide()).toMatchObject({ outcome: 'rejected', problem: { code: 'request.plan-changed' } })
    await office.central.store.write(async ({ db }) => {
      const { id: other } = await db.selectFrom('clinical_document').select('id').where('dossier_id', '=', dossierId).where('id', '!=', added).limit(1).executeTakeFirstOrThrow()
      await db.deleteFrom('clinical_document').where('id', '=', other).execute()
    })
    // The same counts as at first.
    expect(await decide()).toMatchObject({ outcome: 'rejected', problem: { code: 'request.plan-changed' } })
    expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
  })

  test('is not given by who registered or verified, without the surname, or offline', async () => {
    const { cnp } = await addHolder(office)
    const id = await request(cnp, 'anonymise', null)
    expect(await approve(office, id, { surname: 'Ionescu' })).toMatchObject({ problem: { code: 'request.surname' } })
    const plan = await office.desk.must<{ hash: string }>('GET', `/v1/requests/${id}/plan`, { session: office.session.supervisor })
    expect(
      await office.desk.act({ kind: 'approve-request', aggregateId: id, session: office.session.supervisor, payload: { planHash: plan.hash, surname: 'POPESCU' }, expectedRevision: 4, change: { offline: true } }),
    ).toMatchObject({ problem: { code: 'online.required' } })
    // The supervisor looks at the document as well, and by this has had a hand in it.
    const check = await office.central.store.read((db) => db.selectFrom('identity_check').select('record').executeTakeFirstOrThrow())
    await office.desk.act({ kind: 'record-identity-check', aggregateId: id, session: office.session.supervisor, payload: { check: JSON.parse(check.record) as never } })
    expect(await approve(office, id, { revision: 5 })).toMatchObject({ problem: { code: 'request.four-eyes' } })
    expect(await approve(office, id, { revision: 5, by: office.session.supervisor2 })).toMatchObject({ outcome: 'applied' })
  })
})

describe('what stands in the way', () => {
  test('a person who has died, one without a dossier, one not anonymised, one anonymised already', async () => {
    const dead = await addHolder(office, { n: 1, deceased: true })
    expect(await codes(await request(dead.cnp, 'anonymise', null))).toContain('request.deceased')
    expect(await codes(await request((await addHolder(office, { n: 2 })).cnp, 'revert', null))).toEqual(['request.not-anonymised'])
    const { cnp } = await addHolder(office, { n: 3 })
    const first = await request(cnp, 'anonymise', '2026-11-23T07:00:00.000Z')
    await approve(office, first)
    await office.central.settled()
    const second = await request(cnp, 'anonymise', '2026-11-23T07:30:00.000Z')
    const plan = await office.desk.must<{ obstacles: unknown[] }>('GET', `/v1/requests/${second}/plan`, { session: office.session.supervisor })
    expect(plan.obstacles).toEqual([{ code: 'request.already-anonymised', details: { receipt: first } }])
    expect(await approve(office, second)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.already-anonymised' } })
  })

  test('a CNP that is known as of somebody with another name: a mistyped digit takes no stranger’s record', async () => {
    const { cnp } = await addHolder(office)
    const holder = (surname: string, givenNames: string) => ({ surname, givenNames, cnp, contact: { address: '', phone: '', email: '' } })
    const mistyped = await requestInReview(office, { cnp, sequence: next++, change: { holder: holder('Ionescu', 'Vasile') } })
    expect(await codes(mistyped)).toEqual(['request.name-of-another'])
    expect(await approve(office, mistyped, { surname: 'Ionescu' })).toMatchObject({ outcome: 'rejected', problem: { code: 'request.name-of-another', details: {} } })
    await office.desk.act({ kind: 'reject-request', aggregateId: mistyped, session: office.session.supervisor, payload: { reason: 'cnp-invalid', explanation: '' }, expectedRevision: 4 })
    // A surname changes by marriage.
    const married = await requestInReview(office, { cnp, sequence: next++, change: { holder: holder('Ionescu', 'Ana') } })
    expect(await approve(office, married, { surname: 'Ionescu' })).toMatchObject({ outcome: 'applied' })
  })

  test('an open twin that came first; not one that came later', async () => {
    const { cnp } = await addHolder(office)
    const first = await request(cnp, 'anonymise', null)
    const second = await requestInReview(office, { cnp, sequence: next++, change: { registration: { registry: 'DES', year: 2026, sequence: next - 1, provisional: null, day: '2026-11-23', at: '2026-11-23T08:00:01.000Z' } } })
    expect(await codes(first)).toEqual([])
    expect(await codes(second)).toEqual(['request.duplicate'])
  })
})

describe('opposite requests of one person', () => {
  test('run in the order in which they were made, whatever the order of their approval', async () => {
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
    const dossiers = await office.central.store.read((db) => db.selectFrom('dossier').selectAll().orderBy('generation').execute())
    expect(dossiers).toMatchObject([
      { id: dossierId, generation: 1, state: 'anonymised', closed_by: anonymise },
      { generation: 2, state: 'active', content_from_day: '2026-11-22', closed_at: null },
    ])
    expect(await office.central.store.read((db) => db.selectFrom('clinical_document').selectAll().execute())).toEqual([])
    // What belongs to the new dossier opens; nothing of the old one ever does.
    const added = await addDocument(dossiers[1]?.id ?? '')
    expect(Buffer.from((await office.central.store.read((db) => readDocument(db, office.central.keys, added))) ?? '').toString()).toBe('nou')
    expect(await office.central.store.read((db) => openDossier(db, office.central.keys, dossierId))).toBeUndefined()
    // And the whole way once more.
    const again = await request(cnp, 'anonymise', '2026-11-23T07:59:00.000Z')
    expect(await approve(office, again)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect(await state(again)).toBe('executed')
  })

  test('of the same day without an hour: nobody can say which came first, so a supervisor must', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', null)
    const revert = await request(cnp, 'revert', null)
    for (const id of [anonymise, revert]) {
      expect(await codes(id)).toContain('request.order')
      expect(await approve(office, id)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.order' } })
    }
  })

  test('an hour that a desk says which had no connection proves the day only', async () => {
    const { cnp } = await addHolder(office)
    const offline = await requestInReview(office, { cnp, sequence: next++, kind: 'anonymise', change: { requestedAt: '2026-11-23T07:00:00.000Z' }, offline: true })
    const online = await request(cnp, 'revert', '2026-11-23T07:30:00.000Z')
    for (const id of [offline, online]) expect(await codes(id)).toContain('request.order')
    const dayBefore = await requestInReview(office, { cnp, sequence: next++, kind: 'revert', change: { requestedAt: '2026-11-22T07:00:00.000Z', requestedDay: '2026-11-22' }, offline: true })
    const details = await office.desk.must<{ obstacles: { code: string; details: { requestIds?: string[] } }[] }>('GET', `/v1/requests/${dayBefore}/plan`, { session: office.session.supervisor })
    expect(details.obstacles.flatMap(({ details: { requestIds = [] } }) => requestIds)).not.toContain(offline)
  })

  test('a new anonymisation is not joined to one whose effect a revert has undone', async () => {
    const { cnp } = await addHolder(office)
    const first = await request(cnp, 'anonymise', '2026-11-10T07:00:00.000Z', '2026-11-10')
    await approve(office, first)
    await office.central.settled()
    const join = async (id: string) => office.desk.act({ kind: 'join-request', aggregateId: id, session: office.session.supervisor, payload: { into: first }, expectedRevision: 4 })
    expect(await join(await request(cnp, 'anonymise', '2026-11-12T07:00:00.000Z', '2026-11-12'))).toMatchObject({ outcome: 'applied' })
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
    const dossier = await office.central.store.read((db) => db.selectFrom('dossier').select('state').orderBy('generation', 'desc').limit(1).executeTakeFirst())
    expect(dossier?.state).toBe('active')
  })

  test('an approved one that waits can be withdrawn, and is not executed', async () => {
    const { cnp } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    await approve(office, revert)
    await office.central.settled()
    expect(await office.desk.act({ kind: 'withdraw-request', aggregateId: revert, session: office.session.clerk, payload: { explanation: 'nu mai dorește' }, expectedRevision: 5 })).toMatchObject({ outcome: 'applied' })
    await approve(office, anonymise)
    await office.central.settled()
    expect([await state(anonymise), await state(revert)]).toEqual(['executed', 'withdrawn'])
  })

  test('an obstacle that came after the approval blocks it, and is told', async () => {
    const { cnp, holderId } = await addHolder(office)
    const anonymise = await request(cnp, 'anonymise', '2026-11-21T07:00:00.000Z', '2026-11-21')
    const revert = await request(cnp, 'revert', '2026-11-22T07:00:00.000Z', '2026-11-22')
    await approve(office, revert)
    await office.central.store.write(({ db }) => db.updateTable('holder').set({ deceased_day: '2026-11-23' }).where('id', '=', holderId).execute())
    await office.desk.act({ kind: 'withdraw-request', aggregateId: anonymise, session: office.session.clerk, payload: { explanation: '' }, expectedRevision: 4 })
    await office.central.settled()
    const execution = await office.central.store.read((db) => db.selectFrom('execution').selectAll().where('request_id', '=', revert).executeTakeFirstOrThrow())
    expect(execution).toMatchObject({ state: 'blocked', fence: 0, problem: expect.stringContaining('request.deceased') as string })
    expect(await state(revert)).toBe('approved')
    // Nobody wished to withdraw it: it gets its answer.
    expect(await office.desk.act({ kind: 'reject-request', aggregateId: revert, session: office.session.supervisor, payload: { reason: 'deceased', explanation: '' }, expectedRevision: 5 })).toMatchObject({ outcome: 'applied' })
    await office.central.settled()
    expect(await state(revert)).toBe('rejected')
    expect(await office.central.store.read((db) => db.selectFrom('execution').select('state').where('request_id', '=', revert).executeTakeFirst())).toEqual({ state: 'withdrawn' })
    expect((await office.central.store.read((db) => readRequest(db, revert)))?.papers).toMatchObject([{ paper: 'letter', letter: 'rejection' }])
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
    expect(await approve(office, again)).toMatchObject({ outcome: 'rejected', problem: { code: 'request.already-anonymised' } })
    await office.desk.act({ kind: 'reject-request', aggregateId: again, session: office.session.supervisor, payload: { reason: 'already-anonymised', explanation: '' }, expectedRevision: 4 })
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

describe('two workers', () => {
  test('at the same request have one effect and one receipt', async () => {
    const { cnp } = await addHolder(office, { documents: 5 })
    const id = await request(cnp, 'anonymise', null)
    await approve(office, id)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => executeRequest(services(), id)))
    await office.central.settled()
    const receipts = new Set(outcomes.flatMap((outcome) => (outcome.outcome === 'executed' ? [outcome.paperId] : [])))
    expect(receipts.size).toBeLessThanOrEqual(1)
    const last = await executeRequest(services(), id)
    expect(last.outcome).toBe('executed')
    const papers = await office.central.store.read((db) => db.selectFrom('paper').selectAll().where('kind', '=', 'receipt').execute())
    expect(papers.map((paper) => paper.id)).toEqual([last.outcome === 'executed' ? last.paperId : ''])
    expect(await office.central.store.read((db) => db.selectFrom('erasure_certificate').selectAll().execute())).toHaveLength(1)
  })

  test('one that was overtaken commits nothing', async () => {
    const { cnp, texts } = await addHolder(office, { documents: 4 })
    const id = await request(cnp, 'anonymise', null)
    await office.central.store.write(({ db, at }) =>
      db.insertInto('execution').values({ request_id: id, state: 'due', fence: 0, plan_hash: 'a'.repeat(64), problem: null, due_at: at, finished_at: null, paper_id: null }).execute(),
    )
    await office.central.store.write(({ db }) => db.updateTable('request').set({ state: 'approved' }).where('id', '=', id).execute())
    let overtaken = false
    const slow = {
      ...services(),
      make: async () => {
        if (!overtaken) {
          overtaken = true
          await office.central.store.write(({ db }) => db.updateTable('execution').set({ fence: 99 }).where('request_id', '=', id).execute())
        }
        return { pdf: new Uint8Array([1]), sha256: 'e'.repeat(64) }
      },
    }
    expect((await executeRequest(slow, id)).outcome).toBe('overtaken')
    expect(await office.central.store.read((db) => db.selectFrom('clinical_document').selectAll().execute())).toHaveLength(texts.length)
    expect((await executeRequest(services(), id)).outcome).toBe('executed')
  })

  test('a document that comes while the receipt is made is erased too, and counted on it', async () => {
    const { cnp, dossierId } = await addHolder(office, { documents: 2 })
    const id = await request(cnp, 'anonymise', null)
    await office.central.store.write(({ db, at }) =>
      db.insertInto('execution').values({ request_id: id, state: 'due', fence: 0, plan_hash: 'a'.repeat(64), problem: null, due_at: at, finished_at: null, paper_id: null }).execute(),
    )
    await office.central.store.write(({ db }) => db.updateTable('request').set({ state: 'approved' }).where('id', '=', id).execute())
    const contents: string[] = []
    const outcome = await executeRequest(
      {
        ...services(),
        make: async (content) => {
          if (contents.length === 0) await addDocument(dossierId)
          contents.push(JSON.stringify(content.fields))
          return { pdf: new Uint8Array([1]), sha256: 'd'.repeat(64) }
        },
      },
      id,
    )
    expect(outcome.outcome).toBe('executed')
    expect(contents).toHaveLength(2)
    const certificate = await office.central.store.read((db) => db.selectFrom('erasure_certificate').select('body').executeTakeFirstOrThrow())
    expect(JSON.parse(certificate.body)).toMatchObject({ erased: ['erasure-plan/1', dossierId, 1, [['clinical-document.consultation', 3]]], approvedPlan: 'a'.repeat(64) })
    const row = await office.central.store.read((db) => db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
    expect(await office.central.store.read((db) => planOfRequest(db, office.central.keys, row, ''))).toMatchObject({ counts: Array<unknown>(16).fill(expect.objectContaining({ count: 0 })) })
  })
})
