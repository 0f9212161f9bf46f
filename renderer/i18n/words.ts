/**
 * Words of the screens. Each feature keeps its own `words.ts`: `defineWords(scope, ro, en)`; Romanian gives the keys
 * and the compiler asks for exactly the same in English. Texts are ICU MessageFormat (plural one/few/other in
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
/** Says a text of one feature in the language of the screen. */
export type Say<K extends string> = (key: K, values?: WordValues) => string

export const defineWords = <const R extends Readonly<Record<string, string>>>(
  scope: string,
  ro: R,
  en: Readonly<Record<keyof R & string, string>>,
): Words<keyof R & string> => ({ scope, ro, en })

/**
 * Nothing in it for MessageFormat to do: said as it stands. react-intl takes some 30 µs for a text, and a keystroke of
 * the search says a hundred of them.
 */
const isPlain = (text: string): boolean => !/[{}<>'#]/.test(text)

export function useWords<K extends string>(words: Words<K>): Say<K> {
  const intl = useIntl()
  return useCallback(
    (key, values) => {
      const text = words[intl.locale as Locale][key]
      return isPlain(text) ? text : intl.formatMessage({ id: `${words.scope}.${key}`, defaultMessage: text }, values)
    },
    [intl, words],
  )
}
