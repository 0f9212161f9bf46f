/**
 * Faces of signatures that a later revision puts on a page ("sneaky signature", S&P 2021): reported where they show
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
import { areaOf, pageBox, rectangleOf, sharePlace } from './rectangle.ts'

/**
 * A face that is larger than a quarter of the page covers what was signed; one that fills a field of the signed form
 * itself, than half of it.
 */
const largestNew = 0.25
const largestWaiting = 0.5

/** Without room nothing is drawn; without an appearance or its characteristics there is nothing to draw. */
export function hasFace(document: PdfDocument, widget: PdfDictionary): boolean {
  return (
    areaOf(rectangleOf(document, widget.entries.get('Rect'))) > 0 &&
    (document.entry(widget, 'AP') !== null || document.entry(widget, 'MK') !== null)
  )
}

export interface Face {
  readonly object: PdfObject
  readonly widget: PdfDictionary
  /** It waited in the signed form. */
  readonly isWaiting: boolean
  /** The page before and after; undefined where the widget stands on none. */
  readonly pageBefore: PdfDictionary | undefined
  readonly page: PdfDictionary | undefined
}

/** Why the face of a new signature is refused; undefined where it is not. */
export function refusedFace(before: PdfDocument, after: PdfDocument, face: Face): string | undefined {
  const { widget, object, page, pageBefore } = face
  if (acts(after, widget)) return 'signature-field-acts'
  const rectangle = rectangleOf(after, widget.entries.get('Rect'))
  // Readers make different rectangles of something that is none.
  if (!rectangle) return after.entry(widget, 'Rect') === null ? undefined : 'signature-rectangle'
  if (!hasFace(after, widget) || !page) return undefined
  const largest = face.isWaiting ? largestWaiting : largestNew
  if (areaOf(rectangle) / Math.max(1, areaOf(pageBox(after, page))) > largest) return 'signature-covers-page'
  const list = before.entry(pageBefore, 'Annots')
  const covered = (isArray(list) ? list.items : []).some((item) => {
    if (isReference(item) && isReference(object) && item.number === object.number) return false
    const other = before.resolve(item)
    const place =
      isDictionary(other) && showsSomething(before, other) ? rectangleOf(before, other.entries.get('Rect')) : undefined
    return place !== undefined && sharePlace(rectangle, place)
  })
  return covered ? 'signature-covers-annotation' : undefined
}

/**
 * Fields that are filled in, texts and pictures. A link, a note or an empty field has nothing to hide; signing programs
 * put one signature's face on another's, and it is reported as a warning.
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
