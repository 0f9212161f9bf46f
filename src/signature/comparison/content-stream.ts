/**
 * Operators of a content stream with their operands (ISO 32000-2, 7.8.2), bounded; broken content is passed over as
 * viewers do.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { cursorAt, readKeyword, readObject, skipSpace, SyntaxFault } from '../pdf/lexer.ts'
import type { PdfObject } from '../pdf/objects.ts'

const mostOperators = 200_000

export interface Operation {
  readonly operator: string
  readonly operands: readonly PdfObject[]
}

/** Ends at the operator that begins the data of an inline picture (`BI`): what follows are bytes. */
export function* operationsOf(document: PdfDocument, content: Uint8Array): Generator<Operation> {
  const cursor = cursorAt(content, 0, content.length, document.budget)
  let operands: PdfObject[] = []
  for (let operators = 0; operators < mostOperators;) {
    skipSpace(cursor)
    if (cursor.position >= content.length) return
    const start = cursor.position
    // A fault for every operator would cost too much: it is recognised by its first byte, and only broken content gets
    // to the fault.
    if (operandStarts.has(content[start] ?? 0)) {
      try {
        operands.push(readObject(cursor))
        continue
      } catch (fault) {
        if (!(fault instanceof SyntaxFault)) throw fault
        cursor.position = start
      }
    }
    const operator = readKeyword(cursor)
    if (operator === '') cursor.position = start + 1
    operators++
    yield { operator, operands }
    if (operator === 'BI') return
    operands = []
  }
}

/** Of numbers, names, strings, arrays and dictionaries. */
const operandStarts: ReadonlySet<number> = new Set(Buffer.from('+-.0123456789/([<'))

export const textOperators: ReadonlySet<string> = new Set(['Tj', 'TJ', "'", '"'])
