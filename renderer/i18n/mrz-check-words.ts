/** The check digits of the machine-readable zone, in words (codes of src/domain/person/mrz). */
import { useCallback } from 'react'
import { defineWords, useWords } from './words.ts'

export const mrzCheckWords = defineWords(
  'mrzCheck',
  {
    'document-number': 'cifra numărului actului',
    'birth-date': 'cifra datei nașterii',
    'expiry-date': 'cifra datei de valabilitate',
    'optional-data': 'cifra datelor suplimentare',
    composite: 'cifra generală',
  },
  {
    'document-number': 'the digit of the document number',
    'birth-date': 'the digit of the date of birth',
    'expiry-date': 'the digit of the expiry date',
    'optional-data': 'the digit of the additional data',
    composite: 'the overall digit',
  },
)
type Check = keyof typeof mrzCheckWords.ro
const isCheck = (text: string): text is Check => Object.hasOwn(mrzCheckWords.ro, text)

/** Names the check digits that do not match, separated by commas. Unknown names are shown unchanged. */
export function useMrzChecks(): (fields: readonly string[]) => string {
  const t = useWords(mrzCheckWords)
  return useCallback((fields) => fields.map((field) => (isCheck(field) ? t(field) : field)).join(', '), [t])
}
