/** State, term, channel and kind as icon and word. */
import type { Channel, RequestKind, RequestState } from '../../src/domain/request/request.ts'
import type { RequestBody } from '../../src/request/body.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Chip, Icon } from '../ui/index.ts'
import { CHANNEL_ICON, dueLook, dueText, HOLD_LOOK, KIND_ICON, STATE_LOOK } from './looks.ts'
import styles from './marks.module.css'
import { partWords } from './words.ts'

export function StateChip({ state, long = false }: { state: RequestState; long?: boolean }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  const { icon, tone } = STATE_LOOK[state]
  return (
    <Chip icon={icon} tone={tone}>
      {long ? sayRequest(`state.${state}`) : say(`short.${state}`)}
    </Chip>
  )
}

/** Beside the state of an approved request that does not go on. */
export function HoldChip({ request }: { request: Pick<RequestBody, 'execution'> }) {
  const say = useWords(partWords)
  if (!request.execution) return null
  const { state } = request.execution
  return <Chip {...HOLD_LOOK[state]}>{say(`hold.short.${state}`)}</Chip>
}

export function ChannelMark({ channel }: { channel: Channel }) {
  const say = useWords(requestWords)
  return (
    <span className={styles['mark']}>
      <Icon name={CHANNEL_ICON[channel]} size={14} />
      {say(`channel.${channel}`)}
    </span>
  )
}

export function KindMark({ kind, long = false }: { kind: RequestKind; long?: boolean }) {
  const say = useWords(partWords)
  const sayRequest = useWords(requestWords)
  return (
    <span className={styles['mark']}>
      <Icon name={KIND_ICON[kind]} size={14} />
      {long ? sayRequest(`kind.${kind}`) : say(`kindShort.${kind}`)}
    </span>
  )
}

/** `26.11 · 3 zile`: the day, and in words how far it is; never by colour alone. */
export function DueDate({
  dueDay,
  daysLeft,
  withYear = false,
}: {
  dueDay: string
  daysLeft: number | null
  withYear?: boolean
}) {
  const look = dueLook(daysLeft, useWords(partWords))
  return (
    <span className={styles['due']} data-urgency={look.urgency}>
      {look.icon && <Icon name={look.icon} size={14} />}
      <span>{dueText(dueDay, look, withYear)}</span>
    </span>
  )
}
