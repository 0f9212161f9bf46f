import type { RequestDetail } from '../../src/protocol/desk.ts'
import { goTo } from '../app/route.ts'
import { useSession } from '../app/session.tsx'
import { useDates } from '../i18n/dates.ts'
import { useProblemWords } from '../i18n/use-problem-words.ts'
import { useWords } from '../i18n/words.ts'
import { Button, Notice } from '../ui/index.ts'
import { HOLD_LOOK } from './looks.ts'
import { partWords } from './words.ts'

/**
 * Why an approved request is not executed, since when, and who acts on it. Outside the review it links there, for a
 * person who may still decide.
 */
export function ExecutionNotice({ detail, atReview = false }: { detail: RequestDetail; atReview?: boolean }) {
  const t = useWords(partWords)
  const problemWords = useProblemWords()
  const { moment } = useDates()
  const session = useSession()
  const { execution, id: requestId } = detail.request
  if (!execution) return null
  const { state, problem, since, waitsFor } = execution
  const words = problem === null ? null : problemWords(problem)
  const { icon, tone } = HOLD_LOOK[state]
  const mayAnswer =
    !atReview &&
    session.may('request.decide') &&
    detail.actions.some(({ action, refusal }) => action === 'reject' && refusal === null)
  return (
    <Notice
      tone={tone}
      icon={icon}
      title={t(`hold.${state}`)}
      reference={t('hold.since', { time: moment(since) })}
      actions={
        mayAnswer && (
          <Button size="small" onPress={() => goTo({ room: 'review', requestId })}>
            {t('hold.answer')}
          </Button>
        )
      }
    >
      {state === 'waiting' &&
        t('hold.waitsFor', { count: waitsFor.length, numbers: waitsFor.map(({ number }) => number).join(', ') })}
      {state === 'blocked' && words !== null && `${words.what} ${words.todo}`}
      {state === 'failing' &&
        problem !== null &&
        t('hold.reference', { reference: problem.code === 'unexpected' ? problem.details.reference : problem.code })}
    </Notice>
  )
}
