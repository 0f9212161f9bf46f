/**
 * Holders and their dossiers. Content is passed in and out as plain bytes and stored encrypted under the key of its
 * dossier.
 */
import type { DocumentType } from '../../domain/dossier/document-type.ts'
import type { RecordClass } from '../../domain/dossier/holdings.ts'
import { documentContext, newDossierKey, unwrapDossierKey } from '../keys/dossier-key.ts'
import { decrypt, encrypt } from '../keys/encryption.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import type { Database, Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'

export type Holder = Database['holder']
export type Dossier = Database['dossier']

/** A dossier that may be written to: its id and its key, unwrapped. */
export interface OpenDossier {
  readonly dossierId: string
  readonly key: Uint8Array
}

export interface DocumentToStore {
  readonly id: string
  readonly type: DocumentType
  readonly format: 'cda-r2' | 'fhir-r4'
  /** Local day and instant of recording in DES. */
  readonly recordedDay: string
  readonly recordedAt: string
  readonly content: Uint8Array
}

export interface RecordToStore {
  readonly id: string
  readonly class: RecordClass
  readonly recordedDay: string
  readonly content: Uint8Array
}

interface Secrets {
  readonly keys: KeyRing
  readonly random: Random
}

/** SQLite takes 32,766 parameters in one statement; the widest row here has eight. */
const ROWS_AT_ONCE = 500

async function inSlices<T>(rows: readonly T[], insert: (slice: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) await insert(rows.slice(from, from + ROWS_AT_ONCE))
}

export const insertHolders = ({ db }: Writing, holders: readonly Holder[]): Promise<void> =>
  inSlices(holders, (slice) =>
    db
      .insertInto('holder')
      .values([...slice])
      .execute(),
  )

export const holderByCnp = (db: Reading, cnp: string): Promise<Holder | undefined> =>
  db.selectFrom('holder').selectAll().where('cnp', '=', cnp).executeTakeFirst()

/** The person's newest dossier, active or closed. */
export const latestDossier = (db: Reading, holderId: string): Promise<Dossier | undefined> =>
  db
    .selectFrom('dossier')
    .selectAll()
    .where('holder_id', '=', holderId)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst()

/**
 * Opens the next dossier of a person, empty, with a key of its own. `contentFromDay` is set by a revert: content
 * recorded before that day is refused.
 */
export async function createDossier(
  { db, at }: Writing,
  { keys, random }: Secrets,
  {
    dossierId,
    holderId,
    contentFromDay = null,
    openedAt = at,
  }: { dossierId: string; holderId: string; contentFromDay?: string | null; openedAt?: string },
): Promise<OpenDossier & { readonly generation: number }> {
  const before = await latestDossier(db, holderId)
  const generation = (before?.generation ?? 0) + 1
  const { key, wrapped } = newDossierKey(keys.master, dossierId, random)
  await db
    .insertInto('dossier')
    .values({
      id: dossierId,
      holder_id: holderId,
      generation,
      state: 'active',
      opened_at: openedAt,
      content_from_day: contentFromDay,
      closed_at: null,
      closed_by: null,
    })
    .execute()
  await db.insertInto('dossier_key').values({ dossier_id: dossierId, wrapped_key: wrapped, created_at: at }).execute()
  return { dossierId, key, generation }
}

/** The dossier with its key, or undefined if the key no longer exists. */
export async function openDossier(db: Reading, keys: KeyRing, dossierId: string): Promise<OpenDossier | undefined> {
  const row = await db
    .selectFrom('dossier_key')
    .select('wrapped_key')
    .where('dossier_id', '=', dossierId)
    .executeTakeFirst()
  return row && { dossierId, key: unwrapDossierKey(keys.master, dossierId, row.wrapped_key) }
}

export const insertDocuments = (
  { db }: Writing,
  { dossierId, key }: OpenDossier,
  random: Random,
  documents: readonly DocumentToStore[],
): Promise<void> =>
  inSlices(documents, (slice) =>
    db
      .insertInto('clinical_document')
      .values(
        slice.map((document) => ({
          id: document.id,
          dossier_id: dossierId,
          type: document.type,
          format: document.format,
          recorded_day: document.recordedDay,
          recorded_at: document.recordedAt,
          content: encrypt(key, documentContext(dossierId, document.id), document.content, random),
        })),
      )
      .execute(),
  )

/** Emergency summary, medical history and what the patient declared. */
export const insertRecords = (
  { db }: Writing,
  { dossierId, key }: OpenDossier,
  random: Random,
  records: readonly RecordToStore[],
): Promise<void> =>
  inSlices(records, (slice) =>
    db
      .insertInto('dossier_record')
      .values(
        slice.map((record) => ({
          id: record.id,
          dossier_id: dossierId,
          class: record.class,
          recorded_day: record.recordedDay,
          content: encrypt(key, documentContext(dossierId, record.id), record.content, random),
        })),
      )
      .execute(),
  )

export const insertGrants = ({ db }: Writing, grants: readonly Database['access_grant'][]): Promise<void> =>
  inSlices(grants, (slice) =>
    db
      .insertInto('access_grant')
      .values([...slice])
      .execute(),
  )

export const insertAccessLog = ({ db }: Writing, entries: readonly Database['access_log'][]): Promise<void> =>
  inSlices(entries, (slice) =>
    db
      .insertInto('access_log')
      .values([...slice])
      .execute(),
  )

export const insertSecurityMatrix = ({ db }: Writing, rows: readonly Database['security_matrix'][]): Promise<void> =>
  inSlices(rows, (slice) =>
    db
      .insertInto('security_matrix')
      .values([...slice])
      .execute(),
  )

export const insertPortalLinks = ({ db }: Writing, links: readonly Database['portal_link'][]): Promise<void> =>
  inSlices(links, (slice) =>
    db
      .insertInto('portal_link')
      .values([...slice])
      .execute(),
  )

/** The plain bytes of a document; undefined if the document or the key no longer exists. */
export async function readDocument(db: Reading, keys: KeyRing, documentId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('clinical_document')
    .select(['dossier_id', 'content'])
    .where('id', '=', documentId)
    .executeTakeFirst()
  if (!row) return undefined
  const dossier = await openDossier(db, keys, row.dossier_id)
  return dossier && decrypt(dossier.key, documentContext(row.dossier_id, documentId), row.content)
}
