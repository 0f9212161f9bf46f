/** A problem in the words of the screen. */
import { useCallback } from 'react'
import { useIntl } from 'react-intl'
import type { Problem } from '../../src/domain/problem.ts'
import { formatDay, useDates } from './dates.ts'
import { useMrzChecks } from './mrz-check-words.ts'
import { usePrinterReasons } from './printer-reasons.ts'
import { problemsEn } from './problems.en.ts'
import { problemsRo } from './problems.ro.ts'

export interface ProblemText {
  readonly what: string
  readonly todo: string
}

const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
const isDay = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)

/** Formats a detail of a problem for use in a sentence. */
function wordsOf(value: unknown, moment: (instant: string) => string): string | number {
  if (isInstant(value)) return moment(value)
  if (isDay(value)) return formatDay(value)
  if (typeof value === 'number' || typeof value === 'string') return value
  return Array.isArray(value) ? value.join(', ') : ''
}

export function useProblemWords(): (problem: Problem) => ProblemText {
  const intl = useIntl()
  const { moment } = useDates()
  const reasons = usePrinterReasons()
  const mrzChecks = useMrzChecks()
  return useCallback(
    (problem) => {
      const [what, todo] = (intl.locale === 'en' ? problemsEn : problemsRo)[problem.code]
      const values = Object.fromEntries(
        Object.entries(problem.details).map(([name, value]) => [name, wordsOf(value, moment)]),
      )
      if (problem.code === 'printer.failed') values['reason'] = reasons(problem.details.reason)
      if (problem.code === 'mrz.check-digit') values['fields'] = mrzChecks(problem.details.fields)
      const t = (part: string, text: string) =>
        intl.formatMessage({ id: `problem.${problem.code}.${part}`, defaultMessage: text }, values)
      return { what: t('what', what), todo: t('todo', todo) }
    },
    [intl, moment, reasons, mrzChecks],
  )
}
