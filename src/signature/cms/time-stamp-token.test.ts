/** What a time-stamp token says, and what is reported of one that is not right. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decode, encode, integer, members, nil, octets, oid, sequence } from '../signing/der.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { makeTimeStamp } from '../testing/pki/time-stamps.ts'
import { makeSignedData } from '../testing/test-cms.ts'
import { createCryptography } from './cryptography.ts'
import { type TimeStampFacts, timeStampFacts, timeStampOutcome } from './time-stamp-token.ts'
import { EncodingFault } from './tlv.ts'

type Asn1 = ReturnType<typeof sequence>
const pki = romanianPki()
const cryptography = createCryptography()
const content = Buffer.from('semnat')
const digest = createHash('sha256').update(content).digest()
const at = new Date('2026-11-23T10:00:00Z')
const token = makeTimeStamp({ unit: pki.timeStampUnit, at, digest })
const facts = (bytes: Uint8Array, of: Uint8Array = content, candidates: readonly Uint8Array[] = []) =>
  timeStampFacts(bytes, [of], candidates, cryptography)
/** The token changed; `change` gets the members of SignedData. */
const changed = (change: (data: Asn1[]) => void) => {
  const whole = decode(token)
  change(members(members(members(whole)[1])[0]))
  return encode(whole)
}

describe('a time-stamp', () => {
  it('states its time over what it stamps', () => {
    const read = facts(token)
    expect(read).toMatchObject({ time: '2026-11-23T10:00:00.000Z', imprint: 'match', imprintDigest: 'sha256' })
    expect(timeStampOutcome(read)).toBe('verified')
    expect(timeStampFacts(token, [content.subarray(0, 2), content.subarray(2)], [], cryptography).imprint).toBe('match')
  })
  it('of something else is wrong', () => {
    expect(facts(token, Buffer.from('altceva')).imprint).toBe('differs')
    expect(timeStampOutcome(facts(token, Buffer.from('altceva')))).toBe('wrong')
  })
  it('without its certificate is neither right nor wrong, unless somebody else brings it', () => {
    const bare = changed((data) => data.splice(3, 1))
    expect(timeStampOutcome(facts(bare))).toBe('no-certificate')
    expect(timeStampOutcome(facts(bare, content, [pki.timeStampUnit.certificate.raw]))).toBe('verified')
    expect(timeStampOutcome(facts(bare, Buffer.from('altceva')))).toBe('wrong')
  })
  it('whose signature is broken is wrong', () => {
    expect(timeStampOutcome(facts(makeTimeStamp({ unit: pki.timeStampUnit, at, digest, breakSignature: true })))).toBe(
      'wrong',
    )
  })
  it('of two signers, or of none, is wrong', () => {
    const twice = changed((data) => members(data.at(-1)).push(members(data.at(-1))[0] ?? nil()))
    expect(facts(twice).signer).toBeUndefined()
    expect(timeStampOutcome(facts(twice))).toBe('wrong')
    const none = changed((data) => members(data.at(-1)).splice(0))
    expect(timeStampOutcome(facts(none))).toBe('wrong')
  })
  const withInfo = (info: Asn1, contentType = '1.2.840.113549.1.9.16.1.4') =>
    makeSignedData({
      holder: pki.timeStampUnit,
      digestOid: '2.16.840.1.101.3.4.2.1',
      digest: createHash('sha256').update(encode(info)).digest(),
      signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
      sign: () => Uint8Array.of(0),
      content: encode(info),
      contentType,
    })
  it('by a digest that nobody knows stays open', () => {
    const info = sequence(integer(1), oid('1.2.3'), sequence(sequence(oid('1.2.3.4')), octets(digest)), integer(1))
    const read = facts(withInfo(info))
    expect(read).toMatchObject({ imprint: 'unsupported', imprintDigest: undefined, time: undefined })
    expect(timeStampOutcome(read)).toBe('unsupported')
  })
  it('without a hash in its imprint stays open', () => {
    const info = sequence(integer(1), oid('1.2.3'), sequence(sequence(oid('2.16.840.1.101.3.4.2.1'))), integer(1))
    expect(facts(withInfo(info)).imprint).toBe('unsupported')
  })
  it.each([
    ['of another type', withInfo(sequence(integer(1)), '1.2.840.113549.1.7.1')],
    ['without content', changed((data) => members(data[2]).splice(1))],
    ['without an imprint', withInfo(sequence(integer(1)))],
    ['that is none', encode(sequence(nil()))],
  ])('%s is none', (_, bytes) => {
    expect(() => facts(bytes)).toThrow(EncodingFault)
  })
  it('is judged by what is known of its signer', () => {
    const base = facts(token)
    const { signer } = base
    if (!signer) throw new Error('no signer')
    const outcome = (more: Partial<NonNullable<TimeStampFacts['signer']>>) =>
      timeStampOutcome({ ...base, signer: { ...signer, ...more } })
    expect(outcome({ messageDigest: 'differs' })).toBe('wrong')
    expect(outcome({ messageDigest: 'absent' })).toBe('wrong')
    expect(outcome({ messageDigest: 'unsupported' })).toBe('unsupported')
    expect(outcome({ signingCertificate: 'differs' })).toBe('wrong')
    expect(outcome({ signingCertificate: 'absent' })).toBe('verified')
    expect(outcome({ signingCertificate: 'differs', certificate: undefined, signatureValue: 'no-certificate' })).toBe(
      'no-certificate',
    )
    expect(outcome({ signatureValue: 'unsupported' })).toBe('unsupported')
  })
})
