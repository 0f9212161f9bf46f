/** State, term, channel and kind as icon and word. */
import type { Channel, RequestKind, RequestState } from '../../src/domain/request/request.ts'
import { formatDay } from '../i18n/dates.ts'
import { requestWords } from '../i18n/request-words.ts'
import { useWords } from '../i18n/words.ts'
import { Chip, Icon, type IconName, type Tone } from '../ui/index.ts'
import styles from './marks.module.css'
import { partWords } from './words.ts'

const STATE_LOOK: Record<RequestState, { icon: IconName; tone: Tone }> = {
  registered: { icon: 'document', tone: 'neutral' },
  in_review: { icon: 'eye', tone: 'accent' },
  returned: { icon: 'return', tone: 'attention' },
  approved: { icon: 'check', tone: 'accent' },
  executing: { icon: 'hourglass', tone: 'accent' },
  executed: { icon: 'check-circle', tone: 'good' },
  rejected: { icon: 'close', tone: 'neutral' },
  withdrawn: { icon: 'withdraw', tone: 'neutral' },
  joined: { icon: 'join', tone: 'neutral' },
  forwarded: { icon: 'forward', tone: 'neutral' },
  filed: { icon: 'minus', tone: 'neutral' },
}
const CHANNEL_ICON: Record<Channel, IconName> = { counter: 'person', email: 'mail', portal: 'portal' }
/** From this many days on a term asks for attention. */
const SOON_DAYS = 5

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
      <Icon name={kind === 'anonymise' ? 'erase' : 'return'} size={14} />
      {long ? sayRequest(`kind.${kind}`) : say(`kindShort.${kind}`)}
    </span>
  )
}

/** `26.11 · 3 zile`: the day, and in words how far it is; never by colour alone. */
export function DueDate({ dueDay, daysLeft, withYear = false }: { dueDay: string; daysLeft: number | null; withYear?: boolean }) {
  const say = useWords(partWords)
  const day = withYear ? formatDay(dueDay) : formatDay(dueDay).slice(0, 5)
  if (daysLeft === null) return <span className={styles['faint']}>{say('due.closed')}</span>
  const words = daysLeft < 0 ? say('due.over', { days: -daysLeft }) : daysLeft === 0 ? say('due.today') : say('due.left', { days: daysLeft })
  const urgency = daysLeft < 0 ? 'over' : daysLeft <= SOON_DAYS ? 'soon' : undefined
  return (
    <span className={styles['due']} data-urgency={urgency}>
      <Icon name={daysLeft < 0 ? 'alert' : 'clock'} size={14} />
      <span>
        {day} · {words}
      </span>
    </span>
  )
}
