import { expect, test } from 'vitest'
import { FILING_REASONS, REJECTION_REASONS } from '../../src/domain/request/request.ts'
import { ACT_KINDS } from '../../src/request/acts.ts'
import type { TimelineEntry } from '../../src/request/body.ts'
import { requestWords } from '../i18n/request-words.ts'
import { authorWords, factWords } from './act-facts.ts'

const OTHER = '019ad1f0-0000-7000-8000-000000000003'
const entryOf = (part: Pick<TimelineEntry, 'act' | 'facts'>) =>
  ({
    id: '019ad1f0-0000-7000-8000-000000000001',
    at: '2026-11-23T08:00:00.000Z',
    actor: { kind: 'person', id: '019ad1f0-0000-7000-8000-000000000002', name: 'Persoana' },
    from: 'in_review',
    to: 'in_review',
    offline: false,
    ...part,
  }) as TimelineEntry

const context = {
  t: (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`,
  tRequest: (key: keyof typeof requestWords.ro) => requestWords.ro[key],
  number: '7/23.11.2026',
  numberOf: (request: string) => (request === OTHER ? '8/23.11.2026' : request),
}

test.each(FILING_REASONS)('a request filed as %s shows the reason in words', (reason) => {
  expect(factWords(entryOf({ act: 'file-request', facts: { reason } }), context)).toEqual([
    context.t('fact.reason', { value: requestWords.ro[`filing.${reason}`] }),
  ])
})

test('a registration whose day was moved shows the day on the paper', () => {
  const entry = entryOf({
    act: 'register-request',
    facts: { channel: 'counter', kind: 'revert', statedDay: '2020-01-01' },
  })
  expect(factWords(entry, context)).toEqual([
    context.t('fact.number', { value: '7/23.11.2026' }),
    context.t('fact.statedDay', { value: '01.01.2020' }),
  ])
})

test.each(REJECTION_REASONS)('a request rejected as %s shows the reason in words', (reason) => {
  expect(factWords(entryOf({ act: 'reject-request', facts: { reason } }), context)).toEqual([
    context.t('fact.reason', { value: requestWords.ro[`rejection.${reason}`] }),
  ])
})

test('another request is shown by its number, whether its id was stored, as now, or its number, as in earlier builds', () => {
  const shown = (into: string) => factWords(entryOf({ act: 'join-request', facts: { into } }), context)
  expect(shown(OTHER)).toEqual([context.t('fact.number', { value: '8/23.11.2026' })])
  expect(shown('5/01.09.2026')).toEqual([context.t('fact.number', { value: '5/01.09.2026' })])
})

test('entries that an earlier build stored without facts, or that only a newer build knows, are shown without facts', () => {
  for (const act of [...ACT_KINDS, 'unknown' as const])
    expect(factWords(entryOf({ act, facts: {} } as Pick<TimelineEntry, 'act' | 'facts'>), context), act).toEqual(
      act === 'register-request' ? [context.t('fact.number', { value: '7/23.11.2026' })] : [],
    )
})

test('a person is shown by name, the central store as the system, and others with what they are', () => {
  const shown = (kind: TimelineEntry['actor']['kind']) => authorWords({ kind, name: 'Ana Pop' }, context.tRequest)
  expect(shown('person')).toBe('Ana Pop')
  expect(shown('system')).toBe('sistemul')
  expect(shown('mailbox')).toBe('cutia poștală: Ana Pop')
  expect(shown('holder')).toBe('titularul, în portal: Ana Pop')
})
