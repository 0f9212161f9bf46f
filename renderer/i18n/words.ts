/**
 * Texts of the screens. Each feature has its own `words.ts` with `defineWords(scope, ro, en)`. Romanian defines the
 * keys, and the compiler requires the same keys in English. Texts are ICU MessageFormat (plural one/few/other in
 * Romanian).
 */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'

export const LOCALES = ['ro', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export interface Words<K extends string> {
  readonly scope: string
  readonly ro: Readonly<Record<K, string>>
  readonly en: Readonly<Record<K, string>>
}
type WordValues = Record<string, string | number | boolean | Date | null | undefined>
/** Returns a text of one feature in the language of the screen. */
export type Translate<K extends string> = (key: K, values?: WordValues) => string

export const defineWords = <const R extends Readonly<Record<string, string>>>(
  scope: string,
  ro: R,
  en: Readonly<Record<keyof R & string, string>>,
): Words<keyof R & string> => ({ scope, ro, en })

/**
 * A text without MessageFormat syntax is returned unchanged. react-intl takes about 30 µs for a text, and each
 * keystroke of the search needs about a hundred texts.
 */
const isPlain = (text: string): boolean => !/[{}<>'#]/.test(text)

/** The language of the screen, for words that come from the desk in both. */
export const useLocale = (): Locale => useIntl().locale as Locale

export function useWords<K extends string>(words: Words<K>): Translate<K> {
  const intl = useIntl()
  return useCallback(
    (key, values) => {
      const text = words[intl.locale as Locale][key]
      return isPlain(text) ? text : intl.formatMessage({ id: `${words.scope}.${key}`, defaultMessage: text }, values)
    },
    [intl, words],
  )
}
