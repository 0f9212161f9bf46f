import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { formatDay, useDates } from '../../i18n/dates.ts'
import { requestWords, sayCode } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Card } from '../../ui/index.ts'
import styles from './erasure-plan.module.css'
import { reviewWords } from './words.ts'

export type Plan = ProcedureOutput<'request.plan'>

const isClinical = (name: string) => name.startsWith('clinical-document.')

/** Clinical documents in all. */
export const documentsOf = (plan: Plan): number => plan.counts.filter((count) => isClinical(count.class)).reduce((sum, { count }) => sum + count, 0)

/** What an execution would do, in numbers by class. */
export function ErasurePlan({ plan }: { plan: Plan }) {
  const say = useWords(reviewWords)
  const { time } = useDates()
  if (plan.kind === 'revert')
    return (
      <Card title={say('planRevert')}>
        <p>{say('revertPlan')}</p>
      </Card>
    )
  return (
    <Card title={say('planErase')} look="erase" aside={<small className={styles['when']}>{say('planOf', { time: time(plan.computedAt) })}</small>}>
      <PlanCounts plan={plan} />
    </Card>
  )
}

export function PlanCounts({ plan }: { plan: Plan }) {
  const say = useWords(reviewWords)
  const sayRequest = useWords(requestWords)
  const documents = documentsOf(plan)
  const clinical = plan.counts.filter(({ class: name, count }) => isClinical(name) && count > 0)
  const others = plan.counts.filter(({ class: name, count }) => !isClinical(name) && count > 0)
  if (documents === 0 && others.length === 0) return <p>{say('nothing')}</p>
  return (
    <>
      <section>
      <p className={styles['total']}>
        {say('documents', { count: documents })}
        {plan.oldestDay && plan.newestDay && <span className={styles['days']}>{say('documentsDays', { from: formatDay(plan.oldestDay), to: formatDay(plan.newestDay) })}</span>}
      </p>
      <Counts counts={clinical} name={(code) => sayCode(sayRequest, `class.${code}`)} />
      </section>
      {others.length > 0 && (
        <section>
          <p className={styles['part']}>{say('otherData')}</p>
          <Counts counts={others} name={(code) => sayCode(sayRequest, `class.${code}`)} />
        </section>
      )}
    </>
  )
}

function Counts({ counts, name }: { counts: readonly { class: string; count: number }[]; name: (code: string) => string }) {
  return (
    <dl className={styles['counts']}>
      {counts.map(({ class: code, count }) => (
        <div key={code}>
          <dt>{name(code)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
