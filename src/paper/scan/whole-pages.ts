/** Which pages of a PDF have everything that they show. Runs in the thread of `pdf-worker.ts`. */
import {
  PDFArray,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFPageLeaf,
  PDFPageTree,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib'

/** Entries that a page is shown without: other pages, actions, data of other programs, structure. */
const NOT_SHOWN = new Set(
  ['Parent', 'P', 'Popup', 'IRT', 'A', 'AA', 'Dest', 'B', 'AF', 'Thumb', 'PieceInfo', 'Metadata', 'OPI', 'Ref'].concat([
    'StructParent',
    'StructParents',
    'SeparationInfo',
    'Measure',
    'PtData',
    'Alternates',
  ]),
)
/** Entries whose value is data. The text of an annotation is also called `Contents`. */
const DATA = new Set(['Contents', 'SMask', 'Mask', 'ToUnicode', 'FontFile', 'FontFile2', 'FontFile3'])

/**
 * Whether a dictionary stands where data must be: the file was cut between both. Only the soft mask of a graphics state
 * is a dictionary; that of an image is data.
 */
function hasLostItsData(key: string, value: PDFObject | undefined, holder: PDFDict): boolean {
  if (key === 'XObject' && value instanceof PDFDict)
    return value.values().some((held) => value.context.lookup(held) instanceof PDFDict)
  const isData = DATA.has(key) && (key !== 'SMask' || holder.has(PDFName.of('Width')))
  const parts = value instanceof PDFArray && key === 'Contents' ? value.asArray() : [value]
  return isData && parts.some((part) => holder.context.lookup(part) instanceof PDFDict)
}

/**
 * True when an object that `start` shows, directly or through others, is not in the file. `whole` has the objects that
 * are known to lack nothing; those of a whole page are added.
 */
function lacksSomething(start: PDFDict, context: PDFContext, whole: Set<PDFRef>): boolean {
  const seen = new Set<PDFRef>()
  const open: PDFObject[] = [start]
  /** False when the object is missing. */
  const follow = (held: PDFObject): boolean => {
    if (!(held instanceof PDFRef)) return open.push(held) > 0
    if (whole.has(held) || seen.has(held)) return true
    const object = context.lookup(held)
    if (object === undefined || object instanceof PDFInvalidObject) return false
    seen.add(held)
    return open.push(object) > 0
  }
  for (let object = open.pop(); object !== undefined; object = open.pop()) {
    const dictionary = object instanceof PDFStream ? object.dict : object
    if (object instanceof PDFArray && !object.asArray().every(follow)) return true
    if (!(dictionary instanceof PDFDict)) continue
    for (const [name, held] of dictionary.entries()) {
      const key = name.decodeText()
      if (NOT_SHOWN.has(key)) continue
      if (!follow(held) || hasLostItsData(key, context.lookup(held), dictionary)) return true
    }
  }
  for (const ref of seen) whole.add(ref)
  return false
}

export interface WholePages {
  /** From 1, as `getPage` counts them plus one. */
  readonly whole: number[]
  /** How many pages are not there, or not whole. */
  readonly missing: number
}

/** Judges every page of an opened document. The appearances of annotations count as parts of their page. */
export function wholePagesOf(document: PDFDocument): WholePages {
  const { context } = document
  const known = new Set<PDFRef>()
  const whole: number[] = []
  let [missing, number] = [0, 0]
  document.catalog.Pages().traverse((node: unknown) => {
    if (node instanceof PDFPageTree) return
    // A node of the tree that is not in the file, or not a page.
    if (!(node instanceof PDFPageLeaf)) {
      missing++
      return
    }
    number++
    const inherited = ['MediaBox', 'Resources', 'CropBox'].flatMap(
      (key) => node.getInheritableAttribute(PDFName.of(key)) ?? [],
    )
    const size = node.getInheritableAttribute(PDFName.of('MediaBox'))
    if (size === undefined || lacksSomething(context.obj({ Page: node, Inherited: inherited }), context, known))
      missing++
    else whole.push(number)
  })
  return { whole, missing }
}
