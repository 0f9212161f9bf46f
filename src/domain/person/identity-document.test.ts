import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../calendar/day.ts'
import { checkValidity, formatDocumentNumber } from './identity-document.ts'

test('the last day still counts, the next does not; unlimited always serves', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000, max: 10_000 }), (distance) => {
      const validUntil = addDays('2026-11-23', distance)
      const result = checkValidity(validUntil, '2026-11-23')
      expect(result).toEqual(
        distance >= 0
          ? { ok: true, value: validUntil }
          : { ok: false, problem: { code: 'document.expired', details: { validUntil } } },
      )
    }),
  )
  expect(checkValidity('unlimited', '9999-12-31')).toEqual({ ok: true, value: 'unlimited' })
})

test('a date that does not exist is neither valid nor expired', () => {
  for (const text of ['2026-02-29', '', 'nelimitată', '20260229'])
    expect(checkValidity(text, '2026-11-23'), text).toMatchObject({ problem: { code: 'document.date' } })
})

test('series and number as read aloud', () => {
  expect(formatDocumentNumber({ series: 'MZ', number: '123456' })).toBe('MZ 123456')
  expect(formatDocumentNumber({ series: null, number: '053456789' })).toBe('053456789')
  expect(formatDocumentNumber({ series: '', number: '053456789' })).toBe('053456789')
})
