import { describe, expect, it } from 'vitest'
import { DRAFT_TEXTS } from '../../../src/protocol/desk/draft-texts.ts'
import { draftContent } from '../../../src/protocol/desk.ts'
import { longestOf, personOnDocument, type TextPath } from './draft-fields.ts'

/** Every text field of the contract, including those added later. */
const PATHS = [...DRAFT_TEXTS.keys()] as TextPath[]

const withText = (path: string, text: string) => {
  const [part = '', field] = path.split('.')
  return draftContent.safeParse(field === undefined ? { [part]: text } : { [part]: { [field]: text } }).success
}

describe('fields of the draft', () => {
  it.each(PATHS)('%s accepts exactly what the contract accepts', (path) => {
    expect(withText(path, 'x'.repeat(longestOf(path)))).toBe(true)
    expect(withText(path, 'x'.repeat(longestOf(path) + 1))).toBe(false)
  })
  it('are all listed', () => {
    const empty = draftContent.parse({})
    const texts = (value: unknown, path: string): string[] => {
      if (typeof value === 'string') return [path]
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
      return Object.entries(value).flatMap(([key, part]) => texts(part, path === '' ? key : `${path}.${key}`))
    }
    // Values chosen from a list are texts in the contract, but not text fields.
    const choices = ['document.type', 'capacity', 'kind', 'answers.onlyRestrict', 'answers.copyFirst']
    expect(PATHS.toSorted()).toEqual(
      texts(empty, '')
        .filter((path) => !choices.includes(path))
        .toSorted(),
    )
  })
  it('belong to the person present', () => {
    expect(personOnDocument({ capacity: 'holder' })).toBe('holder')
    expect(personOnDocument({ capacity: 'proxy' })).toBe('representative')
  })
})
