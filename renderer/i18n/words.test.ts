import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/domain/problem.ts'
import { MRZ_CHECK_FIELDS } from '../../src/domain/person/mrz/mrz.ts'
import printed from '../../src/domain/papers/printed-words.txt?raw'
import { mrzCheckWords } from './mrz-check-words.ts'
import { problemsEn } from './problems.en.ts'
import { problemsRo } from './problems.ro.ts'
import type { Words } from './words.ts'

/** Every table of words in the renderer. */
const modules = import.meta.glob<Record<string, unknown>>(['../**/*words.ts', './printer-reasons.ts'], {
  eager: true,
})
const isWords = (value: unknown): value is Words<string> =>
  typeof value === 'object' && value !== null && 'scope' in value && 'ro' in value && 'en' in value
const catalogues = Object.values(modules).flatMap((module) => Object.values(module).filter(isWords))

const entries: { name: string; ro: string; en: string }[] = [
  ...catalogues.flatMap(({ scope, ro, en }) =>
    Object.keys(ro).map((key) => ({ name: `${scope}.${key}`, ro: ro[key] ?? '', en: en[key] ?? '' })),
  ),
  ...(Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[]).flatMap((code) =>
    [0, 1].map((part) => ({
      name: `problem.${code}.${part}`,
      ro: problemsRo[code][part] ?? '',
      en: problemsEn[code][part] ?? '',
    })),
  ),
]

/** Names of the arguments. The brace after `one`, `few`, `other` or `=0` starts a text, not an argument. */
const argumentsOf = (text: string): string[] =>
  [...new Set([...text.matchAll(/(?<!(?:one|few|other|=\d+) )\{(\w+)\s*[,}]/g)].map(([, name]) => name ?? ''))].sort()

/**
 * Formats a text as react-intl does on a screen, with the same number for every argument. Throws on a text that it
 * cannot parse.
 */
function format(locale: 'ro' | 'en', text: string, value: number): string {
  const intl = createIntl({
    locale,
    defaultLocale: locale,
    onError: (error) => {
      throw error
    },
  })
  return intl.formatMessage(
    { id: text, defaultMessage: text },
    Object.fromEntries(argumentsOf(text).map((name) => [name, value])),
  )
}

/**
 * Words that were replaced: each with what is said instead (docs/glossary.md). A term has one word on every screen,
 * so that a clerk never asks whether two words are two things.
 */
const RETIRED: readonly (readonly [RegExp, string])[] = [
  [/depozit(?!\p{L}* de chei)/iu, 'sistemul central'],
  [/(?<!\p{L})acte(le|lor)?(?!\p{L})(?! de identitate)/iu, 'operațiuni'],
  [/(?<!\p{L})act(ul)? (a fost|a rămas|nu mai|nu va|netrimis|despre|deoparte|se întoarce|să treacă)/iu, 'operațiune'],
  [/(?<!\p{L})(ultimul|renunță la|renunțat la|fiecare|niciun|preia|rulează) act(ul)?(?!\p{L})/iu, 'operațiune'],
  [/a mers la|(?<!\p{L})a ieșit|au ieșit|(?<!\p{L})dă parola/iu, 'trimisă spre · s-a tipărit · introduceți parola'],
  [/(?<!la )(?<!\p{L})fel(ul|uri|urile|ului)?(?!\p{L})/iu, 'tip'],
  [/încăper|^hârtia$|^gol:/iu, 'secțiuni · documentul scanat · dacă rămâne gol'],
  [/hotără(ște|sc|ș)|a hotărât|au hotărât/iu, 'decide'],
  [/facultativ|restrânge|numere adevărate|cu mâna|maus/iu, 'opțional · restricționare · definitive · de mână · mouse'],
  [/^nelămurit|nu spun același lucru/iu, 'diferență, lămurire'],
  [/amănunte/iu, 'detalii'],
  [/(?<!\p{L})(the|begin|composite|failed|offline|online|token|job|server|click)(?!\p{L})/iu, 'words in Romanian'],
]
const occurrences = (text: string, part: RegExp) => [...text.matchAll(part)].length

describe('words', () => {
  it('are found in every room and for every problem', () => {
    expect(catalogues.map(({ scope }) => scope)).toEqual(
      expect.arrayContaining([
        'app',
        'request',
        'part',
        'queue',
        'review',
        'decisions',
        'sync',
        'about',
        'viewer',
        'requestScreen',
      ]),
    )
    expect(new Set(catalogues.map(({ scope }) => scope)).size).toBe(catalogues.length)
    expect(entries.length).toBeGreaterThan(600)
  })

  it('have the same keys and the same arguments in both languages', () => {
    for (const { name, ro, en } of entries) {
      expect(ro.trim(), name).not.toBe('')
      expect(en.trim(), name).not.toBe('')
      for (const value of [0, 1, 3, 20]) expect(format('ro', ro, value), name).not.toMatch(/[{}]/)
      for (const value of [1, 20]) expect(format('en', en, value), name).not.toMatch(/[{}]/)
      expect(argumentsOf(ro), name).toEqual(argumentsOf(en))
    }
  })

  it('use one, few and other for counts in Romanian, one and other in English', () => {
    for (const { name, ro, en } of entries) {
      for (const category of [/\bone \{/g, /\bfew \{/g, /\bother \{/g])
        expect(occurrences(ro, category), name).toBe(occurrences(ro, /, plural,/g))
      for (const category of [/\bone \{/g, /\bother \{/g])
        expect(occurrences(en, category), name).toBe(occurrences(en, /, plural,/g))
    }
    const found = entries.find(({ name }) => name === 'queue.found')?.ro ?? ''
    expect([0, 1, 3, 19, 20, 101, 120].map((count) => format('ro', found, count))).toEqual([
      'nicio cerere',
      'o cerere',
      '3 cereri',
      '19 cereri',
      '20 de cereri',
      '101 cereri',
      '120 de cereri',
    ])
  })

  it('use the letters ș and ț with a comma below, composed', () => {
    for (const { name, ro } of entries) {
      expect(ro, name).not.toMatch(/[şţŞŢ]/)
      expect(ro, name).toBe(ro.normalize('NFC'))
    }
  })

  it('name every check digit of the machine-readable zone', () => {
    expect(Object.keys(mrzCheckWords.ro).toSorted()).toEqual([...MRZ_CHECK_FIELDS].toSorted())
  })

  it.each(RETIRED)('never use the retired word %s on a screen or on paper', (retired) => {
    expect(entries.filter(({ ro }) => retired.test(ro)).map(({ name, ro }) => `${name}: ${ro}`)).toEqual([])
    const onPaper = printed.split('\n').map((line) => line.split(' | ')[0] ?? '')
    expect(onPaper.filter((line) => retired.test(line))).toEqual([])
  })
})
