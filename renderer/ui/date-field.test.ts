import { describe, expect, it } from 'vitest'
import { tidyDate } from './date-field.tsx'

describe('a typed date', () => {
  it.each([
    ['23112026', '23.11.2026'],
    ['23/11/2026', '23.11.2026'],
    ['3.1.2026', '03.01.2026'],
    [' 23-11-2026 ', '23.11.2026'],
    ['2026-11-23', '23.11.2026'],
  ])('%j becomes %j', (typed, tidy) => {
    expect(tidyDate(typed)).toBe(tidy)
  })
  it.each(['', '23.11', 'mâine', '23112', '99999999999', '23.11.26'])('%j stays as typed', (typed) => {
    expect(tidyDate(typed)).toBe(typed)
  })
})
