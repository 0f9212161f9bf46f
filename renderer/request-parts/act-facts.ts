/** What the history shows about each act besides its name. An act without words does not compile. */
import { formatDay } from '../../src/domain/calendar/bucharest.ts'
import type { AuthorKind } from '../../src/domain/request/author.ts'
import type { ActKind, Facts } from '../../src/request/acts.ts'
import type { TimelineEntry } from '../../src/request/body.ts'
import type { requestWords } from '../i18n/request-words.ts'
import type { Translate } from '../i18n/words.ts'
import type { partWords } from './words.ts'

export interface FactContext {
  readonly t: Translate<keyof typeof partWords.ro>
  readonly tRequest: Translate<keyof typeof requestWords.ro>
  /** The number of this request. */
  readonly number: string
  /** The number of another request, where it is known. Earlier builds stored the number itself. */
  readonly numberOf: (request: string) => string
}
/** Entries stored by earlier builds may lack facts. */
type FactWords = { readonly [K in ActKind]: (facts: Partial<Facts<K>>, context: FactContext) => (string | false)[] }

const nothing = (): [] => []
const present = <T>(value: T | undefined, words: (value: T) => string): string | false =>
  value !== undefined && words(value)

const FACT_WORDS: FactWords = {
  'register-request': ({ statedDay, givenBefore }, { t, number }) => [
    t('fact.number', { value: number }),
    present(statedDay, (day) => t('fact.statedDay', { value: formatDay(day) })),
    present(givenBefore, (value) => t('fact.givenBefore', { value })),
  ],
  'submit-request': nothing,
  'amend-request': ({ identity }, { t }) => [identity !== undefined && t('fact.identityAnew')],
  'settle-difference': ({ matter, how }, { t }) => [
    present(matter, (value) => t(`matter.${value}`)),
    present(how, (value) => t(`way.${value}`)),
  ],
  'record-identity-check': ({ outcome }, { tRequest }) => [present(outcome, (value) => tRequest(`outcome.${value}`))],
  'attach-document': ({ role }, { tRequest }) => [present(role, (value) => tRequest(`attachment.${value}`))],
  'add-note': nothing,
  'update-contact': nothing,
  'return-request': nothing,
  'approve-request': nothing,
  'reject-request': ({ reason }, { t, tRequest }) => [
    present(reason, (value) => t('fact.reason', { value: tRequest(`rejection.${value}`) })),
  ],
  'withdraw-request': ({ how }, { tRequest }) => [present(how, (value) => tRequest(`withdrawal.${value}`))],
  'join-request': ({ into }, { t, numberOf }) => [
    present(into, (value) => t('fact.number', { value: numberOf(value) })),
  ],
  'forward-request': ({ to }, { t }) => [present(to, (value) => t('fact.to', { value }))],
  'file-request': ({ reason }, { t, tRequest }) => [
    present(reason, (value) => t('fact.reason', { value: tRequest(`filing.${value}`) })),
  ],
  'extend-term': ({ days }, { t }) => [present(days, (value) => t('fact.days', { value }))],
  'decide-order': ({ first }, { t, numberOf }) => [
    present(first, (value) => t('fact.first', { value: numberOf(value) })),
  ],
  'record-print': ({ paper, duplicate, as, markedDuplicate, saysOther }, { t, tRequest }) => [
    present(paper, (value) => tRequest(`paper.${value}`)),
    duplicate === true && t('fact.duplicate'),
    as !== undefined && t('fact.asFile'),
    // The mark on the paper differs from what the central store knows about earlier prints.
    present(markedDuplicate, (value) => t(value ? 'fact.marked' : 'fact.notMarked')),
    saysOther !== undefined && t('fact.saysOther'),
  ],
  begin: nothing,
  executed: nothing,
}

export function factWords(entry: TimelineEntry, context: FactContext): string[] {
  if (entry.act === 'unknown') return []
  // TypeScript cannot express that these facts belong to this act, because the act is known only at run time.
  const describe = FACT_WORDS[entry.act] as (facts: object, context: FactContext) => (string | false)[]
  return describe(entry.facts, context).filter((words) => words !== false)
}

/** The displayed name of an author. Authors other than persons also show what they are. */
export const authorWords = (
  { kind, name }: { readonly kind: AuthorKind; readonly name: string },
  tRequest: FactContext['tRequest'],
): string => {
  if (kind === 'person') return name
  if (kind === 'system') return tRequest('author.system')
  return `${tRequest(`author.${kind}`)}: ${name}`
}
