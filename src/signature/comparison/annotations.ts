/**
 * Annotations of a page (ISO 32000-2, 12.5). Widgets belong to the form; the rest are comments, some of which can
 * imitate content.
 */
import { isArray, isDictionary, isName, isReference, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { acts, isCovering } from './annotation-kinds.ts'
import { compareWidget } from './form.ts'
import type { FormPairing } from './form-fields.ts'
import { type Comparison, describe, isPlain, keysOf, type PagePair } from './graph.ts'
import { compareSignatureFace, signatureWidgetChange } from './signature-widget.ts'

interface Annotation {
  readonly object: PdfObject
  readonly identity: string
  readonly dictionary: PdfDictionary | undefined
}

function annotationsOf(document: Comparison['before'], page: PdfDictionary): Annotation[] {
  const list = document.entry(page, 'Annots')
  return (isArray(list) ? list.items : []).map((object, index) => {
    const dictionary = document.resolve(object)
    return {
      object,
      identity: isReference(object) ? String(object.number) : `direct ${index}`,
      dictionary: isDictionary(dictionary) ? dictionary : undefined,
    }
  })
}

/** Says which annotations are each other's successor; to be done for all pages before any comparison. */
export function pairAnnotations(comparison: Comparison, page: PagePair): void {
  const after = new Map(
    annotationsOf(comparison.after, page.after).map((annotation) => [annotation.identity, annotation]),
  )
  for (const annotation of annotationsOf(comparison.before, page.before)) {
    const successor = after.get(annotation.identity)
    if (successor?.dictionary && annotation.dictionary) comparison.pair(annotation.object, successor.object)
  }
}

export function compareAnnotations(comparison: Comparison, page: PagePair, form: FormPairing): void {
  const before = annotationsOf(comparison.before, page.before)
  const after = annotationsOf(comparison.after, page.after)
  const list = page.after.entries.get('Annots')
  if (list !== undefined && !isArray(comparison.after.resolve(list)) && comparison.after.resolve(list) !== null)
    report(comparison, page, 'annotation-list', undefined, true)
  const successors = new Map(after.map((annotation) => [annotation.identity, annotation]))
  const predecessors = new Set(before.map((annotation) => annotation.identity))
  for (const annotation of before) {
    const successor = successors.get(annotation.identity)
    if (!successor) removed(comparison, page, annotation)
    else changed(comparison, page, annotation, successor, form)
  }
  for (const annotation of after) if (!predecessors.has(annotation.identity)) added(comparison, page, annotation, form)
  const order = after
    .filter((annotation) => predecessors.has(annotation.identity))
    .map((annotation) => annotation.identity)
  const kept = before
    .filter((annotation) => successors.has(annotation.identity))
    .map((annotation) => annotation.identity)
  // What lies over what follows the order of the list.
  if (order.join() !== kept.join()) report(comparison, page, 'annotation-order', undefined, true)
  if (successors.size !== after.length && predecessors.size === before.length)
    report(comparison, page, 'annotation-list', undefined, true)
}

function report(
  comparison: Comparison,
  page: PagePair,
  what: string,
  dictionary: PdfDictionary | undefined,
  forbidden = false,
): void {
  const subtype = dictionary ? describe(comparison.after, dictionary.entries.get('Subtype')) : ''
  const contents = dictionary ? describe(comparison.after, dictionary.entries.get('Contents')) : ''
  comparison.changes.push({
    category: forbidden ? 'content' : 'annotation',
    what,
    path: `Pages/${page.number}/Annots`,
    page: page.number,
    ...(subtype === '' ? {} : { after: contents === '' ? subtype : `${subtype}: ${contents}` }),
  })
}

function removed(comparison: Comparison, page: PagePair, annotation: Annotation): void {
  const widget = isName(comparison.before.entry(annotation.dictionary, 'Subtype'), 'Widget')
  // A field's face that goes away takes content with it; P=3 lets a comment go.
  report(comparison, page, widget ? 'widget-removed' : 'annotation-removed', annotation.dictionary, widget)
}

function added(comparison: Comparison, page: PagePair, annotation: Annotation, form: FormPairing): void {
  const { dictionary } = annotation
  if (dictionary && isName(comparison.after.entry(dictionary, 'Subtype'), 'Widget')) {
    const change = signatureWidgetChange(comparison, dictionary, annotation.object, page, form)
    if (change) comparison.changes.push(change)
    else report(comparison, page, 'widget-added', dictionary, true)
    return
  }
  report(
    comparison,
    page,
    'annotation-added',
    dictionary,
    isCovering(comparison.after, dictionary) || acts(comparison.after, dictionary),
  )
}

function changed(
  comparison: Comparison,
  page: PagePair,
  before: Annotation,
  after: Annotation,
  form: FormPairing,
): void {
  if (!before.dictionary || !after.dictionary) {
    if (!comparison.same(before.object, after.object, 'annotation'))
      report(comparison, page, 'annotation-list', after.dictionary, true)
    return
  }
  const widget =
    isName(comparison.before.entry(before.dictionary, 'Subtype'), 'Widget') ||
    isName(comparison.after.entry(after.dictionary, 'Subtype'), 'Widget')
  if (widget) {
    compareSignatureFace(comparison, before.dictionary, after.dictionary, after.object, page, form)
    compareWidget(comparison, before, after, page, form)
    return
  }
  const different = keysOf(before.dictionary, after.dictionary).filter(
    (key) => !comparison.same(before.dictionary?.entries.get(key), after.dictionary?.entries.get(key), key),
  )
  if (different.length === 0) return
  const silent = different.every(
    (key) => (key === 'M' || key === 'StructParent') && isPlain(comparison.after, after.dictionary?.entries.get(key)),
  )
  if (silent)
    comparison.changes.push({
      category: 'validation-data',
      what: 'annotation-date',
      path: `Pages/${page.number}/Annots`,
      page: page.number,
    })
  else {
    const evil = isCovering(comparison.after, after.dictionary) || acts(comparison.after, after.dictionary)
    report(comparison, page, 'annotation-changed', after.dictionary, evil)
  }
}
