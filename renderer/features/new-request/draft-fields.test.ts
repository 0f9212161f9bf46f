import { describe, expect, it } from 'vitest'
import { draftContent } from '../../../src/protocol/desk.ts'
import { fieldId, longestOf, pathOf, personOnDocument, type TextPath } from './draft-fields.ts'

const PERSON = ['surname', 'givenNames', 'cnp', 'address', 'phone', 'email']
const PATHS = [
  ...['mrz', 'series', 'number', 'issuer', 'validUntil'].map((field) => `document.${field}`),
  ...PERSON.map((field) => `holder.${field}`),
  ...PERSON.map((field) => `representative.${field}`),
  'requestedDay',
  'remark',
] as TextPath[]

const withText = (path: string, text: string) => {
  const [part = '', field] = path.split('.')
  return draftContent.safeParse(field === undefined ? { [part]: text } : { [part]: { [field]: text } }).success
}

describe('fields of the draft', () => {
  it.each(PATHS)('%s takes exactly what the contract takes', (path) => {
    expect(withText(path, 'x'.repeat(longestOf(path)))).toBe(true)
    expect(withText(path, 'x'.repeat(longestOf(path) + 1))).toBe(false)
  })
  it('are found again by their id', () => {
    for (const path of PATHS.filter((each) => each.includes('.'))) expect(pathOf(fieldId(path))).toBe(path)
    expect(pathOf('search')).toBeNull()
  })
  it('belong to the person present', () => {
    expect(personOnDocument({ capacity: 'holder' })).toBe('holder')
    expect(personOnDocument({ capacity: 'proxy' })).toBe('representative')
  })
})
