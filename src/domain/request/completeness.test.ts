import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { capacityRule } from '../person/capacity.ts'
import { type CompletenessFacts, MISSING, missingForReview } from './completeness.ts'
import { ATTESTATIONS, CAPACITIES, CHANNELS, REQUEST_KINDS } from './request.ts'

/** 2850615220019: born 15.06.1985. */
const complete: CompletenessFacts = {
  channel: 'counter',
  kind: 'anonymise',
  requestedDay: '2026-11-23',
  holder: { surname: 'Popescu', givenNames: 'Ana Maria', cnp: '2850615220019' },
  capacity: 'holder',
  representative: null,
  identityCheck: {
    subject: 'holder',
    method: 'document',
    document: { validUntil: '2031-06-15' },
    attestations: ['photo', 'look', 'data', 'signed'],
    outcome: 'passed',
    at: '2026-11-23T08:00:00.000Z',
  },
  attachments: [{ role: 'request' }],
  questionsAsked: { onlyRestrict: true, copyFirst: true },
}
const check = complete.identityCheck
const missing = (change: Partial<CompletenessFacts>): string[] => missingForReview({ ...complete, ...change })
const identity = (change: Partial<NonNullable<typeof check>>): CompletenessFacts['identityCheck'] =>
  check === null ? null : { ...check, ...change }

test('a complete request at the counter lacks nothing', () => {
  expect(missing({})).toEqual([])
})

describe('each thing alone', () => {
  test.each<[string, Partial<CompletenessFacts>]>([
    ['kind', { kind: null }],
    ['holder-name', { holder: { ...complete.holder, givenNames: ' - ' } }],
    ['holder-cnp', { holder: { ...complete.holder, cnp: '2850615220018' } }],
    [
      'holder-not-born',
      {
        capacity: 'parent',
        representative: complete.holder,
        requestedDay: '1985-06-14',
        attachments: [{ role: 'request' }, { role: 'proof-of-capacity' }],
        identityCheck: identity({ subject: 'representative', attestations: ATTESTATIONS }),
      },
    ],
    ['identity-check', { identityCheck: null }],
    ['identity-check', { identityCheck: identity({ outcome: 'failed' }) }],
    ['identity-check', { identityCheck: identity({ outcome: 'to-verify' }) }],
    ['identity-check', { identityCheck: identity({ subject: 'representative' }) }],
    ['identity-check', { identityCheck: identity({ document: null }) }],
    ['identity-check', { identityCheck: identity({ method: 'qualified-signature' }) }],
    ['document-expired', { identityCheck: identity({ document: { validUntil: '2026-11-22' } }) }],
    ['attestation-photo', { identityCheck: identity({ attestations: ['look', 'data', 'signed'] }) }],
    ['request-document', { attachments: [{ role: 'other' }] }],
    ['questions-asked', { questionsAsked: { onlyRestrict: true, copyFirst: false } }],
    ['questions-asked', { questionsAsked: null }],
  ])('%s', (code, change) => {
    expect(missing(change)).toEqual([code])
  })
  test('the last day of validity counts, and unlimited is valid', () => {
    expect(missing({ identityCheck: identity({ document: { validUntil: '2026-11-23' } }) })).toEqual([])
    expect(missing({ identityCheck: identity({ document: { validUntil: null } }) })).toEqual([])
  })
  test('a document is judged on the day on which it was looked at, whatever day the request is said to be of', () => {
    const expired = { document: { validUntil: '2026-11-22' } }
    expect(missing({ requestedDay: '2026-11-20', identityCheck: identity(expired) })).toEqual(['document-expired'])
    // Valid when it was looked at, it need not be so any more when somebody decides.
    expect(
      missingForReview(
        { ...complete, identityCheck: identity({ document: { validUntil: '2026-11-23' } }) },
        '2026-12-01',
      ),
    ).toEqual([])
    // 22:30 in UTC is past midnight in Iași.
    expect(missing({ identityCheck: identity({ ...expired, at: '2026-11-21T22:30:00.000Z' }) })).toEqual([])
    expect(missing({ identityCheck: identity({ ...expired, at: '2026-11-22T22:30:00.000Z' }) })).toEqual([
      'document-expired',
    ])
  })
  test('who cannot sign confirms before two witnesses, two people with names', () => {
    const unsigned = (witnesses: string[]) =>
      missing({ identityCheck: identity({ attestations: ['photo', 'look', 'data'], unableToSign: { witnesses } }) })
    expect(missing({ identityCheck: identity({ attestations: ['photo', 'look', 'data'] }) })).toEqual([
      'attestation-signed',
    ])
    expect(unsigned(['Radu Ionescu', 'Ioana Țurcanu'])).toEqual([])
    for (const witnesses of [[], ['Radu Ionescu'], ['Radu Ionescu', ' '], ['Ștefan Țurcanu', 'STEFAN  turcanu']])
      expect(unsigned(witnesses)).toEqual(['attestation-witnesses'])
  })
  test('a revert destroys nothing and asks no questions', () => {
    expect(missing({ kind: 'revert', questionsAsked: null })).toEqual([])
  })
})

