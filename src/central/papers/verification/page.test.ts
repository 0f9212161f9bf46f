import { expect, test } from 'vitest'
import { KIND_LABELS } from '../../../domain/papers/labels.ts'
import { verificationPage } from './page.ts'

const HOUSE = { ro: 'Casa „Exemplu” & fiii <b>', en: 'Example House' }
const PAPER = {
  kind: 'receipt' as const,
  letter: null,
  request: 'anonymise' as const,
  number: '17/23.11.2026',
  sealedAt: '2026-11-23T08:00:00.000Z',
  sha256: 'a'.repeat(64),
  duplicate: null,
} satisfies NonNullable<Parameters<typeof verificationPage>[1]>

test.each([
  ['ro', 'Casa „Exemplu” &#38; fiii &#60;b&#62;'],
  ['en', 'Example House'],
] as const)('the page names the house that it is given and no other (%s)', (language, name) => {
  for (const paper of [PAPER, undefined]) {
    const page = verificationPage(language, paper, HOUSE)
    expect(page.split(name).length - 1).toBeGreaterThanOrEqual(3)
    expect(page).not.toContain('Iași')
    expect(page).not.toContain('<b>')
  }
})
test('it says what the paper says, in the language that is asked for', () => {
  expect(verificationPage('ro', PAPER, HOUSE)).toContain(KIND_LABELS.anonymise.outcome.ro)
  expect(verificationPage('en', PAPER, HOUSE)).toContain(KIND_LABELS.anonymise.outcome.en)
})
