/**
 * What the face of an annotation paints over the page: text and pictures, areas and lines so thick that they hide what
 * is under them.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isName, type PdfObject, type PdfStream } from '../pdf/objects.ts'
import { operationsOf, textOperators } from './content-stream.ts'
import { type Rectangle, rectangleOf } from './rectangle.ts'

const fills = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*'])
const strokes = new Set(['S', 's', 'B', 'B*', 'b', 'b*'])
/** Icons of notes and attachments are filled, and smaller than this in both directions, in points. */
const largestIcon = 50
/** In points: a line of text. Pens and borders are thinner, highlighters shine through. */
export const thickestLine = 12

interface State {
  readonly width: number
  readonly stretch: number
  /** Blended by multiplication: what is under it stays to be seen as long as the colour is light. */
  readonly multiplies: boolean
  readonly area: Colour
  readonly line: Colour
}

interface Colour {
  readonly dark: boolean
  /** In a space of the device. In any other, one may be the lightest colour or the darkest. */
  readonly known: boolean
}

const unpainted: Colour = { dark: true, known: true }
const isLight = ({ dark, known }: Colour) => known && !dark

/**
 * Whether a face hides or imitates what is under it. `rectangle`: the place of the annotation; undefined where it has
 * none.
 */
export function facePaints(document: PdfDocument, face: PdfStream, rectangle: Rectangle | undefined): boolean {
  const content = document.decodedBytes(face)
  if (!content) return true
  const states = document.entry(document.entry(face, 'Resources'), 'ExtGState')
  const icon = rectangle === undefined || (widthOf(rectangle) <= largestIcon && heightOf(rectangle) <= largestIcon)
  const scale = rectangle === undefined ? 0 : scaleOf(document, face, rectangle)
  const shinesThrough = !isIsolated(document, face)
  const stack: State[] = []
  let state: State = { width: 1, stretch: 1, multiplies: false, area: unpainted, line: unpainted }
  for (const { operator, operands } of operationsOf(document, content)) {
    const numbers = operands.filter((operand) => typeof operand === 'number')
    if (operator === 'q') stack.push(state)
    else if (operator === 'Q') state = stack.pop() ?? state
    else if (operator === 'w') state = { ...state, width: numbers[0] ?? state.width }
    else if (operator === 'cm') state = { ...state, stretch: state.stretch * stretch(numbers) }
    else if (operator === 'gs') state = withParameters(document, states, operands[0], state)
    else if (areaColours.has(operator)) state = { ...state, area: colourAfter(state.area, operator, operands) }
    else if (lineColours.has(operator))
      state = { ...state, line: colourAfter(state.line, operator.toLowerCase(), operands) }
    else if (textOperators.has(operator) || operator === 'Do' || operator === 'BI' || operator === 'sh') return true
    else if (!icon && fills.has(operator) && !(shinesThrough && state.multiplies && isLight(state.area))) return true
    else if (
      !icon &&
      strokes.has(operator) &&
      !(shinesThrough && state.multiplies && isLight(state.line)) &&
      state.width * state.stretch * scale > thickestLine
    )
      return true
  }
  return false
}

const widthOf = ({ left, right }: Rectangle) => right - left
const heightOf = ({ bottom, top }: Rectangle) => top - bottom
const areaColours = new Set(['g', 'rg', 'k', 'sc', 'scn', 'cs'])
const lineColours = new Set(['G', 'RG', 'K', 'SC', 'SCN', 'CS'])

const deviceSpaces = new Set(['DeviceGray', 'DeviceRGB', 'DeviceCMYK'])

/** `operator` in the spelling for areas: `cs` chooses a space, `sc` and `scn` a colour in it, the others both. */
function colourAfter({ known }: Colour, operator: string, operands: readonly PdfObject[]): Colour {
  const [space] = operands
  if (operator === 'cs') return { dark: true, known: isName(space) && deviceSpaces.has(space.value) }
  const dark = isDark(operands.filter((operand) => typeof operand === 'number'))
  return { dark, known: known || (operator !== 'sc' && operator !== 'scn') }
}

/** Blended with nothing but itself (11.4.5): multiplication leaves nothing of the page to be seen. */
function isIsolated(document: PdfDocument, face: PdfStream): boolean {
  const isolated = document.entry(document.entry(face, 'Group'), 'I')
  return isolated !== null && isolated !== false
}

/** Grey, red-green-blue, or cyan-magenta-yellow-black; of any other colour nothing is known. */
function isDark(components: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, black = 0] = components
  if (components.length === 4) return Math.max(1 - a, 1 - b, 1 - c) * (1 - black) < 0.5
  return Math.max(a, b, c) < 0.5
}

/** By how much a matrix makes lines thicker, at most. */
function stretch(matrix: readonly number[]): number {
  const [a = 1, b = 0, c = 0, d = 1] = matrix
  return Math.max(Math.hypot(a, b), Math.hypot(c, d))
}

function withParameters(document: PdfDocument, states: PdfObject, name: PdfObject | undefined, state: State): State {
  const parameters = isName(name) ? document.entry(states, name.value) : null
  const width = document.entry(parameters, 'LW')
  return {
    ...state,
    multiplies: isName(document.entry(parameters, 'BM'), 'Multiply'),
    width: typeof width === 'number' ? width : state.width,
  }
}

/** A face is stretched until its box, turned by its matrix, fills the rectangle (12.5.5, algorithm 8.1). */
function scaleOf(document: PdfDocument, face: PdfStream, rectangle: Rectangle): number {
  const box = rectangleOf(document, face.dictionary.entries.get('BBox'))
  if (!box) return Infinity
  const entry = document.entry(face, 'Matrix')
  const numbers = (isArray(entry) ? entry.items.map((item) => document.resolve(item)) : []).filter(
    (item) => typeof item === 'number',
  )
  const [a = 1, b = 0, c = 0, d = 1] = numbers
  const turnedWidth = Math.abs(a) * widthOf(box) + Math.abs(c) * heightOf(box)
  const turnedHeight = Math.abs(b) * widthOf(box) + Math.abs(d) * heightOf(box)
  return stretch([a, b, c, d]) * Math.max(widthOf(rectangle) / turnedWidth, heightOf(rectangle) / turnedHeight)
}
