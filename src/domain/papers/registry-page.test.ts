import { describe, expect, it } from 'vitest'
import { registryPage, type RegistryPageFacts } from './registry-page.ts'

const at = '2026-11-23T08:05:00.000Z'
const registered = {
  number: '7/23.11.2026',
  provisional: null,
  at,
  applicant: { surname: 'Popescu', givenNames: 'Ana Maria' },
  kind: 'anonymise',
  channel: 'counter',
  registeredBy: 'Ana Pop',
  deskNumber: 2,
  state: 'in_review',
} as const
const facts = (change: Partial<RegistryPageFacts> = {}): RegistryPageFacts => ({
  from: '2026-11-23',
  to: '2026-11-23',
  registered: [],
  voided: [],
  madeAt: at,
  madeFor: 'Vlad Sava',
  ...change,
})

describe('a page of the registry', () => {
  it('has a row for each request, as wide as its head, by Romanian time', () => {
    const page = registryPage(
      facts({
        registered: [
          registered,
          { ...registered, provisional: 'P-2-1', kind: 'revert', channel: 'email', state: 'executed' },
        ],
      }),
    )
    expect(page.rows).toEqual([
      ['7/23.11.2026', '10:05', 'POPESCU Ana Maria', 'anonimizare', 'ghișeu', 'Ana Pop, ghișeul 2', 'de aprobat'],
      ['7/23.11.2026 (P-2-1)', '10:05', 'POPESCU Ana Maria', 'revenire', 'e-mail', 'Ana Pop, ghișeul 2', 'executată'],
    ])
    expect(page.columns).toEqual(['Număr', 'Ora', 'Titular', 'Cerere', 'Canal', 'Înregistrată de', 'Stare'])
    for (const row of page.rows) expect(row).toHaveLength(page.columns.length)
  })

  it('names its one day or its first and last', () => {
    expect(registryPage(facts())).toMatchObject({
      period: '23.11.2026',
      empty: 'În această zi nu s-a înregistrat nicio cerere.',
    })
    expect(registryPage(facts({ to: '2026-11-30' }))).toMatchObject({
      period: '23.11.2026 – 30.11.2026',
      empty: 'În această perioadă nu s-a înregistrat nicio cerere.',
    })
  })

  it('accounts for voided numbers, one or a range, with the reason and the desk', () => {
    const voided = { from: 8, to: 8, reason: 'not-taken', deskNumber: 2, at } as const
    const page = registryPage(
      facts({ voided: [voided, { ...voided, to: 12, reason: 'year-ended' }, { ...voided, reason: 'desk-revoked' }] }),
    )
    expect(page.voided).toEqual([
      '8: ghișeul 2, date unor înregistrări la care s-a renunțat (23.11.2026 10:05)',
      '8–12: ghișeul 2, nefolosite până la sfârșitul anului (23.11.2026 10:05)',
      '8: ghișeul 2, ghișeului i s-a retras cheia (23.11.2026 10:05)',
    ])
  })

  it('states when and for whom it was made, and no CNP', () => {
    const { notes } = registryPage(facts())
    expect(notes).toHaveLength(1)
    for (const words of ['23.11.2026 10:05', 'pentru Vlad Sava', 'sigilată electronic'])
      expect(notes[0]).toContain(words)
  })
})
