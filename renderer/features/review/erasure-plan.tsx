import { formatDay, useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { shareOf } from '../../ui/charts/share.ts'
import { Bar, Card } from '../../ui/index.ts'
import styles from './erasure-plan.module.css'
import { countsNow, documentsOf, isClinical, type CountNow, type Plan } from './plan-counts.ts'
import { reviewWords } from './words.ts'

/** What an execution would delete, counted by class. */
export function ErasurePlan({ plan }: { plan: Plan }) {
  const t = useWords(reviewWords)
  const { time } = useDates()
  if (plan.kind === 'revert')
    return (
      <Card title={t('planRevert')}>
        <p>{t('revertPlan')}</p>
      </Card>
    )
  return (
    <Card
      title={t('planErase')}
      look="erase"
      aside={<small className={styles['when']}>{t('planOf', { time: time(plan.computedAt) })}</small>}
    >
      <PlanCounts plan={plan} />
    </Card>
  )
}

interface PlanCountsProps {
  readonly plan: Plan
  /** The plan shown before; differences are marked. */
  readonly before?: Plan | null
}

export function PlanCounts({ plan, before = null }: PlanCountsProps) {
  const t = useWords(reviewWords)
  const tRequest = useWords(requestWords)
  const documents = documentsOf(plan)
  const changed = countsNow(plan, before)
  const clinical = changed.filter((count) => isClinical(count.class))
  const others = changed.filter((count) => !isClinical(count.class))
  if (documents === 0 && others.length === 0) return <p>{t('nothing')}</p>
  const name = (code: CountNow['class']) => tRequest(`class.${code}`)
  return (
    <>
      <section>
        <p className={styles['total']}>
          {t('documents', { count: documents })}
          {before !== null && documentsOf(before) !== documents && (
            <span className={styles['was']}> {t('was', { count: documentsOf(before) })}</span>
          )}
          {plan.oldestDay && plan.newestDay && (
            <span className={styles['days']}>
              {t('documentsDays', { from: formatDay(plan.oldestDay), to: formatDay(plan.newestDay) })}
            </span>
          )}
        </p>
        <Counts counts={clinical} name={name} />
      </section>
      {others.length > 0 && (
        <section>
          <p className={styles['part']}>{t('otherData')}</p>
          <Counts counts={others} name={name} />
        </section>
      )}
    </>
  )
}

function Counts({ counts, name }: { counts: readonly CountNow[]; name: (code: CountNow['class']) => string }) {
  const t = useWords(reviewWords)
  // Proportions within this part: documents are not compared with entries of a log.
  const most = Math.max(0, ...counts.map(({ count }) => count))
  return (
    <dl className={styles['counts']}>
      {counts.map(({ class: code, count, was }) => (
        <div key={code} data-changed={was === null ? undefined : ''}>
          <dt>
            {name(code)}
            <Bar share={shareOf(count, most)} tone="erase" />
          </dt>
          <dd>
            {was !== null && <span className={styles['was']}>{t('was', { count: was })}</span>}
            {count}
          </dd>
        </div>
      ))}
    </dl>
  )
}
