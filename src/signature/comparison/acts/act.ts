/**
 * An act is something that a later revision may do: sign a field, fill one in, add evidence. Each recognises itself,
 * proves itself, and claims exactly the differences that it makes. What no act claims is refused.
 */
import type { SignatureDictionary } from '../../discovery/signature-dictionary.ts'
import type { PdfDocument } from '../../pdf/document.ts'
import type { Difference } from '../difference.ts'
import { type Form, formOf } from '../form-fields.ts'
import type { Change } from '../modification.ts'
import { listPages } from '../page-list.ts'
import { type Roles, rolesOf } from '../roles.ts'

/** Whether a signature came with the later of two revisions, covers it, and was verified. */
export type Proof = (signature: SignatureDictionary, before: PdfDocument, after: PdfDocument) => boolean

/** One revision and the one before it. */
export interface Step {
  readonly before: PdfDocument
  readonly after: PdfDocument
  readonly differences: readonly Difference[]
  readonly rolesBefore: Roles
  readonly roles: Roles
  readonly formBefore: Form
  readonly form: Form
  readonly isProved: Proof
  /** Counted from 1. @param objectNumber of a page; of anything else nothing is known */
  pageNumber(objectNumber: string | number | undefined): number | undefined
}

export interface Act {
  /** The claim's name: no difference may be claimed under two names. */
  readonly name: string
  claims(difference: Difference): boolean
  /** What is reported once it has claimed something; nothing for bookkeeping. */
  readonly changes: readonly Change[]
}

export function stepBetween(
  before: PdfDocument,
  after: PdfDocument,
  differences: readonly Difference[],
  isProved: Proof,
): Step {
  let pages: ReadonlyMap<string, number> | undefined
  return {
    before,
    after,
    differences,
    rolesBefore: rolesOf(before),
    roles: rolesOf(after),
    formBefore: formOf(before),
    form: formOf(after),
    isProved,
    pageNumber(objectNumber) {
      pages ??= new Map(listPages(after, mostPages).map((page) => [String(page.objectNumber), page.number]))
      return objectNumber === undefined ? undefined : pages.get(String(objectNumber))
    },
  }
}

/** Pages past this have no number in a report; what changes on them is judged all the same. */
const mostPages = 10_000
