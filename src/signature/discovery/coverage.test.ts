/** What a byte range covers: every way in which it, its gap and the end of the file can be off by one. */
import { describe, expect, it } from 'vitest'
import type { PdfString } from '../pdf/objects.ts'
import { coverageFacts } from './coverage.ts'

const head = '%PDF-1.7\n'
const tail = '>>\nendobj\nstartxref\n9\n%%EOF\n'
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A file whose gap is written as stated; the value is what a reader takes for `Contents`. */
function facts(
  written: string,
  value: Uint8Array,
  {
    after = tail,
    rest = '',
    range = (usual: readonly number[]): readonly number[] | undefined => usual,
    contents = (usual: PdfString): PdfString | undefined => usual,
  } = {},
) {
  const bytes = Buffer.from(head + written + after + rest, 'latin1')
  const start = head.length
  const end = start + written.length
  const string: PdfString = { type: 'string', bytes: value, hexadecimal: true, start, end }
  return coverageFacts(bytes, range([0, start, end, after.length]), contents(string))
}
const value = Uint8Array.from([0x30, 0x82, 0xab])
const good = {
  wellFormed: true,
  gapIsContents: true,
  end: head.length + '<3082ab>'.length + tail.length,
  endsRevision: true,
  rest: 'nothing',
}
const none = { wellFormed: false, gapIsContents: false, end: -1, endsRevision: false, rest: 'more' }

describe('the byte range', () => {
  it('of an honest file covers all but the value', () => {
    expect(facts('<3082ab>', value)).toEqual(good)
  })

  it.each<[string, (usual: readonly number[]) => readonly number[] | undefined]>([
    ['is missing', () => undefined],
    ['is empty', () => []],
    ['has three numbers', (usual) => usual.slice(0, 3)],
    ['has five numbers', (usual) => [...usual, 0]],
    ['does not start at 0', ([, ...more]) => [1, ...more]],
    ['starts before the file', ([, ...more]) => [-1, ...more]],
    ['has an empty first part', ([, , c = 0, d = 0]) => [0, 0, c, d]],
    ['has an empty second part', ([a = 0, b = 0, c = 0]) => [a, b, c, 0]],
    ['has a fraction', ([a = 0, b = 0, c = 0, d = 0]) => [a, b + 0.5, c, d]],
    ['has a number that no file has', ([a = 0, b = 0, c = 0]) => [a, b, c, 2 ** 60]],
    ['has no gap', ([a = 0, b = 0]) => [a, b, b, 4]],
    ['overlaps itself', ([a = 0, b = 0]) => [a, b, b - 1, 4]],
    ['reaches past the end', ([a = 0, b = 0, c = 0, d = 0]) => [a, b, c, d + 1]],
    ['has a negative length', ([a = 0, b = 0, c = 0]) => [a, b, c, -1]],
  ])('that %s covers nothing', (_, range) => {
    expect(facts('<3082ab>', value, { range })).toEqual(none)
  })

  it.each<[string, (usual: PdfString) => PdfString | undefined]>([
    ['is missing', () => undefined],
    ['was a literal string', (usual) => ({ ...usual, hexadecimal: false })],
    ['starts elsewhere', (usual) => ({ ...usual, start: usual.start - 1 })],
    ['ends elsewhere', (usual) => ({ ...usual, end: usual.end + 1 })],
    ['is longer', (usual) => ({ ...usual, bytes: Uint8Array.from([...value, 0]) })],
    ['is shorter', (usual) => ({ ...usual, bytes: value.subarray(0, 2) })],
    ['is another', (usual) => ({ ...usual, bytes: Uint8Array.from([0x30, 0x82, 0xac]) })],
    ['has another first octet', (usual) => ({ ...usual, bytes: Uint8Array.from([0x31, 0x82, 0xab]) })],
    ['is empty', (usual) => ({ ...usual, bytes: new Uint8Array(0) })],
  ])('leaves out something else than the value that %s', (_, contents) => {
    expect(facts('<3082ab>', value, { contents })).toEqual({ ...good, gapIsContents: false })
  })
})

