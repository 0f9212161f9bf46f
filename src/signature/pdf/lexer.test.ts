import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, LimitExceeded } from './budget.ts'
import { cursorAt, readObject, SyntaxFault } from './lexer.ts'
import type { PdfObject } from './objects.ts'
import { dateOf, textOf } from './text-string.ts'

const budget = () => createBudget(defaultLimits)
const parse = (text: string): PdfObject => {
  const bytes = Buffer.from(text, 'latin1')
  return readObject(cursorAt(bytes, 0, bytes.length, budget()))
}
const bytesOf = (object: PdfObject): string =>
  typeof object === 'object' && object?.type === 'string' ? Buffer.from(object.bytes).toString('latin1') : ''

describe('objects', () => {
  it.each([
    ['1', 1],
    ['1.0', 1],
    ['+17', 17],
    ['-.5', -0.5],
    ['4.', 4],
    ['--3', -3],
    ['0.00-35', 0],
    ['9999999999.5', 9999999999.5],
    ['99999999999', 99999999999],
    ['true', true],
    ['null', null],
  ])('reads %s', (text, value) => {
    expect(parse(text)).toBe(value)
  })

  it.each([
    ['(a\\(b\\)(c))', 'a(b)(c)'],
    ['(\\101\\7\\0534)', 'A\x07+4'],
    ['(a\\\r\nb\rc)', 'ab\nc'],
    ['<48 65 6C6c6F>', 'Hello'],
    ['<901FA>', '\x90\x1f\xa0'],
  ])('reads the string %j', (text, value) => {
    expect(bytesOf(parse(text))).toBe(value)
  })

  it('keeps the place of a string, for the byte range depends on it', () => {
    expect(parse('  <00FF>')).toMatchObject({ type: 'string', hexadecimal: true, start: 2, end: 8 })
  })

  it('reads names with escapes, references, and what only looks like one', () => {
    expect(parse('/A#42#20C')).toEqual({ type: 'name', value: 'AB C' })
    expect(parse('12 0 R')).toEqual({ type: 'reference', number: 12, generation: 0 })
    expect(parse('[12 0 Rx]'.replace('Rx', '1'))).toMatchObject({ items: [12, 0, 1] })
  })

  it('reports keys that are written twice', () => {
    expect(parse('<< /A 1 /B 2 /A 3 /C >>')).toMatchObject({
      duplicates: ['A'],
      entries: new Map<string, PdfObject>([
        ['A', 3],
        ['B', 2],
        ['C', null],
      ]),
    })
  })

  it.each(['', '(', '<41', '[1 2', '<< /A 1', '<< 1 2 >>', 'obj', '<4G>', '>>'])('refuses %j', (text) => {
    expect(() => parse(text)).toThrow(SyntaxFault)
  })

  it('stops at nesting that no document has', () => {
    expect(() => parse('['.repeat(100_000))).toThrow(LimitExceeded)
    expect(() => parse('<</A'.repeat(100_000))).toThrow(LimitExceeded)
  })

  it('never fails in another way, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc
            .string({ unit: fc.constantFrom(...'<>[]()/%# 0123.-Rtn\\\r\nAF'), maxLength: 200 })
            .map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          try {
            readObject(cursorAt(bytes, 0, bytes.length, budget()))
          } catch (fault) {
            if (!(fault instanceof SyntaxFault)) throw fault
          }
        },
      ),
    )
  })
})

describe('text strings and dates', () => {
  it.each([
    ['(Ana)', 'Ana'],
    ['<FEFF021900E2>', 'șâ'],
    ['<EFBBBFC899>', 'ș'],
    ['(\\223)', '\ufb01'],
  ])('%s is %s', (text, value) => {
    const object = parse(text)
    expect(typeof object === 'object' && object?.type === 'string' ? textOf(object) : undefined).toBe(value)
  })

  it.each([
    ["D:20261123101500+02'00'", '2026-11-23T08:15:00.000Z'],
    ['D:20261123101500Z', '2026-11-23T10:15:00.000Z'],
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['D:20261123101500-0530', '2026-11-23T15:45:00.000Z'],
    ['yesterday', undefined],
  ])('%s is %s', (text, value) => {
    expect(dateOf(text)).toBe(value)
  })
})
