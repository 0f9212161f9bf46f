import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isFiscalCode } from './fiscal-code.ts'

test('codes that hold, with and without RO', () => {
  // of companies listed at the stock exchange, as they print them on every invoice
  for (const code of ['1590082', 'RO1590082', 'RO 1590082', '14399840']) expect(isFiscalCode(code), code).toBe(true)
  for (const code of [
    '',
    '1',
    '0',
    '00000000',
    '1590083',
    'ro1590082',
    '1590082 ',
    '12345678901',
    'DE1590082',
    '15 90082',
  ])
    expect(isFiscalCode(code), code).toBe(false)
})

test('one digit changed never holds, but where the control digit is 0, which stands for two remainders', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 999_999_999 }),
      fc.nat(),
      fc.integer({ min: 1, max: 9 }),
      (body, place, step) => {
        const code =
          [...Array.from({ length: 10 }, (_, digit) => `${String(body)}${String(digit)}`)].find(isFiscalCode) ?? ''
        expect(code).not.toBe('')
        fc.pre(!code.endsWith('0'))
        const at = place % (code.length - 1)
        const changed = `${code.slice(0, at)}${String((Number(code[at]) + step) % 10)}${code.slice(at + 1)}`
        expect(isFiscalCode(changed)).toBe(false)
      },
    ),
  )
})
