import { describe, expect, it, test } from 'vitest'
import {
  type ComparedFacts,
  differencesOf,
  isWish,
  MATTERS,
  type OnPaper,
  openDifferences,
  type Settlement,
  WAYS,
  WAYS_OF,
} from './comparison.ts'
import { missingForReview } from './completeness.ts'
import type { QuestionAnswers } from './questions.ts'

const ANSWERS: QuestionAnswers = { onlyRestrict: 'erase', copyFirst: 'no-copy' }
const facts = (paper: OnPaper = {}, change: Partial<ComparedFacts> = {}, answers = ANSWERS): ComparedFacts => ({
  kind: 'anonymise',
  requestedDay: '2026-11-23',
  holder: { surname: 'Ștefănescu', givenNames: 'Ana-Maria', cnp: '2850615229904' },
  capacity: 'holder',
  identityCheck: { attestations: ['signed'] },
  comparison: { answers, paper, settled: [] },
  ...change,
})
const matters = (given: ComparedFacts): string[] => differencesOf(given).map(({ matter }) => matter)

describe('a difference between paper and record', () => {
  test.each<[OnPaper, Partial<ComparedFacts>, string[]]>([
    [{}, {}, []],
    [{ kind: ['anonymise'] }, {}, []],
    [{ kind: ['revert'] }, {}, ['kind']],
    [{ kind: ['anonymise', 'not-ticked'] }, {}, ['kind']],
    [{ kind: ['anonymise', 'revert'] }, {}, ['kind']],
    [{ kind: ['revert'] }, { kind: null }, []],
    [{ name: ['STEFANESCU ANA MARIA'] }, {}, []],
    [{ name: ['Lungu Matei'] }, {}, ['name']],
    [{ cnp: ['2850615229904'] }, {}, []],
    [{ cnp: ['1710408229908'] }, {}, ['cnp']],
    [{ capacity: ['proxy'] }, {}, ['capacity']],
    [{ capacity: ['holder', 'parent'] }, {}, ['capacity']],
    [{ day: ['2026-11-23'] }, {}, []],
    [{ day: ['2026-11-20'] }, {}, ['day']],
    [{ day: ['31.02.2026'] }, {}, ['day']],
    [{ signature: ['unsigned'] }, {}, ['signature']],
    [{ signature: ['signed'] }, {}, []],
    // The clerk has not stated that the request is signed: the review lacks the signature anyway.
    [{ signature: ['unsigned'] }, { identityCheck: { attestations: [] } }, []],
    [{ signature: ['unsigned'] }, { identityCheck: null }, []],
    [{ dossier: ['anonymised'] }, {}, ['dossier']],
    [{ dossier: ['active'] }, {}, []],
    [{ dossier: ['anonymised'] }, { kind: 'revert' }, []],
    [{ dossier: ['active'] }, { kind: 'revert' }, []],
    [{ 'only-restrict': ['restrict'] }, {}, ['only-restrict']],
    [{ 'only-restrict': ['erase'] }, {}, []],
    [{ 'copy-first': ['copy'] }, {}, ['copy-first']],
    [{ 'copy-first': ['copy', 'no-copy'] }, {}, ['copy-first']],
    // A revert destroys nothing: nobody is asked, so no answer can differ.
    [{ 'only-restrict': ['restrict'], 'copy-first': ['copy'] }, { kind: 'revert' }, []],
  ])('%j with %j: %j', (paper, change, expected) => {
    expect(matters(facts(paper, change))).toEqual(expected)
  })

  it('is nothing of which an earlier build could know', () => {
    expect(differencesOf(facts({}, { comparison: undefined }))).toEqual([])
  })
})

describe('a wish of the person', () => {
  test.each<[QuestionAnswers, string[]]>([
    [ANSWERS, []],
    [{ onlyRestrict: null, copyFirst: null }, []],
    [{ onlyRestrict: 'restrict', copyFirst: 'no-copy' }, ['restriction-wanted']],
    [{ onlyRestrict: 'erase', copyFirst: 'copy' }, ['copy-wanted']],
    [{ onlyRestrict: 'restrict', copyFirst: 'copy' }, ['restriction-wanted', 'copy-wanted']],
  ])('%j: %j', (answers, expected) => {
    const given = facts({}, {}, answers)
    expect(matters(given)).toEqual(expected)
    expect(differencesOf(given).every(isWish)).toBe(true)
    expect(matters({ ...given, kind: 'revert' })).toEqual([])
  })
})

describe('an answer to a difference', () => {
  const settled = (settlement: Partial<Settlement>): ComparedFacts => {
    const given = facts({ day: ['2026-11-20'] })
    const whole: Settlement = {
      matter: 'day',
      how: 'confirmed',
      paper: ['2026-11-20'],
      stated: '2026-11-23',
      ...settlement,
    }
    return { ...given, comparison: { answers: ANSWERS, paper: { day: ['2026-11-20'] }, settled: [whole] } }
  }

  it('closes it, and stops stopping the review', () => {
    expect(openDifferences(settled({}))).toEqual([])
    const review = (given: ComparedFacts) =>
      missingForReview({
        ...given,
        channel: 'counter',
        representative: null,
        attachments: [],
        questionsAsked: null,
        identityCheck: null,
      })
    expect(review(settled({}))).not.toContain('paper-differs')
    expect(review(settled({ stated: '2026-11-22' }))).toContain('paper-differs')
  })

  it('counts only for the values that it was given for, and only in a way of its matter', () => {
    for (const other of [
      { stated: '2026-11-22' },
      { paper: ['2026-11-21'] },
      { paper: [] },
      { paper: ['2026-11-20', '2026-11-21'] },
      { matter: 'kind' as const },
      { how: 'copy-given' as const },
    ])
      expect(openDifferences(settled(other)), JSON.stringify(other)).toHaveLength(1)
  })

  it('exists for every matter, and every way belongs to one', () => {
    for (const matter of MATTERS) expect(WAYS_OF[matter].length, matter).toBeGreaterThan(0)
    expect(new Set(MATTERS.flatMap((matter) => WAYS_OF[matter]))).toEqual(new Set(WAYS))
  })
})
