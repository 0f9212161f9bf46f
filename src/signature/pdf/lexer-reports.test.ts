/** What the lexer reads, to which octet, and which spellings it reports. */
import { describe, expect, it } from 'vitest'
import type { SpellingCode } from './ambiguity.ts'
import { createBudget, defaultLimits } from './budget.ts'
import { cursorAt, readInteger, readKeyword, readObject, skipSpace, SyntaxFault } from './lexer.ts'
import type { PdfObject } from './objects.ts'

function read(text: string, end = text.length) {
  const bytes = Buffer.from(text, 'latin1')
  const reports: SpellingCode[] = []
  const cursor = cursorAt(bytes, 0, end, createBudget(defaultLimits), (code) => reports.push(code))
  return { value: plain(readObject(cursor)), reports, rest: text.slice(cursor.position) }
}

/** The value in the notation of JavaScript: names begin with a slash, references are lists of two numbers. */
function plain(object: PdfObject): unknown {
  if (typeof object !== 'object' || object === null) return object
  switch (object.type) {
    case 'name':
      return `/${object.value}`
    case 'string':
      return Buffer.from(object.bytes).toString('latin1')
    case 'reference':
      return { ref: object.number, generation: object.generation }
    case 'array':
      return object.items.map(plain)
    case 'dictionary':
      return Object.fromEntries([...object.entries].map(([key, value]) => [key, plain(value)]))
    case 'stream':
      return 'stream'
  }
}

const faultOf = (text: string, end?: number) => {
  try {
    read(text, end)
  } catch (fault) {
    if (fault instanceof SyntaxFault) return `${fault.message} at ${String(fault.position)}`
    throw fault
  }
  return 'none'
}

describe('numbers', () => {
  it.each<[string, number, SpellingCode[]]>([
    ['0', 0, []],
    ['007', 7, []],
    ['4294967295', 4294967295, []],
    ['4294967296', 4294967296, ['number-form']],
    ['4294967296.5', 4294967296.5, ['number-form']],
    ['-4294967296', -4294967296, ['number-form']],
    ['999999999999999', 999999999999999, ['number-form']],
    ['9999999999999999', 1e16, ['number-form']],
    ['+17', 17, []],
    ['-17', -17, []],
    ['-0', 0, []],
    ['.5', 0.5, []],
    ['5.', 5, []],
    ['-.5', -0.5, []],
    ['+.5', 0.5, []],
    ['-0.25', -0.25, []],
    ['--3', -3, ['number-form']],
    ['+-3', 3, ['number-form']],
    ['-+3', -3, ['number-form']],
    ['++3', 3, ['number-form']],
    ['1-2', 1, ['number-form']],
    ['12.5-3', 12.5, ['number-form']],
    ['12-', 12, ['number-form']],
    ['-1-2', -1, ['number-form']],
    ['-.-5', 0, ['number-form']],
    ['-5.-', -5, ['number-form']],
  ])('%s is %d', (text, value, reports) => {
    expect(read(text)).toEqual({ value, reports, rest: '' })
    expect(read(`${text}]x`)).toEqual({ value, reports, rest: ']x' })
  })

  it.each(['-', '+', '.', '-.', '1.2.3', '1+2', '1-2-3', '1e5', 'x1', '1x', '0x10', '١'])('%s is none', (text) => {
    expect(faultOf(text)).toBe('unexpected keyword at 0')
  })
})

