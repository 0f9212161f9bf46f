/** What a reader of the history sees of each act besides its name. An act without words does not compile. */
import type { AuthorKind } from '../../src/domain/request/author.ts'
import type { ActKind, Facts } from '../../src/request/acts.ts'
import type { TimelineEntry } from '../../src/request/body.ts'
import type { requestWords } from '../i18n/request-words.ts'
import type { Say } from '../i18n/words.ts'
import type { partWords } from './words.ts'

export interface FactSpeech {
  readonly say: Say<keyof typeof partWords.ro>
  readonly sayRequest: Say<keyof typeof requestWords.ro>
  /** The number of this request. */
  readonly number: string
  /** The number of another request, where it is known; entries of earlier builds name it by its number already. */
  readonly numberOf: (request: string) => string
}
/** Facts may be missing from what earlier builds stored. */
type Tellers = { readonly [K in ActKind]: (facts: Partial<Facts<K>>, speech: FactSpeech) => (string | false)[] }

const nothing = (): [] => []
const present = <T>(value: T | undefined, words: (value: T) => string): string | false =>
  value !== undefined && words(value)

const TELLERS: Tellers = {
  'register-request': (_facts, { say, number }) => [say('fact.number', { value: number })],
  'submit-request': nothing,
  'amend-request': ({ identity }, { say }) => [identity !== undefined && say('fact.identityAnew')],
  'record-identity-check': ({ outcome }, { sayRequest }) => [
    present(outcome, (value) => sayRequest(`outcome.${value}`)),
  ],
  'attach-document': ({ role }, { sayRequest }) => [present(role, (value) => sayRequest(`attachment.${value}`))],
  'add-note': nothing,
  'update-contact': nothing,
  'return-request': nothing,
  'approve-request': nothing,
  'reject-request': ({ reason }, { say, sayRequest }) => [
    present(reason, (value) => say('fact.reason', { value: sayRequest(`rejection.${value}`) })),
  ],
  'withdraw-request': ({ how }, { sayRequest }) => [present(how, (value) => sayRequest(`withdrawal.${value}`))],
  'join-request': ({ into }, { say, numberOf }) => [
    present(into, (value) => say('fact.number', { value: numberOf(value) })),
  ],
  'forward-request': ({ to }, { say }) => [present(to, (value) => say('fact.to', { value }))],
  'file-request': ({ reason }, { say, sayRequest }) => [
    present(reason, (value) => say('fact.reason', { value: sayRequest(`filing.${value}`) })),
  ],
  'extend-term': ({ days }, { say }) => [present(days, (value) => say('fact.days', { value }))],
  'decide-order': ({ first }, { say, numberOf }) => [
    present(first, (value) => say('fact.first', { value: numberOf(value) })),
  ],
  'record-print': ({ paper, duplicate, as, markedDuplicate, saysOther }, { say, sayRequest }) => [
    present(paper, (value) => sayRequest(`paper.${value}`)),
    duplicate === true && say('fact.duplicate'),
    as !== undefined && say('fact.asFile'),
    // The paper stated otherwise than what the central store knows of it.
    present(markedDuplicate, (value) => say(value ? 'fact.marked' : 'fact.notMarked')),
    saysOther !== undefined && say('fact.saysOther'),
  ],
  begin: nothing,
  executed: nothing,
}

export function factWords(entry: TimelineEntry, speech: FactSpeech): string[] {
  if (entry.act === 'unknown') return []
  // Facts and act belong together; that cannot be stated of an act known only when it runs.
  const tell = TELLERS[entry.act] as (facts: object, speech: FactSpeech) => (string | false)[]
  return tell(entry.facts, speech).filter((words) => words !== false)
}

/** How an author is named: a person by name; the others by what they are as well. */
export const authorWords = (
  { kind, name }: { readonly kind: AuthorKind; readonly name: string },
  sayRequest: FactSpeech['sayRequest'],
): string => {
  if (kind === 'person') return name
  if (kind === 'system') return sayRequest('author.system')
  return `${sayRequest(`author.${kind}`)}: ${name}`
}
