/**
 * What an act wanted, in words, from its payload: for somebody who has to decide on it without having seen its screen.
 */
import { type CommandKind, type CommandPayload, COMMANDS, isCommand } from '../../../src/request/acts.ts'
import { isMissing } from '../../../src/domain/request/completeness.ts'
import type { requestWords } from '../../i18n/request-words.ts'
import type { Say } from '../../i18n/words.ts'
import type { parkedWords } from './parked-words.ts'

export interface WantedFact {
  readonly label: string
  readonly value: string
  readonly personal: boolean
}
interface Speech {
  readonly say: Say<keyof typeof parkedWords.ro>
  readonly sayRequest: Say<keyof typeof requestWords.ro>
}
type Facts = readonly (readonly [label: keyof typeof parkedWords.ro, value: string, personal?: 'personal'])[]
type Tellers = { readonly [K in CommandKind]: (payload: CommandPayload<K>, speech: Speech) => Facts }

const explained = ({ explanation }: { explanation: string }): Facts =>
  explanation === '' ? [] : [['wanted.explanation', explanation, 'personal']]

const TELLERS: Tellers = {
  'register-request': ({ kind, holder }, { sayRequest }) => [
    ['wanted.kind', sayRequest(`kind.${kind}`)],
    ['wanted.person', `${holder.surname} ${holder.givenNames}, CNP ${holder.cnp}`, 'personal'],
  ],
  'record-identity-check': ({ check }, { sayRequest }) => [
    ['wanted.outcome', sayRequest(`outcome.${check.outcome}`)],
    ...(check.document === null
      ? []
      : ([
          [
            'wanted.document',
            `${sayRequest(`document.${check.document.type}`)} ${check.document.series} ${check.document.number}`,
            'personal',
          ],
        ] as const)),
  ],
  'attach-document': ({ attachment }, { say, sayRequest }) => [
    [
      'wanted.file',
      `${attachment.name} · ${sayRequest(`attachment.${attachment.role}`)} · ${say('wanted.pages', { count: attachment.pages })}`,
    ],
  ],
  'add-note': ({ text }) => [['wanted.text', text, 'personal']],
  'update-contact': ({ contact }) => [
    [
      'wanted.contact',
      [contact.address, contact.phone, contact.email].filter((part) => part !== '').join(', ') || '–',
      'personal',
    ],
  ],
  'amend-request': (payload, { say }) => [
    [
      'wanted.changes',
      (['kind', 'holder', 'capacity', 'representative', 'questionsAsked'] as const)
        .filter((field) => payload[field] !== undefined)
        .map((field) => say(`change.${field}`))
        .join(', '),
    ],
  ],
  'submit-request': () => [],
  'return-request': (payload, { sayRequest }) => [
    [
      'wanted.missing',
      payload.missing.map((code) => sayRequest(isMissing(code) ? `missing.${code}` : 'missing.other')).join('; ') ||
        '–',
    ],
    ...explained(payload),
  ],
  'approve-request': () => [],
  'reject-request': (payload, { sayRequest }) => [
    ['wanted.reason', sayRequest(`rejection.${payload.reason}`)],
    ...explained(payload),
  ],
  'withdraw-request': (payload, { sayRequest }) => [
    ...(payload.how === undefined ? [] : ([['wanted.how', sayRequest(`withdrawal.${payload.how}`)]] as const)),
    ...explained(payload),
  ],
  'join-request': () => [],
  'forward-request': ({ to }) => [['wanted.to', to]],
  'file-request': (payload, { sayRequest }) => [
    ['wanted.reason', sayRequest(`filing.${payload.reason}`)],
    ...explained(payload),
  ],
  'extend-term': (payload) => [['wanted.days', String(payload.days)], ...explained(payload)],
  'decide-order': ({ reason }) => [['wanted.reason', reason, 'personal']],
  'record-print': ({ paper, duplicate }, { say, sayRequest }) => [
    [
      'wanted.paper',
      duplicate ? `${sayRequest(`paper.${paper}`)} (${say('wanted.duplicate')})` : sayRequest(`paper.${paper}`),
    ],
  ],
}

/** Null: of a kind or a shape that this version cannot read. */
export function wantedFacts(kind: string, payload: unknown, speech: Speech): WantedFact[] | null {
  if (!isCommand(kind)) return null
  const parsed = COMMANDS[kind].payload.safeParse(payload)
  if (!parsed.success) return null
  const tell = TELLERS[kind] as (payload: unknown, speech: Speech) => Facts
  return tell(parsed.data, speech).map(([label, value, personal]) => ({
    label: speech.say(label),
    value,
    personal: personal !== undefined,
  }))
}
