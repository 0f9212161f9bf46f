/** Both requests side by side with every time that is known and where it comes from; the supervisor says which was made first, and why. */
import { useState } from 'react'
import type { ProcedureOutput } from '../../../src/protocol/desk.ts'
import { useCommand } from '../../desk/use-procedure.ts'
import { formatDay, useDates } from '../../i18n/dates.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Facts, RadioGroup, TextField, useAnnounce } from '../../ui/index.ts'
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
  const say = useWords(orderWords)
  const sayRequest = useWords(requestWords)
  const announce = useAnnounce()
  const [first, setFirst] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const command = useCommand('request.decideOrder')
  const decide = async () => {
    if (first === null) return
    const result = await command.run({ requestId: self.requestId, revision: self.revision, other: opposite.requestId, otherRevision: opposite.revision, first, reason })
    if (!result.ok) return
    announce(say('done', { number: first === self.requestId ? self.number : opposite.number }), 'check')
    onDone()
  }
  return (
    <ActDialog title={say('dialogTitle')} act={say('send')} onAct={() => void decide()} busy={command.busy} problem={command.problem} ready={first !== null && reason.trim() !== ''} width="wide" isOpen onClose={onClose}>
      <p>{say('intro')}</p>
      <div className={styles['sides']}>
        <OneSide title={say('this', { number: self.number })} side={self} />
        <OneSide title={say('other', { number: opposite.number })} side={opposite} />
      </div>
      <RadioGroup label={say('first')} value={first} onChange={setFirst} options={[self, opposite].map(({ requestId, number, kind }) => ({ id: requestId, label: `${number} · ${sayRequest(`kind.${kind}`)}` }))} autoFocus />
      <TextField label={say('reason')} rows={2} value={reason} onChange={setReason} maxLength={1000} personal />
    </ActDialog>
  )
}

function OneSide({ title, side }: { title: string; side: Side }) {
  const say = useWords(orderWords)
  const sayRequest = useWords(requestWords)
  const { moment, dayOf, exactTime } = useDates()
  const exact = (instant: string) => `${dayOf(instant)}, ${exactTime(instant)}`
  const { clock } = side
  const direction = (offsetMs: number) => (Math.abs(offsetMs) < 1000 ? 'right' : offsetMs > 0 ? 'ahead' : 'behind')
  return (
    <section className={styles['side']}>
      <h3>{title}</h3>
      <Facts
        columns={1}
        facts={[
          { label: say('kind'), value: sayRequest(`kind.${side.kind}`) },
          { label: say('state'), value: sayRequest(`state.${side.state}`) },
          { label: say('made'), value: side.requestedAt === null ? say('madeDay', { day: formatDay(side.requestedDay) }) : say('madeExact', { moment: exact(side.requestedAt), source: say(`source.${side.channel}`) }) },
          { label: say('registered'), value: say(side.offline ? 'registeredOffline' : 'registeredAt', { moment: moment(side.registeredAt), desk: side.deskNumber, name: side.registeredBy.name }) },
          {
            label: say('clock'),
            value:
              clock === null
                ? say('notKnown')
                : clock.offsetMs === null
                  ? say('clockUnknown', { moment: exact(clock.occurredAt) })
                  : say(`clock.${direction(clock.offsetMs)}`, { moment: exact(clock.occurredAt), seconds: Math.round(Math.abs(clock.offsetMs) / 1000) }),
          },
          { label: say('received'), value: clock === null ? say('notKnown') : exact(clock.receivedAt) },
        ]}
      />
    </section>
  )
}
