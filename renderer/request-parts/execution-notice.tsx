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
 * Why an approved request does not go on, since when, and who does something about it; on other screens than the
 * review's, with the way there for whoever may still answer it.
 */
export function ExecutionNotice({ detail, atReview = false }: { detail: RequestDetail; atReview?: boolean }) {
  const say = useWords(partWords)
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
      title={say(`hold.${state}`)}
      reference={say('hold.since', { time: moment(since) })}
      actions={
        mayAnswer && (
          <Button size="small" onPress={() => goTo({ room: 'review', requestId })}>
            {say('hold.answer')}
          </Button>
        )
      }
    >
      {state === 'waiting' &&
        say('hold.waitsFor', { count: waitsFor.length, numbers: waitsFor.map(({ number }) => number).join(', ') })}
      {state === 'blocked' && words !== null && `${words.what} ${words.todo}`}
      {state === 'failing' &&
        problem !== null &&
        say('hold.reference', { reference: problem.code === 'unexpected' ? problem.details.reference : problem.code })}
    </Notice>
  )
}
