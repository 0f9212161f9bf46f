/** The frame of an object, and where the data of a stream begin and end. */
import { describe, expect, it } from 'vitest'
import type { SpellingCode } from './ambiguity.ts'
import { createBudget, defaultLimits } from './budget.ts'
import { readIndirectObject } from './indirect-object.ts'
import { cursorAt } from './lexer.ts'
import { isStream } from './objects.ts'

function read(text: string, { end = text.length, lengths = {} as Readonly<Record<number, number>> } = {}) {
  const reports: SpellingCode[] = []
  const budget = createBudget(defaultLimits)
  const cursor = cursorAt(Buffer.from(text, 'latin1'), 0, end, budget, (code) => reports.push(code))
  const object = readIndirectObject(cursor, ({ number }) => lengths[number])
  if (!object) return undefined
  const { value } = object
  return {
    number: object.number,
    generation: object.generation,
    value: isStream(value) ? text.slice(value.start, value.start + value.length) : value,
    ...(isStream(value) ? { unclear: value.extentUnclear } : {}),
    start: object.start,
    rest: text.slice(object.end),
    reports,
  }
}

describe('the frame of an object', () => {
  const five = { number: 12, generation: 3, value: 5, start: 0, rest: '', reports: [] }
  it.each([
    ['12 3 obj 5 endobj', five],
    ['12 3 obj\n5\nendobj\n', { ...five, rest: '\n' }],
    ['12 3 obj5 endobj', five],
    ['12 3obj 5 endobj', undefined],
    [' % a\n12 3 obj 5 endobj', { ...five, start: 5 }],
    ['12 3 obj endobj', { ...five, value: null }],
    ['12 3 obj 5', { ...five, reports: ['object-end'] }],
    ['12 3 obj 5 endobject', { ...five, rest: 'endobject', reports: ['object-end'] }],
    ['12 3 obj 5 6 endobj', { ...five, rest: '6 endobj', reports: ['object-end'] }],
    ['12 3 obj 5 stream endobj', { ...five, rest: 'stream endobj', reports: ['object-end'] }],
    ['12 obj 5 endobj', undefined],
    ['obj 5 endobj', undefined],
    ['12 3 ob 5 endobj', undefined],
    ['12 3 abj 5 endobj', undefined],
    ['12 3', undefined],
    ['', undefined],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('is read to the end of the data alone', () => {
    expect(read('12 3 obj 5 endobj', { end: 16 })).toEqual({ ...five, rest: 'endobj', reports: ['object-end'] })
    expect(read('12 3 obj 5 endobj', { end: 7 })).toBeUndefined()
    expect(() => read('12 3 obj 5 endobj', { end: 8 })).toThrow('end of data')
  })

  it('that is only a reference is in doubt', () => {
    expect(read('12 3 obj 7 0 R endobj')).toMatchObject({
      value: { type: 'reference', number: 7 },
      rest: '',
      reports: ['object-is-reference'],
    })
  })

  it('counts for the number of objects', () => {
    const budget = createBudget({ ...defaultLimits, objects: 0 })
    const bytes = Buffer.from('1 0 obj 5 endobj')
    expect(() => readIndirectObject(cursorAt(bytes, 0, bytes.length, budget), () => undefined)).toThrow(
      'limit exceeded: objects',
    )
  })
})

describe('the data of a stream', () => {
  const dictionary = (length: string) => `1 0 obj << ${length} >>\n`
  it.each<[string, string, { value: string; unclear: boolean; reports: SpellingCode[] }]>([
    ['LF', 'stream\nabc\nendstream', { value: 'abc', unclear: false, reports: [] }],
    ['CRLF', 'stream\r\nabc\nendstream', { value: 'abc', unclear: false, reports: [] }],
    ['CR', 'stream\rabc\nendstream', { value: 'abc', unclear: true, reports: ['stream-start'] }],
    ['nothing', 'streamabc\nendstream', { value: 'abc', unclear: true, reports: ['stream-start'] }],
    ['CR before the end', 'stream\nabc\rendstream', { value: 'abc', unclear: false, reports: [] }],
    ['CRLF before the end', 'stream\nabc\r\nendstream', { value: 'abc', unclear: false, reports: [] }],
    ['nothing before the end', 'stream\nabcendstream', { value: 'abc', unclear: false, reports: [] }],
    ['a blank before the end', 'stream\nabc endstream', { value: 'abc', unclear: false, reports: [] }],
    [
      'three blanks before the end',
      'stream\nabc   endstream',
      { value: 'abc', unclear: true, reports: ['stream-length'] },
    ],
    [
      'a comment before the end',
      'stream\nabc%\nendstream',
      { value: 'abc', unclear: true, reports: ['stream-length'] },
    ],
    ['more data', 'stream\nabcd\nendstream', { value: 'abcd', unclear: true, reports: ['stream-length'] }],
    ['fewer data', 'stream\nab\r\nendstream', { value: 'ab\r', unclear: false, reports: [] }],
    [
      'fewer data after a CR',
      'stream\ra\nendstream',
      { value: 'a', unclear: true, reports: ['stream-start', 'stream-length'] },
    ],
    ['data that end in CR', 'stream\nabcde\rendstream', { value: 'abcde', unclear: true, reports: ['stream-length'] }],
    [
      'data that end in two LF',
      'stream\nabcde\n\nendstream',
      { value: 'abcde\n', unclear: true, reports: ['stream-length'] },
    ],
    ['no data at all', 'stream\nendstream', { value: '', unclear: true, reports: ['stream-length'] }],
  ])('after and before: %s', (_, body, expected) => {
    expect(read(`${dictionary('/Length 3')}${body}\nendobj`)).toEqual({
      number: 1,
      generation: 0,
      start: 0,
      rest: '',
      ...expected,
    })
  })

  it.each([
    ['none', '', ['stream-length']],
    ['a name', '/Length /Three', ['stream-length']],
    ['negative', '/Length -3', ['stream-length']],
    ['past the end', '/Length 900', ['stream-length']],
    ['zero', '/Length 0', ['stream-length']],
    ['of another object', '/Length 7 0 R', []],
    ['of an object that is none', '/Length 8 0 R', ['stream-length']],
  ])('a length that is %s', (_, length, reports) => {
    const read3 = read(`${dictionary(length)}stream\nabc\nendstream\nendobj`, { lengths: { 7: 3 } })
    expect(read3).toMatchObject({ value: 'abc', unclear: reports.length > 0, rest: '', reports })
  })

  it('a length that leads back to the keyword before the data is none', () => {
    for (let back = 1; back < 60; back++) {
      const read1 = read(`${dictionary(`/Length -${String(back)} /A (endstream)`)}stream\nabc\nendstream\nendobj`)
      expect(read1).toMatchObject({ value: 'abc', unclear: true, rest: '', reports: ['stream-length'] })
    }
  })

  it('without its keyword reach to the end of the data, or to an end that another view sees', () => {
    const text = `${dictionary('/Length 9')}stream\nabcdef`
    expect(read(text)).toMatchObject({
      value: 'abcdef',
      unclear: true,
      rest: '',
      reports: ['stream-length', 'object-end'],
    })
    const cut = `${dictionary('/Length 6')}stream\nabcdef\nendstream`
    expect(read(cut, { end: cut.length - 1 })).toMatchObject({
      unclear: true,
      reports: ['stream-length', 'object-end'],
    })
    expect(read(cut, { end: cut.length - 12 })).toMatchObject({ value: 'abcd', unclear: true })
  })

  it('an empty stream is empty', () => {
    expect(read(`${dictionary('/Length 0')}stream\nendstream endobj`)).toMatchObject({
      value: '',
      unclear: false,
      reports: [],
    })
    expect(read(`${dictionary('/Length 0')}stream\n\nendstream endobj`)).toMatchObject({ value: '', unclear: false })
  })

  it('whose end is searched for cost steps by their length', () => {
    const spent = (length: number, end: string) => {
      const bytes = Buffer.from(`${dictionary('')}stream\n${'a'.repeat(length)}${end}`)
      const budget = createBudget(defaultLimits)
      readIndirectObject(cursorAt(bytes, 0, bytes.length, budget), () => undefined)
      return budget.steps()
    }
    expect(spent(256 * 50, 'endstream endobj') - spent(0, 'endstream endobj')).toBe(50)
    expect(spent(256 * 50, '') - spent(0, '')).toBe(50)
  })
})
