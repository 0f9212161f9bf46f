import type { RequestDetail } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import { useWords } from '../i18n/words.ts'
import { Card, Facts } from '../ui/index.ts'
import { dueLook } from './looks.ts'
import { DueDate } from './marks.tsx'
import { partWords } from './words.ts'

type Term = NonNullable<RequestDetail['terms']>['answer']

/**
 * Until when, by which law: the answer, the month of the GDPR beside it, and the forwarding of what is not for this
 * house.
 */
export function TermFacts({ detail: { terms } }: { detail: RequestDetail }) {
  const say = useWords(partWords)
  if (terms === null) return null
  const due = ({ day, daysLeft }: Term) => <DueDate dueDay={day} daysLeft={daysLeft} withYear />
  return (
    <Card title={say('terms')}>
      <Facts
        columns={1}
        facts={[
          { label: say('term.answer'), value: due(terms.answer) },
          { label: say('term.gdpr'), value: due(terms.gdpr) },
          terms.forwarding !== null && { label: say('term.forwarding'), value: due(terms.forwarding) },
        ]}
      />
    </Card>
  )
}

/** `28.11.2026 · 3 zile`, as words of a sentence. */
export function useTermWords(): (term: Term) => string {
  const say = useWords(partWords)
  return ({ day, daysLeft }) => `${formatDay(day)} · ${dueLook(daysLeft, say).words}`
}
