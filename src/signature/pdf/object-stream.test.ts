/** Object streams: which object stands at an index, and what is not as the standard says. */
import { describe, expect, it } from 'vitest'
import type { SpellingCode } from './ambiguity.ts'
import { createBudget, defaultLimits, LimitExceeded } from './budget.ts'
import { cursorAt, readObject } from './lexer.ts'
import { isDictionary } from './objects.ts'
import { type ObjectStreamCode, readObjectStream } from './object-stream.ts'

function open(data: string, entries: string, limits = defaultLimits) {
  const bytes = Buffer.from(`<< ${entries} >>`)
  const budget = createBudget(limits)
  const dictionary = readObject(cursorAt(bytes, 0, bytes.length, budget))
  if (!isDictionary(dictionary)) throw new Error(entries)
  const reports: ObjectStreamCode[] = []
  const stream = readObjectStream(Buffer.from(data), dictionary, budget, (code) => reports.push(code))
  return { stream, reports }
}
const at = (data: string, entries: string, index: number) => {
  const spelling: SpellingCode[] = []
  const { stream } = open(data, entries)
  return { value: stream?.objectAt(index, (code) => spelling.push(code)), spelling }
}
/** Two objects, 7 and 9, whose header is eight octets long. */
const two = '7 0 9 3 5  /A'
const usual = '/Type /ObjStm /N 2 /First 8'

describe('the header of an object stream', () => {
  it('numbers its objects', () => {
    const { stream, reports } = open(two, usual)
    expect([-1, 0, 1, 2].map((index) => stream?.numberAt(index))).toEqual([undefined, 7, 9, undefined])
    expect(reports).toEqual([])
  })

  it.each<[string, string, string, ObjectStreamCode[]]>([
    ['without a type', two, '/N 2 /First 8', ['object-stream-header']],
    ['of another type', two, '/Type /XRef /N 2 /First 8', ['object-stream-header']],
    ['with fewer pairs than stated', two, '/Type /ObjStm /N 3 /First 8', ['object-stream-header']],
    ['with more pairs than stated', two, '/Type /ObjStm /N 1 /First 8', ['object-stream-header']],
    ['that begins before the first object ends', two, '/Type /ObjStm /N 2 /First 7', []],
    ['whose last pair is cut', two, '/Type /ObjStm /N 2 /First 6', ['object-stream-header']],
    ['with a number twice', '7 0 7 3 5  /A', usual, ['object-twice-in-stream']],
    ['out of order', '7 3 9 0 5  /A', usual, ['object-stream-header']],
    ['with an offset twice', '7 0 9 0 5  /A', usual, ['object-stream-header']],
    ['with a word in it', '7 0 x 3 5  /A', usual, ['object-stream-header']],
    ['with a word for an offset', '7 0 9 x 5  /A', usual, ['object-stream-header']],
    ['with a comment', '7 0 9 3 % a\n5  /A', '/Type /ObjStm /N 2 /First 12', []],
    ['of no object', '', '/Type /ObjStm /N 0 /First 0', []],
    [
      'of three objects, the last not in order',
      '7 0 8 4 9 2 5   /A  ',
      '/Type /ObjStm /N 3 /First 12',
      ['object-stream-header'],
    ],
    ['of a first object that does not begin at once', '7 1 9 3 5  /A', usual, []],
  ])('%s', (_, data, entries, expected) => {
    expect(open(data, entries).reports).toEqual(expected)
  })

  it.each([
    '/Type /ObjStm /First 8',
    '/Type /ObjStm /N 2',
    '/Type /ObjStm /N -1 /First 8',
    '/Type /ObjStm /N 1.5 /First 8',
    '/Type /ObjStm /N /Two /First 8',
    '/Type /ObjStm /N 2 /First -8',
    '/Type /ObjStm /N 2 /First 1.5',
    '/Type /ObjStm /N 2 /First 14',
  ])('with %s leads to nothing', (entries) => {
    expect(open(two, entries)).toEqual({ stream: undefined, reports: [] })
  })

  it('may end where the data end', () => {
    expect(open(two, '/Type /ObjStm /N 2 /First 13').stream).toBeDefined()
  })

  it('counts for the number of entries', () => {
    expect(() => open(two, usual, { ...defaultLimits, entries: 1 })).toThrow(LimitExceeded)
    expect(open(two, usual, { ...defaultLimits, entries: 2 }).stream).toBeDefined()
  })
})

describe('the object at an index', () => {
  it.each<[string, string, number, unknown, SpellingCode[]]>([
    ['the first', two, 0, 5, []],
    ['the last', two, 1, { type: 'name', value: 'A' }, []],
    ['one that is not there', two, 2, 'unreadable', []],
    ['something after the value', '7 0 9 5 5 6  /A', 0, 5, ['object-end']],
    ['something after the last value', '7 0 9 3 5  /A /B', 1, { type: 'name', value: 'A' }, ['object-end']],
    ['a comment after the value', '7 0 9 5 5 %a\n/A', 0, 5, []],
    ['a reference', '7 0 9 6 8 0 R /A', 0, { type: 'reference', number: 8, generation: 0 }, ['object-is-reference']],
    ['a value cut by the next', '7 0 9 3 <<>>/A', 0, 'unreadable', []],
    ['no value', '7 0 9 3    /A', 0, 'unreadable', []],
    ['a sign inside a number', '7 0 9 5 1-2  /A', 0, 1, ['number-form']],
    ['a next one that begins earlier', '7 3 9 0 5  /A', 0, { type: 'name', value: 'A' }, []],
    ['a next one past the end', '7 0 9 99 5', 0, 5, []],
    ['itself past the end', '7 0 9 99 5', 1, 'unreadable', []],
  ])('%s', (_, data, index, value, spelling) => {
    const first = /^(\d+ ){4}/.exec(data)?.[0].length ?? 0
    expect(at(data, `/Type /ObjStm /N 2 /First ${String(first)}`, index)).toEqual({ value, spelling })
  })

  it('is counted, and nested without end it is no object', () => {
    expect(() => open(two, usual, { ...defaultLimits, objects: 0 }).stream?.objectAt(0, () => undefined)).toThrow(
      'limit exceeded: objects',
    )
    expect(() => at(`7 0 ${'['.repeat(200)}`, '/Type /ObjStm /N 1 /First 4', 0)).toThrow('limit exceeded: depth')
  })
})
