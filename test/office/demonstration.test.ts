/** The demonstration office: a real, complete and consistent store, the same for the same seed. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HOLDINGS } from '../../src/domain/dossier/holdings.ts'
import { verifyAudit } from '../../src/central/audit/verify-audit.ts'
import { openCentralStore, type OpenedStore } from '../../src/central/open-central-store.ts'
import { readDocument } from '../../src/central/dossiers/dossiers.ts'
import { signIn } from '../../src/central/people/sign-in.ts'
import { makeDemonstration } from '../../src/demonstration/make-demonstration.ts'
import { CAST } from '../../src/demonstration/population/cast.ts'
import { demonstrationLogins } from '../../src/demonstration/population/staff.ts'
import { parseCnp } from '../../src/domain/person/cnp.ts'
import { REQUEST_STATES } from '../../src/domain/request/request.ts'

const NOW = Date.parse('2026-11-23T09:00:00.000Z')
const folder = mkdtempSync(path.join(tmpdir(), 'demonstration-'))
const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')]
const steps: string[] = []
const broken = { reason: '', store: true }
let opened: OpenedStore

beforeAll(async () => {
  const small = { now: NOW, people: 300, documents: 900, seed: 'test' }
  expect(
    await makeDemonstration({
      ...small,
      dataDir: first,
      onProgress: ({ step, done, total }) => steps.push(`${step} ${String(done)}/${String(total)}`),
    }),
  ).toMatchObject({ people: 300, documents: 900 })
  broken.reason = await makeDemonstration({
    ...small,
    dataDir: second,
    onProgress: ({ step }) => {
      if (step === 'requests') throw new Error('the power went')
    },
  }).then(
    () => 'made',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  broken.store = existsSync(path.join(second, 'store.sqlite'))
  writeFileSync(path.join(`${second}.unfinished`, 'left-over'), 'half a store')
  await makeDemonstration({ ...small, dataDir: second })
  opened = await openCentralStore({ dataDir: first })
}, 300_000)
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

async function contents(store: OpenedStore) {
  return store.store.read(async (db) => {
    const holders = await db.selectFrom('holder').selectAll().orderBy('id').execute()
    const requests = await db
      .selectFrom('request')
      .innerJoin('registration', 'registration.request_id', 'request.id')
      .select(['request.id', 'state', 'kind', 'holder', 'sequence', 'day', 'due_day', 'revision', 'decision'])
      .orderBy('request.id')
      .execute()
    const files = await db
      .selectFrom('request_attachment')
      .select(['sha256', 'request_id', 'role'])
      .orderBy('sha256')
      .execute()
    const documents = await db
      .selectFrom('clinical_document')
      .select(['id', 'format', 'type', 'recorded_at'])
      .orderBy('id')
      .execute()
    const texts = []
    for (const { id } of documents.slice(0, 120))
      texts.push(new TextDecoder().decode(await readDocument(db, store.keys, id)))
    // Ids and times of sealing differ each time; the signers and the sealed content do not.
    return {
      holders,
      requests: requests.map(({ decision, ...request }) => ({ ...request, decided: decision !== null })),
      files,
      documents,
      texts,
    }
  })
}

describe('what is in it', () => {
  test('progress is reported step by step to the end', () => {
    expect([...new Set(steps.map((step) => step.split(' ')[0]))]).toEqual([
      'people',
      'dossiers',
      'requests',
      'finishing',
    ])
    expect(steps.at(-1)).toBe('finishing 1/1')
  })
  test('documents are stored encrypted, and are CDA and FHIR once decrypted', async () => {
    const { documents, texts } = await contents(opened)
    expect(new Set(documents.map(({ format }) => format))).toEqual(new Set(['cda-r2', 'fhir-r4']))
    documents.slice(0, texts.length).forEach(({ format }, index) => {
      expect(texts[index]?.startsWith(format === 'cda-r2' ? '<?xml' : '{"resourceType":"Bundle"')).toBe(true)
    })
    const raw = await opened.store.read((db) =>
      db.selectFrom('clinical_document').select('content').limit(50).execute(),
    )
    for (const { content } of raw)
      expect(Buffer.from(content).includes('Bundle') || Buffer.from(content).includes('ClinicalDocument')).toBe(false)
  })
  test('every CNP is valid and fictional', async () => {
    for (const { cnp } of (await contents(opened)).holders) {
      expect(parseCnp(cnp).ok).toBe(true)
      expect(cnp.slice(7, 10)).toBe('229')
    }
  })
  test('there are requests in every state in which one can rest', async () => {
    const states = new Set((await contents(opened)).requests.map(({ state }) => state))
    expect([...states].sort()).toEqual(REQUEST_STATES.filter((state) => state !== 'executing').toSorted())
  })
  test('what was executed is erased, with certificate, sealed receipt, and no key left', async () => {
    await opened.store.read(async (db) => {
      const executed = await db
        .selectFrom('request')
        .select(['id', 'holder_cnp', 'kind'])
        .where('state', '=', 'executed')
        .execute()
      expect(executed.length).toBeGreaterThan(20)
      for (const { id } of executed) {
        const receipt = await db
          .selectFrom('paper')
          .select(['pdf', 'verification_code'])
          .where('request_id', '=', id)
          .where('kind', '=', 'receipt')
          .executeTakeFirstOrThrow()
        expect(
          Buffer.from(receipt.pdf ?? [])
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-')
        expect(receipt.verification_code).not.toBeNull()
      }
      const closed = await db.selectFrom('dossier').select('id').where('state', '=', 'anonymised').execute()
      expect(closed.length).toBe(executed.filter(({ kind }) => kind === 'anonymise').length)
      for (const { id } of closed)
        for (const table of [...HOLDINGS.map((holding) => holding.table), 'dossier_key' as const])
          expect(
            await db.selectFrom(table).select('dossier_id').where('dossier_id', '=', id).executeTakeFirst(),
            table,
          ).toBeUndefined()
      expect((await db.selectFrom('erasure_certificate').select('request_id').execute()).length).toBe(closed.length)
    })
  })
  test('the cast is ready: known, with a dossier, and Vasile anonymised', async () => {
    await opened.store.read(async (db) => {
      for (const person of Object.values(CAST)) {
        const holder = await db
          .selectFrom('holder')
          .select(['id', 'surname'])
          .where('cnp', '=', person.cnp)
          .executeTakeFirstOrThrow()
        const dossier = await db
          .selectFrom('dossier')
          .select('state')
          .where('holder_id', '=', holder.id)
          .executeTakeFirstOrThrow()
        expect([holder.surname, dossier.state]).toEqual([
          person.surname,
          person === CAST.vasile ? 'anonymised' : 'active',
        ])
      }
    })
  })
  test('nobody approved a request that they had registered or verified', async () => {
    await opened.store.read(async (db) => {
      for (const { request_id: id, by_id: approver } of await db
        .selectFrom('timeline')
        .select(['request_id', 'by_id'])
        .where('act', '=', 'approve-request')
        .execute()) {
        const { registered_by: registrar } = await db
          .selectFrom('request')
          .select('registered_by')
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        const checks = await db.selectFrom('identity_check').select('by_id').where('request_id', '=', id).execute()
        expect([registrar, ...checks.map(({ by_id }) => by_id)]).not.toContain(approver)
      }
    })
  })
  test('the audit chain verifies from the first entry to the last', async () => {
    expect(await verifyAudit((work) => opened.store.read(work))).toMatchObject({ intact: true })
  })
  test('the passwords of the login screen work', async () => {
    const [login] = demonstrationLogins()
    const device = await opened.store.read((db) => db.selectFrom('device').select('id').executeTakeFirstOrThrow())
    const result = await signIn({ ...opened, now: () => new Date().toISOString(), decoyHash: '' }, device.id, {
      username: login?.username ?? '',
      password: login?.password ?? '',
    })
    expect(result.ok).toBe(true)
  })
})

describe('how it is made', () => {
  test('the same seed and day give the same office', async () => {
    const other = await openCentralStore({ dataDir: second })
    try {
      expect(await contents(other)).toEqual(await contents(opened))
    } finally {
      await other.close()
    }
  })
  test('secrets do not depend on the seed', async () => {
    const other = await openCentralStore({ dataDir: second })
    try {
      expect(Buffer.from(other.keys.master).equals(Buffer.from(opened.keys.master))).toBe(false)
    } finally {
      await other.close()
    }
  })
  test('an existing store is left as it is', async () => {
    expect(await makeDemonstration({ dataDir: first, now: NOW })).toBeNull()
  })
  test('an interrupted run leaves no store, and the next one starts from nothing', () => {
    expect(broken).toEqual({ reason: 'the power went', store: false })
    expect(readdirSync(second).sort()).toEqual(['attachments', 'keys', 'store.sqlite'])
  })
})
