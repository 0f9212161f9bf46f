import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatVerificationCode,
  parseVerificationCode,
  RANDOM_BYTES,
  VERIFICATION_ALPHABET,
  verificationCode,
} from './verification-code.ts'

const random = fc.uint8Array({ minLength: RANDOM_BYTES, maxLength: 40 })

test('as printed, as typed, it is the same code', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = verificationCode(bytes)
      const printed = formatVerificationCode(code)
      expect(printed).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){3}$/)
      for (const typed of [printed, printed.toLowerCase(), printed.replaceAll('-', ' – '), ` ${code}\n`])
        expect(parseVerificationCode(typed)).toEqual({ ok: true, value: code })
    }),
  )
})

test('every wrong character and every exchange of two is found', () => {
  fc.assert(
    fc.property(random, fc.nat(15), fc.nat(15), fc.integer({ min: 1, max: 30 }), (bytes, at, other, by) => {
      const code = [...verificationCode(bytes)]
      const changed = [...code]
      changed[at] = VERIFICATION_ALPHABET.charAt((VERIFICATION_ALPHABET.indexOf(code[at] ?? '') + by) % 31)
      expect(parseVerificationCode(changed.join('')).ok).toBe(false)
      const exchanged = [...code]
      ;[exchanged[at], exchanged[other]] = [code[other] ?? '', code[at] ?? '']
      // The check character itself is compared, not summed: an exchange with it is found unless both are the same.
      if (code[at] !== code[other] && at < 15 && other < 15)
        expect(parseVerificationCode(exchanged.join('')).ok).toBe(false)
    }),
  )
})

test('total, and short randomness is a bug', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseVerificationCode(text).ok === 'boolean'))
  expect(() => verificationCode(new Uint8Array(15))).toThrow(RangeError)
  expect(parseVerificationCode('A'.repeat(1_000_000)).ok).toBe(false)
})

test('different bytes give different codes', () => {
  const codes = new Set(
    Array.from({ length: 256 }, (_, byte) => verificationCode(new Uint8Array(RANDOM_BYTES).fill(byte))),
  )
  expect(codes.size).toBe(256)
})