describe('words and references', () => {
  it.each<[string, unknown, string]>([
    ['true ', true, ' '],
    ['false]', false, ']'],
    ['null/A', null, '/A'],
    [' \t\r\n\f\0true', true, ''],
    ['% nothing\ntrue', true, ''],
    ['% nothing\rtrue', true, ''],
    ['12 0 R', { ref: 12, generation: 0 }, ''],
    ['12 7 R]', { ref: 12, generation: 7 }, ']'],
    ['12\n0\tR/A', { ref: 12, generation: 0 }, '/A'],
    ['12 % a\n0 % b\nR', { ref: 12, generation: 0 }, ''],
    ['12 65535 R', { ref: 12, generation: 65535 }, ''],
    ['12 65536 R', 12, ' 65536 R'],
    ['12 0 Rx', 12, ' 0 Rx'],
    ['12 0 r', 12, ' 0 r'],
    ['12 0', 12, ' 0'],
    ['12 -1 R', 12, ' -1 R'],
    ['0 0 R', { ref: 0, generation: 0 }, ''],
  ])('%j', (text, value, rest) => {
    expect(read(text)).toEqual({ value, reports: [], rest })
  })

  it('end where the data end, whatever octets follow', () => {
    expect(read('12 0 Rx', 6)).toEqual({ value: { ref: 12, generation: 0 }, reports: [], rest: 'x' })
    expect(read('12 0 R', 5)).toEqual({ value: 12, reports: [], rest: ' 0 R' })
    expect(read('123', 2)).toEqual({ value: 12, reports: [], rest: '3' })
    expect(read('truex', 4)).toEqual({ value: true, reports: [], rest: 'x' })
    expect(read('/AB', 2)).toEqual({ value: '/A', reports: [], rest: 'B' })
  })

  it('an integer alone leaves the cursor where it stood if there is none', () => {
    const at = (text: string, end = text.length) => {
      const cursor = cursorAt(Buffer.from(text), 0, end, createBudget(defaultLimits))
      return [readInteger(cursor), cursor.position]
    }
    expect(at(' 12 ')).toEqual([12, 3])
    expect(at('12/')).toEqual([12, 2])
    expect(at('12x')).toEqual([undefined, 0])
    expect(at('12x', 2)).toEqual([12, 2])
    expect(at(' x')).toEqual([undefined, 1])
    expect(at('/')).toEqual([undefined, 0])
    expect(at(':')).toEqual([undefined, 0])
    expect(at('')).toEqual([undefined, 0])
    expect(at('123456789012345')).toEqual([123456789012345, 15])
    expect(at('1234567890123456')).toEqual([undefined, 0])
    expect(at('90')).toEqual([90, 2])
  })

  it('a keyword is a run of regular characters, and a comment reaches to the end of its line', () => {
    const at = (text: string, end = text.length) => {
      const cursor = cursorAt(Buffer.from(text), 0, end, createBudget(defaultLimits))
      return [readKeyword(cursor), cursor.position]
    }
    expect(at(' obj<<')).toEqual(['obj', 4])
    expect(at('/obj')).toEqual(['', 0])
    expect(at('endobj', 3)).toEqual(['end', 3])
    const cursor = cursorAt(Buffer.from('%a%b c'), 0, 4, createBudget(defaultLimits))
    skipSpace(cursor)
    expect(cursor.position).toBe(4)
  })
})

describe('names', () => {
  it.each<[string, string, SpellingCode[], string]>([
    ['/', '/', [], ''],
    ['/ A', '/', [], ' A'],
    ['/A#42', '/AB', [], ''],
    ['/#2fA', '//A', [], ''],
    ['/#2F#2f', '///', [], ''],
    ['/A#', '/A#', ['name-form'], ''],
    ['/A#4', '/A#4', ['name-form'], ''],
    ['/A#4G', '/A#4G', ['name-form'], ''],
    ['/A#G4', '/A#G4', ['name-form'], ''],
    ['/A#00', '/A\0', ['name-form'], ''],
    ['/A#41#G', '/AA#G', ['name-form'], ''],
    ['/A(b)', '/A', [], '(b)'],
    ['/A/B', '/A', [], '/B'],
    ['/\xe9', '/\xe9', [], ''],
  ])('%s', (text, value, reports, rest) => {
    expect(read(text)).toEqual({ value, reports, rest })
  })
})

