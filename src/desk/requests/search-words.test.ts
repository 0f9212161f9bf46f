import { describe, expect, it } from 'vitest'
import { matchOf, wordsOf } from './search-words.ts'

const body = {
  holder: {
    surname: 'Țurcanu-Șoldănescu',
    givenNames: 'Ana Maria',
    cnp: '2850615229990',
    contact: { address: '', phone: '', email: '' },
  },
  representative: null,
  registration: {
    registry: 'DES',
    year: 2026,
    sequence: 12345,
    provisional: 'P-3-17',
    day: '2026-11-23',
    at: '2026-11-23T08:00:00.000Z',
  },
}

describe('search words', () => {
  it('folds names and keeps both numbers', () => {
    expect(wordsOf(body)).toBe('turcanu soldanescu ana maria 2850615229990 12345 px3x17')
  })
  it.each([
    ['Țurcanu ana', 'turcanu* ana*'],
    ['ŢURCANU', 'turcanu*'],
    ['12345/23.11.2026', '12345'],
    ['12345/23', '12345'],
    ['P-3-17', 'px3x17*'],
    ['p-3', 'px3*'],
    ['  ', null],
    ['"; DROP -- (', 'drop*'],
    ['a* OR NEAR(', 'a* or* near*'],
    ['!!!', null],
  ])('%s looks for %s', (typed, expected) => expect(matchOf(typed)).toBe(expected))
  it('looks for the first fifty words of a pasted page', () =>
    expect(matchOf('pagina '.repeat(10_000))?.split(' ')).toHaveLength(50))
})
