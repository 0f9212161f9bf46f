/** Icon and word for each state, term, channel and kind, the same on every screen. */
import type { Channel, RequestKind, RequestState } from '../../src/domain/request/request.ts'
import type { QueueRow } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import type { Translate } from '../i18n/words.ts'
import type { IconName, Tone } from '../ui/index.ts'
import type { partWords } from './words.ts'

export const STATE_LOOK: Record<RequestState, { icon: IconName; tone: Tone }> = {
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
/** For an approved request whose execution is held up: shown in place of the state "approved". */
export const HOLD_LOOK: Record<NonNullable<QueueRow['executionHold']>, { icon: IconName; tone: Tone }> = {
  waiting: { icon: 'hourglass', tone: 'attention' },
  blocked: { icon: 'alert', tone: 'attention' },
  failing: { icon: 'alert', tone: 'attention' },
}
export const CHANNEL_ICON: Record<Channel, IconName> = { counter: 'person', email: 'mail', portal: 'portal' }
export const KIND_ICON: Record<RequestKind, IconName> = { anonymise: 'erase', revert: 'return' }

/** From this many days before its end a term is marked for attention. */
const SOON_DAYS = 5

export interface DueLook {
  readonly urgency: 'closed' | 'over' | 'soon' | 'far'
  /** Null for a closed request. */
  readonly icon: IconName | null
  /** The remaining days in words: `3 zile`, `depășit o zi`, `încheiată`. */
  readonly words: string
}

/** The remaining days in words and as an icon; `daysLeft` is null for a closed request. */
export function dueLook(daysLeft: number | null, t: Translate<keyof typeof partWords.ro>): DueLook {
  if (daysLeft === null) return { urgency: 'closed', icon: null, words: t('due.closed') }
  if (daysLeft < 0) return { urgency: 'over', icon: 'alert', words: t('due.over', { days: -daysLeft }) }
  return {
    urgency: daysLeft <= SOON_DAYS ? 'soon' : 'far',
    icon: 'clock',
    words: daysLeft === 0 ? t('due.today') : t('due.left', { days: daysLeft }),
  }
}

/** `26.11 · 3 zile`, or only the word for a closed request. */
export const dueText = (dueDay: string, { urgency, words }: DueLook, withYear = false): string =>
  urgency === 'closed' ? words : `${withYear ? formatDay(dueDay) : formatDay(dueDay).slice(0, 5)} · ${words}`
