/** Text strings and dates, character by character and part by part. */
import { describe, expect, it } from 'vitest'
import { dateOf, textOf } from './text-string.ts'

const read = (...bytes: number[]) =>
  textOf({ type: 'string', bytes: Uint8Array.from(bytes), hexadecimal: true, start: 0, end: 0 })

describe('text', () => {
  it('of PDFDocEncoding is Latin-1 save for 40 characters (annex D.3)', () => {
    const run = (from: number, to: number) => read(...Array.from({ length: to - from + 1 }, (_, index) => from + index))
    expect(run(0x18, 0x1f)).toBe('˘ˇˆ˙˝˛˚˜')
    expect(run(0x80, 0x9e)).toBe('•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž')
    expect(run(0xa0, 0xa3)).toBe('€¡¢£')
    expect(run(0x20, 0x7e)).toBe(Buffer.from(Array.from({ length: 95 }, (_, index) => 32 + index)).toString('latin1'))
    expect(run(0xa1, 0xff)).toBe(Buffer.from(Array.from({ length: 95 }, (_, index) => 161 + index)).toString('latin1'))
  })

  it.each<[string, number[], string]>([
    ['UTF-16, big end first', [0xfe, 0xff, 0x02, 0x19], 'ș'],
    ['UTF-16, little end first', [0xff, 0xfe, 0x19, 0x02], 'ș'],
    ['UTF-8', [0xef, 0xbb, 0xbf, 0xc8, 0x99], 'ș'],
    ['half a mark of UTF-16', [0xfe, 0x41], 'þA'],
    ['the other half', [0x41, 0xff], 'Aÿ'],
    ['half the other mark', [0xff, 0x41], 'ÿA'],
    ['the other half of it', [0x41, 0xfe], 'Aþ'],
    ['two thirds of the mark of UTF-8', [0xef, 0xbb, 0x41], 'ï»A'],
    ['the last third', [0xef, 0x41, 0xbf], 'ïA¿'],
    ['without the first', [0x41, 0xbb, 0xbf], 'A»¿'],
    ['nothing', [], ''],
  ])('in %s', (_, bytes, text) => {
    expect(read(...bytes)).toBe(text)
  })
})

describe('a date', () => {
  it.each<[string, string | undefined]>([
    ['D:2026', '2026-01-01T00:00:00.000Z'],
    ['2026', '2026-01-01T00:00:00.000Z'],
    [':2026', '2026-01-01T00:00:00.000Z'],
    ['  D:2026  ', '2026-01-01T00:00:00.000Z'],
    ['D:202611', '2026-11-01T00:00:00.000Z'],
    ['D:20261123', '2026-11-23T00:00:00.000Z'],
    ['D:2026112310', '2026-11-23T10:00:00.000Z'],
    ['D:202611231015', '2026-11-23T10:15:00.000Z'],
    ['D:20261123101530', '2026-11-23T10:15:30.000Z'],
    ['D:20261123101530Z', '2026-11-23T10:15:30.000Z'],
    ['D:20261123101530z', '2026-11-23T10:15:30.000Z'],
    ["D:20261123101530Z00'00'", '2026-11-23T10:15:30.000Z'],
    ["D:20261123101530Z02'00'", '2026-11-23T10:15:30.000Z'],
    ["D:20261123101530+02'30'", '2026-11-23T07:45:30.000Z'],
    ["D:20261123101530+02'30", '2026-11-23T07:45:30.000Z'],
    ['D:20261123101530+0230', '2026-11-23T07:45:30.000Z'],
    ['D:20261123101530+02', '2026-11-23T08:15:30.000Z'],
    ['D:20261123101530+', '2026-11-23T10:15:30.000Z'],
    ["D:20261123101530-02'30'", '2026-11-23T12:45:30.000Z'],
    ['D:202', undefined],
    ['D:', undefined],
    ['', undefined],
    ['la D:2026', undefined],
    ['DD:2026', undefined],
  ])('%j is %s', (text, moment) => {
    expect(dateOf(text)).toBe(moment)
  })
})
