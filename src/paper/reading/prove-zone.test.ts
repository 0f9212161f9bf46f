import { describe, expect, it } from 'vitest'
import { LAYOUTS } from '../../domain/person/mrz/format.ts'
import { MRZ_CHARACTERS } from './mrz-glyphs.ts'
import type { LineCells } from './mrz-cells.ts'
import { proveZone } from './prove-zone.ts'

const TODAY = '2026-11-23'
const LINES = ['IDROUPOPESCU<<ANA<MARIA<<<<<<<<<<<<<', 'MZ123456<0ROU8506151F310615422200194']
const TD2 = LAYOUTS.find(({ format }) => format === 'TD2')

/**
 * Cells that look like these characters. `alike` gives further similar characters by place: `1:0` is the first
 * character
 * of the second line.
 */
function looking(
  lines: readonly string[],
  alike: Readonly<Record<string, Readonly<Record<string, number>>>> = {},
  likeness = 0.97,
): LineCells[] {
  return lines.map((line, row) => ({
    cells: [...line].map((character, column) => {
      const cell = new Float32Array(MRZ_CHARACTERS.length).fill(0.3)
      for (const [other, value] of Object.entries({
        [character]: likeness,
        ...alike[`${String(row)}:${String(column)}`],
      }))
        cell[MRZ_CHARACTERS.indexOf(other)] = value
      return cell
    }),
    likeness,
    goesOn: false,
    grid: { start: 0, pitch: 28, middle: 32, bow: 0, climb: 0, lean: 0, stretch: 1 },
  }))
}

describe('proving a zone', () => {
  if (TD2 === undefined) throw new Error('no TD2')

  it('accepts clear characters with valid check digits', () => {
    const { reading, repaired } = proveZone(TD2, looking(LINES), TODAY)
    expect(reading?.cnp?.value).toBe('2850615220019')
    expect(repaired).toBe(0)
  })

  it('corrects a very similar character when only then the check digits are valid', () => {
    const { text, reading, repaired } = proveZone(TD2, looking(LINES, { '1:14': { 6: 0.98 } }), TODAY)
    expect(text.split('\n')[1]).toBe('MZ123456<0ROU8606151F310615422200194')
    expect(reading?.lines).toEqual(LINES)
    expect(repaired).toBe(1)
  })

  // Doc 9303-3: A counts 10 … Z 35, the first place times 7, the second times 3. Check digits do not detect two
  // exchanges
  // whose sums are equal modulo 10.
  const weigh = (letter: string): number => letter.charCodeAt(0) - 55
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const cancelling = alphabet.flatMap((first) =>
    alphabet
      .filter(
        (second) =>
          (7 * weigh(first) + 3 * weigh(second) - 7 * weigh('M') - 3 * weigh('Z')) % 10 === 0 &&
          first !== 'M' &&
          second !== 'Z',
      )
      .map((second) => [first, second] as const),
  )
  const [first, second] = cancelling[0] ?? ['', '']

  it('proves nothing when another valid reading looks nearly the same', () => {
    expect(first).not.toBe('')
    const { reading } = proveZone(TD2, looking(LINES, { '1:0': { [first]: 0.96 }, '1:1': { [second]: 0.96 } }), TODAY)
    expect(reading).toBeNull()
  })

  it('accepts the more likely of two valid readings when the difference is clear', () => {
    const { reading } = proveZone(TD2, looking(LINES, { '1:0': { [first]: 0.92 }, '1:1': { [second]: 0.92 } }), TODAY)
    expect(reading?.series).toBe('MZ')
  })

  it('never corrects a letter of a name', () => {
    expect(proveZone(TD2, looking(LINES, { '0:5': { P: 0.8, B: 0.97 } }), TODAY).reading?.surname).toBe('BOPESCU')
  })

  it.each([
    ['a letter of a name', '0:5', 'B'],
    ['the kind of the document', '0:0', 'A'],
    ['the nationality', '1:10', 'P'],
  ])('does not prove %s that looks nearly like another, because no check digit covers it', (_, place, other) => {
    expect(proveZone(TD2, looking(LINES, { [place]: { [other]: 0.96 } }), TODAY).reading).toBeNull()
    expect(proveZone(TD2, looking(LINES, { [place]: { [other]: 0.8 } }), TODAY).reading).not.toBeNull()
    // On a blurred picture they must be clearer.
    expect(proveZone(TD2, looking(LINES, { [place]: { [other]: 0.78 } }, 0.85), TODAY).reading).toBeNull()
  })

  it('takes a doubtful issuer for Romania when the nationality is clear, and never a clear other one', () => {
    expect(proveZone(TD2, looking(LINES, { '0:2': { H: 0.98 } }), TODAY).reading?.issuer).toBe('ROU')
    expect(proveZone(TD2, looking(LINES, { '0:2': { R: 0.5, H: 0.98 } }), TODAY).reading).toBeNull()
  })

  it('does not prove a digit that looks nearly like a letter of the same weight', () => {
    // 6 and G count the same in check digits, so only the picture can tell them apart.
    expect(proveZone(TD2, looking(LINES, { '1:7': { G: 0.95 } }), TODAY).reading).toBeNull()
    expect(proveZone(TD2, looking(LINES, { '1:7': { G: 0.8 } }), TODAY).reading).not.toBeNull()
  })

  it('does not prove a number in which the picture clearly shows what the place does not allow', () => {
    expect(proveZone(TD2, looking(LINES, { '1:4': { 3: 0.8, H: 0.97 } }), TODAY).reading).toBeNull()
  })

  it('reads a visa without proving it', () => {
    const visa = ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<', 'L8988901C4XXX4009078F96121096ZE184226'].map((line) =>
      line.slice(0, 36),
    )
    const { text, reading } = proveZone(TD2, looking(visa), TODAY)
    expect(text.split('\n')).toEqual(visa)
    expect(reading).toBeNull()
  })

  it('proves nothing for print that is not OCR-B', () => {
    expect(proveZone(TD2, looking(LINES, {}, 0.7), TODAY).reading).toBeNull()
  })
})
