import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createCryptography } from '../cms/cryptography.ts'
import { timeStampFacts } from '../cms/time-stamp-token.ts'
import { indexByName } from '../x509/path-building.ts'
import { anchorOf } from '../x509/path-validation.ts'
import { issue, extendedKeyUsage, keyUsage } from '../testing/pki/certificates.ts'
import { revocationList } from '../testing/pki/revocation.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { makeTimeStamp } from '../testing/pki/time-stamps.ts'
import { keyPurpose } from '../x509/oids.ts'
import { baselineLevel, isSelfContained } from './baseline-level.ts'
import { bestSignatureTime, validateSigner, walkTimestamps } from './past-validation.ts'
import { validateTimestampToken } from './time-stamp-validation.ts'
import type { Holder } from '../testing/pki/certificates.ts'
import type { ListSpec, RevokedSpec } from '../testing/pki/revocation.ts'
import type { ProofOfExistence } from './past-validation.ts'

const now = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
const ago = (days: number) => new Date(now.getTime() - days * day)
const romania = romanianPki()
const content = Buffer.from('ce s-a semnat')
const list = (signer: Holder, revoked: readonly RevokedSpec[] = [], more: Partial<ListSpec> = {}) =>
  revocationList({ signer, thisUpdate: ago(1), nextUpdate: ago(-1), revoked, ...more })
const trust = {
  now,
  certificates: indexByName([romania.authority.certificate]),
  anchors: indexByName([anchorOf(romania.root.certificate)]),
  responses: [],
  lists: [list(romania.root), list(romania.authority)],
}
const stamp = (unit: Holder, at: Date, more: { breakSignature?: boolean; of?: Uint8Array } = {}) => {
  const token = makeTimeStamp({
    unit,
    chain: [romania.authority],
    at,
    digest: createHash('sha256')
      .update(more.of ?? content)
      .digest(),
    ...(more.breakSignature === true && { breakSignature: true }),
  })
  return timeStampFacts(token, [content], [], createCryptography())
}

describe('a time-stamp token', () => {
  it('passes, and states its time', () => {
    const result = validateTimestampToken({ ...trust, at: now, facts: stamp(romania.timeStampUnit, ago(5)) })
    expect(result.conclusion).toEqual({ indication: 'PASSED' })
    expect(result.time).toEqual(ago(5))
    expect(result.unit?.fingerprint).toBe(romania.timeStampUnit.certificate.fingerprint)
  })
  it('fails over something else, and with a broken signature', () => {
    expect(
      validateTimestampToken({
        ...trust,
        at: now,
        facts: stamp(romania.timeStampUnit, ago(5), { of: Buffer.from('altceva') }),
      }).conclusion,
    ).toEqual({ indication: 'FAILED', subIndication: 'HASH_FAILURE' })
    expect(
      validateTimestampToken({
        ...trust,
        at: now,
        facts: stamp(romania.timeStampUnit, ago(5), { breakSignature: true }),
      }).conclusion,
    ).toEqual({ indication: 'FAILED', subIndication: 'SIG_CRYPTO_FAILURE' })
  })
  it('must come from a unit that is for nothing else', () => {
    const judge = (unit: Holder) => validateTimestampToken({ ...trust, at: now, facts: stamp(unit, ago(5)) })
    const unit = (...purposes: string[]) =>
      issue({
        subject: [['commonName', 'TSU']],
        issuer: romania.authority,
        extensions: purposes.length === 0 ? [keyUsage('digitalSignature')] : [extendedKeyUsage(true, ...purposes)],
      })
    expect(judge(romania.person('POP', 'Ana')).conclusion.subIndication).toBe('CHAIN_CONSTRAINTS_FAILURE')
    expect(judge(unit(keyPurpose.any)).conclusion.subIndication).toBe('CHAIN_CONSTRAINTS_FAILURE')
    expect(judge(unit()).conclusion.subIndication).toBe('CHAIN_CONSTRAINTS_FAILURE')
    const both = judge(unit(keyPurpose.timeStamping, keyPurpose.emailProtection))
    expect(both.conclusion.indication).toBe('PASSED')
    expect(both.checks.find(({ code }) => code === 'time-stamping-purpose')?.outcome).toBe('warning')
  })
  it('cannot have been made outside the dates of its unit', () => {
    expect(
      validateTimestampToken({
        ...trust,
        at: now,
        facts: stamp(romania.timeStampUnit, new Date('2024-06-01T00:00:00Z')),
      }).conclusion.subIndication,
    ).toBe('CHAIN_CONSTRAINTS_FAILURE')
  })
  it('is not trusted when nobody lists its issuer, nor when its unit was revoked', () => {
    expect(
      validateTimestampToken({
        ...trust,
        anchors: indexByName([]),
        at: now,
        facts: stamp(romania.timeStampUnit, ago(5)),
      }).conclusion.subIndication,
    ).toBe('NO_CERTIFICATE_CHAIN_FOUND')
    const lists = [
      list(romania.root),
      list(romania.authority, [{ certificate: romania.timeStampUnit.certificate, at: ago(9) }]),
    ]
    expect(
      validateTimestampToken({ ...trust, lists, at: now, facts: stamp(romania.timeStampUnit, ago(5)) }).conclusion
        .subIndication,
    ).toBe('REVOKED_NO_POE')
  })
})

