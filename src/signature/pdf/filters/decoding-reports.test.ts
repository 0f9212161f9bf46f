/** What each filter gives, and every doubt about its data and parameters. */
import { deflateRawSync, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { DecodingCode } from '../ambiguity.ts'
import { createBudget, defaultLimits } from '../budget.ts'
import { cursorAt, readObject } from '../lexer.ts'
import { isDictionary, isReference, type PdfObject } from '../objects.ts'
import { decodeStream } from './decode.ts'

/** What references lead to. */
const objects: Readonly<Record<number, string>> = {
  7: '/FlateDecode',
  8: '[/FlateDecode]',
  9: '<< /Predictor 12 /Columns 2 >>',
}
const parsed = (text: string): PdfObject => {
  const bytes = Buffer.from(text)
  return readObject(cursorAt(bytes, 0, bytes.length, createBudget(defaultLimits)))
}
const resolve = (object: PdfObject | undefined): PdfObject =>
  isReference(object) ? parsed(objects[object.number] ?? 'null') : (object ?? null)

function decode(data: Uint8Array | readonly number[] | string, entries: string, decodedBytes = 100_000) {
  const dictionary = parsed(`<< ${entries} >>`)
  if (!isDictionary(dictionary)) throw new Error(entries)
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : Uint8Array.from(data)
  const reports: DecodingCode[] = []
  const budget = createBudget({ ...defaultLimits, decodedBytes })
  const out = decodeStream(bytes, dictionary, resolve, budget, (code) => reports.push(code))
  return { out: out && Buffer.from(out).toString('latin1'), reports }
}
const packed = deflateSync('dosar')
const rows = deflateSync(Buffer.from([2, 1, 2, 2, 1, 1]))
const unrolled = '\x01\x02\x02\x03'

describe('the chain of filters', () => {
  it.each<[string, Uint8Array, string, string | undefined, DecodingCode[]]>([
    ['none', packed, '', packed.toString('latin1'), []],
    ['null', packed, '/Filter null', packed.toString('latin1'), []],
    ['an empty list', packed, '/Filter []', packed.toString('latin1'), []],
    ['one', packed, '/Filter /FlateDecode', 'dosar', []],
    ['its short name', packed, '/Filter /Fl', 'dosar', []],
    ['of another object', packed, '/Filter 7 0 R', 'dosar', []],
    ['a list of another object', packed, '/Filter 8 0 R', 'dosar', []],
    ['a list of references', packed, '/Filter [7 0 R]', 'dosar', []],
    ['twice', deflateSync(packed), '/Filter [/FlateDecode /FlateDecode]', 'dosar', []],
    ['a number', packed, '/Filter 5', undefined, ['filter-form']],
    ['a list with a number', packed, '/Filter [/FlateDecode 5]', undefined, ['filter-form']],
    ['unknown', packed, '/Filter /Unknown', undefined, ['filter-unknown']],
    ['a picture', packed, '/Filter /DCTDecode', undefined, []],
    ['a picture by its short name', packed, '/Filter /DCT', undefined, []],
    ['a fax', packed, '/Filter /CCF', undefined, []],
    ['a packed picture', packed, '/Filter [/FlateDecode /JPXDecode]', undefined, []],
    ['bilevel', packed, '/Filter /JBIG2Decode', undefined, []],
    ['decryption first', packed, '/Filter [/Crypt /FlateDecode]', 'dosar', []],
    ['decryption last', packed, '/Filter [/FlateDecode /Crypt]', 'dosar', ['filter-form']],
    ['F beside it', packed, '/F /Fl /Filter /FlateDecode', 'dosar', ['filter-form']],
    ['F instead', packed, '/F /FlateDecode', 'dosar', ['filter-form']],
    ['F as a list', packed, '/F [/FlateDecode]', 'dosar', ['filter-form']],
    ['F of another object', packed, '/F 7 0 R', 'dosar', ['filter-form']],
    ['a file outside', packed, '/F (a.bin)', packed.toString('latin1'), []],
    ['parameters without a filter', packed, '/DecodeParms << >>', packed.toString('latin1'), ['filter-form']],
    ['a list of parameters without a filter', packed, '/DecodeParms [null]', packed.toString('latin1'), []],
    ['parameters', rows, '/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2 >>', unrolled, []],
    ['parameters of another object', rows, '/Filter /FlateDecode /DecodeParms 9 0 R', unrolled, []],
    ['a list of parameters', rows, '/Filter [/FlateDecode] /DecodeParms [9 0 R]', unrolled, []],
    ['parameters that are null', packed, '/Filter /FlateDecode /DecodeParms null', 'dosar', []],
    ['a list of null', packed, '/Filter [/FlateDecode] /DecodeParms [null]', 'dosar', []],
    ['no list for a list', rows, '/Filter [/FlateDecode] /DecodeParms 9 0 R', unrolled, ['filter-form']],
    ['a list for one', rows, '/Filter /FlateDecode /DecodeParms [9 0 R]', unrolled, ['filter-form']],
    ['more parameters', rows, '/Filter [/FlateDecode] /DecodeParms [9 0 R null]', unrolled, ['filter-form']],
    ['fewer parameters', packed, '/Filter [/Crypt /FlateDecode] /DecodeParms [null]', 'dosar', ['filter-form']],
    ['parameters that are none', packed, '/Filter /FlateDecode /DecodeParms /A', 'dosar', ['filter-form']],
    ['a list of numbers', packed, '/Filter [/FlateDecode] /DecodeParms [5]', 'dosar', ['filter-form']],
    ['DP', rows, '/Filter /FlateDecode /DP 9 0 R', unrolled, ['filter-form']],
    ['DP beside DecodeParms', rows, '/Filter /FlateDecode /DecodeParms 9 0 R /DP 7', unrolled, ['filter-form']],
  ])('%s', (_, data, entries, out, reports) => {
    expect(decode(data, entries)).toEqual({ out, reports })
  })

  it('has at most eight members', () => {
    const list = (count: number) => `/Filter [${'/Crypt '.repeat(count)}]`
    expect(decode('a', list(8)).out).toBe('a')
    expect(decode('a', list(9))).toEqual({ out: undefined, reports: ['filter-form'] })
  })

  it('spends what each of its members gives', () => {
    const twice = '/Filter [/FlateDecode /FlateDecode]'
    const inner = deflateSync('a'.repeat(100))
    expect(decode(deflateSync(inner), twice, inner.length + 100).out).toHaveLength(100)
    expect(() => decode(deflateSync(inner), twice, inner.length + 99)).toThrow('limit exceeded: decodedBytes')
  })
})

describe('Flate', () => {
  const flate = '/Filter /FlateDecode'
  it.each<[string, Uint8Array, string, DecodingCode[]]>([
    ['whole', packed, 'dosar', []],
    ['with octets after its end', Buffer.concat([packed, Buffer.from('x')]), 'dosar', []],
    ['without its checksum', packed.subarray(0, -4), 'dosar', ['stream-data']],
    ['without its header', deflateRawSync('dosar'), '', ['stream-data']],
    ['with another header', Buffer.concat([Buffer.from([0, 0]), deflateRawSync('dosar')]), 'dosar', ['stream-data']],
    ['of nothing', new Uint8Array(0), '', ['stream-data']],
    ['of something else', Buffer.from('dosar dosar'), '', ['stream-data']],
  ])('%s', (_, data, out, reports) => {
    expect(decode(data, flate)).toEqual({ out, reports })
  })

  it('ends at the limit', () => {
    expect(decode(deflateSync('a'.repeat(99)), flate, 99).out).toHaveLength(99)
    expect(() => decode(deflateSync('a'.repeat(100)), flate, 99)).toThrow('limit exceeded: decodedBytes')
  })
})

describe('predictors', () => {
  const parameters = (entries: string) => `/Filter /FlateDecode /DecodeParms << ${entries} >>`
  const octets = (data: readonly number[], entries: string) => {
    const { out, reports } = decode(deflateSync(Buffer.from(data)), parameters(entries))
    return { out: out === undefined ? undefined : [...Buffer.from(out, 'latin1')], reports }
  }
  it.each<[string, number[], string, number[] | undefined, DecodingCode[]]>([
    ['none', [5, 6], '/Predictor 1 /Columns 7 /BitsPerComponent 3', [5, 6], []],
    ['TIFF', [1, 2, 3, 4], '/Predictor 2 /Columns 2', [1, 3, 3, 7], []],
    ['TIFF of two colours', [1, 2, 3, 4], '/Predictor 2 /Columns 2 /Colors 2', [1, 2, 4, 6], []],
    ['TIFF, overflowing', [250, 10], '/Predictor 2 /Columns 2', [250, 4], []],
    ['TIFF, a row that is not whole', [1, 2, 3], '/Predictor 2 /Columns 2', [1, 3, 3], ['stream-data']],
    ['TIFF of 16 bits', [1, 2], '/Predictor 2 /BitsPerComponent 16', undefined, ['filter-parameters']],
    ['PNG none', [0, 5, 6, 0, 7, 8], '/Predictor 10 /Columns 2', [5, 6, 7, 8], []],
    ['PNG left', [1, 5, 6, 1, 7, 8], '/Predictor 11 /Columns 2', [5, 11, 7, 15], []],
    ['PNG up', [2, 5, 6, 2, 7, 8], '/Predictor 12 /Columns 2', [5, 6, 12, 14], []],
    ['PNG average', [3, 5, 6, 3, 7, 8], '/Predictor 13 /Columns 2', [5, 8, 9, 16], []],
    ['PNG Paeth: up twice', [0, 9, 1, 4, 1, 5], '/Predictor 14 /Columns 2', [9, 1, 10, 6], []],
    ['PNG Paeth: up', [0, 1, 90, 4, 1, 5], '/Predictor 14 /Columns 2', [1, 90, 2, 95], []],
    ['PNG Paeth: left', [0, 5, 9, 4, 250, 1], '/Predictor 14 /Columns 2', [5, 9, 255, 0], []],
    ['PNG Paeth: corner nearest', [0, 50, 60, 4, 246, 1], '/Predictor 14 /Columns 2', [50, 60, 40, 51], []],
    ['PNG of three colours', [1, 1, 2, 3, 10, 10, 10], '/Predictor 15 /Columns 2 /Colors 3', [1, 2, 3, 11, 12, 13], []],
    ['PNG of four bits', [1, 1, 2], '/Predictor 15 /Columns 4 /BitsPerComponent 4', [1, 3], []],
    ['PNG of one bit', [1, 1, 2], '/Predictor 15 /Columns 9 /BitsPerComponent 1', [1, 3], []],
    ['PNG of 16 bits', [1, 1, 2, 3, 4], '/Predictor 15 /Columns 2 /BitsPerComponent 16', [1, 2, 4, 6], []],
    ['PNG, a row that is not whole', [0, 5, 6, 2, 7], '/Predictor 15 /Columns 2', [5, 6, 12], ['stream-data']],
    ['PNG, a row without octets', [0, 5, 6, 2], '/Predictor 15 /Columns 2', [5, 6], ['stream-data']],
    ['PNG of no rows', [], '/Predictor 15 /Columns 2', [], []],
    ['PNG of an unknown kind', [5, 5, 6], '/Predictor 15 /Columns 2', [5, 6], ['stream-data']],
    ['PNG of the last known kind', [4, 5, 6], '/Predictor 15 /Columns 2', [5, 11], []],
    ['unknown', [1], '/Predictor 3', undefined, ['filter-parameters']],
    ['under the least of PNG', [1], '/Predictor 9', undefined, ['filter-parameters']],
    ['over the largest of PNG', [1], '/Predictor 16', undefined, ['filter-parameters']],
    ['none at all', [1], '/Predictor 0', undefined, ['filter-parameters']],
    ['PNG of three bits', [0, 1], '/Predictor 12 /BitsPerComponent 3', undefined, ['filter-parameters']],
    ['PNG without colours', [0, 1], '/Predictor 12 /Colors 0', undefined, ['filter-parameters']],
    ['PNG without columns', [0, 1], '/Predictor 12 /Columns 0', undefined, ['filter-parameters']],
    ['PNG of too many columns', [0, 1], '/Predictor 12 /Columns 67108865', undefined, ['filter-parameters']],
    ['PNG of too many colours', [0, 1], '/Predictor 12 /Columns 2 /Colors 33554433', undefined, ['filter-parameters']],
    ['as a name', [5], '/Predictor /Twelve', [5], ['filter-parameters']],
    ['as a fraction', [5], '/Predictor 12.5', [5], ['filter-parameters']],
    ['with columns as a fraction', [0, 5], '/Predictor 12 /Columns 1.5', [5], ['filter-parameters']],
    ['with columns that are null', [0, 5], '/Predictor 12 /Columns null', [5], []],
  ])('%s', (_, data, entries, out, reports) => {
    expect(octets(data, entries)).toEqual({ out, reports })
  })
})

describe('texts and runs', () => {
  it.each<[string, string, string, string, DecodingCode[]]>([
    ['hexadecimal', '41 4\n2>', 'ASCIIHexDecode', 'AB', []],
    ['hexadecimal by its short name', '41>', 'AHx', 'A', []],
    ['hexadecimal with an odd digit', '414>', 'ASCIIHexDecode', 'A@', []],
    ['hexadecimal with more after its end', '41>42', 'ASCIIHexDecode', 'A', []],
    ['hexadecimal without an end', '4142', 'ASCIIHexDecode', 'AB', ['stream-data']],
    ['hexadecimal with a letter', '41x42>', 'ASCIIHexDecode', 'AB', ['stream-data']],
    ['hexadecimal of nothing', '>', 'ASCIIHexDecode', '', []],
    ['base 85', '87cURD]i,"Ebo80~>', 'ASCII85Decode', 'Hello World!', []],
    ['base 85 with blanks', '87cUR\nD]i," Ebo80~>', 'ASCII85Decode', 'Hello World!', []],
    ['base 85 with z', 'z87cUR~>', 'ASCII85Decode', '\0\0\0\0Hell', []],
    ['base 85 with z inside a group', '87zcUR~>', 'ASCII85Decode', 'Hell', ['stream-data']],
    ['base 85 of two digits', '5l~>', 'ASCII85Decode', 'A', []],
    ['base 85 of three digits', '5sb~>', 'ASCII85Decode', 'AB', []],
    ['base 85 of four digits', '5sdp~>', 'ASCII85Decode', 'ABC', []],
    ['base 85 of one digit', '5~>', 'ASCII85Decode', '', ['stream-data']],
    ['base 85 of the largest group', 's8W-!~>', 'ASCII85Decode', '\xff\xff\xff\xff', []],
    ['base 85 of a larger group', 's8W-"~>', 'ASCII85Decode', '\0\0\0\0', ['stream-data']],
    ['base 85 with a foreign octet', '87c\x7fUR~>', 'ASCII85Decode', 'Hell', ['stream-data']],
    ['base 85 with the octet after its last', '87cvUR~>', 'ASCII85Decode', 'Hell', ['stream-data']],
    ['base 85 of the least and the largest digit', '!!!!u~>', 'ASCII85Decode', '\0\0\0T', []],
    ['base 85 without an end', '87cUR', 'ASCII85Decode', 'Hell', ['stream-data']],
    ['base 85 with half an end', '87cUR~', 'A85', 'Hell', ['stream-data']],
    ['base 85 with another end', '87cUR~x', 'A85', 'Hell', ['stream-data']],
    ['runs', '\x01AB\xfeC\x80', 'RunLengthDecode', 'ABCCC', []],
    ['runs by their short name', '\x00A\x80', 'RL', 'A', []],
    ['runs with more after their end', '\x00A\x80\x00B', 'RunLengthDecode', 'A', []],
    ['runs without an end', '\x00A', 'RunLengthDecode', 'A', ['stream-data']],
    ['runs that break off', '\x05A', 'RunLengthDecode', 'A', ['stream-data']],
    ['a run that breaks off', '\x81', 'RunLengthDecode', '\0'.repeat(128), ['stream-data']],
    ['the longest run', '\x81A\x80', 'RunLengthDecode', 'A'.repeat(128), []],
    ['the longest copy', `\x7f${'A'.repeat(128)}\x80`, 'RunLengthDecode', 'A'.repeat(128), []],
    ['no runs', '', 'RunLengthDecode', '', ['stream-data']],
  ])('%s', (_, data, filter, out, reports) => {
    const got = decode(data, `/Filter /${filter}`)
    expect(got).toEqual({ out, reports })
  })

  it('end at the limit', () => {
    expect(decode('\x81A\x80', '/Filter /RL', 128).out).toHaveLength(128)
    expect(() => decode('\x81A\x80', '/Filter /RL', 127)).toThrow('limit exceeded: decodedBytes')
  })
})

describe('LZW', () => {
  /** Codes as bits, nine to twelve wide, as a writer with that `EarlyChange` counts them. */
  function coded(codes: readonly number[], early: number): Uint8Array {
    let bits = ''
    let next = 258
    let first = true
    for (const code of codes) {
      const width = 9 + [512, 1024, 2048].filter((least) => next + early >= least).length
      bits += code.toString(2).padStart(width, '0')
      if (code === 256) {
        next = 258
        first = true
      } else if (first) first = false
      else if (next < 4096) next++
    }
    return Uint8Array.from(bits.match(/.{1,8}/g)?.map((part) => parseInt(part.padEnd(8, '0'), 2)) ?? [])
  }
  const a = 65
  it.each<[string, number[], string, DecodingCode[]]>([
    ['of single octets', [256, a, 66, 67, 257], 'ABC', []],
    ['without a first clearing', [a, 66, 257], 'AB', []],
    ['that repeats what it wrote', [256, a, 66, 258, 260, 257], 'ABABABA', []],
    ['that clears in between', [256, a, 66, 258, 256, 66, a, 258, 257], 'ABABBABA', []],
    ['that begins with a code that is none', [256, 258, 257], '', ['stream-data']],
    ['that uses a code too early', [256, a, 66, 261, 257], 'AB', ['stream-data']],
    ['without an end', [256, a, 66], 'AB', ['stream-data']],
    ['of nothing', [257], '', []],
  ])('%s', (_, codes, out, reports) => {
    expect(decode(coded(codes, 1), '/Filter /LZWDecode')).toEqual({ out, reports })
    expect(decode(coded(codes, 0), '/Filter /LZW /DecodeParms << /EarlyChange 0 >>')).toEqual({ out, reports })
  })

  it.each([0, 1])('grows to twelve bits and keeps its full table, with EarlyChange %d', (early) => {
    const codes = [256, ...Array.from({ length: 4200 }, (_, index) => index % 251), 257]
    const out = codes
      .slice(1, -1)
      .map((code) => String.fromCharCode(code))
      .join('')
    const entries = `/Filter /LZWDecode /DecodeParms << /EarlyChange ${String(early)} >>`
    expect(decode(coded(codes, early), entries)).toEqual({ out, reports: [] })
  })

  it('doubts another change', () => {
    expect(decode(coded([256, a, 257], 1), '/Filter /LZW /DecodeParms << /EarlyChange 2 >>').reports).toEqual([
      'filter-parameters',
    ])
  })

  it('ends at the limit', () => {
    expect(decode(coded([256, a, 258, 259, 257], 1), '/Filter /LZW', 6).out).toBe('AAAAAA')
    expect(() => decode(coded([256, a, 258, 259, 257], 1), '/Filter /LZW', 5)).toThrow('limit exceeded: decodedBytes')
  })

  it('rows are taken back', () => {
    const entries = '/Filter /LZW /DecodeParms << /Predictor 12 /Columns 2 >>'
    expect(decode(coded([256, 2, 1, 2, 2, 1, 1, 257], 1), entries)).toEqual({ out: unrolled, reports: [] })
  })
})
