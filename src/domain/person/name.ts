/**
 * Names of persons: one spelling to store, one folded form to compare and search by, one form for the machine-readable
 * zone.
 */

/** As on the identity document: surname first. Several names are separated by a space or a hyphen. */
export interface PersonName {
  readonly surname: string
  readonly givenNames: string
}

const COMMA_BELOW: Readonly<Record<string, string>> = { ş: 'ș', Ş: 'Ș', ţ: 'ț', Ţ: 'Ț' }

/**
 * Romanian text as the house keeps it: NFC, comma-below ș ț for the cedilla forms (SR 13411), no control characters,
 * single spaces. For names and single lines: line breaks become spaces.
 */
export const normaliseRomanian = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[şŞţŢ]/g, (letter) => COMMA_BELOW[letter] ?? letter)
    .replace(/[\s\p{Cc}\u200b\ufeff]+/gu, ' ')
    .trim()

/** Letters that do not come apart under NFKD, by ICAO Doc 9303-3 section 6, in the short form where it offers two. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
}

/**
 * Folded form, for comparison and search: lower case without diacritics, hyphens and `<` as spaces, apostrophes and
 * full stops gone. `Ștefănescu-Țîru` and `STEFANESCU<TIRU` fold alike. Folding twice changes nothing.
 */
export const foldName = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[ßæœøđðłþħıŋŧ]/g, (letter) => UNDECOMPOSED[letter] ?? letter)
    .replace(/['’‘ʼ`´.\u200b\ufeff\p{M}]+/gu, '')
    .replace(/[\s<\p{Pd}_,\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()

export type NameComparison = 'same' | 'partial' | 'different'

const namesOf = (text: string): ReadonlySet<string> =>
  new Set(
    foldName(text)
      .split(' ')
      .filter((name) => name !== ''),
  )

type Overlap = 'all' | 'some' | 'none'
function overlapOf(a: ReadonlySet<string>, b: ReadonlySet<string>): Overlap {
  const shared = [...a].filter((name) => b.has(name)).length
  if (shared === a.size && shared === b.size) return 'all'
  return shared === 0 && a.size > 0 && b.size > 0 ? 'none' : 'some'
}

/**
 * Compares two names folded, as sets, whatever the order of several given names. `same`: the same surnames and the same
 * given names. `partial`: something is missing on one side (a second given name, one half of a double surname), or
 * surname and given names stand in each other's place. `different`: no surname or no given name in common, or nothing
 * to compare. Symmetric.
 */
export function compareNames(a: PersonName, b: PersonName): NameComparison {
  const [surnamesA, surnamesB, givenA, givenB] = [
    namesOf(a.surname),
    namesOf(b.surname),
    namesOf(a.givenNames),
    namesOf(b.givenNames),
  ]
  const [wholeA, wholeB] = [new Set([...surnamesA, ...givenA]), new Set([...surnamesB, ...givenB])]
  if (wholeA.size === 0 || wholeB.size === 0) return 'different'
  const surnames = overlapOf(surnamesA, surnamesB)
  const given = overlapOf(givenA, givenB)
  if (surnames === 'all' && given === 'all') return 'same'
  const whole = overlapOf(wholeA, wholeB)
  if (whole === 'all') return 'partial'
  return surnames === 'none' || given === 'none' || whole === 'none' ? 'different' : 'partial'
}

/**
 * Whether the name stated beside a CNP is of another person than the one known under that CNP: nothing of the given
 * names in common, and the two parts not in each other's place either. A surname alone changes by marriage or divorce
 * and proves no other person. False where one side says no name.
 */
export function isNameOfAnother(stated: PersonName, known: PersonName): boolean {
  const [statedGiven, knownGiven] = [namesOf(stated.givenNames), namesOf(known.givenNames)]
  if (knownGiven.size === 0 || statedGiven.size === 0) return false
  return compareNames(stated, known) === 'different' && overlapOf(statedGiven, knownGiven) === 'none'
}

const mrzPart = (text: string): string =>
  foldName(text)
    .toUpperCase()
    .replace(/[^A-Z ]+/g, '')
    .trim()
    .replace(/ +/g, '<')

/**
 * Name field of a machine-readable zone, `POPESCU<<ANA<MARIA<<<`, of exactly `length` characters (TD1 30, TD2 31, TD3
 * 39). ICAO Doc 9303-3 section 4.6; a name too long is cut at the end, so the surname stays whole as far as it goes.
 */
export function toMrzName(name: PersonName, length: number): string {
  const [surname, given] = [mrzPart(name.surname), mrzPart(name.givenNames)]
  return (given === '' ? surname : `${surname}<<${given}`).slice(0, length).padEnd(length, '<')
}
