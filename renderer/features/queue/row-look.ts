/**
 * The content of a queue row as plain texts and icon names. Words are looked up once per language, not once per row.
 */
import type { QueueRow } from '../../app/queue-view.tsx'
import type { requestWords } from '../../i18n/request-words.ts'
import type { Translate } from '../../i18n/words.ts'
import {
  CHANNEL_ICON,
  type DueLook,
  dueLook,
  dueText,
  HOLD_LOOK,
  KIND_ICON,
  STATE_LOOK,
} from '../../request-parts/looks.ts'
import type { partWords } from '../../request-parts/words.ts'
import { elapsedShare } from '../../ui/charts/share.ts'
import type { IconName, Tone } from '../../ui/index.ts'

interface Mark {
  readonly icon: IconName
  readonly text: string
}
export interface RowLook {
  readonly due: { readonly urgency: DueLook['urgency']; readonly icon: IconName | null; readonly text: string }
  /** How much of the term has passed, in percent; null for a closed request. */
  readonly elapsed: number | null
  readonly number: string
  readonly pending: boolean
  readonly needsDecision: boolean
  readonly name: string
  readonly cnp: string
  readonly kind: Mark
  readonly channel: Mark
  readonly state: Mark & { readonly tone: Tone }
  readonly by: string
}
export interface RowWords {
  readonly pending: string
  readonly pendingHelp: string
  readonly needsDecision: string
  /** The displayed content of one request's row. */
  of(row: QueueRow): RowLook
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      known.set(key, value)
    }
    return value
  }
}

/** The words of all rows in one language. */
export function rowWords(
  t: Translate<keyof typeof partWords.ro>,
  tRequest: Translate<keyof typeof requestWords.ro>,
): RowWords {
  const dueOf = remembered((daysLeft: QueueRow['daysLeft']) => dueLook(daysLeft, t))
  const kindOf = remembered((kind: QueueRow['kind']): Mark => ({
    icon: KIND_ICON[kind],
    text: t(`kindShort.${kind}`),
  }))
  const channelOf = remembered((channel: QueueRow['channel']): Mark => ({
    icon: CHANNEL_ICON[channel],
    text: tRequest(`channel.${channel}`),
  }))
  const stateOf = remembered((state: QueueRow['state']): RowLook['state'] => ({
    ...STATE_LOOK[state],
    text: t(`short.${state}`),
  }))
  const holdOf = remembered((hold: NonNullable<QueueRow['executionHold']>): RowLook['state'] => ({
    ...HOLD_LOOK[hold],
    text: t(`hold.short.${hold}`),
  }))
  return {
    pending: t('pending'),
    pendingHelp: t('pendingHelp'),
    needsDecision: t('needsDecision'),
    of: (row) => {
      const due = dueOf(row.daysLeft)
      return {
        due: { urgency: due.urgency, icon: due.icon, text: dueText(row.dueDay, due) },
        elapsed:
          row.daysLeft === null ? null : Math.round(100 * elapsedShare(row.registeredDay, row.dueDay, row.daysLeft)),
        number: row.number,
        pending: row.pending,
        needsDecision: row.needsDecision,
        name: `${row.surname} ${row.givenNames}`,
        cnp: row.cnpMasked,
        kind: kindOf(row.kind),
        channel: channelOf(row.channel),
        state: row.executionHold === null ? stateOf(row.state) : holdOf(row.executionHold),
        by: row.by,
      }
    },
  }
}
