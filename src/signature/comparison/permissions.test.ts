import { describe, expect, it } from 'vitest'
import type { Category } from './modification.ts'
import { judge } from './permissions.ts'

const levels = (certificationLevel: 1 | 2 | 3 | undefined, category: Category) =>
  judge({ category, what: 'x', path: 'x', field: 'a.b' }, 1, {
    certificationLevel,
    advisoryLevel: undefined,
    signedLength: 100,
    locks: [],
  }).level

describe('what a certification permits (ISO 32000-2, table 257)', () => {
  it.each<[Category, string, string, string, string]>([
    ['validation-data', 'silent', 'silent', 'silent', 'silent'],
    ['signature', 'silent', 'forbidden', 'silent', 'silent'],
    ['visible-signature', 'permitted', 'forbidden', 'permitted', 'permitted'],
    ['form-value', 'permitted', 'forbidden', 'permitted', 'permitted'],
    ['annotation', 'forbidden', 'forbidden', 'forbidden', 'permitted'],
    ['content', 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
  ])('%s: %s without, %s, %s, %s under P=1, 2, 3', (category, ...expected) => {
    expect(([undefined, 1, 2, 3] as const).map((level) => levels(level, category))).toEqual(expected)
  })

  it.each([
    [{ action: 'All', fields: [] }, 'forbidden'],
    [{ action: 'Include', fields: ['a'] }, 'forbidden'],
    [{ action: 'Include', fields: ['a.b'] }, 'forbidden'],
    [{ action: 'Include', fields: ['a.bc', 'b'] }, 'permitted'],
    [{ action: 'Include', fields: ['c', 'a.b.d'] }, 'forbidden'],
    [{ action: 'Exclude', fields: ['a.b.d'] }, 'forbidden'],
    [{ action: 'Exclude', fields: ['a'] }, 'permitted'],
    [{ action: 'Exclude', fields: ['c'] }, 'forbidden'],
  ] as const)('the lock %j makes a value %s', (lock, level) => {
    expect(
      judge({ category: 'form-value', what: 'form-value', path: '', field: 'a.b' }, 1, {
        certificationLevel: undefined,
        advisoryLevel: undefined,
        signedLength: 100,
        locks: [lock],
      }).level,
    ).toBe(level)
  })
})
