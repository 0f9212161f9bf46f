/** Object streams (ISO 32000-2, 7.5.7): the objects inside one, by index. */
import type { Budget } from './budget.ts'
import { cursorAt, readInteger, readObject, SyntaxFault } from './lexer.ts'
import type { PdfDictionary, PdfObject } from './objects.ts'

export interface ObjectStream {
  /** Number of the object at an index; undefined where there is none. */
  numberAt(index: number): number | undefined
  /** The object at an index. A syntax error inside makes it null, and is told: forgiving readers take what they can. */
  objectAt(index: number, onUnreadable: () => void): PdfObject
}

export function readObjectStream(
  data: Uint8Array,
  dictionary: PdfDictionary,
  budget: Budget,
  onDuplicateKey: () => void,
): ObjectStream | undefined {
  const count = dictionary.entries.get('N')
  const first = dictionary.entries.get('First')
  if (typeof count !== 'number' || typeof first !== 'number' || count < 0 || first < 0 || first > data.length)
    return undefined
  const cursor = cursorAt(data, 0, first, budget)
  const pairs: { number: number; offset: number }[] = []
  for (let index = 0; index < count; index++) {
    const number = readInteger(cursor)
    const offset = readInteger(cursor)
    if (number === undefined || offset === undefined) break
    pairs.push({ number, offset })
  }
  budget.spend('entries', pairs.length)
  return {
    numberAt: (index) => pairs[index]?.number,
    objectAt(index, onUnreadable) {
      const pair = pairs[index]
      if (!pair) return null
      budget.spend('objects', 1)
      try {
        return readObject(cursorAt(data, first + pair.offset, data.length, budget, onDuplicateKey))
      } catch (fault) {
        if (!(fault instanceof SyntaxFault)) throw fault
        onUnreadable()
        return null
      }
    },
  }
}
