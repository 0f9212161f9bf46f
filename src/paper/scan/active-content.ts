/**
 * Removes active content from the pages of foreign PDFs: scripts, actions, attached files, links, forms. Annotations
 * and
 * filled-in fields are drawn into the page first, so that nothing a person wrote is lost.
 */
import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'

const name = (value: string) => PDFName.of(value)

/** The only entries that a page keeps (ISO 32000-1 table 30). */
const PAGE_KEYS = new Set([
  'Type',
  'Parent',
  'Resources',
  'MediaBox',
  'CropBox',
  'Rotate',
  'UserUnit',
  'Contents',
  'Group',
])
/** Entries removed from every object: actions, scripts, files, private data of other programs, metadata, structure. */
const DEAD_KEYS = [
  'AA',
  'OpenAction',
  'JS',
  'JavaScript',
  'AF',
  'EF',
  'PieceInfo',
  'Metadata',
  'StructParent',
  'StructParents',
  'Alternates',
  'OPI',
  'PS',
  'Ref',
]
/** Entries of a stream that name an external file with its data (ISO 32000-1 section 7.3.8.2). */
const OUTSIDE_FILE_KEYS = ['F', 'FFilter', 'FDecodeParms']

const ANNOTATION_HIDDEN = 1 << 1
const ANNOTATION_NO_VIEW = 1 << 5

type Box = readonly [number, number, number, number]
type Matrix = readonly [number, number, number, number, number, number]

function numbers(object: PDFObject | undefined, length: number): number[] | null {
  if (!(object instanceof PDFArray) || object.size() !== length) return null
  const values = Array.from({ length }, (_, at) => object.lookup(at)).map((item) =>
    item instanceof PDFNumber ? item.asNumber() : NaN,
  )
  return values.every(Number.isFinite) ? values : null
}
function boxOf(object: PDFObject | undefined): Box | null {
  const found = numbers(object, 4)
  if (found === null) return null
  const [a = 0, b = 0, c = 0, d = 0] = found
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]
}

/** The appearance that viewers show: /AP /N; of several, the one named by /AS. */
function appearanceOf(annotation: PDFDict): { ref: PDFObject; stream: PDFStream } | null {
  const appearances = annotation.lookup(name('AP'))
  if (!(appearances instanceof PDFDict)) return null
  const held = appearances.get(name('N'))
  const normal = appearances.context.lookup(held)
  if (normal instanceof PDFStream && held !== undefined) return { ref: held, stream: normal }
  const state = annotation.lookup(name('AS'))
  if (!(normal instanceof PDFDict) || !(state instanceof PDFName)) return null
  const chosen = normal.get(state)
  const stream = normal.context.lookup(chosen)
  return stream instanceof PDFStream && chosen !== undefined ? { ref: chosen, stream } : null
}

/**
 * The algorithm of ISO 32000-1 section 12.5.5: the transformed box of the appearance is fitted into the rectangle of
 * the
 * annotation.
 */
