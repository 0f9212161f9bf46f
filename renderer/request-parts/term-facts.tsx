import type { RequestDetail } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { Card, Facts } from '../ui/index.ts'
import { dueLook } from './looks.ts'
import { DueDate } from './marks.tsx'
import { partWords } from './words.ts'

type Term = NonNullable<RequestDetail['terms']>['answer']

/**
 * The legal terms of a request: the answer, the one month of the GDPR, and the forwarding of a request for another
 * institution.
 */
export function TermFacts({ detail: { terms } }: { detail: RequestDetail }) {
  const t = useWords(partWords)
  if (terms === null) return null
  const due = ({ day, daysLeft }: Term) => <DueDate dueDay={day} daysLeft={daysLeft} withYear />
  return (
    <Card title={t('terms')}>
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
