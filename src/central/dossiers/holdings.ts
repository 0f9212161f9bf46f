/** Counts and deletes what a dossier holds, by the one list of holdings (src/domain/dossier/holdings.ts). */
import { sql } from 'kysely'
import { type ErasureClass, type Holding, HOLDINGS, type HoldingTable } from '../../domain/dossier/holdings.ts'
import { sha256Hex } from '../../files/sha256.ts'
import type { Database, Reading } from '../store/schema.ts'
import type { Writing } from '../store/store.ts'

/** Fails to compile if a holding has no table in this store. */
type Kept = HoldingTable extends keyof Database ? Holding : never
const KEPT: readonly Kept[] = HOLDINGS

interface Held {
  readonly counts: Partial<Record<ErasureClass, number>>
  /** Days of the oldest and the newest contents. */
  readonly oldestDay: string | null
  readonly newestDay: string | null
  /** SHA-256 over the keys of all rows, in order. */
  readonly rows: string
}

interface Row {
  readonly key: string
  readonly value: string | null
  readonly day: string | null
}
const column = (name: string | null | undefined) => (name === null || name === undefined ? sql`null` : sql.ref(name))

async function rowsOf(db: Reading, { table, key, countedBy, day }: Holding, dossierId: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select ${sql.ref(key)} as key, ${column(countedBy?.column)} as value, ${column(day)} as day
    from ${sql.table(table)} where dossier_id = ${dossierId} order by ${sql.ref(key)}`.execute(db)
  return rows
}

/** Rows per class, in the order of the classes. */
function countsOf({ classes, countedBy }: Holding, rows: readonly Row[]): [string, number][] {
  return classes.map((name, index) => [
    name,
    countedBy === null ? rows.length : rows.filter(({ value }) => value === countedBy.values[index]).length,
  ])
}

/**
 * Rows with an id come first in the hash, then those with another key. This order must not change: hashes of earlier
 * approvals depend on it.
 */
const HASHED = [...KEPT.filter(({ key }) => key === 'id'), ...KEPT.filter(({ key }) => key !== 'id')]

export async function heldBy(db: Reading, dossierId: string): Promise<Held> {
  const counts: [string, number][] = []
  const days: string[] = []
  const keys: string[] = []
  for (const holding of HASHED) {
    const rows = await rowsOf(db, holding, dossierId)
    counts.push(...countsOf(holding, rows))
    for (const { key, day } of rows) {
      keys.push(`${key}\n`)
      if (day !== null) days.push(day)
    }
  }
  days.sort()
  return {
    counts: Object.fromEntries(counts) as Held['counts'],
    oldestDay: days[0] ?? null,
    newestDay: days.at(-1) ?? null,
    rows: sha256Hex(keys.join('')),
  }
}

/** SHA-256 of every ciphertext of a dossier, sorted. */
export async function ciphertextsOf(db: Reading, dossierId: string): Promise<string[]> {
  const hashes: string[] = []
  for (const { table, ciphertext } of KEPT) {
    if (ciphertext === null) continue
    const { rows } = await sql<{ content: Uint8Array }>`
      select ${sql.ref(ciphertext)} as content from ${sql.table(table)} where dossier_id = ${dossierId}`.execute(db)
    hashes.push(...rows.map(({ content }) => sha256Hex(content)))
  }
  return hashes.sort()
}

/** Deletes every row of a dossier. */
export async function emptyDossier({ db }: Writing, dossierId: string): Promise<void> {
  for (const { table } of KEPT) await sql`delete from ${sql.table(table)} where dossier_id = ${dossierId}`.execute(db)
}
