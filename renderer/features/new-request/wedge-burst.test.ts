import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  BURST_END_MS,
  BURST_GAP_MS,
  createWedgeBurst,
  isWholeMrz,
  mrzIsWhole,
  mrzLines,
  type BurstStep,
} from './wedge-burst.ts'

const TD2 = ['IDROUPOPESCU<<ANA<MARIA<<<<<<<<<<<<<', 'MZ123456<0ROU8506151F310615422200194']
const TD1 = ['I<ROUSV0123456<<<<<<<<<<<<<<<<', '8506151F3106154ROU<<<<<<<<<<<6', 'POPESCU<<ANA<MARIA<<<<<<<<<<<<']
const TD3 = ['P<ROUPOPESCU<<ANA<MARIA<<<<<<<<<<<<<<<<<<<<<', '051234567<ROU8506151F31061542850615220019<<8']

/** The resulting content of a field, and the burst that was detected, after keys pressed `gap` ms apart. */
function press(keys: readonly string[], gap: number, before = '') {
  const burst = createWedgeBurst()
  let field = before
  let held = before
  let at = 1_000
  const steps: BurstStep[] = []
  for (const key of keys) {
    const step = burst.step({ key, at, repeat: false })
    steps.push(step)
    if (step === 'first') held = field
    if (step === 'began') field = held
    if ((step === 'typing' || step === 'first') && key.length === 1) field += key
    at += gap
  }
  return { field, steps, mrz: burst.take() }
}

describe('a wedge scanner', () => {
  it.each([TD2, TD1, TD3].map((lines) => [lines]))('is recognised: %j', (lines) => {
    const { field, mrz } = press(
      lines.flatMap((line) => [...line, 'Enter']),
      5,
      'Str. Pal',
    )
    expect(mrz).toBe(lines.join('\n'))
    expect(field).toBe('Str. Pal')
  })
  it('is recognised without line ends, with Shift before each letter, and in small letters', () => {
    expect(mrzLines(press([...TD2.join('')], 2).mrz ?? '')).toBe(TD2.join('\n'))
    expect(
      press(
        [...(TD2[0] ?? '')].flatMap((key) => ['Shift', key.toLowerCase()]),
        8,
      ).mrz,
    ).toBe(TD2[0])
  })
  it('is recognised right after manual typing', () => {
    const burst = createWedgeBurst()
    burst.step({ key: 'x', at: 0, repeat: false })
    const steps = [...(TD2[0] ?? '')].map((key, index) => burst.step({ key, at: 500 + index * 3, repeat: false }))
    expect(steps[0]).toBe('first')
    expect(burst.take()).toBe(TD2[0])
  })
  it('is not detected at the speed of a person: the same keys stay in the field', () => {
    const { field, mrz } = press([...(TD2[0] ?? '')], BURST_GAP_MS + 1)
    expect(mrz).toBeNull()
    expect(field).toBe(TD2[0])
  })
  it('ignores a CNP, a name or an address pasted by a fast tool', () => {
    for (const text of [
      '2850615220019',
      'POPESCU ANA MARIA',
      'IORDACHESCU',
      'Str. Palat nr. 5, Iași',
      'ana@example.org',
    ]) {
      expect(press([...text], 1)).toMatchObject({ field: text, mrz: null })
    }
  })
  it('ignores a key that is held down', () => {
    const burst = createWedgeBurst()
    const steps = Array.from({ length: 60 }, (_, index) => burst.step({ key: 'I', at: index * 30, repeat: index > 0 }))
    expect(new Set(steps)).toEqual(new Set(['first', 'typing']))
  })
  it('ends with a pause: the next key is normal typing', () => {
    const burst = createWedgeBurst()
    const line = [...(TD2[0] ?? '')]
    line.forEach((key, index) => burst.step({ key, at: index, repeat: false }))
    expect(burst.take()).toBe(TD2[0])
    expect(burst.step({ key: 'A', at: line.length + BURST_END_MS + 1, repeat: false })).toBe('first')
  })
  it('never swallows a key that is not part of a burst', () => {
    const key = fc.constantFrom('a', 'B', '7', '<', ' ', '.', 'Enter', 'Tab', 'ș', 'Backspace')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, fc.integer({ min: BURST_END_MS + 1, max: 900 })), { maxLength: 80 }),
        (keys) => {
          const burst = createWedgeBurst()
          let at = 0
          return keys.every(([pressed, gap]) =>
            ['typing', 'first'].includes(burst.step({ key: pressed, at: (at += gap), repeat: false })),
          )
        },
      ),
    )
  })
})

describe('lines of an MRZ', () => {
  it('are found by the length', () => {
    for (const lines of [TD2, TD1, TD3]) expect(mrzLines(lines.join('').toLowerCase())).toBe(lines.join('\n'))
    expect(mrzLines('IDROU')).toBe('IDROU')
    expect(mrzIsWhole(TD2.join('\n'))).toBe(true)
    expect(mrzIsWhole(TD2[0] ?? '')).toBe(false)
    expect(isWholeMrz(` ${TD2.join('\r\n').toLowerCase()}\n`)).toBe(true)
    expect(isWholeMrz('x'.repeat(72))).toBe(false)
  })
})
