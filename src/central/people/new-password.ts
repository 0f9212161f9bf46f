/**
 * What a new password must be (NIST SP 800-63B-4, section 3.1.1): at least ten characters, not one that many people
 * use, not one that repeats or counts, and not one made of the name of the person or of this house. No rules of
 * composition.
 *
 * `common-passwords.txt` holds the entries of at least ten characters of the list of `@zxcvbn-ts/language-common` 4.1.3
 * (MIT), which is made of published leaks; obscene entries are left out.
 */
import { readFileSync } from 'node:fs'
import { foldName } from '../../domain/person/name.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'

/**
 * A shorter password is refused. NIST SP 800-63B-4 requires at least 8 characters beside another factor, and no rules
 * of composition.
 */
export const PASSWORD_MINIMUM = 10

const COMMON: ReadonlySet<string> = new Set(
  readFileSync(new URL('common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
)
/** Words that make a password no harder to guess: of every house, and of this one. */
const WORDS = ['password', 'parola', 'administrator', 'welcome', 'bunvenit', 'ghiseu', 'casiasi', 'sanatate', 'romania']
const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const LEET: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
}
/** The part besides such a word must be at least this long. */
const REMAINDER = 6

const lettersOf = (text: string): string =>
  foldName(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
const plain = (text: string): string => lettersOf([...text].map((sign) => LEET[sign] ?? sign).join(''))

/** One character, or a short piece, again and again. */
const repeats = (text: string): boolean => /^(.{1,4}?)\1+.{0,3}$/u.test(text)

/** A run along the digits, the alphabet or a row of keys, forwards or backwards, with little beside it. */
const counts = (text: string): boolean =>
  ROWS.some((row) =>
    [row, [...row].reverse().join('')].some((run) => {
      for (let length = Math.min(text.length, run.length); text.length - length < REMAINDER && length > 3; length--)
        for (let at = 0; at + length <= run.length; at++) if (text.includes(run.slice(at, at + length))) return true
      return false
    }),
  )

export function checkNewPassword(
  password: string,
  person: { readonly username: string; readonly name: string },
): Result<string> {
  const text = password.normalize('NFC')
  const refused = (message: string) => refuse('input.invalid', { issues: [{ path: 'password', message }] })
  if (text.length < PASSWORD_MINIMUM) return refused('too_small')
  const lower = text.toLowerCase()
  const own = [person.username, ...person.name.split(/\s+/)].map(lettersOf).filter((word) => word.length > 3)
  const letters = plain(text)
  const rest = [...WORDS, ...own].reduce((left, word) => left.replaceAll(word, ''), letters)
  const isOfWords = rest !== letters && rest.length < REMAINDER
  return COMMON.has(lower) || repeats(lower) || counts(lower) || isOfWords ? refuse('password.common') : ok(text)
}
