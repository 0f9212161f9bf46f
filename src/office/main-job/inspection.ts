/** Reads the database of the central store directly, to check that its content is what the procedures report. */
import Sqlite from 'better-sqlite3'

export interface DossierFacts {
  readonly generation: number
  readonly state: 'active' | 'anonymised'
  readonly contentFromDay: string | null
  readonly hasKey: boolean
  readonly documents: number
  readonly records: number
  readonly grants: number
  readonly accessLog: number
  readonly securityMatrix: number
  readonly portalLinks: number
}

const TABLES = {
  documents: 'clinical_document',
  records: 'dossier_record',
  grants: 'access_grant',
  accessLog: 'access_log',
  securityMatrix: 'security_matrix',
  portalLinks: 'portal_link',
} as const

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
        ...(Object.fromEntries(Object.entries(TABLES).map(([name, table]) => [name, count(table, id)])) as Record<
          keyof typeof TABLES,
          number
        >),
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
