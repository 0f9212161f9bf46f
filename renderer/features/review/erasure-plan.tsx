import { formatDay, useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Card } from '../../ui/index.ts'
import styles from './erasure-plan.module.css'
import { countsNow, documentsOf, isClinical, type CountNow, type Plan } from './plan-counts.ts'
import { reviewWords } from './words.ts'

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
    <Card
      title={say('planErase')}
      look="erase"
      aside={<small className={styles['when']}>{say('planOf', { time: time(plan.computedAt) })}</small>}
    >
      <PlanCounts plan={plan} />
    </Card>
  )
}

interface PlanCountsProps {
  readonly plan: Plan
  /** The plan that was on the screen before: what is different is marked. */
  readonly before?: Plan | null
}

export function PlanCounts({ plan, before = null }: PlanCountsProps) {
  const say = useWords(reviewWords)
  const sayRequest = useWords(requestWords)
  const documents = documentsOf(plan)
  const changed = countsNow(plan, before)
  const clinical = changed.filter((count) => isClinical(count.class))
  const others = changed.filter((count) => !isClinical(count.class))
  if (documents === 0 && others.length === 0) return <p>{say('nothing')}</p>
  const name = (code: CountNow['class']) => sayRequest(`class.${code}`)
  return (
    <>
      <section>
        <p className={styles['total']}>
          {say('documents', { count: documents })}
          {before !== null && documentsOf(before) !== documents && (
            <span className={styles['was']}> {say('was', { count: documentsOf(before) })}</span>
          )}
          {plan.oldestDay && plan.newestDay && (
            <span className={styles['days']}>
              {say('documentsDays', { from: formatDay(plan.oldestDay), to: formatDay(plan.newestDay) })}
            </span>
          )}
        </p>
        <Counts counts={clinical} name={name} />
      </section>
      {others.length > 0 && (
        <section>
          <p className={styles['part']}>{say('otherData')}</p>
          <Counts counts={others} name={name} />
        </section>
      )}
    </>
  )
}

function Counts({ counts, name }: { counts: readonly CountNow[]; name: (code: CountNow['class']) => string }) {
  const say = useWords(reviewWords)
  return (
    <dl className={styles['counts']}>
      {counts.map(({ class: code, count, was }) => (
        <div key={code} data-changed={was === null ? undefined : ''}>
          <dt>{name(code)}</dt>
          <dd>
            {was !== null && <span className={styles['was']}>{say('was', { count: was })}</span>}
            {count}
          </dd>
        </div>
      ))}
    </dl>
  )
}