function placement(rect: Box, stream: PDFStream): Matrix | null {
  const bbox = boxOf(stream.dict.lookup(name('BBox')))
  if (bbox === null) return null
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(stream.dict.lookup(name('Matrix')), 6) ?? []
  const corners = [
    [bbox[0], bbox[1]],
    [bbox[2], bbox[1]],
    [bbox[0], bbox[3]],
    [bbox[2], bbox[3]],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const left = Math.min(...corners.map(([x]) => x))
  const bottom = Math.min(...corners.map(([, y]) => y))
  const width = Math.max(...corners.map(([x]) => x)) - left
  const height = Math.max(...corners.map(([, y]) => y)) - bottom
  if (width === 0 || height === 0) return null
  const sx = (rect[2] - rect[0]) / width
  const sy = (rect[3] - rect[1]) / height
  return [sx, 0, 0, sy, rect[0] - left * sx, rect[1] - bottom * sy]
}

/** The resources of the page; copied when they are shared or inherited, so that other pages do not change. */
function ownXObjects(page: PDFPage, context: PDFContext): PDFDict {
  const inherited = page.node.Resources()
  const resources = inherited === undefined ? context.obj({}) : inherited.clone(context)
  page.node.set(name('Resources'), resources)
  const held = resources.lookup(name('XObject'))
  const xobjects = held instanceof PDFDict ? held.clone(context) : context.obj({})
  resources.set(name('XObject'), xobjects)
  return xobjects
}

/** Draws the appearances of annotations into the content of the page. */
function drawAnnotations(page: PDFPage, context: PDFContext): void {
  const annotations = page.node.Annots()
  if (annotations === undefined) return
  const drawn: string[] = []
  let xobjects: PDFDict | undefined
  for (let at = 0; at < annotations.size(); at++) {
    const annotation = annotations.lookup(at)
    if (!(annotation instanceof PDFDict) || annotation.lookup(name('Subtype')) === name('Popup')) continue
    const flags = annotation.lookup(name('F'))
    if (flags instanceof PDFNumber && (flags.asNumber() & (ANNOTATION_HIDDEN | ANNOTATION_NO_VIEW)) !== 0) continue
    const appearance = appearanceOf(annotation)
    const rect = boxOf(annotation.lookup(name('Rect')))
    if (appearance === null || rect === null) continue
    const matrix = placement(rect, appearance.stream)
    if (matrix === null) continue
    // An appearance may lack its type, but an object of the page must have it.
    appearance.stream.dict.set(name('Type'), name('XObject'))
    appearance.stream.dict.set(name('Subtype'), name('Form'))
    // The layer of an annotation becomes that of its appearance.
    const layer = annotation.get(name('OC'))
    if (layer !== undefined && !appearance.stream.dict.has(name('OC'))) appearance.stream.dict.set(name('OC'), layer)
    xobjects ??= ownXObjects(page, context)
    const key = `DesA${at}`
    xobjects.set(name(key), appearance.ref instanceof PDFRef ? appearance.ref : context.register(appearance.stream))
    drawn.push(`q ${matrix.map((value) => Number(value.toFixed(6))).join(' ')} cm /${key} Do Q`)
  }
  if (drawn.length === 0) return
  // The content of the page may change the graphics state, so it is enclosed first.
  const before = context.register(context.stream('q\n'))
  const after = context.register(context.stream(`\nQ\n${drawn.join('\n')}\n`))
  const held = page.node.get(name('Contents'))
  const existing = page.node.lookup(name('Contents'))
  const contents = PDFArray.withContext(context)
  contents.push(before)
  if (existing instanceof PDFArray)
    existing.asArray().forEach((item) => {
      contents.push(item)
    })
  else if (held !== undefined) contents.push(held)
  contents.push(after)
  page.node.set(name('Contents'), contents)
}

/** Makes a page inert: it keeps its appearance and loses active content. Changes the page; copy it afterwards. */
export function makeInert(page: PDFPage): void {
  const { context } = page.doc
  drawAnnotations(page, context)
  for (const key of page.node.keys()) if (!PAGE_KEYS.has(key.decodeText())) page.node.delete(key)
}

function cleanDictionary(dictionary: PDFDict): void {
  for (const key of DEAD_KEYS) dictionary.delete(name(key))
  for (const value of dictionary.values()) cleanInside(value)
}
function cleanInside(object: PDFObject): void {
  if (object instanceof PDFDict) cleanDictionary(object)
  else if (object instanceof PDFArray) object.asArray().forEach(cleanInside)
  else if (object instanceof PDFStream) {
    cleanDictionary(object.dict)
    if (object instanceof PDFRawStream) for (const key of OUTSIDE_FILE_KEYS) object.dict.delete(name(key))
  }
}

/**
 * Removes active, external and hidden content from every object of an assembled PDF, as a second protection after
 * `makeInert`.
 */
export function removeActiveContent(context: PDFContext): void {
  for (const [, object] of context.enumerateIndirectObjects()) cleanInside(object)
}