describe('the walk over time-stamps', () => {
  const expired = issue({
    subject: [['commonName', 'Old TSU']],
    issuer: romania.authority,
    notAfter: ago(100),
    extensions: [extendedKeyUsage(true, keyPurpose.timeStamping)],
  })
  const oldLists = [list(romania.root), list(romania.authority, [], { thisUpdate: ago(150), nextUpdate: ago(90) })]
  const lazily = (unit: Holder, at: Date, lists = trust.lists) => ({
    validate: (moment: Date) =>
      validateTimestampToken({ ...trust, lists: [...lists, ...trust.lists], at: moment, facts: stamp(unit, at) }),
  })
  it('an expired unit alone proves nothing', () => {
    const chain = walkTimestamps([], [lazily(expired, ago(200), oldLists)], now)
    expect(chain.proofs).toEqual([])
    expect(bestSignatureTime(chain.proofs, now)).toEqual(now)
  })
  it('a later document time-stamp carries it', () => {
    const chain = walkTimestamps([lazily(romania.timeStampUnit, ago(120))], [lazily(expired, ago(200), oldLists)], now)
    expect(chain.proofs).toEqual([
      { kind: 'signature-time-stamp', time: ago(200) },
      { kind: 'document-time-stamp', time: ago(120) },
    ])
    expect(chain.controlTime).toEqual(ago(120))
  })
  it('an inner one that claims to be later than the one around it does not count', () => {
    expect(
      walkTimestamps([lazily(romania.timeStampUnit, ago(120))], [lazily(romania.timeStampUnit, ago(5))], now).proofs,
    ).toEqual([{ kind: 'document-time-stamp', time: ago(120) }])
  })
})

describe('past validation of a signer', () => {
  const arrival = (time: Date): ProofOfExistence => ({ kind: 'arrival', time })
  const person = romania.person('DUMITRU', 'Elena', '2850615229035')
  const judge = (proofs: readonly ProofOfExistence[], revoked: readonly RevokedSpec[] = [], target = person) =>
    validateSigner({
      ...trust,
      target: target.certificate,
      proofs,
      lists: [
        list(romania.root),
        list(romania.authority, revoked),
        list(romania.authority, [], { number: 2, thisUpdate: ago(60), nextUpdate: ago(50) }),
      ],
    })
  it('passes as of now', () => {
    expect(judge([])).toMatchObject({ conclusion: { indication: 'PASSED' }, bestSignatureTime: now })
  })
  it('revoked: passes only with a proof from before', () => {
    const revoked = [{ certificate: person.certificate, at: ago(3), reason: 1 }]
    expect(judge([], revoked).conclusion).toEqual({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' })
    expect(judge([arrival(ago(4))], revoked).conclusion.indication).toBe('PASSED')
    expect(judge([arrival(ago(2))], revoked).conclusion).toEqual({ indication: 'FAILED', subIndication: 'REVOKED' })
  })
  it('expired: passes only with a proof from before and evidence of that time', () => {
    const expired = romania.person('MARIN', 'Radu', undefined, { notAfter: ago(10) })
    expect(judge([], [], expired).conclusion.subIndication).not.toBeUndefined()
    expect(judge([arrival(ago(55))], [], expired).conclusion.indication).toBe('PASSED')
    expect(judge([arrival(ago(30))], [], expired).conclusion.subIndication, 'no evidence for that day').toBe(
      'TRY_LATER',
    )
  })
  it('a proof from before the certificate is impossible', () => {
    expect(judge([arrival(new Date('2024-01-01T00:00:00Z'))]).conclusion).toEqual({
      indication: 'FAILED',
      subIndication: 'NOT_YET_VALID',
    })
  })
  it('takes the earliest of several proofs', () => {
    expect(judge([arrival(ago(2)), { kind: 'document-time-stamp', time: ago(4) }]).bestSignatureTime).toEqual(ago(4))
  })
})

describe('baseline levels', () => {
  it.each([
    [[false, true, true, true], undefined],
    [[true, false, true, true], 'B-B'],
    [[true, true, false, true], 'B-T'],
    [[true, true, true, false], 'B-LT'],
    [[true, true, true, true], 'B-LTA'],
  ] as const)('%j', ([baseline, trustedTime, validationData, archiveTimestamp], level) => {
    expect(baselineLevel({ baseline, trustedTime, validationData, archiveTimestamp })).toBe(level)
  })
  it('needs everything in the document', () => {
    expect(isSelfContained([{ fingerprint: 'a' }], [{ fingerprint: 'b' }], new Set(['a', 'b']))).toBe(true)
    expect(isSelfContained([{ fingerprint: 'a' }], [{ fingerprint: 'c' }], new Set(['a', 'b']))).toBe(false)
  })
})
