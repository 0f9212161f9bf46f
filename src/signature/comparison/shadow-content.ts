/**
 * Content prepared in a signed file that a later revision can switch on ("Shadow Attacks", NDSS 2021): hidden layers,
 * covers over text, pages that no tree names. Each is a warning: honest files have such things too, rarely.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { isCovering, isShown } from './annotation-kinds.ts'
import { coversText } from './content-overlays.ts'
import { listPages } from './page-list.ts'
import { type ReaderFinding, readerFindings } from './reader-dependent.ts'
import { rectangleOf, type Rectangle, sharePlace } from './rectangle.ts'

export interface ShadowFinding {
  readonly what: 'hidden-layer' | 'picture-over-text' | 'unused-page' | ReaderFinding
  readonly page: number
}

/** Pages whose content is looked at: requests and letters have fewer. */
const mostPages = 20
/**
 * Objects that are searched for an unused page or an inverted layer: more would cost more than the finding is worth.
 */
const mostObjects = 2000

export function shadowFindings(document: PdfDocument): ShadowFinding[] {
  const findings: ShadowFinding[] = []
  const objects = document.locked ? [] : dictionariesOf(document)
  if (hasHiddenLayer(document) || objects.some((object) => hidesWhenOn(document, object)))
    findings.push({ what: 'hidden-layer', page: 0 })
  if (document.locked) return findings
  findings.push(...readerFindings(document).map((what) => ({ what, page: 0 })))
  for (const page of listPages(document, mostPages))
    if (coversText(document, page.dictionary)) findings.push({ what: 'picture-over-text', page: page.number })
  if (hasUnusedPage(document, objects)) findings.push({ what: 'unused-page', page: 0 })
  return findings
}

/**
 * A group of optional content that is off when the file is opened, or made so by what a reader does with the file (ISO
 * 32000-2, 8.11.4.3 to 8.11.4.5).
 */
function hasHiddenLayer(document: PdfDocument): boolean {
  const properties = document.entry(document.entry(document.trailer, 'Root'), 'OCProperties')
  const standard = document.entry(properties, 'D')
  const off = document.entry(standard, 'OFF')
  const groups = document.entry(properties, 'OCGs')
  if (!isArray(groups) || groups.items.length === 0) return false
  if ((isArray(off) && off.items.length > 0) || isName(document.entry(standard, 'BaseState'), 'OFF')) return true
  const automatic = document.entry(standard, 'AS')
  return (
    isArray(automatic) &&
    automatic.items.length > 0 &&
    groups.items.some((group) => isSwitchedByUse(document, document.entry(group, 'Usage')))
  )
}

/** Shown on the screen and not on paper, the other way round, or at some sizes only. */
function isSwitchedByUse(document: PdfDocument, usage: PdfObject): boolean {
  const off = [
    ['View', 'ViewState'],
    ['Print', 'PrintState'],
  ] as const
  return (
    document.entry(usage, 'Zoom') !== null ||
    off.some(([use, state]) => isName(document.entry(document.entry(usage, use), state), 'OFF'))
  )
}

/** A rule that shows content when a group is off, and hides it when that group is on (8.11.2.2). */
function hidesWhenOn(document: PdfDocument, object: PdfDictionary): boolean {
  if (!isName(document.entry(object, 'Type'), 'OCMD')) return false
  const policy = document.entry(object, 'P')
  return isName(policy, 'AllOff') || isName(policy, 'AnyOff') || document.entry(object, 'VE') !== null
}

/**
 * The dictionaries of the newest view, those in object streams too; none where there are more objects than are looked
 * at.
 */
function dictionariesOf(document: PdfDocument): PdfDictionary[] {
  if (document.entries.size > mostObjects) return []
  return [...document.entries].flatMap(([number, entry]) => {
    if (entry.kind === 'free') return []
    const object = document.get({
      type: 'reference',
      number,
      generation: entry.kind === 'offset' ? entry.generation : 0,
    })
    return isDictionary(object) ? [object] : []
  })
}

/**
 * A page object that the page tree does not reach. A template (12.7.9) is a page outside the tree by design, and says
 * so by its type.
 */
function hasUnusedPage(document: PdfDocument, objects: readonly PdfDictionary[]): boolean {
  const used = new Set(listPages(document, 10_000).map((page) => page.dictionary))
  return objects.some((object) => isName(object.entries.get('Type'), 'Page') && !used.has(object))
}

/**
 * A page on which two annotations that a reader shows or follows share a place, so that which of them it is is not
 * settled by what was signed: two links, or a text or picture laid over either. Fields are compared on their own;
 * notes, marks and replies lie over other things by their nature and hide nothing. Undefined where there is none.
 */
export function overlappingAnnotations(document: PdfDocument): number | undefined {
  for (const page of listPages(document, 500)) {
    const list = document.entry(page.dictionary, 'Annots')
    const placed: Rectangle[] = []
    for (const item of isArray(list) ? list.items.slice(0, 300) : []) {
      const annotation = document.resolve(item)
      if (!isDictionary(annotation) || !isShown(document, annotation) || document.entry(annotation, 'IRT') !== null)
        continue
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
