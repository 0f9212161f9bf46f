/** State, term, channel and kind, each as an icon and a word. */
import type { Channel, RequestKind, RequestState } from '../../src/domain/request/request.ts'
import type { RequestBody } from '../../src/request/body.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Chip, Icon } from '../ui/index.ts'
import { CHANNEL_ICON, dueLook, dueText, HOLD_LOOK, KIND_ICON, STATE_LOOK } from './looks.ts'
import styles from './marks.module.css'
import { partWords } from './words.ts'

export function StateChip({ state, long = false }: { state: RequestState; long?: boolean }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  const { icon, tone } = STATE_LOOK[state]
  return (
    <Chip icon={icon} tone={tone}>
      {long ? tRequest(`state.${state}`) : t(`short.${state}`)}
    </Chip>
  )
}

/** Beside the state of an approved request whose execution is held up. */
export function HoldChip({ request }: { request: Pick<RequestBody, 'execution'> }) {
  const t = useWords(partWords)
  if (!request.execution) return null
  const { state } = request.execution
  return <Chip {...HOLD_LOOK[state]}>{t(`hold.short.${state}`)}</Chip>
}

export function ChannelMark({ channel }: { channel: Channel }) {
  const t = useWords(requestWords)
  return (
    <span className={styles['mark']}>
      <Icon name={CHANNEL_ICON[channel]} size={14} />
      {t(`channel.${channel}`)}
    </span>
  )
}

export function KindMark({ kind, long = false }: { kind: RequestKind; long?: boolean }) {
  const t = useWords(partWords)
  const tRequest = useWords(requestWords)
  return (
    <span className={styles['mark']}>
      <Icon name={KIND_ICON[kind]} size={14} />
      {long ? tRequest(`kind.${kind}`) : t(`kindShort.${kind}`)}
    </span>
  )
}

/** `26.11 · 3 zile`: the day, and the remaining days in words, so that colour is never the only sign. */
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
