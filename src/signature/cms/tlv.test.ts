/** BER and DER, element by element. */
import { describe, expect, it } from 'vitest'
import {
  children,
  childrenOf,
  EncodingFault,
  expectTag,
  integerHex,
  isContext,
  objectIdentifier,
  octets,
  readElement,
  timeOf,
} from './tlv.ts'

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'))
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const read = (bytes: string) => readElement(hex(bytes))

describe('an element', () => {
  it.each([
    ['0500', 0x05, '', false],
    ['0401ff 99', 0x04, 'ff', false],
    [`0480`.replace('80', '00'), 0x04, '', false],
    [`04817f${'00'.repeat(127)}`, 0x04, '00'.repeat(127), false],
    [`0486000000000001ff`, 0x04, 'ff', false],
    ['3080 0500 0000 99', 0x30, '0500', true],
    ['3080 020100 0000', 0x30, '020100', true],
    ['3080 3080 0000 0401 00 0000', 0x30, '30800000040100', true],
  ])('%s', (bytes, tag, content, indefinite) => {
    const element = read(bytes)
    expect([element.tag, text(element.content), element.indefinite, element.constructed]).toEqual([
      tag,
      content,
      indefinite,
      (tag & 0x20) !== 0,
    ])
    expect(text(element.raw)).toBe(bytes.replace(/ /g, '').replace(/99$/, ''))
  })

  it.each([
    ['', 'truncated'],
    ['05', 'truncated'],
    ['1f8100', 'multi-byte tag'],
    ['0487000000000000 01ff', 'length too long'],
    ['048201', 'truncated'],
    ['0402ff', 'truncated'],
    ['0480 0000', 'indefinite length of a primitive'],
    ['3080 0500', 'truncated'],
    ['3080 0500 00', 'truncated'],
  ])('%s: %s', (bytes, message) => {
    expect(() => read(bytes)).toThrow(new EncodingFault(message))
  })

  it('ends at a depth that no structure has', () => {
    const nested = (depth: number) => `${'3080'.repeat(depth)}${'0000'.repeat(depth)}`
    expect(read(nested(33)).indefinite).toBe(true)
    expect(() => read(nested(34))).toThrow(new EncodingFault('too deep'))
    expect(new EncodingFault('x').name).toBe('EncodingFault')
  })

  it('has members only where it is constructed', () => {
    expect(children(read('3004 0500 0500')).map(({ raw }) => text(raw))).toEqual(['0500', '0500'])
    expect(() => children(read('04020500'))).toThrow(new EncodingFault('not constructed'))
    expect(() => children(read('30030500ff'))).toThrow(EncodingFault)
    const two = read('3004 0500 0500')
    expect([childrenOf(two, 2), childrenOf(two, 1, 2), childrenOf(two, 2, 3)].map((all) => all.length)).toEqual([
      2, 2, 2,
    ])
    for (const bounds of [[3], [1], [0, 1], [3, 4]] as const)
      expect(() => childrenOf(two, ...(bounds as [number]))).toThrow(/^2 members, not \d to \d$/)
  })

  it('is known by its tag', () => {
    expect(expectTag(read('0500'), 5).tag).toBe(5)
    expect(() => expectTag(read('0500'), 4)).toThrow('expected tag 4')
    expect(() => expectTag(undefined, 4)).toThrow('expected tag 4')
    expect(
      [read('8000'), read('a000'), read('8100'), read('3000'), undefined].map((element) => isContext(element, 0)),
    ).toEqual([true, true, false, false, false])
    expect(isContext(read('a100'), 1)).toBe(true)
  })
})

describe('values', () => {
  it('octets in one piece and in segments', () => {
    expect(text(octets(read('0402abcd')))).toBe('abcd')
    expect(text(octets(read('2480 0401ab 0401cd 0000')))).toBe('abcd')
    const nested = (depth: number) => `${'2480'.repeat(depth)}0401ab${'0000'.repeat(depth)}`
    expect(text(octets(read(nested(9))))).toBe('ab')
    expect(() => octets(read(nested(10)))).toThrow(new EncodingFault('too deep'))
  })

  it.each([
    ['06032a0304', '1.2.3.4'],
    ['06092a864886f70d010701', '1.2.840.113549.1.7.1'],
    ['06028837', '2.999'],
    ['060127', '0.39'],
    ['060128', '1.0'],
  ])('%s is %s', (bytes, dotted) => {
    expect(objectIdentifier(read(bytes))).toBe(dotted)
  })

  it.each([
    ['020100', '00'],
    ['02020080', '80'],
    ['0203000080', '80'],
    ['02020000', '00'],
    ['02021000', '1000'],
    ['0203100001', '100001'],
  ])('the number %s is %s', (bytes, value) => {
    expect(integerHex(read(bytes))).toBe(value)
  })

  const time = (tag: number, value: string) =>
    timeOf(readElement(Buffer.concat([Uint8Array.of(tag, value.length), Buffer.from(value)])))
  it.each([
    [0x17, '260102030405Z', '2026-01-02T03:04:05.000Z'],
    [0x17, '2601020304Z', '2026-01-02T03:04:00.000Z'],
    [0x17, '490101000000Z', '2049-01-01T00:00:00.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x17, '260102030405+0230', '2026-01-02T00:34:05.000Z'],
    [0x17, '260102030405-0230', '2026-01-02T05:34:05.000Z'],
    [0x17, '260102030405', undefined],
    [0x17, '20260102030405Z', undefined],
    [0x17, 'x260102030405Z', undefined],
    [0x17, '260102030405Zx', undefined],
    [0x17, '260102030405+023', undefined],
    [0x18, '20260102030405Z', '2026-01-02T03:04:05.000Z'],
    [0x18, '202601020304Z', '2026-01-02T03:04:00.000Z'],
    [0x18, '20260102030405.25Z', '2026-01-02T03:04:05.000Z'],
    [0x18, '20260102030405,123Z', '2026-01-02T03:04:05.000Z'],
    [0x18, '20260102030405', '2026-01-02T03:04:05.000Z'],
    [0x18, '20260102030405.5+0100', '2026-01-02T02:04:05.000Z'],
    [0x18, 'x20260102030405Z', undefined],
    [0x18, '20260102030405Zx', undefined],
    [0x18, '20260102030405.Z', undefined],
    [0x16, '20260102030405Z', undefined],
  ])('tag %i, %s is %s', (tag, value, moment) => {
    expect(time(tag, value)).toBe(moment)
  })
  it('no time is none', () => {
    expect(timeOf(undefined)).toBeUndefined()
  })
})
