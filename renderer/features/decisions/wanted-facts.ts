/**
 * Describes in words what an act would change, from its payload, for a supervisor who has not seen the author's screen.
 */
import { type CommandKind, type CommandPayload, COMMANDS, isCommand } from '../../../src/request/acts.ts'
import { isMissing } from '../../../src/domain/request/completeness.ts'
import type { requestWords } from '../../i18n/request-words.ts'
import type { Translate } from '../../i18n/words.ts'
import type { partWords } from '../../request-parts/words.ts'
import type { parkedWords } from './parked-words.ts'

export interface WantedFact {
  readonly label: string
  readonly value: string
  readonly personal: boolean
}
interface FactContext {
  readonly t: Translate<keyof typeof parkedWords.ro>
  readonly tRequest: Translate<keyof typeof requestWords.ro>
  readonly tPart: Translate<keyof typeof partWords.ro>
}
type Facts = readonly (readonly [label: keyof typeof parkedWords.ro, value: string, personal?: 'personal'])[]
type FactWords = { readonly [K in CommandKind]: (payload: CommandPayload<K>, context: FactContext) => Facts }

const explained = ({ explanation }: { explanation: string }): Facts =>
  explanation === '' ? [] : [['wanted.explanation', explanation, 'personal']]

const FACT_WORDS: FactWords = {
  'register-request': ({ kind, holder }, { tRequest }) => [
    ['wanted.kind', tRequest(`kind.${kind}`)],
    ['wanted.person', `${holder.surname} ${holder.givenNames}, CNP ${holder.cnp}`, 'personal'],
  ],
  'settle-difference': ({ matter, how, note }, { tPart }) => [
    ['wanted.changes', `${tPart(`matter.${matter}`)}: ${tPart(`way.${how}`)}`],
    ...(note === '' ? [] : ([['wanted.text', note, 'personal']] as const)),
  ],
  'record-identity-check': ({ check }, { tRequest }) => [
    ['wanted.outcome', tRequest(`outcome.${check.outcome}`)],
    ...(check.document === null
      ? []
      : ([
          [
            'wanted.document',
            `${tRequest(`document.${check.document.type}`)} ${check.document.series} ${check.document.number}`,
            'personal',
          ],
        ] as const)),
  ],
  'attach-document': ({ attachment }, { t, tRequest }) => [
    [
      'wanted.file',
      `${attachment.name} · ${tRequest(`attachment.${attachment.role}`)} · ${t('wanted.pages', { count: attachment.pages })}`,
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
  'amend-request': (payload, { t }) => [
    [
      'wanted.changes',
      (['kind', 'holder', 'capacity', 'representative', 'questionsAsked', 'answers'] as const)
        .filter((field) => (payload as Record<string, unknown>)[field] !== undefined)
        .map((field) => t(`change.${field}`))
        .join(', '),
    ],
  ],
  'submit-request': () => [],
  'return-request': (payload, { tRequest }) => [
    [
      'wanted.missing',
      payload.missing.map((code) => tRequest(isMissing(code) ? `missing.${code}` : 'missing.other')).join('; ') || '–',
    ],
    ...explained(payload),
  ],
  'approve-request': () => [],
  'reject-request': (payload, { tRequest }) => [
    ['wanted.reason', tRequest(`rejection.${payload.reason}`)],
    ...explained(payload),
  ],
  'withdraw-request': (payload, { tRequest }) => [
    ...(payload.how === undefined ? [] : ([['wanted.how', tRequest(`withdrawal.${payload.how}`)]] as const)),
    ...explained(payload),
  ],
  'join-request': () => [],
  'forward-request': ({ to }) => [['wanted.to', to]],
  'file-request': (payload, { tRequest }) => [
    ['wanted.reason', tRequest(`filing.${payload.reason}`)],
    ...explained(payload),
  ],
  'extend-term': (payload) => [['wanted.days', String(payload.days)], ...explained(payload)],
  'decide-order': ({ reason }) => [['wanted.reason', reason, 'personal']],
  'record-print': ({ paper, duplicate }, { t, tRequest }) => [
    [
      'wanted.paper',
      duplicate ? `${tRequest(`paper.${paper}`)} (${t('wanted.duplicate')})` : tRequest(`paper.${paper}`),
    ],
  ],
}

/** Returns null for a kind or payload that this version cannot read. */
export function wantedFacts(kind: string, payload: unknown, context: FactContext): WantedFact[] | null {
  if (!isCommand(kind)) return null
  const parsed = COMMANDS[kind].payload.safeParse(payload)
  if (!parsed.success) return null
  const describe = FACT_WORDS[kind] as (payload: unknown, context: FactContext) => Facts
  return describe(parsed.data, context).map(([label, value, personal]) => ({
    label: context.t(label),
    value,
    personal: personal !== undefined,
  }))
}