describe('the gap', () => {
  const gapOf = (written: string, bytes: Uint8Array) => facts(written, bytes).gapIsContents
  const long = Uint8Array.from({ length: 40 }, (_, index) => index * 5)
  it.each<[string, string, Uint8Array, boolean]>([
    ['in capitals', '<3082AB>', value, true],
    ['with blanks', '< 30 8\n2\tab >', value, true],
    ['with an odd digit', '<3082a>', Uint8Array.from([0x30, 0x82, 0xa0]), true],
    ['with an odd digit of another value', '<3082a>', Uint8Array.from([0x30, 0x82, 0xa1]), false],
    ['with an odd digit too many', '<3082ab0>', value, false],
    ['with an octet too many', '<3082ab00>', value, false],
    ['with a letter', '<3082agb>', value, false],
    ['with a comment', '<3082%\nab>', value, false],
    ['with a second string', '<3082><ab>', value, false],
    ['without its first bracket', '03082ab>', value, false],
    ['without its last bracket', '<3082ab0', value, false],
    ['with another bracket', '(3082ab>', value, false],
    ['long', `<${hexOf(long)}>`, long, true],
    ['long, in capitals', `<${hexOf(long).toUpperCase()}>`, long, true],
    ['long, another', `<${hexOf(long).replace(/^00/, '01')}>`, long, false],
    ['long, another at its end', `<${hexOf(long).slice(0, -2)}00>`, long, false],
    ['long, with blanks', `<${hexOf(long).replace(/../g, '$& ')}>`, long, true],
    ['long, with an octet too many', `<${hexOf(long)}00>`, long, false],
    ['long, with an octet too few', `<${hexOf(long).slice(2)}>`, long, false],
    ['empty', '<>', new Uint8Array(0), true],
  ])('%s', (_, written, bytes, expected) => {
    expect(gapOf(written, bytes)).toBe(expected)
  })
})

describe('the end', () => {
  it.each<[string, string, string, boolean, string]>([
    ['as usual', tail, '', true, 'nothing'],
    ['without a line after it', tail.trimEnd(), '', true, 'nothing'],
    ['with a line that is not covered', tail.trimEnd(), '\n', true, 'white-space'],
    ['with blanks of all kinds', tail.trimEnd(), '\0\t\n\f\r ', true, 'white-space'],
    ['with more that is not covered', tail, 'x', true, 'more'],
    ['with more after blanks', tail, '\n \nx', true, 'more'],
    ['with more that is covered', `${tail}x`, '', false, 'nothing'],
    ['with a comment that is covered', `${tail}% a\n`, '', false, 'nothing'],
    ['cut off in its mark', '>>\nstartxref\n9\n%%EO', '', false, 'nothing'],
    ['cut off before its mark', '>>\nstartxref\n9\n', '', true, 'nothing'],
    ['cut off right after the offset', '>>\nstartxref\n9', '', true, 'nothing'],
    ['cut off before its mark, blanks after it', '>>\nstartxref \r\n9', '\n', true, 'white-space'],
    ['cut off before its mark, more after it', '>>\nstartxref\n9\n', '%%EOF', false, 'more'],
    ['cut off before its offset', '>>\nstartxref\n', '', false, 'nothing'],
    ['cut off in its keyword', '>>\nstartxre', '', false, 'nothing'],
    ['without a keyword', '>>\nendobj\n%%EOF\n', '', false, 'nothing'],
    ['with an offset in words', '>>\nstartxref\nnine\n%%EOF\n', '', false, 'nothing'],
    ['with another word in place of the mark', '>>\nstartxref\n9\nEOF', '', false, 'nothing'],
    ['with two marks', `${tail}%%EOF\n`, '', false, 'nothing'],
    ['without the first blank', '>>\nstartxref9\n%%EOF', '', true, 'nothing'],
  ])('%s', (_, after, rest, endsRevision, expected) => {
    expect(facts('<3082ab>', value, { after, rest })).toMatchObject({
      wellFormed: true,
      gapIsContents: true,
      endsRevision,
      rest: expected,
    })
  })
})
