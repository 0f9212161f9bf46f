/**
 * The one list of what a dossier holds. The plan of an erasure, its counts, the erasure itself, the certificate and the
 * search for remaining data all derive from it; so will a holder's copy of the dossier. A test fails if a table refers
 * to a dossier and is not listed.
 */
import { DOCUMENT_TYPES, type DocumentType } from './document-type.ts'

export interface Holding {
  /** The table of its rows, each with a `dossier_id`. */
  readonly table: string
  /**
   * The class under which its rows are counted: one class, or one for every value of the column `countedBy`, in the
   * same order.
   */
  readonly classes: readonly string[]
  readonly countedBy: { readonly column: string; readonly values: readonly string[] } | null
  /** The key of a row within its dossier: an approval covers exactly these rows. */
  readonly key: string
  /** The day of a row, if the plan shows the period of its contents. */
  readonly day: string | null
  /** Encrypted contents: their hashes are in the certificate, so that a backup can be searched for them. */
  readonly ciphertext: string | null
  /** Whether it belongs in the copy that a holder may ask for (Regulation (EU) 2016/679, article 15). */
  readonly exported: boolean
}

type ClinicalClass = `clinical-document.${DocumentType}`
const CLINICAL_CLASSES = DOCUMENT_TYPES.map((type): ClinicalClass => `clinical-document.${type}`)
export const RECORD_CLASSES = ['emergency-summary', 'medical-history', 'declared-history'] as const
export type RecordClass = (typeof RECORD_CLASSES)[number]

/** In canonical order. A new one is added at the end, so that the plans of earlier approvals keep their facts. */
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
  // Codes with which the holder grants a doctor access: a copy would disclose them.
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
