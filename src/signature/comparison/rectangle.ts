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
  const numbers = array.items.map((item) => document.resolve(item)).filter((item): item is number => typeof item === 'number')
  const [a, b, c, d] = numbers
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined
  return { left: Math.min(a, c), bottom: Math.min(b, d), right: Math.max(a, c), top: Math.max(b, d) }
}

export function areaOf(rectangle: Rectangle | undefined): number {
  return rectangle ? (rectangle.right - rectangle.left) * (rectangle.top - rectangle.bottom) : 0
}

/** Width and height of what two rectangles share. */
export function overlapOf(a: Rectangle, b: Rectangle): { width: number; height: number } {
  return { width: Math.min(a.right, b.right) - Math.max(a.left, b.left), height: Math.min(a.top, b.top) - Math.max(a.bottom, b.bottom) }
}

/** US Letter: what a reader takes where a page names no size. */
const letter: Rectangle = { left: 0, bottom: 0, right: 612, top: 792 }

/** The visible part of a page: its crop box, else its media box, inherited. */
export function pageBox(document: PdfDocument, page: PdfDictionary): Rectangle {
  let node: PdfObject = page
  for (let depth = 0; depth < 32 && isDictionary(node); depth++) {
    const box = rectangleOf(document, node.entries.get('CropBox') ?? node.entries.get('MediaBox'))
    if (areaOf(box) > 0) return box ?? letter
    node = document.entry(node, 'Parent')
  }
  return letter
}
