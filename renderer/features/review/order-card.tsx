/**
 * The opposite open requests of the person: where the order is proved, where it was decided, and where a supervisor
 * must decide.
 */
import { useState } from 'react'
import type { RequestDetail } from '../../../src/protocol/desk.ts'
import { useProcedure } from '../../desk/use-procedure.ts'
import { useDates } from '../../i18n/dates.ts'
import { useProblemWords } from '../../i18n/use-problem-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Card, Notice, ProblemNotice } from '../../ui/index.ts'
import { OrderDialog, type Opposite } from './order-dialog.tsx'
import { orderWords } from './order-words.ts'

interface OrderCardProps {
  readonly detail: RequestDetail
  /** Called when the order is decided, so that dependent data are fetched again. */
  readonly onDecided?: () => void
}

export function OrderCard({ detail, onDecided }: OrderCardProps) {
  const t = useWords(orderWords)
  const { id: requestId } = detail.request
  const order = useProcedure('request.order', { requestId })
  const [deciding, setDeciding] = useState<Opposite | null>(null)
  if (order.problem && order.problem.code !== 'online.required') return <ProblemNotice problem={order.problem} />
  if (!order.data || order.data.opposites.length === 0) return null
  const { self, opposites } = order.data
  return (
    <Card title={t('title')}>
      {opposites.map((opposite) => (
        <OneOpposite
          key={opposite.requestId}
          opposite={opposite}
          selfNumber={self.number}
          onDecide={() => setDeciding(opposite)}
        />
      ))}
      {deciding && (
        <OrderDialog
          key={`${String(self.revision)}-${deciding.requestId}-${String(deciding.revision)}`}
          self={self}
          opposite={deciding}
          onClose={() => {
            setDeciding(null)
            void order.refetch()
          }}
          onDone={() => {
            setDeciding(null)
            void order.refetch()
            onDecided?.()
          }}
        />
      )}
    </Card>
  )
}

function OneOpposite({
  opposite,
  selfNumber,
  onDecide,
}: {
  opposite: Opposite
  selfNumber: string
  onDecide: () => void
}) {
  const t = useWords(orderWords)
  const problemWords = useProblemWords()
  const { moment } = useDates()
  const { verdict, decided, refusal, number } = opposite
  const titleOf = (): string => {
    if (verdict === 'unproved') return t('unproved')
    if (decided) return t('decidedFirst', { number: verdict === 'self-first' ? selfNumber : number })
    return t(`proved.${verdict}`, { number })
  }
  const decidable = refusal?.code !== 'request.order-known' && refusal?.code !== 'request.state'
  return (
    <Notice
      tone={verdict === 'unproved' ? 'attention' : 'neutral'}
      icon={verdict === 'unproved' ? 'alert' : 'clock'}
      title={titleOf()}
      actions={
        decidable && (
          <Button size="small" refusal={refusal ? problemWords(refusal).what : null} onPress={onDecide}>
            {t('decide')}
          </Button>
        )
      }
    >
      <p>{t('other', { number })}</p>
      {decided && (
        <p data-personal="">
          {t('decidedBy', { name: decided.by.name, moment: moment(decided.at), reason: decided.reason })}
        </p>
      )}
    </Notice>
  )
}
