/**
 * The one list of what a dossier holds. The plan of an erasure, its counts, the erasure itself, the certificate and the
 * search for what was left behind all follow from it, as will a holder's copy of the dossier. A test fails when a table
 * refers to a dossier and is not listed.
 */
import { DOCUMENT_TYPES, type DocumentType } from './document-type.ts'

export interface Holding {
  /** Where its rows are, each with a `dossier_id`. */
  readonly table: string
  /** What its rows are counted as: one class, or one for every value of the column `countedBy`, in the same order. */
  readonly classes: readonly string[]
  readonly countedBy: { readonly column: string; readonly values: readonly string[] } | null
  /** What names a row within its dossier: an approval covers exactly these rows. */
  readonly key: string
  /** Day of a row, where the plan shows from when to when its contents are. */
  readonly day: string | null
  /** Encrypted contents: their hashes go into the certificate, so that a backup can be searched for them. */
  readonly ciphertext: string | null
  /** Whether it belongs in the copy that a holder may ask for (Regulation (EU) 2016/679, article 15). */
  readonly exported: boolean
}

type ClinicalClass = `clinical-document.${DocumentType}`
const CLINICAL_CLASSES = DOCUMENT_TYPES.map((type): ClinicalClass => `clinical-document.${type}`)
export const RECORD_CLASSES = ['emergency-summary', 'medical-history', 'declared-history'] as const
export type RecordClass = (typeof RECORD_CLASSES)[number]

/** In canonical order: a new one is added at the end, so that the plans of approvals already given keep their facts. */
export const HOLDINGS = [
  {
    table: 'clinical_document',
    classes: CLINICAL_CLASSES,
    countedBy: { column: 'type', values: DOCUMENT_TYPES },
    key: 'id',
    day: 'recorded_day',
    ciphertext: 'content',
    exported: true,
  },
  {
    table: 'dossier_record',
    classes: RECORD_CLASSES,
    countedBy: { column: 'class', values: RECORD_CLASSES },
    key: 'id',
    day: null,
    ciphertext: 'content',
    exported: true,
  },
  {
    table: 'access_grant',
    classes: ['grant'],
    countedBy: null,
    key: 'id',
    day: null,
    ciphertext: null,
    exported: true,
  },
  {
    table: 'access_log',
    classes: ['access-log-entry'],
    countedBy: null,
    key: 'id',
    day: null,
    ciphertext: null,
    exported: true,
  },
  // Codes by which the holder lets a doctor in: a copy would give them away.
  {
    table: 'security_matrix',
    classes: ['security-matrix'],
    countedBy: null,
    key: 'position',
    day: null,
    ciphertext: null,
    exported: false,
  },
  {
    table: 'portal_link',
    classes: ['portal-link'],
    countedBy: null,
    key: 'id',
    day: null,
    ciphertext: null,
    exported: true,
  },
] as const satisfies readonly Holding[]

export type HoldingTable = (typeof HOLDINGS)[number]['table']
export type ErasureClass = (typeof HOLDINGS)[number]['classes'][number]
/** Every class, in canonical order. */
export const ERASURE_CLASSES: readonly ErasureClass[] = HOLDINGS.flatMap(
  ({ classes }): readonly ErasureClass[] => classes,
)
/** Clinical documents, by type. */
export const isClinical = (name: ErasureClass): boolean => name.startsWith('clinical-document.')
