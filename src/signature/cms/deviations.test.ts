/** Signatures that are right but for one thing: what the tables of attributes, algorithms and fields say of each. */
import { constants, createHash, createPublicKey, generateKeyPairSync, privateEncrypt, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { bits, decode, encode, members, nil, octets, oid, sequence } from '../signing/der.ts'
import { cmsDeviations } from '../testing/cms-deviations.ts'
import { bodies, formDocument, numbers as n, signatureBody } from '../testing/form-document.ts'
import { type Holder, issue } from '../testing/pki/certificates.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { makeTimeStamp } from '../testing/pki/time-stamps.ts'
import { attribute, makeSignedData, usualAttributes } from '../testing/test-cms.ts'
import { signRevision } from '../testing/test-signer.ts'
import { checkIntegrity } from '../validation/integrity.ts'
import { boringEngine } from '../x509/engine.ts'
import { createCryptography } from './cryptography.ts'

const pki = romanianPki()
const sha256 = '2.16.840.1.101.3.4.2.1'
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const holder = pki.person('POPESCU', 'Ana', '2850615229013')

const verdictOf = async (
  make: (covered: Uint8Array) => Uint8Array,
  subFilter = 'adbe.pkcs7.detached',
  extra = '',
  document = formDocument(),
): Promise<string> => {
  const objects = new Map([
    [n.signatureField, bodies.signatureField('/V 11 0 R')],
    [n.signature, signatureBody(extra, subFilter)],
  ])
  const signed = await signRevision(document, objects, (_, covered) => Promise.resolve(make(covered)))
  const { verdict } = checkIntegrity(signed)
  expect(checkIntegrity(signed, { cryptography: createCryptography(boringEngine) }).verdict).toBe(verdict)
  return verdict
}

describe('one deviation', () => {
  it.each(cmsDeviations)('$name: $verdict', async ({ make, verdict }) => {
    expect(await verdictOf((covered) => make(covered, holder))).toBe(verdict)
  })

  it('names each once', () => {
    expect(new Set(cmsDeviations.map(({ name }) => name)).size).toBe(cmsDeviations.length)
  })
})

describe('the encoded message of RSA is built anew and compared whole', () => {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })
  const rsa = issue({ subject: [['commonName', 'Ana POPESCU']], issuer: pki.authority, keys })
  const usual = sequence(oid(sha256), nil())
  const info = (digest: Uint8Array, algorithm = usual) => encode(sequence(algorithm, octets(digest)))
  const padded = (message: Uint8Array, head = Buffer.from([0, 1]), filling = 0xff) =>
    Buffer.concat([head, Buffer.alloc(256 - head.length - 1 - message.length, filling), Buffer.from([0]), message])
  const raised = (message: Uint8Array) =>
    privateEncrypt({ key: keys.privateKey, padding: constants.RSA_NO_PADDING }, message)
  const messages: readonly (readonly [string, string, (digest: Uint8Array) => Uint8Array])[] = [
    ['as it must be', 'valid', (digest) => padded(info(digest))],
    [
      'with parameters that nobody checks',
      'invalid',
      (digest) => padded(info(digest, sequence(oid(sha256), octets(Buffer.alloc(40, 7))))),
    ],
    ['with octets after the digest', 'invalid', (digest) => padded(Buffer.concat([info(digest), Buffer.alloc(20, 7)]))],
    [
      'with a long form of a length',
      'invalid',
      (digest) => padded(Buffer.concat([Buffer.from([0x30, 0x81]), info(digest).subarray(1)])),
    ],
    ['with a third member', 'invalid', (digest) => padded(encode(sequence(usual, octets(digest), nil())))],
    [
      'with short padding and octets at the end',
      'invalid',
      (digest) =>
        Buffer.concat([
          Buffer.from([0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 0]),
          info(digest),
          Buffer.alloc(256 - 11 - info(digest).length, 7),
        ]),
    ],
    ['padded as for encryption', 'invalid', (digest) => padded(info(digest), Buffer.from([0, 2]), 0x55)],
    ['padded with other octets', 'invalid', (digest) => padded(info(digest), Buffer.from([0, 1]), 0xfe)],
  ]
  it.each(messages)('%s, beside its certificate: %s', async (_, verdict, message) => {
    const certificate = `/Cert <${Buffer.from(rsa.certificate.raw).toString('hex')}>`
    const make = (covered: Uint8Array) => encode(octets(raised(message(hash(covered)))))
    expect(await verdictOf(make, 'adbe.x509.rsa_sha1', certificate)).toBe(verdict)
  })
  it.each(messages)('%s, in a structure: %s', async (_, verdict, message) => {
    const make = (covered: Uint8Array) =>
      makeSignedData({
        holder: rsa,
        digestOid: sha256,
        digest: hash(covered),
        signatureAlgorithm: sequence(oid('1.2.840.113549.1.1.11'), nil()),
        sign: (bytes) => raised(message(hash(bytes))),
      })
    expect(await verdictOf(make)).toBe(verdict)
  })
  it('without parameters of the digest, as RFC 8017 allows for what is verified', async () => {
    const certificate = `/Cert <${Buffer.from(rsa.certificate.raw).toString('hex')}>`
    const make = (covered: Uint8Array) => encode(octets(raised(padded(info(hash(covered), sequence(oid(sha256)))))))
    expect(await verdictOf(make, 'adbe.x509.rsa_sha1', certificate)).toBe('valid')
  })
})

