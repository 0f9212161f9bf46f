/** Characters that may not be in a name or a text: all of a category, not the ones that came to mind. */
import { expect, test } from 'vitest'
import { line, text } from './values.ts'

const LAST = 0x10_ffff
function charactersOf(category: RegExp): string[] {
  const found: string[] = []
  for (let code = 0; code <= LAST; code++) {
    const character = String.fromCodePoint(code)
    if (category.test(character)) found.push(character)
  }
  return found
}
const name = line(80)
const refusedIn = (schema: typeof name, character: string): boolean => !schema.safeParse(`Po${character}pa`).success

test('no format, control or separating character passes in a name, whichever of them', () => {
  const format = charactersOf(/^\p{Cf}$/u)
  // Soft hyphen, joiners, marks and overrides of direction, tags, and the mark of byte order.
  expect(format.length).toBeGreaterThan(160)
  for (const expected of ['\u00ad', '\u200d', '\u202e', '\u2066', '\ufeff', '\u{e0041}'])
    expect(format).toContain(expected)
  for (const category of [/^\p{Cf}$/u, /^\p{Cc}$/u, /^[\p{Zl}\p{Zp}]$/u])
    expect(charactersOf(category).filter((character) => !refusedIn(name, character))).toEqual([])
})

test('no half of a character passes, in a name or a text', () => {
  for (let code = 0xd800; code <= 0xdfff; code++) {
    const half = String.fromCharCode(code)
    expect([refusedIn(name, half), refusedIn(text(80), half)]).toEqual([true, true])
  }
})

test('a text may have ends of lines and tabs, and nothing that changes its direction', () => {
  expect(text(80).parse('unu\r\n\tdoi')).toBe('unu\r\n\tdoi')
  const direction = charactersOf(/^\p{Bidi_Control}$/u)
  expect(direction.length).toBe(12)
  expect(direction.filter((character) => !refusedIn(text(80), character))).toEqual([])
})

test('names of people pass', () => {
  for (const typed of [
    'Ștefănescu-Țiplea',
    "O'Brien",
    'Nagy Ágnes',
    'Ünal',
    'Мария',
    '李',
    'von der Leyen',
    '👩‍'.slice(0, 2),
  ])
    expect(name.safeParse(typed).success).toBe(true)
})
