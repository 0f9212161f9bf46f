/** Two revisions compared without any signature: what the rules say, in one line each. */
import { compareRevisions } from '../comparison/compare.ts'
import { createBudget, defaultLimits } from '../pdf/budget.ts'
import { openDocument, type PdfDocument } from '../pdf/document.ts'
import { appendRevision } from './plain-pdf.ts'
import { type SignedFormOptions, waitingForm } from './form-document.ts'

/** The form with a signature dictionary that holds no signature yet. */
export function unsignedForm(options: SignedFormOptions = {}): Buffer {
  const { document, objects } = waitingForm(options)
  return appendRevision(document, objects)
}

export function opened(pdf: Uint8Array): PdfDocument {
  const result = openDocument(pdf, { budget: createBudget(defaultLimits) })
  if (!result.ok) throw new Error(result.fault)
  return result.document
}

/** `content page-content Pages/1/Contents p1`: category, rule, path, page, field, what was and is. */
export function changesBetween(before: Uint8Array, after: Uint8Array): string[] {
  const { changes, claimedTwice } = compareRevisions(opened(before), opened(after), { isProved: () => true })
  if (claimedTwice.length > 0) throw new Error(`two acts claim one difference: ${claimedTwice.join('; ')}`)
  return changes.map(({ category, what, path, page, field, before: was, after: is }) =>
    [
      category,
      what,
      path,
      ...(page === undefined ? [] : [`p${String(page)}`]),
      ...(field === undefined ? [] : [`"${field}"`]),
      ...(was === undefined && is === undefined ? [] : [`(${was ?? ''}→${is ?? ''})`]),
    ].join(' '),
  )
}