test('a parent no longer decides for a child who has come of age meanwhile, nor by a paper dated before', () => {
  // 15.06.2008.
  const facts: CompletenessFacts = {
    ...complete,
    requestedDay: '2026-06-14',
    holder: { surname: 'Popescu', givenNames: 'Ion', cnp: '5080615229006' },
    capacity: 'parent',
    representative: { surname: 'Popescu', givenNames: 'Radu' },
    identityCheck: identity({ subject: 'representative', attestations: ATTESTATIONS }),
    attachments: [{ role: 'request' }, { role: 'proof-of-capacity' }],
  }
  expect(missingForReview(facts)).toEqual([])
  expect(missingForReview(facts, '2026-06-14')).toEqual([])
  expect(missingForReview(facts, '2026-06-15')).toEqual(['capacity-not-possible'])
})

describe('representatives', () => {
  const representative = { surname: 'Ionescu', givenNames: 'Radu' }
  const proved: Partial<CompletenessFacts> = {
    capacity: 'proxy',
    representative,
    attachments: [{ role: 'request' }, { role: 'proof-of-capacity' }],
    identityCheck: identity({ subject: 'representative', attestations: ATTESTATIONS }),
  }
  test('a proxy with power of attorney, and what is missing without', () => {
    expect(missing(proved)).toEqual([])
    expect(missing({ ...proved, attachments: [{ role: 'request' }] })).toEqual(['proof-of-capacity'])
    expect(missing({ ...proved, representative: null })).toEqual(['representative'])
    expect(missing({ ...proved, identityCheck: identity({ subject: 'representative' }) })).toEqual([
      'attestation-capacity',
    ])
  })
  test('nobody is the parent of a competent adult', () => {
    expect(missing({ ...proved, capacity: 'parent' })).toEqual(['capacity-not-possible'])
  })
  /** Born 10.03.2015, 11 years old; born 10.03.2010, 16 years old. */
  const child = { surname: 'Popa', givenNames: 'Vlad', cnp: '5150310229011' }
  const young = { surname: 'Popa', givenNames: 'Ilinca', cnp: '6100310229020' }
  test('a child under 14 acts through the parent', () => {
    expect(missing({ ...proved, holder: child, capacity: 'parent' })).toEqual([])
    expect(missing({ holder: child })).toEqual(['capacity-not-possible'])
  })
  test('from 14 to 18 both act together', () => {
    expect(missing({ holder: young })).toEqual(['consent-of-parent'])
    expect(missing({ holder: young, identityCheck: identity({ attestations: ATTESTATIONS }) })).toEqual([])
    expect(missing({ ...proved, holder: young, capacity: 'parent' })).toEqual([])
    expect(
      missing({ ...proved, holder: young, capacity: 'parent', identityCheck: identity({ subject: 'representative' }) }),
    ).toEqual(['consent-of-minor'])
  })
})

describe('the other channels', () => {
  test('a qualified signature identifies in an e-mail, a login in the portal', () => {
    expect(
      missing({
        channel: 'email',
        identityCheck: identity({ method: 'qualified-signature', document: null, attestations: [] }),
      }),
    ).toEqual([])
    expect(
      missing({
        channel: 'portal',
        attachments: [],
        identityCheck: identity({ method: 'portal-login', document: null, attestations: [] }),
      }),
    ).toEqual([])
    expect(missing({ channel: 'email', identityCheck: identity({ method: 'portal-login' }) })).toEqual([
      'identity-check',
    ])
  })
})

const facts: fc.Arbitrary<CompletenessFacts> = fc.record({
  channel: fc.constantFrom(...CHANNELS),
  kind: fc.option(fc.constantFrom(...REQUEST_KINDS)),
  requestedDay: fc.constantFrom('2026-11-23', '1984-01-01', '2000-01-01'),
  holder: fc.record({
    surname: fc.string(),
    givenNames: fc.string(),
    cnp: fc.oneof(fc.string(), fc.constantFrom('2850615220019', '1800101220021')),
  }),
  capacity: fc.option(fc.constantFrom(...CAPACITIES)),
  representative: fc.option(fc.record({ surname: fc.string(), givenNames: fc.string() })),
  identityCheck: fc.option(
    fc.record({
      subject: fc.constantFrom('holder', 'representative'),
      method: fc.constantFrom('document', 'qualified-signature', 'portal-login'),
      document: fc.option(fc.record({ validUntil: fc.option(fc.constantFrom('2020-01-01', '2031-01-01')) })),
      attestations: fc.subarray([...ATTESTATIONS]),
      outcome: fc.constantFrom('passed', 'failed', 'to-verify'),
      at: fc.constantFrom('2026-11-23T08:00:00.000Z', '2032-01-01T08:00:00.000Z'),
    }),
  ),
  attachments: fc.array(fc.record({ role: fc.constantFrom('request', 'proof-of-capacity', 'other') }), {
    maxLength: 3,
  }),
  questionsAsked: fc.option(fc.record({ onlyRestrict: fc.boolean(), copyFirst: fc.boolean() })),
})

test('total, without repetition, in the order of the list; and nothing incomplete passes for complete', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const codes = missingForReview(given)
      const places = codes.map((code) => MISSING.indexOf(code))
      expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
      if (codes.length > 0) return
      expect(given.kind).not.toBeNull()
      expect(given.identityCheck?.outcome).toBe('passed')
      expect(
        given.capacity === null ? null : capacityRule(given.capacity, null, given.requestedDay).representative,
      ).toBe(given.identityCheck?.subject === 'representative')
    }),
    { numRuns: 2000 },
  )
})