/** The certificate with its public key written anew by `change`; its own signature is of no concern here. */
function withKey(of: Holder, change: (modulus: Buffer, exponent: Buffer) => Uint8Array): Holder {
  const jwk = createPublicKey(of.privateKey).export({ format: 'jwk' })
  const key = change(Buffer.from(jwk.n ?? '', 'base64url'), Buffer.from(jwk.e ?? '', 'base64url'))
  const whole = decode(of.certificate.raw)
  members(members(members(whole)[0])[6])[1] = bits(key)
  return { ...of, certificate: { ...of.certificate, raw: encode(whole) } }
}
const number = (content: Uint8Array) =>
  Buffer.concat([Buffer.from([0x02, 0x82, content.length >> 8, content.length & 255]), content])
const short = (content: Uint8Array) => Buffer.concat([Buffer.from([0x02, content.length]), content])
const list = (...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([0x30, 0x82, body.length >> 8, body.length & 255]), body])
}

describe('numbers of RSA keys', () => {
  const rsa = issue({
    subject: [['commonName', 'Ana POPESCU']],
    issuer: pki.authority,
    keys: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  })
  const signedBy =
    (signer: Holder, key = rsa.privateKey) =>
    (covered: Uint8Array) =>
      makeSignedData({
        holder: signer,
        digestOid: sha256,
        digest: hash(covered),
        signatureAlgorithm: sequence(oid('1.2.840.113549.1.1.11'), nil()),
        sign: (bytes) => sign('sha256', bytes, key),
      })
  it('a modulus without its leading zero is the positive number that it can only be', async () => {
    const bare = withKey(rsa, (modulus, exponent) => list(number(modulus), short(exponent)))
    expect(await verdictOf(signedBy(bare))).toBe('valid')
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    expect(await verdictOf(signedBy(bare, stranger))).toBe('invalid')
  })
  it.each([
    [
      'a modulus of zeros',
      (modulus: Buffer, exponent: Buffer) => list(number(Buffer.alloc(modulus.length)), short(exponent)),
    ],
    [
      'an exponent of one',
      (modulus: Buffer) => list(number(Buffer.concat([Buffer.from([0]), modulus])), short(Buffer.from([1]))),
    ],
  ])('%s opens nothing', async (_, change) => {
    expect(await verdictOf(signedBy(withKey(rsa, change)))).not.toMatch(/^valid/)
  })
})

describe('whose certificate it is', () => {
  const twin = issue({
    subject: [['commonName', 'Alt POPESCU']],
    issuer: pki.authority,
    keys: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  })
  /** Another certificate of the same issuer under the same serial number. */
  const sameNumber = (() => {
    const whole = decode(twin.certificate.raw)
    const own = members(members(decode(holder.certificate.raw))[0])
    members(members(whole)[0])[1] = own[1] as never
    return encode(whole)
  })()
  const withTwin = (attributes: (covered: Uint8Array) => ReturnType<typeof sequence>[]) => (covered: Uint8Array) => {
    const whole = decode(
      makeSignedData({
        holder,
        digestOid: sha256,
        digest: hash(covered),
        signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
        sign: (bytes) => sign('sha256', bytes, holder.privateKey),
        attributes: [...usualAttributes(hash(covered)), ...attributes(covered)],
      }),
    )
    members(members(members(members(whole)[1])[0])[3]).push(decode(sameNumber))
    return encode(whole)
  }
  it('is open where two carry the number and nothing says which is meant', async () => {
    expect(await verdictOf(withTwin(() => []))).toBe('indeterminate')
  })
  it('is settled by the signed reference', async () => {
    const reference = sequence(sequence(sequence(octets(hash(holder.certificate.raw)))))
    expect(await verdictOf(withTwin(() => [attribute('1.2.840.113549.1.9.16.2.47', reference)]))).toBe('valid')
  })
})

describe('a time-stamp without its certificate', () => {
  const withStamp = (digest: (signature: Uint8Array) => Uint8Array) => (covered: Uint8Array) => {
    let signature = new Uint8Array(0)
    const base = {
      holder,
      digestOid: sha256,
      digest: hash(covered),
      signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
      sign: (bytes: Uint8Array) => (signature = Uint8Array.from(sign('sha256', bytes, holder.privateKey))),
    }
    makeSignedData(base)
    const made = signature
    const token = decode(
      makeTimeStamp({ unit: pki.timeStampUnit, at: new Date('2026-11-23T10:00:00Z'), digest: digest(made) }),
    )
    const parts = members(members(members(token)[1])[0])
    parts.splice(3, 1)
    return makeSignedData({ ...base, sign: () => made, unsigned: [attribute('1.2.840.113549.1.9.16.2.14', token)] })
  }
  it('proves no time, and the signature stands', async () => {
    expect(await verdictOf(withStamp(hash))).toBe('valid-warn')
  })
  it('is wrong where it stamps something else', async () => {
    expect(await verdictOf(withStamp(() => hash(Buffer.from('altceva'))))).toBe('invalid')
  })
})

describe('content inside', () => {
  /** A smaller document, so that it fits into the place of its own signature. */
  const small = formDocument(new Map([[n.metadata, 'null']]))
  const repeating = (inside: (covered: Uint8Array) => Uint8Array) => (covered: Uint8Array) =>
    makeSignedData({
      holder,
      digestOid: sha256,
      digest: hash(covered),
      signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
      sign: (bytes) => sign('sha256', bytes, holder.privateKey),
      content: inside(covered),
    })
  it('that repeats the covered octets is a warning', async () => {
    expect(
      await verdictOf(
        repeating((covered) => covered),
        'adbe.pkcs7.detached',
        '',
        small,
      ),
    ).toBe('valid-warn')
  })
  it('that differs in one octet is wrong', async () => {
    const other = (covered: Uint8Array) => covered.map((byte, index) => (index === 100 ? byte ^ 1 : byte))
    expect(await verdictOf(repeating(other), 'adbe.pkcs7.detached', '', small)).toBe('invalid')
  })
})
