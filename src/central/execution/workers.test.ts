/** Two workers at the same request, and what comes while one works. */
import { describe, expect, test } from 'vitest'
import { ERASURE_CLASSES } from '../../domain/dossier/holdings.ts'
import { executionsOf, orderExecution } from '../../../test/support/central/executions.ts'
import { addHolder, approve } from '../../../test/support/central/office.ts'
import { executeRequest } from './execute-request.ts'
import { planOfRequest } from './plan-of-request.ts'

const { office, request, services, addDocument } = executionsOf()

describe('two workers', () => {
  test('on the same request have one effect and one receipt', async () => {
    const { cnp } = await addHolder(office, { documents: 5 })
    const id = await request(cnp, 'anonymise', null)
    await approve(office, id)
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => executeRequest(services(), id)))
    await office.central.settled()
    const receipts = new Set(outcomes.flatMap((outcome) => (outcome.outcome === 'executed' ? [outcome.paperId] : [])))
    expect(receipts.size).toBeLessThanOrEqual(1)
    const last = await executeRequest(services(), id)
    expect(last.outcome).toBe('executed')
    const papers = await office.central.store.read((db) =>
      db.selectFrom('paper').selectAll().where('kind', '=', 'receipt').execute(),
    )
    expect(papers.map((paper) => paper.id)).toEqual([last.outcome === 'executed' ? last.paperId : ''])
    expect(
      await office.central.store.read((db) => db.selectFrom('erasure_certificate').selectAll().execute()),
    ).toHaveLength(1)
  })

  test('one that was overtaken commits nothing', async () => {
    const { cnp, texts } = await addHolder(office, { documents: 4 })
    const id = await request(cnp, 'anonymise', null)
    await orderExecution(office, id)
    let overtaken = false
    const slow = {
      ...services(),
      make: async () => {
        if (!overtaken) {
          overtaken = true
          await office.central.store.write(({ db }) =>
            db.updateTable('execution').set({ fence: 99 }).where('request_id', '=', id).execute(),
          )
        }
        return { pdf: new Uint8Array([1]), sha256: 'e'.repeat(64) }
      },
    }
    expect((await executeRequest(slow, id)).outcome).toBe('overtaken')
    expect(
      await office.central.store.read((db) => db.selectFrom('clinical_document').selectAll().execute()),
    ).toHaveLength(texts.length)
    expect((await executeRequest(services(), id)).outcome).toBe('executed')
  })

  test('a document that arrives while the receipt is made is erased too, and counted on it', async () => {
    const { cnp, dossierId } = await addHolder(office, { documents: 2 })
    const id = await request(cnp, 'anonymise', null)
    await orderExecution(office, id)
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
    const certificate = await office.central.store.read((db) =>
      db.selectFrom('erasure_certificate').select('body').executeTakeFirstOrThrow(),
    )
    expect(JSON.parse(certificate.body)).toMatchObject({
      erased: ['erasure-plan/1', dossierId, 1, [['clinical-document.consultation', 3]]],
      approvedPlan: 'a'.repeat(64),
    })
    const row = await office.central.store.read((db) =>
      db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(await office.central.store.read((db) => planOfRequest(db, office.central.keys, row, ''))).toMatchObject({
      counts: Array<unknown>(ERASURE_CLASSES.length).fill(expect.objectContaining({ count: 0 })),
    })
  })
})
