import { expect, test } from 'vitest'
import { checkHolds, mrzCheckDigit } from './check-digit.ts'

test('the examples of ICAO 9303-3', () => {
  expect(mrzCheckDigit('520727')).toBe(3)
  expect(mrzCheckDigit('AB2134<<<')).toBe(5)
  expect(mrzCheckDigit('HA672242<658022549601086<<<<<<<<<<<<<<0')).toBe(8)
})

test('an empty field may have a filler for its digit, any other may not', () => {
  expect(checkHolds('<<<<<<', '<')).toBe(true)
  expect(checkHolds('<<<<<<', '0')).toBe(true)
  expect(checkHolds('000000', '<')).toBe(false)
  expect(checkHolds('520727', '4')).toBe(false)
  expect(() => mrzCheckDigit('é')).toThrow(RangeError)
})
