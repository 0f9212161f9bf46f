/** Rectangles of ISO 32000-2, 7.9.5, in the order left, bottom, right, top whatever corners the file names. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'

export interface Rectangle {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

export function rectangleOf(document: PdfDocument, object: PdfObject | undefined): Rectangle | undefined {
  const array = document.resolve(object)
  if (!isArray(array) || array.items.length !== 4) return undefined
  const numbers = array.items
    .map((item) => document.resolve(item))
    .filter((item): item is number => typeof item === 'number')
  const [a, b, c, d] = numbers
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) }
}

export function areaOf(rectangle: Rectangle | undefined): number {
  return rectangle ? (rectangle.right - rectangle.left) * (rectangle.top - rectangle.bottom) : 0
}

function intersection(a: Rectangle, b: Rectangle): Rectangle {
  return {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  }
}

/**
 * Whether two rectangles share a place: by more than rounding, and by more than a tenth of the smaller one in both
 * directions. Lines of text that follow each other touch.
 */
export function sharePlace(a: Rectangle, b: Rectangle): boolean {
  const common = intersection(a, b)
  const beyond = (shared: number, ...sizes: number[]) => shared > Math.max(1, Math.min(...sizes) / 10)
  return (
    beyond(common.right - common.left, a.right - a.left, b.right - b.left) &&
    beyond(common.top - common.bottom, a.top - a.bottom, b.top - b.bottom)
  )
}

/** US Letter: what a reader takes where a page names no size. */
const letter: Rectangle = { left: 0, bottom: 0, right: 612, top: 792 }

/** The visible part of a page: what its crop box leaves of its media box, both inherited (14.11.2). */
export function pageBox(document: PdfDocument, page: PdfDictionary): Rectangle {
  const media = inheritedBox(document, page, 'MediaBox') ?? letter
  const crop = inheritedBox(document, page, 'CropBox')
  const visible = crop && intersection(crop, media)
  return visible && visible.right > visible.left && visible.top > visible.bottom ? visible : media
}

function inheritedBox(document: PdfDocument, page: PdfDictionary, key: string): Rectangle | undefined {
  let node: PdfObject = page
  for (let depth = 0; depth < 32 && isDictionary(node); depth++) {
    const box = rectangleOf(document, node.entries.get(key))
    if (areaOf(box) > 0) return box
    node = document.entry(node, 'Parent')
  }
  return undefined
}
