/**
 * A small house for journeys: a real central store, which can be stopped and started, with a few fictional holders and
 * the demonstration's staff.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { startCentral, type Central } from '../../../src/central/central.ts'
import {
  createDossier,
  holderByCnp,
  insertDocuments,
  insertGrants,
  insertHolders,
  latestDossier,
  openDossier,
} from '../../../src/central/dossiers/dossiers.ts'
import type { Reading } from '../../../src/central/store/schema.ts'
import { createUser, hashPassword } from '../../../src/central/people/users.ts'
import { holderRow } from '../../../src/demonstration/office/dossiers.ts'
import type { Person } from '../../../src/demonstration/population/people.ts'
import { demonstrationLogins } from '../../../src/demonstration/population/staff.ts'

export interface House {
  readonly folder: string
  readonly url: string
  readonly central: () => Central
  /** JSON with the house's staff, as shown on the login screen of a demonstration. */
  readonly loginsFile: string
  /** Adds a holder with a dossier of that many documents. */
  readonly addHolder: (person: Person, documents: number) => Promise<void>
  /** Adds a document to the holder's open dossier, as a doctor's practice does. */
  readonly addDocument: (person: Person) => Promise<void>
  /** The holder's newest dossier. */
  readonly dossierOf: (person: Person) => Promise<{
    readonly state: string | undefined
    readonly generation: number | undefined
    readonly documents: number
  }>
  /** Stops the store like an unplugged cable: nothing answers at its address. */
  readonly stopCentral: () => Promise<void>
  readonly startCentral: () => Promise<void>
  readonly close: () => Promise<void>
}

const consultation = (words: string) => ({
  id: v7(),
  type: 'consultation' as const,
  format: 'fhir-r4' as const,
  recordedDay: '2026-03-04',
  recordedAt: '2026-03-04T09:00:00.000Z',
  content: Buffer.from(`consultation ${words}`),
})

const latest = async (db: Reading, person: Person) => {
  const holder = await holderByCnp(db, person.cnp)
  return holder && latestDossier(db, holder.id)
}

async function insertHolder({ store, keys, random }: Central, person: Person, documents: number): Promise<void> {
  const [holderId, dossierId] = [v7(), v7()]
  await store.write(async (writing) => {
    await insertHolders(writing, [holderRow(holderId, person)])
    const dossier = await createDossier(writing, { keys, random }, { dossierId, holderId })
    await insertDocuments(
      writing,
      dossier,
      random,
      Array.from({ length: documents }, (_, n) => consultation(`${n} of ${person.cnp}`)),
    )
    await insertGrants(writing, [
      {
        id: v7(),
        dossier_id: dossierId,
        grantee: 'medic de familie',
        scope: 'documents',
        granted_at: writing.at,
        until: null,
      },
    ])
  })
}

export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'des-house-'))
  const start = (port: number) =>
    startCentral({ dataDir: path.join(folder, 'central'), host: '127.0.0.1', port, demonstration: true })
  let central: Central | null = await start(0)
  const { url } = central
  const running = (): Central => {
    if (central === null) throw new Error('the central store is stopped')
    return central
  }
  const logins = demonstrationLogins()
  const loginsFile = path.join(folder, 'logins.json')
  writeFileSync(loginsFile, JSON.stringify(logins))
  const accounts = await Promise.all(
    logins.map(async ({ username, name, role, password }) => ({
      id: v7(),
      username,
      name,
      role,
      passwordHash: await hashPassword(password),
    })),
  )
  await running().store.write(async (writing) => {
    for (const account of accounts) await createUser(writing, account)
  })
  return {
    folder,
    url,
    central: running,
    loginsFile,
    addHolder: (person, documents) => insertHolder(running(), person, documents),
    async addDocument(person) {
      const { store, keys, random } = running()
      await store.write(async (writing) => {
        const dossier = await latest(writing.db, person)
        const opened = dossier && (await openDossier(writing.db, keys, dossier.id))
        if (!opened) throw new Error(`no open dossier of ${person.cnp}`)
        await insertDocuments(writing, opened, random, [consultation(`later, of ${person.cnp}`)])
      })
    },
    dossierOf: (person) =>
      running().store.read(async (db) => {
        const dossier = await latest(db, person)
        const counted =
          dossier &&
          (await db
            .selectFrom('clinical_document')
            .select((all) => all.fn.countAll<number>().as('count'))
            .where('dossier_id', '=', dossier.id)
            .executeTakeFirst())
        return { state: dossier?.state, generation: dossier?.generation, documents: Number(counted?.count ?? 0) }
      }),
    async stopCentral() {
      await running().close()
      central = null
    },
    async startCentral() {
      central ??= await start(Number(new URL(url).port))
    },
    async close() {
      await central?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
