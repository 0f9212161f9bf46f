/** Object streams (ISO 32000-2, 7.5.7): the objects inside one, by index. */
import type { SpellingCode } from './ambiguity.ts'
import type { Budget } from './budget.ts'
import { cursorAt, readInteger, readObject, skipSpace, SyntaxFault } from './lexer.ts'
import { isName, isReference, type PdfDictionary, type PdfObject } from './objects.ts'

export type ObjectStreamCode = 'object-twice-in-stream' | 'object-stream-header'

export interface ObjectStream {
  /** Number of the object at an index; undefined where there is none. */
  numberAt(index: number): number | undefined
  /** The object at an index; a syntax error makes it `unreadable`: forgiving readers take what they can. */
  objectAt(index: number, report: (code: SpellingCode) => void): PdfObject | 'unreadable'
}

export interface OpenedContainer {
  readonly stream: ObjectStream
  /** Objects that were read without any doubt, by index. */
  readonly values: Map<number, PdfObject>
}

/** Object streams without any doubt, that say the same in every view, by the offset of their data. */
export type SharedContainers = Map<number, OpenedContainer>

interface Pair {
  readonly number: number
  readonly offset: number
}

/** `dictionary` has its numbers resolved. Undefined: no reader finds objects in it. */
export function readObjectStream(
  data: Uint8Array,
  dictionary: PdfDictionary,
  budget: Budget,
  report: (code: ObjectStreamCode) => void,
): ObjectStream | undefined {
  const count = dictionary.entries.get('N')
  const first = dictionary.entries.get('First')
  if (!isCount(count) || !isCount(first) || first > data.length) return undefined
  if (!isName(dictionary.entries.get('Type'), 'ObjStm')) report('object-stream-header')
  const pairs = readPairs(data, count, first, budget, report)
  budget.spend('entries', pairs.length)
  return {
    numberAt: (index) => pairs[index]?.number,
    objectAt(index, reportSpelling) {
      const pair = pairs[index]
      if (!pair) return 'unreadable'
      budget.spend('objects', 1)
      try {
        const next = pairs[index + 1]?.offset ?? 0
        const end = next > pair.offset ? Math.min(first + next, data.length) : data.length
        const cursor = cursorAt(data, first + pair.offset, end, budget, reportSpelling)
        const value = readObject(cursor)
        skipSpace(cursor)
        if (isReference(value)) reportSpelling('object-is-reference')
        if (cursor.position < end) reportSpelling('object-end')
        return value
      } catch (fault) {
        if (!(fault instanceof SyntaxFault)) throw fault
        return 'unreadable'
      }
    },
  }
}

function isCount(value: PdfObject | undefined): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

/** Number and offset of each object: exactly `count` of them before `first`, in the order in which they stand. */
function readPairs(
  data: Uint8Array,
  count: number,
  first: number,
  budget: Budget,
  report: (code: ObjectStreamCode) => void,
): readonly Pair[] {
  const cursor = cursorAt(data, 0, first, budget)
  const pairs: Pair[] = []
  const numbers = new Set<number>()
  for (let index = 0; index < count; index++) {
    const number = readInteger(cursor)
    const offset = readInteger(cursor)
    if (number === undefined || offset === undefined) break
    if (numbers.has(number)) report('object-twice-in-stream')
    numbers.add(number)
    pairs.push({ number, offset })
  }
  skipSpace(cursor)
  const ordered = pairs.every((pair, index) => pair.offset > (pairs[index - 1]?.offset ?? -1))
  if (pairs.length < count || cursor.position < first || !ordered) report('object-stream-header')
  return pairs
}
