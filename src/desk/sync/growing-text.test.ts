import fc from 'fast-check'
import { expect, it } from 'vitest'
import { growingText } from './growing-text.ts'

it('gives every text back, whatever the first size and however it is written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 30 }),
      fc.nat(200),
      (texts, size) => {
        const growing = growingText(size)
        const places = texts.map((text) => growing.add(text))
        const bytes = growing.bytes()
        expect(places.map(({ from, to }) => Buffer.from(bytes.subarray(from, to)).toString())).toEqual(texts)
        expect(bytes.length).toBe(places.at(-1)?.to ?? 0)
      },
    ),
    { numRuns: Number(process.env['FC_RUNS'] ?? 300) },
  )
})
