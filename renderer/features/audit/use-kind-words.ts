/** The words of a kind of entry; its own name where this version has no words for it. */
import { useCallback } from 'react'
import { requestWords } from '../../i18n/request-words.ts'
import { useLocale, useWords } from '../../i18n/words.ts'
import { auditWords } from './words.ts'

type Key = keyof typeof auditWords.ro
type RequestKey = keyof typeof requestWords.ro

export function useKindWords(): (action: string) => string {
  const t = useWords(auditWords)
  const tRequest = useWords(requestWords)
  const locale = useLocale()
  return useCallback(
    (action) => {
      if (`kind.${action}` in auditWords[locale]) return t(`kind.${action}` as Key)
      if (!(`act.${action}` in requestWords[locale])) return action
      return t('request', { act: tRequest(`act.${action}` as RequestKey).toLocaleLowerCase(locale) })
    },
    [t, tRequest, locale],
  )
}
