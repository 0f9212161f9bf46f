/** Reads the database of the central store directly, to check that its content is what the procedures report. */
import Sqlite from 'better-sqlite3'
import { HOLDINGS, type HoldingTable } from '../../domain/dossier/holdings.ts'

export interface DossierFacts {
  readonly generation: number
  readonly state: 'active' | 'anonymised'
  readonly contentFromDay: string | null
  readonly hasKey: boolean
  /** Rows that it holds, by table. */
  readonly held: Readonly<Record<HoldingTable, number>>
}

/** Whether a dossier holds nothing at all. */
export const holdsNothing = ({ held }: Pick<DossierFacts, 'held'>): boolean =>
  HOLDINGS.every(({ table }) => held[table] === 0)
/** Whether it holds no medical data, whatever else: those are the contents that are encrypted. */
export const holdsNoMedicalData = ({ held }: Pick<DossierFacts, 'held'>): boolean =>
  HOLDINGS.every(({ table, ciphertext }) => ciphertext === null || held[table] === 0)

export interface Inspection {
  /** Every generation of a person's dossier, oldest first. */
  dossiersOf(cnp: string): DossierFacts[]
  /** Ids of a person's clinical documents, over all generations. */
  documentIdsOf(cnp: string): string[]
  executionsOf(requestId: string): number
  /** Registration numbers given twice. */
  numbersGivenTwice(): string[]
  close(): void
}

export function inspect(storeFile: string): Inspection {
  const db = new Sqlite(storeFile, { readonly: true })
  const count = (table: string, dossier: string): number =>
    db.prepare<[string], number>(`SELECT count(*) FROM ${table} WHERE dossier_id = ?`).pluck().get(dossier) ?? 0
  const dossiers = db.prepare<
    [string],
    { id: string; generation: number; state: 'active' | 'anonymised'; content_from_day: string | null }
  >(
    `SELECT d.id, d.generation, d.state, d.content_from_day
     FROM dossier d JOIN holder h ON h.id = d.holder_id
     WHERE h.cnp = ? ORDER BY d.generation`,
  )
  return {
    dossiersOf: (cnp) =>
      dossiers.all(cnp).map(({ id, generation, state, content_from_day }) => ({
        generation,
        state,
        contentFromDay: content_from_day,
        hasKey: count('dossier_key', id) > 0,
        held: Object.fromEntries(HOLDINGS.map(({ table }) => [table, count(table, id)])) as Record<
          HoldingTable,
          number
        >,
      })),
    documentIdsOf: (cnp) =>
      db
        .prepare<[string], string>(
          `SELECT c.id FROM clinical_document c
           JOIN dossier d ON d.id = c.dossier_id JOIN holder h ON h.id = d.holder_id
           WHERE h.cnp = ?`,
        )
        .pluck()
        .all(cnp),
    executionsOf: (requestId) =>
      db.prepare<[string], number>('SELECT count(*) FROM execution WHERE request_id = ?').pluck().get(requestId) ?? 0,
    numbersGivenTwice: () =>
      db
        .prepare<[], string>(
          `SELECT registry || ' ' || year || ' ' || sequence FROM registration
           WHERE sequence IS NOT NULL GROUP BY registry, year, sequence HAVING count(*) > 1`,
        )
        .pluck()
        .all(),
    close: () => db.close(),
  }
}
