/**
 * Pictures that are drawn over visible text: the cover of a "shadow hide" attack, lifted after signing. Only as much of
 * the content stream is understood as needed: graphics state, position, text shown, objects drawn (ISO 32000-2, 8 and 9).
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isStream, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { operationsOf, textOperators } from './content-stream.ts'
import { areaOf, pageBox } from './rectangle.ts'

/** A picture smaller than this share of the page is an illustration or a stamp. */
const coveringShare = 0.5

interface State {
  readonly scale: number
  readonly renderMode: number
}

/** Whether the page draws a large picture after visible text. */
export function coversText(document: PdfDocument, page: PdfDictionary): boolean {
  const content = contentOf(document, page)
  if (!content) return false
  const objects = document.entry(inherited(document, page, 'Resources'), 'XObject')
  const pageArea = areaOf(pageBox(document, page))
  const stack: State[] = []
  let state: State = { scale: 1, renderMode: 0 }
  let textShown = false
  for (const { operator, operands } of operationsOf(document, content)) {
    const [a = 0, b = 0, c = 0, d = 0] = operands.map((operand) => (typeof operand === 'number' ? operand : 0))
    if (operator === 'q') stack.push(state)
    else if (operator === 'Q') state = stack.pop() ?? state
    else if (operator === 'cm') state = { ...state, scale: state.scale * Math.abs(a * d - b * c) }
    else if (operator === 'Tr') state = { ...state, renderMode: a }
    else if (textOperators.has(operator)) textShown ||= state.renderMode !== 3
    else if (operator === 'Do' && textShown && isPicture(document, objects, operands[0]) && state.scale > coveringShare * pageArea) return true
  }
  return false
}

function isPicture(document: PdfDocument, objects: PdfObject, name: PdfObject | undefined): boolean {
  const object = isName(name) ? document.entry(objects, name.value) : null
  return isStream(object) && isName(document.entry(object, 'Subtype'), 'Image') && document.entry(object, 'SMask') === null
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
  const streams = (isArray(contents) ? contents.items.map((item) => document.resolve(item)) : [contents]).filter(isStream)
  const parts: Uint8Array[] = []
  for (const stream of streams) {
    if (stream.length > mostBytes) return undefined
    const data = document.decodedBytes(stream)
    if (data) parts.push(data, Uint8Array.of(0x0a))
  }
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return length > mostBytes ? undefined : Buffer.concat(parts)
}
