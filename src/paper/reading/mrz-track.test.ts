import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, measureStrip } from './mrz-cells.ts'
import { MRZ_CHARACTERS, openGlyphs } from './mrz-glyphs.ts'
import type { Raster } from './raster.ts'

const HEIGHT = 64
/** The advance of the font in em. */
const ADVANCE = 0.723

interface Drawn {
  readonly text: string
  readonly pitch: number
  /** How much wider the last cell is than the first, as a share. */
  readonly growing: number
  readonly start: number
  /** The vertical difference between the ends of the line in pixels. */
  readonly climb: number
  /** The characters hidden by a blot. It is not at an end, where hidden characters could not be counted. */
  readonly blot: readonly [from: number, length: number]
}

const widthAt = ({ text, pitch, growing }: Drawn, at: number): number =>
  pitch * (1 + growing * (at / (text.length - 1) - 0.5))

/** Draws a line of OCR-B in perspective: every cell is a little wider than the previous one. */
function drawn(of: Drawn): Raster {
  const { text, start, climb, blot } = of
  const count = text.length
  const width = Math.ceil(start * 2 + [...text].reduce((sum, _, at) => sum + widthAt(of, at), 0))
  const context = createCanvas(width, HEIGHT).getContext('2d')
  context.fillStyle = '#ebebeb'
  context.fillRect(0, 0, width, HEIGHT)
  let left = start
  for (const [at, character] of [...text].entries()) {
    const size = widthAt(of, at) / ADVANCE
    context.fillStyle = '#303030'
    context.font = `${String(size)}px "OCR-B zone"`
    context.fillText(character, left, HEIGHT / 2 + (0.701 * size) / 2 + climb * (at / (count - 1) - 0.5))
    if (at >= blot[0] && at < blot[0] + blot[1]) {
      context.fillStyle = '#202020'
      context.fillRect(left, 0, widthAt(of, at), HEIGHT)
    }
    left += widthAt(of, at)
  }
  const { data } = context.getImageData(0, 0, width, HEIGHT)
  return {
    data: Uint8Array.from({ length: width * HEIGHT }, (_, at) => data[at * 4] ?? 255),
    width,
    height: HEIGHT,
    channels: 1,
  }
}

const line = fc.constantFrom(30, 36, 44).chain((count) =>
  fc.record({
    text: fc
      .array(fc.constantFrom(...MRZ_CHARACTERS), { minLength: count, maxLength: count })
      .map((characters) => characters.join('')),
    pitch: fc.double({ min: 22, max: 30, noNaN: true }),
    growing: fc.double({ min: -0.1, max: 0.1, noNaN: true }),
    start: fc.double({ min: 20, max: 70, noNaN: true }),
    climb: fc.double({ min: -8, max: 8, noNaN: true }),
    blot: fc.tuple(fc.integer({ min: 3, max: count - 6 }), fc.integer({ min: 0, max: 3 })),
  }),
)

describe('following a line', () => {
  const glyphs = openGlyphs()

  it('finds every cell in spite of perspective, a blot and an approximate pitch', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0.96, max: 1.04, noNaN: true }), (of, off) => {
        const count = of.text.length
        const strip = measureStrip(glyphs, drawn(of), [of.pitch * off], [count])
        if (strip === null) throw new Error('not measured')
        const grid = cellsOf(glyphs, strip, count)?.grid
        if (grid === undefined) throw new Error('not cut')
        let left = of.start
        for (let at = 0; at < count; at++) {
          const share = at / (count - 1)
          const found = grid.start + at * grid.pitch + grid.bow * 4 * share * (1 - share)
          // A fifth of a cell, by which single cells may move afterwards.
          expect(Math.abs(found - left) / of.pitch, `cell ${String(at)}`).toBeLessThan(0.2)
          left += widthAt(of, at)
        }
      }),
      { numRuns: 40, seed: 22 },
    )
  })

  it('distinguishes a shorter line from a longer one', () => {
    const text = 'P<ROUIONESCU<<ANA<MARIA<<<<<<<<<<<<<<<<<<<<<'
    const strip = measureStrip(
      glyphs,
      drawn({ text: text.slice(0, 30), pitch: 26, growing: 0, start: 40, climb: 0, blot: [0, 0] }),
      [26],
      [30, 44],
    )
    expect(strip?.rows.get(30)?.[0]?.likeness).toBeGreaterThan(0.85)
    expect(strip?.rows.get(44)).toEqual([])
  })

  it('measures nothing on bars, noise and empty paper', () => {
    const of = (value: (x: number, y: number) => number): Raster => ({
      data: Uint8Array.from({ length: 1200 * HEIGHT }, (_, at) => value(at % 1200, Math.floor(at / 1200))),
      width: 1200,
      height: HEIGHT,
      channels: 1,
    })
    let state = 22
    const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
    for (const strip of [
      of(() => 235),
      of(() => 235 * random()),
      of((x) => (x % 28 < 14 ? 40 : 235)),
      of((_, y) => (y % 20 < 8 ? 40 : 235)),
    ])
      expect(measureStrip(glyphs, strip, [22, 26, 30], [30, 36, 44])).toBeNull()
  })
})
