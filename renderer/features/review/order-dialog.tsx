/**
 * Both requests side by side with every known time and its source. The supervisor decides which was made first, and
 * gives a reason.
 */
import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { formatDay, useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { RadioGroup, TextField, useAnnounce } from '../../ui/index.ts'
import { ActDialog } from '../request/act-dialog.tsx'
import styles from './order-dialog.module.css'
import { orderWords } from './order-words.ts'

type Side = ProcedureOutput<'request.order'>['self']
export type Opposite = ProcedureOutput<'request.order'>['opposites'][number]

interface OrderDialogProps {
  readonly self: Side
  readonly opposite: Opposite
  readonly onClose: () => void
  readonly onDone: () => void
}

export function OrderDialog({ self, opposite, onClose, onDone }: OrderDialogProps) {
  const t = useWords(orderWords)
  const tRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [first, setFirst] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const command = useCommand('request.decideOrder')
  const decide = async () => {
    if (first === null) return
    const result = await command.run({
      requestId: self.requestId,
      revision: self.revision,
      other: opposite.requestId,
      otherRevision: opposite.revision,
      first,
      reason,
    })
    if (!result.ok) return
    announce(t('done', { number: first === self.requestId ? self.number : opposite.number }), 'check')
    onDone()
  }
  return (
    <ActDialog
      title={t('dialogTitle')}
      act={t('send')}
      onAct={() => void decide()}
      busy={command.busy}
      problem={command.problem}
      ready={first !== null && reason.trim() !== ''}
      width="wide"
      isOpen
      onClose={onClose}
    >
      <p>{t('intro')}</p>
      <Sides self={self} opposite={opposite} />
      <RadioGroup
        label={t('first')}
        value={first}
        onChange={setFirst}
        options={[self, opposite].map(({ requestId, number, kind }) => ({
          id: requestId,
          label: `${number} · ${tRequest(`kind.${kind}`)}`,
        }))}
        autoFocus
      />
      <TextField label={t('reason')} rows={2} value={reason} onChange={setReason} maxLength={1000} personal />
    </ActDialog>
  )
}

/** Row by row, so that times of one kind are beside each other. */
function Sides({ self, opposite }: { self: Side; opposite: Side }) {
  const t = useWords(orderWords)
  const factsOf = useFacts()
  const [mine, other] = [factsOf(self), factsOf(opposite)]
  return (
    <table className={styles['sides']}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('this', { number: self.number })}</th>
          <th scope="col">{t('other', { number: opposite.number })}</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map((row) => (
          <tr key={row}>
            <th scope="row">{t(row)}</th>
            <td>{mine[row]}</td>
            <td>{other[row]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const ROWS = ['kind', 'state', 'made', 'registered', 'clock', 'received'] as const

/** Everything known about when a request was made, in words, with its source. */
function useFacts(): (side: Side) => Record<(typeof ROWS)[number], string> {
  const t = useWords(orderWords)
  const tRequest = useWords(requestWords)
  const { moment, dayOf, exactTime } = useDates()
  const exact = (instant: string) => `${dayOf(instant)}, ${exactTime(instant)}`
  const direction = (offsetMs: number) => {
    if (Math.abs(offsetMs) < 1000) return 'right'
    return offsetMs > 0 ? 'ahead' : 'behind'
  }
  const clockOf = ({ occurredAt, offsetMs }: NonNullable<Side['clock']>) =>
    offsetMs === null
      ? t('clockUnknown', { moment: exact(occurredAt) })
      : t(`clock.${direction(offsetMs)}`, {
          moment: exact(occurredAt),
          seconds: Math.round(Math.abs(offsetMs) / 1000),
        })
  return (side) => ({
    kind: tRequest(`kind.${side.kind}`),
    state: tRequest(`state.${side.state}`),
    made:
      side.requestedAt === null
        ? t('madeDay', { day: formatDay(side.requestedDay) })
        : t('madeExact', { moment: exact(side.requestedAt), source: t(`source.${side.channel}`) }),
    registered: t(side.offline ? 'registeredOffline' : 'registeredAt', {
      moment: moment(side.registeredAt),
      desk: side.deskNumber,
      name: side.registeredBy.name,
    }),
    clock: side.clock === null ? t('notKnown') : clockOf(side.clock),
    received: side.clock === null ? t('notKnown') : exact(side.clock.receivedAt),
  })
}
