/**
 * What an annotation can do to the page under it: cover it, imitate it, or start something ("evil annotation", S&P
 * 2021).
 */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isStream,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
} from '../pdf/objects.ts'
import { facePaints, thickestLine } from './annotation-face.ts'
import { rectangleOf } from './rectangle.ts'

/** Annotations that carry text or pictures of their own. */
const imitatingSubtypes = new Set([
  'FreeText',
  'Stamp',
  'Redact',
  'Watermark',
  'Screen',
  'RichMedia',
  '3D',
  'Movie',
  'PrinterMark',
  'TrapNet',
  'Projection',
])

/**
 * Whether the annotation can hide or imitate what is on the page. Thin lines cannot; an appearance of its own can,
 * whatever the annotation calls itself.
 */
export function isCovering(document: PdfDocument, annotation: PdfDictionary | undefined): boolean {
  const subtype = document.entry(annotation, 'Subtype')
  if (!isName(subtype) || imitatingSubtypes.has(subtype.value)) return true
  if (document.entry(annotation, 'IC') !== null || borderWidth(document, annotation) > thickestLine) return true
  const rectangle = rectangleOf(document, annotation?.entries.get('Rect'))
  return facesOf(document, document.entry(annotation, 'AP')).some((face) => facePaints(document, face, rectangle))
}

/** Of the line that a reader draws by itself (12.5.4): the border style, else the border. */
function borderWidth(document: PdfDocument, annotation: PdfDictionary | undefined): number {
  const border = document.entry(annotation, 'Border')
  const width =
    document.entry(document.entry(annotation, 'BS'), 'W') ??
    (isArray(border) ? document.resolve(border.items[2]) : null)
  return typeof width === 'number' ? width : 1
}

/** All streams of an appearance dictionary: normal, under the mouse, pressed, each in its states (12.5.5). */
function facesOf(document: PdfDocument, object: PdfObject, depth = 0): PdfStream[] {
  const value = document.resolve(object)
  if (isStream(value)) return [value]
  return isDictionary(value) && depth < 2
    ? [...value.entries.values()].flatMap((entry) => facesOf(document, entry, depth + 1))
    : []
}

/** Following these leaves the document as it is. */
const harmlessActions = new Set(['GoTo', 'URI', 'Named'])

/** Whether an annotation or field starts anything but a jump when it is shown, entered or pressed (12.6). */
export function acts(document: PdfDocument, dictionary: PdfDictionary | undefined): boolean {
  if (document.entry(dictionary, 'AA') !== null) return true
  const action = document.entry(dictionary, 'A')
  if (action === null) return false
  const kind = document.entry(action, 'S')
  return !isName(kind) || !harmlessActions.has(kind.value) || document.entry(action, 'Next') !== null
}

/** Bits of F (table 167): not shown on the screen. */
const hidden = 2
const noView = 32

export function isShown(document: PdfDocument, annotation: PdfDictionary): boolean {
  const flags = document.entry(annotation, 'F')
  return typeof flags !== 'number' || (flags & (hidden | noView)) === 0
}