describe('strings', () => {
  it.each<[string, string, SpellingCode[], string]>([
    ['()', '', [], ''],
    ['(a(b(c)d)e)f', 'a(b(c)d)e', [], 'f'],
    ['(\\()', '(', [], ''],
    ['(\\n\\r\\t\\b\\f\\\\\\q)', '\n\r\t\b\f\\q', [], ''],
    ['(a\\\nb)', 'ab', [], ''],
    ['(a\\\rb)', 'ab', [], ''],
    ['(a\\\r\nb)', 'ab', [], ''],
    ['(a\r\nb\rc\nd)', 'a\nb\nc\nd', [], ''],
    ['(\\0)', '\0', [], ''],
    ['(\\18)', '\x018', [], ''],
    ['(\\1234)', 'S4', [], ''],
    ['(\\377)', '\xff', [], ''],
    ['(\\400)', '\0', ['string-form'], ''],
    ['(\\777)', '\xff', ['string-form'], ''],
    ['(\\8)', '8', [], ''],
    ['(\\/)', '/', [], ''],
    ['(\\07/)', '\x07/', [], ''],
    ['<>', '', [], ''],
    ['<4>', '@', [], ''],
    ['<4 1\n4\t2>', 'AB', [], ''],
    ['<41 424>x', 'AB@', [], 'x'],
    [`<${'41'.repeat(16)}>`, 'A'.repeat(16), [], ''],
    [`<${'4a'.repeat(15)}4>`, `${'J'.repeat(15)}@`, [], ''],
    [`<${'4a'.repeat(20)}4>`, `${'J'.repeat(20)}@`, [], ''],
    [`<${'4a '.repeat(20)}>`, 'J'.repeat(20), [], ''],
    ['<abcdefABCDEF09>', '\xab\xcd\xef\xab\xcd\xef\x09', [], ''],
  ])('%j', (text, value, reports, rest) => {
    expect(read(text)).toEqual({ value, reports, rest })
  })

  it.each([
    ['(a', undefined, 'unterminated string at 0'],
    ['(a\\)', undefined, 'unterminated string at 0'],
    ['(a(b)', undefined, 'unterminated string at 0'],
    ['(ab)', 3, 'unterminated string at 0'],
    ['<41', undefined, 'unterminated hexadecimal string at 0'],
    ['<41>', 3, 'unterminated hexadecimal string at 0'],
    ['<4G>', undefined, 'not hexadecimal at 0'],
    ['<4/>', undefined, 'not hexadecimal at 0'],
    ['<4:>', undefined, 'not hexadecimal at 0'],
    ['<4`>', undefined, 'not hexadecimal at 0'],
    ['<4@>', undefined, 'not hexadecimal at 0'],
    [`<${'4a'.repeat(20)}4G>`, undefined, 'not hexadecimal at 0'],
  ])('%j is none', (text, end, fault) => {
    expect(faultOf(text, end)).toBe(fault)
  })

  it('keep their places', () => {
    const bytes = Buffer.from('  (ab)  <4142> ')
    const cursor = cursorAt(bytes, 0, bytes.length, createBudget(defaultLimits))
    expect(readObject(cursor)).toMatchObject({ hexadecimal: false, start: 2, end: 6 })
    expect(readObject(cursor)).toMatchObject({ hexadecimal: true, start: 8, end: 14 })
    const long = Buffer.from(` <${'41'.repeat(40)}>`)
    expect(readObject(cursorAt(long, 0, long.length, createBudget(defaultLimits)))).toMatchObject({
      hexadecimal: true,
      start: 1,
      end: long.length,
    })
  })
})

describe('lists and dictionaries', () => {
  it.each<[string, unknown, SpellingCode[], string]>([
    ['[]', [], [], ''],
    ['[1[2]/A(b)]x', [1, [2], '/A', 'b'], [], 'x'],
    ['[1 0 R 2 0 R 3]', [{ ref: 1, generation: 0 }, { ref: 2, generation: 0 }, 3], [], ''],
    ['[% a ]\n1 ]', [1], [], ''],
    ['<<>>', {}, [], ''],
    ['<< /A 1 /B << /C [2] >> >>x', { A: 1, B: { C: [2] } }, [], 'x'],
    ['<< /A >>', { A: null }, ['missing-value'], ''],
    ['<</A/B/C>>', { A: '/B', C: null }, ['missing-value'], ''],
    ['<< /A <41> >>', { A: 'A' }, [], ''],
    ['<< /A 1 /A 2 >>', { A: 2 }, ['duplicate-key'], ''],
    ['<< /A 1 /#41 2 /A 3 >>', { A: 3 }, ['duplicate-key', 'duplicate-key'], ''],
    ['<< /A null /A >>', { A: null }, ['missing-value', 'duplicate-key'], ''],
  ])('%s', (text, value, reports, rest) => {
    expect(read(text)).toEqual({ value, reports, rest })
  })

  it.each([
    ['', undefined, 'end of data at 0'],
    ['  ', undefined, 'end of data at 2'],
    ['5', 0, 'end of data at 0'],
    ['[1 2', undefined, 'unterminated array at 4'],
    ['[1]', 2, 'unterminated array at 2'],
    ['<< /A 1', undefined, 'unterminated dictionary at 7'],
    ['<< /A 1 >>', 8, 'unterminated dictionary at 8'],
    ['<< /A 1 >>', 9, 'key is no name at 8'],
    ['<< /A >>', 7, 'unexpected delimiter at 6'],
    ['<< 1 2 >>', undefined, 'key is no name at 3'],
    ['<< /A 1 > >', undefined, 'key is no name at 8'],
    ['<< /A >', undefined, 'unexpected delimiter at 6'],
    ['<< /A > >', undefined, 'unexpected delimiter at 6'],
    [')', undefined, 'unexpected delimiter at 0'],
    ['obj', undefined, 'unexpected keyword at 0'],
    ['{}', undefined, 'unexpected delimiter at 0'],
  ])('%j is none', (text, end, fault) => {
    expect(faultOf(text, end)).toBe(fault)
  })
})
