import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadPaperFonts, type PaperFonts } from './fonts.ts'
import { breakLines, printable, widthOf } from './text.ts'

let fonts: PaperFonts
beforeAll(async () => {
  fonts = await loadPaperFonts()
})
const lines = (text: string, width: number) =>
  breakLines(text, { width, size: 10, face: 'regular', fonts }).map((line) => line.text)

describe('lines', () => {
  it('break only at spaces and after hyphens within names', () => {
    expect(lines('Popescu-Ionescu Ana', 45)).toEqual(['Popescu-', 'Ionescu', 'Ana'])
    expect(lines('12345/23.11.2026 art. 6^1', 80)).toEqual(['12345/23.11.2026', 'art. 6^1'])
    expect(lines('– unu', 400)).toEqual(['– unu'])
    expect(lines('', 100)).toEqual([''])
    expect(lines('a\nb', 100)).toEqual(['a', 'b'])
    expect(lines('  a   b  ', 100)).toEqual(['a b'])
  })
  it('keep the whole text, are never too wide, and are as few as possible', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'abcșțăîâÎȘ- .,/'), maxLength: 60 }), { maxLength: 30 }),
        fc.integer({ min: 12, max: 500 }),
        (words, width) => {
          const text = words.join(' ')
          const broken = breakLines(text, { width, size: 10, face: 'regular', fonts })
          expect(
            broken
              .map((line) => line.text)
              .join('')
              .replace(/ /g, ''),
          ).toBe(text.replace(/ /g, ''))
          for (const line of broken) {
            expect(line.width).toBeLessThanOrEqual(width + 0.001)
            expect(line.width).toBeCloseTo(widthOf(line.text, fonts.regular, 10))
          }
          broken.slice(1).forEach((line, index) => {
            // The first word of a line would not have fitted on the previous one.
            const first = line.text.split(/ |(?<=[\p{L}\p{N}]-)(?=\p{L})/u)[0] ?? ''
            const before = broken[index]?.text ?? ''
            expect(widthOf(`${before}${first}`, fonts.regular, 10)).toBeGreaterThan(
              width - widthOf(' ', fonts.regular, 10) - 0.001,
            )
          })
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('characters', () => {
  it('are composed', () => {
    expect(printable('s\u0326t\u0326a\u0306', fonts.regular)).toBe('șță')
  })
  it('that hide or reverse text are left out', () => {
    expect(printable('a\u202eb\u2066c\u200bd\u00ade\u0007f', fonts.regular)).toBe('abcdef')
  })
})
