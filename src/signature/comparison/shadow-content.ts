/**
 * Content prepared in a signed file that a later revision can switch on ("Shadow Attacks", NDSS 2021): hidden layers,
 * covers over text, pages that no tree names. Each is a warning: honest files have such things too, rarely.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName } from '../pdf/objects.ts'
import { isCovering, isShown } from './annotation-kinds.ts'
import { coversText } from './content-overlays.ts'
import { listPages } from './page-list.ts'
import { rectangleOf, type Rectangle, sharePlace } from './rectangle.ts'

export interface ShadowFinding {
  readonly what: 'hidden-layer' | 'picture-over-text' | 'unused-page'
  readonly page: number
}

/** Pages whose content is looked at: requests and letters have fewer. */
const mostPages = 20
/** Objects of which an unused page is searched: more would cost more than the finding is worth. */
const mostObjects = 2000

export function shadowFindings(document: PdfDocument): ShadowFinding[] {
  const findings: ShadowFinding[] = []
  if (hasHiddenLayer(document)) findings.push({ what: 'hidden-layer', page: 0 })
  if (document.locked) return findings
  for (const page of listPages(document, mostPages)) if (coversText(document, page.dictionary)) findings.push({ what: 'picture-over-text', page: page.number })
  if (hasUnusedPage(document)) findings.push({ what: 'unused-page', page: 0 })
  return findings
}

/** A group of optional content that is off when the file is opened (ISO 32000-2, 8.11.4.3). */
function hasHiddenLayer(document: PdfDocument): boolean {
  const properties = document.entry(document.entry(document.trailer, 'Root'), 'OCProperties')
  const standard = document.entry(properties, 'D')
  const off = document.entry(standard, 'OFF')
  const groups = document.entry(properties, 'OCGs')
  if (!isArray(groups) || groups.items.length === 0) return false
  return (isArray(off) && off.items.length > 0) || isName(document.entry(standard, 'BaseState'), 'OFF')
}

/** A page object of the newest view that the page tree does not reach, while its parent says that it does. */
function hasUnusedPage(document: PdfDocument): boolean {
  if (document.entries.size > mostObjects) return false
  const used = new Set(listPages(document, 10_000).map((page) => page.dictionary))
  for (const [number, entry] of document.entries) {
    if (entry.kind !== 'offset') continue
    const object = document.get({ type: 'reference', number, generation: entry.generation })
    // A template (12.7.9) is a page outside the tree by design, and says so.
    if (isDictionary(object) && isName(object.entries.get('Type'), 'Page') && !used.has(object)) return true
  }
  return false
}

/**
 * A page on which two annotations that a reader shows or follows share a place, so that which of them it is is not settled by what was
 * signed: two links, or a text or picture laid over either. Fields are compared on their own; notes, marks and replies lie over other
 * things by their nature and hide nothing. Undefined where there is none.
 */
export function overlappingAnnotations(document: PdfDocument): number | undefined {
  for (const page of listPages(document, 500)) {
    const list = document.entry(page.dictionary, 'Annots')
    const placed: Rectangle[] = []
    for (const item of isArray(list) ? list.items.slice(0, 300) : []) {
      const annotation = document.resolve(item)
      if (!isDictionary(annotation) || !isShown(document, annotation) || document.entry(annotation, 'IRT') !== null) continue
      const subtype = document.entry(annotation, 'Subtype')
      if (isName(subtype, 'Widget') || isName(subtype, 'Popup')) continue
      const rectangle = rectangleOf(document, annotation.entries.get('Rect'))
      if (!rectangle || (!isName(subtype, 'Link') && !isCovering(document, annotation))) continue
      if (placed.some((other) => sharePlace(rectangle, other))) return page.number
      placed.push(rectangle)
    }
  }
  return undefined
}
