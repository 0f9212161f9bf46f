/**
 * Pictures and filled areas that are drawn over visible text: the cover of a "shadow hide" attack, lifted after
 * signing. Only as much of the content stream is understood as needed: graphics state, scale, text shown, rectangles
 * filled, objects drawn (ISO 32000-2, 8 and 9).
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
import { operationsOf, textOperators } from './content-stream.ts'
import { areaOf, pageBox, rectangleOf } from './rectangle.ts'

/** A picture smaller than this share of the page is an illustration or a stamp. */
const coveringShare = 0.5

/** Forms within forms that are looked into. */
const mostNesting = 4

const fills = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'])
const endsPath = new Set([...fills, 'S', 's', 'n'])

interface State {
  readonly scale: number
  /** Square points that the clipping path leaves, at most. */
  readonly clip: number
  readonly renderMode: number
  /** Painted over what is under it, and nothing shines through. */
  readonly opaque: boolean
}

/** Whether the page draws a large picture, or fills a large area, after visible text. */
export function coversText(document: PdfDocument, page: PdfDictionary): boolean {
  const content = contentOf(document, page)
  if (!content) return false
  const start: State = { scale: 1, clip: Infinity, renderMode: 0, opaque: true }
  const view = { document, largest: coveringShare * areaOf(pageBox(document, page)), textShown: false }
  return covers(view, content, inherited(document, page, 'Resources'), start, 0)
}

interface View {
  readonly document: PdfDocument
  /** In square points. */
  readonly largest: number
  textShown: boolean
}

function covers(view: View, content: Uint8Array, resources: PdfObject, start: State, depth: number): boolean {
  const { document } = view
  const objects = document.entry(resources, 'XObject')
  const parameters = document.entry(resources, 'ExtGState')
  const stack: State[] = []
  let state = start
  /** The largest rectangle of the path under way, before scaling. */
  let rectangle = 0
  for (const { operator, operands } of operationsOf(document, content)) {
    const [a = 0, b = 0, c = 0, d = 0] = operands.map((operand) => (typeof operand === 'number' ? operand : 0))
    if (operator === 'q') stack.push(state)
    else if (operator === 'Q') state = stack.pop() ?? state
    else if (operator === 'cm') state = { ...state, scale: state.scale * Math.abs(a * d - b * c) }
    else if (operator === 'Tr') state = { ...state, renderMode: a }
    else if (operator === 'gs') state = { ...state, opaque: isOpaque(document, parameters, operands[0]) }
    else if (textOperators.has(operator)) view.textShown ||= state.renderMode !== 3
    else if (operator === 're') rectangle = Math.max(rectangle, Math.abs(c * d))
    else if ((operator === 'W' || operator === 'W*') && rectangle > 0)
      state = { ...state, clip: Math.min(state.clip, state.scale * rectangle) }
    else if (endsPath.has(operator)) {
      if (
        fills.has(operator) &&
        view.textShown &&
        state.opaque &&
        Math.min(state.clip, state.scale * rectangle) > view.largest
      )
        return true
      rectangle = 0
    } else if (operator === 'Do') {
      const object = isName(operands[0]) ? document.entry(objects, operands[0].value) : null
      if (isStream(object) && drawsOver(view, object, resources, state, depth)) return true
    }
  }
  return false
}

/** A picture, or a form with something in it that covers. */
function drawsOver(view: View, object: PdfStream, resources: PdfObject, state: State, depth: number): boolean {
  const { document } = view
  const subtype = document.entry(object, 'Subtype')
  if (isName(subtype, 'Image'))
    return (
      view.textShown && Math.min(state.clip, state.scale) > view.largest && document.entry(object, 'SMask') === null
    )
  if (!isName(subtype, 'Form') || depth >= mostNesting || object.length > mostBytes) return false
  const content = document.decodedBytes(object)
  const [a = 1, b = 0, c = 0, d = 1] = matrixOf(document, object)
  const scale = state.scale * Math.abs(a * d - b * c)
  const box = areaOf(rectangleOf(document, object.dictionary.entries.get('BBox')))
  const inside: State = { ...state, scale, clip: Math.min(state.clip, scale * box) }
  return (
    content !== undefined &&
    content.length <= mostBytes &&
    covers(view, content, document.entry(object, 'Resources') ?? resources, inside, depth + 1)
  )
}

function matrixOf(document: PdfDocument, form: PdfStream): number[] {
  const matrix = document.entry(form, 'Matrix')
  return isArray(matrix)
    ? matrix.items.map((item) => document.resolve(item)).filter((item) => typeof item === 'number')
    : []
}

function isOpaque(document: PdfDocument, parameters: PdfObject, name: PdfObject | undefined): boolean {
  const set = isName(name) ? document.entry(parameters, name.value) : null
  const alpha = document.entry(set, 'ca')
  const blend = document.entry(set, 'BM')
  return (
    (alpha === null || alpha === 1) &&
    (blend === null || isName(blend, 'Normal')) &&
    !isDictionary(document.entry(set, 'SMask'))
  )
}

function inherited(document: PdfDocument, page: PdfDictionary, key: string): PdfObject {
  let node: PdfObject = page
  for (let depth = 0; depth < 32 && isDictionary(node); depth++) {
    const value = document.entry(node, key)
    if (value !== null) return value
    node = document.entry(node, 'Parent')
  }
  return null
}

const mostBytes = 1024 * 1024

function contentOf(document: PdfDocument, page: PdfDictionary): Uint8Array | undefined {
  const contents = document.entry(page, 'Contents')
  const streams = (isArray(contents) ? contents.items.map((item) => document.resolve(item)) : [contents]).filter(
    isStream,
  )
  const parts: Uint8Array[] = []
  for (const stream of streams) {
    const data = document.decodedBytes(stream)
    if (data) parts.push(data, Uint8Array.of(0x0a))
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return length > mostBytes ? undefined : Buffer.concat(parts)
}
