import type { RequestDetail } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { addDays, dayNumber } from '../../src/domain/calendar/day.ts'
import { Card, Facts, TermLine } from '../ui/index.ts'
import { dueLook } from './looks.ts'
import { DueDate } from './marks.tsx'
import { partWords } from './words.ts'

type Term = NonNullable<RequestDetail['terms']>['answer']

/**
 * The legal terms of a request: the answer, the one month of the GDPR, and the forwarding of a request for another
 * institution.
 */
export function TermFacts({ detail: { terms, request } }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  if (terms === null) return null
  const start = request.registration.day
  const due = ({ day, daysLeft }: Term) => <DueDate dueDay={day} daysLeft={daysLeft} withYear />
  return (
    <Card title={t('terms')}>
      <TermLine
        label={t('term.line', {
          start: formatDay(start),
          passed: Math.max(0, dayNumber(terms.answer.day) - dayNumber(start) - terms.answer.daysLeft),
          days: dayNumber(terms.answer.day) - dayNumber(start),
        })}
        start={start}
        today={addDays(terms.answer.day, -terms.answer.daysLeft)}
        ends={[
          { key: 'answer', day: terms.answer.day, main: true },
          { key: 'gdpr', day: terms.gdpr.day },
        ]}
        isOver={terms.answer.daysLeft < 0}
      />
      <Facts
        columns={1}
        facts={[
          { label: t('term.answer'), value: due(terms.answer) },
          { label: t('term.gdpr'), value: due(terms.gdpr) },
          // No alarm when it has passed: almost no request has to be forwarded.
          terms.forwarding !== null && { label: t('term.forwarding'), value: formatDay(terms.forwarding.day) },
        ]}
      />
    </Card>
  )
}

/** `28.11.2026 · 3 zile`, for use in a sentence. */
export function useTermWords(): (term: Term) => string {
  const t = useWords(partWords)
  return ({ day, daysLeft }) => `${formatDay(day)} · ${dueLook(daysLeft, t).words}`
}
