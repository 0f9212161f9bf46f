/** How a state, a term, a channel and a kind look: an icon and a word each, the same wherever they stand. */
import type { Channel, RequestKind, RequestState } from '../../src/domain/request/request.ts'
import type { QueueRow } from '../../src/protocol/desk.ts'
import { formatDay } from '../i18n/dates.ts'
import type { Say } from '../i18n/words.ts'
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
/** An approved request that does not go on: its state says so instead of promising. */
export const HOLD_LOOK: Record<NonNullable<QueueRow['executionHold']>, { icon: IconName; tone: Tone }> = {
  waiting: { icon: 'hourglass', tone: 'attention' },
  blocked: { icon: 'alert', tone: 'attention' },
  failing: { icon: 'alert', tone: 'attention' },
}
export const CHANNEL_ICON: Record<Channel, IconName> = { counter: 'person', email: 'mail', portal: 'portal' }
export const KIND_ICON: Record<RequestKind, IconName> = { anonymise: 'erase', revert: 'return' }

/** From this many days on a term asks for attention. */
const SOON_DAYS = 5

export interface DueLook {
  readonly urgency: 'closed' | 'over' | 'soon' | 'far'
  /** None where the request is closed. */
  readonly icon: IconName | null
  /** How far the day is: `3 zile`, `depășit o zi`, `încheiată`. */
  readonly words: string
}

/** How far a term is, in words and with an icon; `daysLeft` is null for a closed request. */
export function dueLook(daysLeft: number | null, say: Say<keyof typeof partWords.ro>): DueLook {
  if (daysLeft === null) return { urgency: 'closed', icon: null, words: say('due.closed') }
  if (daysLeft < 0) return { urgency: 'over', icon: 'alert', words: say('due.over', { days: -daysLeft }) }
  return {
    urgency: daysLeft <= SOON_DAYS ? 'soon' : 'far',
    icon: 'clock',
    words: daysLeft === 0 ? say('due.today') : say('due.left', { days: daysLeft }),
  }
}

/** `26.11 · 3 zile`, or only the word where the request is closed. */
export const dueText = (dueDay: string, { urgency, words }: DueLook, withYear = false): string =>
  urgency === 'closed' ? words : `${withYear ? formatDay(dueDay) : formatDay(dueDay).slice(0, 5)} · ${words}`
