import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  addHolder,
  approve,
  lease,
  type Office,
  openOffice,
  requestInReview,
} from '../../../test/support/central/office.ts'
import { readRequest } from '../store/repositories/requests.ts'
import { type ExecutionStep, EXECUTION_STEPS } from './execution-services.ts'

const offices: Office[] = []
const open = async (...given: Parameters<typeof openOffice>): Promise<Office> => {
  const office = await openOffice(...given)
  offices.push(office)
  return office
}
afterEach(async () => {
  for (const office of offices.splice(0)) await office.close()
})

const read = ({ central }: Office, id: string) => central.store.read((db) => readRequest(db, id))
const count = (
  { central }: Office,
  table: 'clinical_document' | 'dossier_key' | 'paper' | 'erasure_certificate' | 'anonymised_person',
): Promise<number> =>
  central.store.read(async (db) =>
    Number(
      (
        await db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    ),
  )
const storeBytes = async ({ dataDir }: Office): Promise<Buffer> => {
  const files = await Promise.all(
    ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm'].map((name) =>
      readFile(path.join(dataDir, name)).catch(() => Buffer.alloc(0)),
    ),
  )
  return Buffer.concat(files)
}

describe('an anonymisation', () => {
  test('erases everything of the dossier for good, and states it on a sealed receipt', async () => {
    const office = await open()
    const { cnp, dossierId } = await addHolder(office, { documents: 40 })
    const other = await addHolder(office, { n: 2, documents: 2 })
    const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
    const secrets = await office.central.store.read(async (db) => [
      ...(await db.selectFrom('clinical_document').select('content').where('dossier_id', '=', dossierId).execute()).map(
        ({ content }) => Buffer.from(content),
      ),
      ...(await db.selectFrom('dossier_key').select('wrapped_key').where('dossier_id', '=', dossierId).execute()).map(
        ({ wrapped_key: key }) => Buffer.from(key),
      ),
    ])
    const before = await storeBytes(office)
    expect(secrets.length).toBe(41)
    for (const secret of secrets) expect(before.includes(secret)).toBe(true)

    expect(await approve(office, id)).toMatchObject({ outcome: 'applied' })
    await office.central.settled()

    const after = await storeBytes(office)
    for (const secret of secrets) expect(after.includes(secret)).toBe(false)
    for (const secret of secrets) expect(after.includes(secret.subarray(12, 28))).toBe(false)
    const body = await read(office, id)
    expect(body).toMatchObject({
      state: 'executed',
      papers: [{ paper: 'receipt', verificationCode: expect.stringMatching(/^[0-9A-Z]{16}$/) as string }],
    })
    expect(body?.timeline.map(({ act }) => act)).toEqual([
      'register-request',
      'record-identity-check',
      'attach-document',
      'submit-request',
      'approve-request',
      'begin',
      'executed',
    ])
    expect(await count(office, 'clinical_document')).toBe(other.texts.length)
    expect(await count(office, 'dossier_key')).toBe(1)
    const look = await office.desk.must('POST', '/v1/holders/look-up', { json: { cnp }, session: office.session.clerk })
    expect(look).toMatchObject({ known: true, dossier: 'anonymised', receiptRequestId: id, openRequests: [] })
    const pulled = await office.desk.must<{ changes: { op: string; body: unknown }[] }>('GET', '/v1/pull?cursor=0')
    expect(pulled.changes.filter(({ op }) => op === 'erase')).toMatchObject([
      { body: { generation: 1, requestId: id } },
    ])
    expect(JSON.stringify(pulled.changes.filter(({ op }) => op === 'erase'))).not.toContain(cnp)
  })

  test.each(EXECUTION_STEPS.filter((step) => step !== 'opened'))(
    'broken off after the step "%s" has happened once in the end, with one receipt',
    async (step) => {
      // From that step on this process is dead to the work: whatever it still tries breaks off too.
      const process = { armed: true, dead: false }
      const reached = (at: ExecutionStep): void => {
        process.dead ||= process.armed && at === step
        if (process.dead) throw new Error(`broken off at ${at}`)
      }
      const office = await open({ reached })
      const { cnp } = await addHolder(office, { documents: 3 })
      const id = await requestInReview(office, { cnp, sequence: await lease(office.desk) })
      await approve(office, id)
      await office.central.settled()
      expect(process.dead).toBe(true)
      Object.assign(process, { armed: false, dead: false })
      // Another process over the same files.
      await office.restart()
      await office.central.settled()
      const body = await read(office, id)
      expect(body?.state).toBe('executed')
      expect(body?.papers.filter(({ paper }) => paper === 'receipt')).toHaveLength(1)
      expect(body?.timeline.filter(({ act }) => act === 'executed')).toHaveLength(1)
      expect([
        await count(office, 'clinical_document'),
        await count(office, 'dossier_key'),
        await count(office, 'erasure_certificate'),
        await count(office, 'anonymised_person'),
      ]).toEqual([0, 0, 1, 1])
    },
  )
})
