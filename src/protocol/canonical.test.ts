import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, chainedPart, NotCanonicalJson, signedCall } from './canonical.ts'
import { commandEnvelope } from './commands.ts'

describe('canonical JSON', () => {
  it('does not depend on the order of keys (RFC 8785 section 3.2.3)', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        expect(canonicalJson(turned)).toBe(canonicalJson(value))
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('refuses what is not JSON, by name', () => {
    const cycle: unknown[] = []
    cycle.push({ cycle })
    for (const value of [undefined, () => 0, Symbol('s'), NaN, Infinity, -Infinity, 1n, cycle])
      for (const placed of [value, { a: [1, { b: value }] }])
        if (placed === value || !['undefined', 'function', 'symbol'].includes(typeof value))
          expect(() => canonicalJson(placed)).toThrow(NotCanonicalJson)
  })

  const half = fc.oneof(fc.integer({ min: 0xd800, max: 0xdbff }), fc.integer({ min: 0xdc00, max: 0xdfff }))
  const wellFormed = fc.string({ unit: 'binary' })
  /** Where half a character stands: in a text or in the name of a property, at the top or within other values. */
  const places: readonly ((broken: string, beside: unknown) => unknown)[] = [
    (broken) => broken,
    (broken, beside) => [beside, broken],
    (broken, beside) => ({ beside, text: broken }),
    (broken, beside) => ({ [broken]: beside }),
    (broken, beside) => ({ a: [{ [broken]: 1 }, beside] }),
    (broken, beside) => [[{ beside, inner: { text: broken } }]],
    (broken) => ({ toJSON: () => ({ text: broken }) }),
  ]

  it('refuses half a character wherever it stands, by name, and never gives it the hash of another text', () => {
    fc.assert(
      fc.property(
        wellFormed,
        half,
        wellFormed,
        fc.jsonValue(),
        fc.constantFrom(...places),
        (before, unit, after, beside, place) => {
          const broken = before + String.fromCharCode(unit) + after
          // Next to each other, two halves may be one character.
          fc.pre(!broken.isWellFormed())
          expect(() => canonicalJson(place(broken, beside))).toThrow(NotCanonicalJson)
          expect(() => canonicalJson(place(broken.toWellFormed(), beside))).not.toThrow()
        },
      ),
      { numRuns: 2_000 },
    )
  })

  it('refuses it in a command, and the message contains nothing of the value', () => {
    const secret = 'Țîru\uD800'
    expect(() => canonicalJson({ payload: { surname: secret } })).toThrow(/^(?!.*Țîru).*canonical/)
  })
})

describe('what is chained and signed', () => {
  const envelope = commandEnvelope.parse({
    deviceSeq: 1,
    commandId: '019ab000-0000-7000-8000-000000000001',
    kind: 'add-note',
    kindVersion: 1,
    aggregateId: '019ab000-0000-7000-8000-000000000002',
    expectedRevision: null,
    payload: { text: 'personal words' },
    payloadHash: 'a'.repeat(64),
    prevHash: '0'.repeat(64),
    actorId: '019ab000-0000-7000-8000-000000000003',
    sessionId: '019ab000-0000-7000-8000-000000000004',
    offline: false,
    occurredAt: '2026-11-23T08:00:00.000Z',
    clockOffsetMs: 0,
  })

  it('chains everything but the payload, for which its hash stands, so that a payload can be erased and the chain still verifies', () => {
    expect(chainedPart(envelope)).not.toContain('personal words')
    expect(chainedPart(envelope)).toBe(chainedPart({ ...envelope, payload: null }))
    for (const change of [
      { deviceSeq: 2 },
      { payloadHash: 'b'.repeat(64) },
      { offline: true },
      { occurredAt: '2026-11-23T08:00:00.001Z' },
    ])
      expect(chainedPart({ ...envelope, ...change })).not.toBe(chainedPart(envelope))
  })

  it('signs method, path, moment and body, the token if there is one, and what makes the call the only one', () => {
    const call = { method: 'post', path: '/v1/push', timestamp: 't', bodySha256: 'h' }
    const number = { callId: 'c', run: 'r' }
    expect(signedCall({ ...call, number: null })).toBe('POST\n/v1/push\nt\nh')
    expect(signedCall({ ...call, number: null, sessionSha256: 's' })).toBe('POST\n/v1/push\nt\nh\ns')
    expect(signedCall({ ...call, number })).toBe('POST\n/v1/push\nt\nh\nonce\nc\nr')
    expect(signedCall({ ...call, number, sessionSha256: 's' })).toBe('POST\n/v1/push\nt\nh\nonce\nc\nr\ns')
  })
})
