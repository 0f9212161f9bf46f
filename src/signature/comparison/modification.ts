/** What a later revision changed, as data. The words for it are made where it is shown. */

/** The kinds of change that the rules distinguish (ISO 32000-2, 12.8.2.2.2, and the attacks known against it). */
export type Category =
  /** Security store, document time-stamps, dates and metadata: adds proof, changes nothing that a reader shows. */
  | 'validation-data'
  /** Evidence that the store held and holds no more: reported for a signature that covered it. */
  | 'evidence-removed'
  /** A further signature in a field that was there, or in an invisible new one. */
  | 'signature'
  /** A new visible signature field: permitted, but its appearance may lie over content. */
  | 'visible-signature'
  /** A new signature field that waits for its signature. */
  | 'signature-field'
  /** Fields that a new signature locks are marked as read-only. */
  | 'field-lock'
  | 'form-value'
  | 'annotation'
  /** Page content and whatever the signer saw or relied on. */
  | 'content'

export interface Change {
  readonly category: Category
  /** The rule that recognised the change: `security-store`, `form-value`, `page-content` … */
  readonly what: string
  /** Where, as a path from the root: `Pages/1/Annots`. */
  readonly path: string
  readonly field?: string
  /** Page, counted from 1. */
  readonly page?: number
  readonly before?: string
  readonly after?: string
  /** Of something removed: where in the file it stands, to know which signatures cover it. */
  readonly standsAt?: number
}

/** `silent`: no alarm. `permitted`: a warning, never plain green. `forbidden`: the document was changed. */
export type Level = 'silent' | 'permitted' | 'forbidden'

export interface Modification extends Change {
  /** Number of the revision that made the change, counted from 1 after the signed one. */
  readonly revision: number
  readonly level: Level
}
