/**
 * Folded words by which a request is found: names, the digits of the CNP, the number without its day, the provisional
 * number in one piece. Only letters and digits, so that a word is a word for the index whatever the person typed.
 */
import { foldName } from '../../domain/person/name.ts'
import type { RequestBody } from '../../request/body.ts'

/** More words than these narrow no search; a pasted page must not hold up the desk. */
const MOST_WORDS = 50

const words = (text: string): string[] =>
  foldName(text.replace(/[./]/g, ' '))
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]/g, ''))
    .filter((word) => word !== '')
const provisionalWord = (provisional: string): string => provisional.toLowerCase().replaceAll('-', 'x')

export function wordsOf(body: Pick<RequestBody, 'holder' | 'registration' | 'representative'>): string {
  const { holder, registration, representative } = body
  const all = [...words(holder.surname), ...words(holder.givenNames), holder.cnp]
  if (representative !== null)
    all.push(
      ...words(representative.surname),
      ...words(representative.givenNames),
      ...(representative.cnp === null ? [] : [representative.cnp]),
    )
  if (registration.sequence !== null) all.push(String(registration.sequence))
  // The number on the person's paper, where the request had to get another one.
  if (registration.givenBefore !== undefined)
    all.push(
      /^\d+\//.test(registration.givenBefore)
        ? (registration.givenBefore.split('/')[0] ?? '')
        : provisionalWord(registration.givenBefore),
    )
  if (registration.provisional !== null) all.push(provisionalWord(registration.provisional))
  return [...new Set(all)].join(' ')
}

/**
 * What was typed, as an expression for the index: every word as a prefix, in any order. A number written with its
 * stroke (`2/23.11.2026`) is that number and not the beginning of another one, nor of a CNP. Null: nothing to search
 * for.
 */
export function matchOf(text: string): string | null {
  const wanted = text
    .trim()
    .split(/\s+/)
    .slice(0, MOST_WORDS)
    .flatMap((part) => {
      const numbered = /^(\d+)\/[\d./-]*$/.exec(part)
      if (numbered) return [numbered[1] ?? '']
      if (/^p-\d+(-\d*)?$/i.test(part)) return [`${provisionalWord(part)}*`]
      return words(part).map((word) => `${word}*`)
    })
    .filter((word) => word !== '')
  return wanted.length === 0 ? null : wanted.join(' ')
}
