/**
 * Faces of signatures that a later revision puts on a page ("sneaky signature", S&P 2021): told where they show
 * anything, refused where they cover what was signed.
 */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isString,
  type PdfDictionary,
  type PdfObject,
} from '../pdf/objects.ts'
import { acts, isShown } from './annotation-kinds.ts'
import { type FieldNode, type FormPairing, isTimeStamp } from './form-fields.ts'
import type { Comparison, PagePair } from './graph.ts'
import type { Change } from './modification.ts'
import { areaOf, pageBox, rectangleOf, sharePlace } from './rectangle.ts'

/**
 * A face that is larger than a quarter of the page covers what was signed; one that fills a field of the signed form
 * itself, than half of it.
 */
const largestNew = 0.25
const largestWaiting = 0.5

/**
 * The change that a new widget of a signature field makes; undefined where it is no such widget, or the signature was
 * there and its face was not.
 */
export function signatureWidgetChange(
  comparison: Comparison,
  widget: PdfDictionary,
  object: PdfObject,
  page: PagePair,
  form: FormPairing,
): Change | undefined {
  const { after } = comparison
  const owner = ownerOf(form.after, object, widget)
  if (owner?.fieldType !== 'Sig') return undefined
  const earlier = form.before.get(owner.identity)
  if (earlier && isDictionary(comparison.before.entry(earlier.dictionary, 'V'))) return undefined
  const place = { path: `Pages/${page.number}/Annots`, page: page.number, field: owner.name }
  const refused = refusedFace(comparison, widget, object, page, largestNew)
  if (refused !== undefined) return { category: 'content', what: refused, ...place }
  if (hasFace(after, widget)) return { category: 'visible-signature', what: 'visible-signature-added', ...place }
  return {
    category: isTimeStamp(after, owner.dictionary) ? 'validation-data' : 'signature',
    what: 'signature-widget-added',
    ...place,
  }
}

/**
 * A widget that was there, of a field that waited for its signature: its face comes with the signature. That the field
 * allows it is for the form to say.
 */
export function compareSignatureFace(
  comparison: Comparison,
  before: PdfDictionary,
  after: PdfDictionary,
  object: PdfObject,
  page: PagePair,
  form: FormPairing,
): void {
  const owner = ownerOf(form.after, object, after)
  const faceKeys = ['AP', 'AS', 'MK', 'F']
  if (
    owner?.fieldType !== 'Sig' ||
    faceKeys.every((key) => comparison.same(before.entries.get(key), after.entries.get(key), key))
  )
    return
  const place = { path: `Pages/${page.number}/Annots`, page: page.number, field: owner.name }
  const refused = refusedFace(comparison, after, object, page, largestWaiting)
  if (refused !== undefined) comparison.changes.push({ category: 'content', what: refused, ...place })
  else if (hasFace(comparison.after, after))
    comparison.changes.push({ category: 'visible-signature', what: 'visible-signature-added', ...place })
}

/** The field of a widget: itself, or the one that it names as its parent. */
function ownerOf(
  fields: ReadonlyMap<string, FieldNode>,
  object: PdfObject,
  widget: PdfDictionary,
): FieldNode | undefined {
  const parent = widget.entries.get('Parent')
  return (
    (isReference(object) ? fields.get(String(object.number)) : undefined) ??
    (isReference(parent) ? fields.get(String(parent.number)) : undefined)
  )
}

/** Without room nothing is drawn; without an appearance or its characteristics there is nothing to draw. */
function hasFace(document: PdfDocument, widget: PdfDictionary): boolean {
  return (
    areaOf(rectangleOf(document, widget.entries.get('Rect'))) > 0 &&
    (document.entry(widget, 'AP') !== null || document.entry(widget, 'MK') !== null)
  )
}

function refusedFace(
  comparison: Comparison,
  widget: PdfDictionary,
  object: PdfObject,
  page: PagePair,
  largest: number,
): string | undefined {
  const { after } = comparison
  if (acts(after, widget)) return 'signature-field-acts'
  const rectangle = rectangleOf(after, widget.entries.get('Rect'))
  // Readers make different rectangles of something that is none.
  if (!rectangle) return after.entry(widget, 'Rect') === null ? undefined : 'signature-rectangle'
  if (!hasFace(after, widget)) return undefined
  if (areaOf(rectangle) / Math.max(1, areaOf(pageBox(after, page.after))) > largest) return 'signature-covers-page'
  const list = comparison.before.entry(page.before, 'Annots')
  const covered = (isArray(list) ? list.items : []).some((item) => {
    if (isReference(item) && isReference(object) && item.number === object.number) return false
    const other = comparison.before.resolve(item)
    const place =
      isDictionary(other) && showsSomething(comparison.before, other)
        ? rectangleOf(comparison.before, other.entries.get('Rect'))
        : undefined
    return place !== undefined && sharePlace(rectangle, place)
  })
  return covered ? 'signature-covers-annotation' : undefined
}

/**
 * Fields that are filled in, texts and pictures. A link, a note or an empty field has nothing to hide; signing programs
 * put one signature's face on another's, and it is told.
 */
function showsSomething(document: PdfDocument, annotation: PdfDictionary): boolean {
  const subtype = document.entry(annotation, 'Subtype')
  if (!isShown(document, annotation) || isName(subtype, 'Popup') || isName(subtype, 'Link') || isName(subtype, 'Text'))
    return false
  if (!isName(subtype, 'Widget')) return true
  const value = document.entry(annotation, 'V')
  return (
    !isDictionary(value) && (document.entry(annotation, 'AP') !== null || (isString(value) && value.bytes.length > 0))
  )
}
