import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createBudget, defaultLimits, LimitExceeded } from '../budget.ts'
import { cursorAt, readObject } from '../lexer.ts'
import { isDictionary, type PdfObject } from '../objects.ts'
import { decodeStream } from './decode.ts'

const budget = (decodedBytes = defaultLimits.decodedBytes) => createBudget({ ...defaultLimits, decodedBytes })
const resolve = (object: PdfObject | undefined): PdfObject => object ?? null

function decode(data: Uint8Array, dictionary: string, spend = budget()): string | undefined {
  const bytes = Buffer.from(dictionary)
  const object = readObject(cursorAt(bytes, 0, bytes.length, spend))
  const decoded = isDictionary(object) ? decodeStream(data, object, resolve, spend, () => undefined) : undefined
  return decoded === undefined ? undefined : Buffer.from(decoded).toString('latin1')
}

describe('filters', () => {
  it('Flate, also cut off, also with a broken header', () => {
    const packed = deflateSync('dosar'.repeat(50))
    expect(decode(packed, '<< /Filter /FlateDecode >>')).toBe('dosar'.repeat(50))
    expect(decode(packed.subarray(0, -6), '<< /Filter [/Fl] >>')).toContain('dosar')
    const broken = Buffer.from(packed)
    broken[0] = 0
    expect(decode(broken, '<< /Filter /FlateDecode >>')).toBe('dosar'.repeat(50))
  })

  it('LZW, by the example of ISO 32000-2, 7.4.4.2', () => {
    expect(decode(Buffer.from('800b6050220c0c8501', 'hex'), '<< /Filter /LZWDecode >>')).toBe('-----A---B')
  })

  it('ASCII hexadecimal, base 85 and run length, one after the other', () => {
    expect(decode(Buffer.from('4 8656C6C6F>zz'), '<< /Filter /ASCIIHexDecode >>')).toBe('Hello')
    expect(decode(Buffer.from('87cURD]i,"Ebo80~>'), '<< /Filter /A85 >>')).toBe('Hello World!')
    expect(decode(Buffer.from([2, 65, 66, 67, 254, 68, 128, 9]), '<< /Filter /RunLengthDecode >>')).toBe('ABCDDD')
    expect(decode(Buffer.from('024142 43FE4480>'), '<< /Filter [/AHx /RL] >>')).toBe('ABCDDD')
  })

  it('PNG and TIFF predictors', () => {
    const rows = Buffer.from([0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 2, 2, 2, 4, 1, 1, 1])
    const plain = decode(deflateSync(rows), '<< /Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 3 >> >>')
    expect([...Buffer.from(plain ?? '', 'latin1')]).toEqual([1, 2, 3, 1, 2, 3, 2, 3, 4, 3, 5, 6, 4, 6, 7])
    const tiff = decode(
      deflateSync(Buffer.from([1, 1, 1, 5, 1, 1])),
      '<< /Filter /FlateDecode /DecodeParms << /Predictor 2 /Columns 3 >> >>',
    )
    expect([...Buffer.from(tiff ?? '', 'latin1')]).toEqual([1, 2, 3, 5, 6, 7])
  })

  it('says that it does not know an image filter', () => {
    expect(decode(Buffer.from('x'), '<< /Filter /DCTDecode >>')).toBeUndefined()
  })

  it('stops a bomb at the budget, for every filter that grows', () => {
    const bomb = deflateSync(Buffer.alloc(2_000_000))
    expect(() => decode(bomb, '<< /Filter /FlateDecode >>', budget(100_000))).toThrow(LimitExceeded)
    const nested = deflateSync(deflateSync(Buffer.alloc(5_000_000)))
    expect(() => decode(nested, '<< /Filter [/FlateDecode /FlateDecode] >>', budget(100_000))).toThrow(LimitExceeded)
    expect(() => decode(Buffer.alloc(5000, 0x81), '<< /Filter /RunLengthDecode >>', budget(10_000))).toThrow(
      LimitExceeded,
    )
  })
})
