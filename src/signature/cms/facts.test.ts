/** The facts that are read from a signature, one by one. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  context,
  contextPrimitive,
  decode,
  encode,
  integer,
  members,
  nil,
  octets,
  oid,
  sequence,
  utf8,
} from '../signing/der.ts'
import { issue, type Holder } from '../testing/pki/certificates.ts'
import { asBer, attribute, makeSignedData, type SignedDataSpec, usualAttributes } from '../testing/test-cms.ts'
import { boringEngine } from '../x509/engine.ts'
import { extensionOid } from '../x509/oids.ts'
import { digestParametersFit, schemeAllows } from './algorithm-table.ts'
import { algorithmProtection } from './algorithm-protection.ts'
import {
  type AlgorithmIdentifier,
  algorithmIdentifier,
  contentDigest,
  isBroken,
  keyStrength,
  signerScheme,
} from './algorithms.ts'
import { attributeFindings } from './attribute-table.ts'
import { readCertificate } from './certificate-fields.ts'
import { createCryptography } from './cryptography.ts'
import { attributeValues, oids, readSignedData, type SignerInfo } from './signed-data.ts'
import { certificateReference, signerCertificate } from './signer-certificate.ts'
import { signerFacts } from './signer-facts.ts'
import { EncodingFault, readElement } from './tlv.ts'

type Asn1 = ReturnType<typeof sequence>
const sha256 = '2.16.840.1.101.3.4.2.1'
const hash = (bytes: Uint8Array, name = 'sha256') => createHash(name).update(bytes).digest()
const authority = issue({ subject: [['commonName', 'Autoritate']] })
const holder = issue({
  subject: [['commonName', 'Ana POPESCU']],
  issuer: authority,
  keys: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
})
const other = issue({
  subject: [['commonName', 'Radu ALTUL']],
  issuer: authority,
  keys: generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
})
const covered = Buffer.from('Solicit anonimizarea dosarului')
const cryptography = createCryptography()
const made = (more: Partial<SignedDataSpec> = {}, of: Holder = holder): Uint8Array =>
  makeSignedData({
    holder: of,
    digestOid: sha256,
    digest: hash(covered),
    signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
    sign: (bytes) => sign('sha256', bytes, of.privateKey),
    ...more,
  })
const first = (bytes: Uint8Array) => {
  const data = readSignedData(bytes)
  const [info] = data.signerInfos
  if (!info) throw new Error('no signer')
  return { data, info }
}
const factsOf = (bytes: Uint8Array, candidates: readonly Uint8Array[] = [], content = [covered] as Uint8Array[]) => {
  const { data, info } = first(bytes)
  return signerFacts(data, info, content, candidates, cryptography)
}
const withAttributes = (...extra: Asn1[]) => made({ attributes: [...usualAttributes(hash(covered)), ...extra] })
const identifier = (id: string, parameters?: Asn1): AlgorithmIdentifier => ({
  oid: id,
  parameters: parameters && encode(parameters),
  raw: new Uint8Array(0),
})

describe('facts of a signer', () => {
  it('of an honest signature', () => {
    expect(factsOf(made())).toMatchObject({
      digestAlgorithm: 'sha256',
      digestOid: sha256,
      schemeOid: '1.2.840.10045.4.3.2',
      algorithmsAgree: true,
      messageDigest: 'match',
      contentTypeAttribute: 'match',
      signatureValue: 'verified',
      signingCertificate: 'absent',
      certificateSettled: true,
      attributes: { unknown: [], deviating: [] },
      algorithmProtection: 'absent',
      algorithmsAllowed: true,
      digestAnnounced: true,
      signaturePolicy: false,
      signatureTimeStamps: [],
      claimedTime: undefined,
    })
  })
  it('takes the content in parts as one, with attributes and without', () => {
    const parts = [covered.subarray(0, 7), covered.subarray(7)]
    expect(factsOf(made(), [], parts)).toMatchObject({ messageDigest: 'match', signatureValue: 'verified' })
    const bare = made({ bare: covered })
    expect(factsOf(bare, [], parts)).toMatchObject({
      messageDigest: 'no-attributes',
      contentTypeAttribute: 'no-attributes',
      signatureValue: 'verified',
    })
    expect(factsOf(bare)).toMatchObject({ signatureValue: 'verified' })
    expect(factsOf(bare, [], [covered.subarray(1)])).toMatchObject({ signatureValue: 'wrong' })
  })
  it.each([
    ['no message digest', [attribute(oids.contentType, oid(oids.data))], { messageDigest: 'absent' }],
    [
      'two of them',
      [...usualAttributes(hash(covered)), attribute(oids.messageDigest, octets(hash(covered)))],
      { messageDigest: 'absent' },
    ],
    [
      'one of two values',
      [attribute(oids.messageDigest, octets(hash(covered)), octets(hash(covered, 'sha1')))],
      { messageDigest: 'absent' },
    ],
    ['a shorter one', usualAttributes(hash(covered).subarray(1)), { messageDigest: 'differs' }],
    ['another one', usualAttributes(hash(Buffer.from('altceva'))), { messageDigest: 'differs' }],
    ['no content type', [attribute(oids.messageDigest, octets(hash(covered)))], { contentTypeAttribute: 'absent' }],
    ['another content type', usualAttributes(hash(covered), oids.signedData), { contentTypeAttribute: 'differs' }],
    [
      'two content types',
      [...usualAttributes(hash(covered)), attribute(oids.contentType, oid(oids.data))],
      { contentTypeAttribute: 'differs' },
    ],
  ])('with %s', (_, attributes, facts) => {
    expect(factsOf(made({ attributes }))).toMatchObject(facts)
  })
  it('names what it does not know as unsupported, and never as wrong', () => {
    expect(factsOf(made({ digestOid: '1.2.3.4' }))).toMatchObject({
      digestAlgorithm: undefined,
      messageDigest: 'unsupported',
      signatureValue: 'unsupported',
      algorithmsAgree: true,
      algorithmsAllowed: true,
    })
    expect(factsOf(made({ signatureAlgorithm: sequence(oid('1.2.3.4')) }))).toMatchObject({
      scheme: undefined,
      signatureValue: 'unsupported',
    })
  })
  it('sees two digests that differ', () => {
    const sha512 = '2.16.840.1.101.3.4.2.3'
    const facts = factsOf(made({ digestOid: sha512, attributes: usualAttributes(hash(covered, 'sha512')) }))
    expect(facts).toMatchObject({ algorithmsAgree: false, messageDigest: 'match', signatureValue: 'verified' })
  })
  it('reads policy, time and time-stamps', () => {
    const facts = factsOf(
      made({
        attributes: [...usualAttributes(hash(covered)), attribute(oids.signaturePolicy, sequence())],
        unsigned: [attribute(oids.signatureTimeStamp, sequence(nil()), sequence())],
      }),
    )
    expect(facts.signaturePolicy).toBe(true)
    expect(facts.signatureTimeStamps.map((stamp) => Buffer.from(stamp).toString('hex')).sort()).toEqual([
      '3000',
      '30020500',
    ])
  })
})

describe('the certificate of the signer', () => {
  const { info } = first(made())
  const der = holder.certificate.raw
  it('is one of the signature’s own before it is one of others', () => {
    expect(signerCertificate(info, [other.certificate.raw, der], [], cryptography)).toMatchObject({
      settled: true,
      certificate: { der },
    })
    expect(signerCertificate(info, [], [der], cryptography).certificate?.der).toEqual(der)
    expect(signerCertificate(info, [der], [der], cryptography).settled).toBe(true)
    expect(signerCertificate(info, [der, der], [], cryptography).settled).toBe(true)
    expect(signerCertificate(info, [other.certificate.raw], [], cryptography)).toEqual({
      certificate: undefined,
      settled: true,
    })
  })
  it('is found among what is no certificate', () => {
    const broken = [
      Uint8Array.of(0x30),
      Uint8Array.of(0x30, 0),
      Uint8Array.of(0x30, 2, 0x30, 0),
      encode(sequence(sequence(integer(1), nil(), nil(), nil(), nil()))),
    ]
    for (const bytes of broken) expect(() => readCertificate(bytes)).toThrow(EncodingFault)
    expect(signerCertificate(info, [...broken, der], [], cryptography).certificate?.der).toEqual(der)
  })
  it('is found by its key identifier', () => {
    const key = Buffer.from('0102030405', 'hex')
    const named = issue({
      subject: [['commonName', 'Ana POPESCU']],
      issuer: authority,
      extensions: [
        { oid: '1.2.3.4', value: utf8('x') },
        { oid: extensionOid.subjectKeyIdentifier, value: octets(key) },
      ],
    })
    expect(Buffer.from(readCertificate(named.certificate.raw).subjectKeyIdentifier ?? []).toString('hex')).toBe(
      '0102030405',
    )
    const whole = decode(made({}, holder))
    const signer = members(members(members(members(whole)[1])[0]).at(-1))[0]
    members(signer)[1] = contextPrimitive(0, key)
    const bySki = first(encode(whole)).info
    expect(bySki.identifier).toEqual({ kind: 'key-identifier', keyIdentifier: Uint8Array.from(key) })
    expect(signerCertificate(bySki, [der, named.certificate.raw], [], cryptography).certificate?.der).toEqual(
      named.certificate.raw,
    )
    expect(signerCertificate(bySki, [der], [], cryptography).certificate).toBeUndefined()
  })
})

describe('the signed reference to the certificate', () => {
  const fields = readCertificate(holder.certificate.raw)
  const serial = members(members(decode(holder.certificate.raw))[0])[1] ?? nil()
  const issuer = decode(holder.certificate.issuer.raw)
  const named = (name: Asn1, number: Asn1 = serial) => sequence(sequence(context(4, name)), number)
  const reference = (type: 'v1' | 'v2', ...parts: Asn1[]) =>
    certificateReference(
      first(
        withAttributes(
          attribute(
            type === 'v1' ? oids.signingCertificate : oids.signingCertificateV2,
            sequence(sequence(sequence(...parts))),
          ),
        ),
      ).info.signedAttributes,
      fields,
      cryptography,
    )
  const own = octets(hash(holder.certificate.raw))
  it.each([
    ['by SHA-256', 'v2', [own], 'match'],
    ['by SHA-1', 'v1', [octets(hash(holder.certificate.raw, 'sha1'))], 'match'],
    [
      'by a stated digest',
      'v2',
      [sequence(oid('2.16.840.1.101.3.4.2.3')), octets(hash(holder.certificate.raw, 'sha512'))],
      'match',
    ],
    ['by a digest that nobody knows', 'v2', [sequence(oid('1.2.3.4')), own], 'differs'],
    ['by the digest of the other kind', 'v1', [own], 'differs'],
    ['to another certificate', 'v2', [octets(hash(other.certificate.raw))], 'differs'],
    ['that is no digest', 'v2', [utf8('x')], 'differs'],
    ['of nothing', 'v2', [], 'differs'],
    ['with issuer and number', 'v2', [own, named(issuer)], 'match'],
    ['with another number', 'v2', [own, named(issuer, integer(7))], 'differs'],
    ['with another issuer', 'v2', [own, named(decode(holder.certificate.subject.raw))], 'differs'],
    ['with the issuer in other string types', 'v2', [own, named(respelled(issuer))], 'match'],
    [
      'with a name of another kind',
      'v2',
      [own, sequence(sequence(contextPrimitive(2, Buffer.from('x'))), serial)],
      'match',
    ],
    ['with something else behind', 'v2', [own, nil()], 'match'],
  ] as const)('%s', (_, type, parts, answer) => {
    expect(reference(type, ...parts)).toBe(answer)
  })
  it('is wrong as soon as one of two is', () => {
    const attributes = first(
      withAttributes(
        attribute(oids.signingCertificateV2, sequence(sequence(sequence(own)))),
        attribute(oids.signingCertificate, sequence(sequence(sequence(own)))),
      ),
    ).info.signedAttributes
    expect(certificateReference(attributes, fields, cryptography)).toBe('differs')
    expect(certificateReference(attributes, undefined, cryptography)).toBe('differs')
    expect(certificateReference([], undefined, cryptography)).toBe('absent')
  })
})

/** A name with every text as UTF-8, which is not how the test authority writes it. */
function respelled(name: Asn1): Asn1 {
  const copy = decode(encode(name))
  for (const set of members(copy))
    for (const pair of members(set)) {
      const text = Buffer.from(encode(members(pair)[1] ?? nil()))
        .subarray(2)
        .toString('latin1')
      members(pair)[1] = utf8(text.toUpperCase())
    }
  return copy
}

describe('the tables', () => {
  it('of digests', () => {
    expect(['2.16.840.1.101.3.4.2.12', '2.16.840.1.101.3.4.2.18'].map((id) => contentDigest(identifier(id)))).toEqual([
      'shake256',
      'shake256',
    ])
    expect(contentDigest(identifier(sha256))).toBe('sha256')
    expect(contentDigest(identifier('1.2.3'))).toBeUndefined()
    expect((['md5', 'sha1', 'ripemd160', 'sha224', 'sha256'] as const).map(isBroken)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
  })
  it.each([
    [sha256, undefined, true],
    [sha256, nil(), true],
    [sha256, integer(512), false],
    ['2.16.840.1.101.3.4.2.18', integer(512), true],
    ['2.16.840.1.101.3.4.2.18', integer(256), false],
    ['2.16.840.1.101.3.4.2.18', nil(), false],
    ['2.16.840.1.101.3.4.2.18', undefined, false],
    ['2.16.840.1.101.3.4.2.12', undefined, true],
  ])('of parameters of %s', (id, parameters, fits) => {
    expect(digestParametersFit(identifier(id, parameters))).toBe(fits)
  })
  it('of digests beside schemes', () => {
    const digests = [
      'md5',
      'sha1',
      'sha224',
      'sha256',
      'sha384',
      'sha512',
      'sha3-256',
      'sha3-384',
      'sha3-512',
      'shake256',
    ] as const
    const allowed = (kind: 'ed25519' | 'ed448' | 'ml-dsa') => digests.filter((digest) => schemeAllows({ kind }, digest))
    expect(allowed('ed25519')).toEqual(['sha512'])
    expect(allowed('ed448')).toEqual(['sha512', 'shake256'])
    expect(allowed('ml-dsa')).toEqual(['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512', 'shake256'])
    for (const kind of ['rsa-pkcs1', 'ecdsa', 'dsa'] as const)
      expect(digests.every((digest) => schemeAllows({ kind, digest: 'sha256' }, digest))).toBe(true)
    expect(schemeAllows({ kind: 'rsa-pss', digest: 'sha256', maskDigest: 'sha256', saltLength: 32 }, 'sha1')).toBe(true)
  })
  it('of signature algorithms', () => {
    for (const last of ['17', '18', '19'])
      expect(signerScheme(identifier(`2.16.840.1.101.3.4.3.${last}`), 'sha512')).toEqual({ kind: 'ml-dsa' })
    expect(signerScheme(identifier('2.16.840.1.101.3.4.3.20'), 'sha512')).toBeUndefined()
    expect(signerScheme(identifier('0.4.0.127.0.7.1.1.4.1.3', oid('1.3.36.3.3.2.8.1.1.7')), 'sha256')).toEqual({
      kind: 'ecdsa',
      digest: 'sha256',
      plain: true,
    })
    expect(signerScheme(identifier('1.2.840.113549.1.1.1', nil()), 'sha256')).toEqual({
      kind: 'rsa-pkcs1',
      digest: 'sha256',
    })
    expect(signerScheme(identifier('1.2.840.113549.1.1.1', integer(1)), 'sha256')).toBeUndefined()
    expect(signerScheme(identifier('1.2.840.10045.2.1', oid('1.2.840.10045.3.1.7')), 'sha256')).toEqual({
      kind: 'ecdsa',
      digest: 'sha256',
    })
    for (const digest of [undefined, 'shake256'] as const)
      expect(signerScheme(identifier('1.2.840.113549.1.1.1'), digest)).toBeUndefined()
    expect(algorithmIdentifier(readElement(encode(sequence(oid(sha256), nil()))))).toMatchObject({
      oid: sha256,
      parameters: Uint8Array.of(5, 0),
    })
    expect(() => algorithmIdentifier(undefined)).toThrow(EncodingFault)
  })
  it('of keys', () => {
    const strength = (keys: { publicKey: { export: (options: { format: 'der'; type: 'spki' }) => Buffer } }) =>
      keyStrength(keys.publicKey.export({ format: 'der', type: 'spki' }))
    const rsa = (modulusLength: number) => strength(generateKeyPairSync('rsa', { modulusLength }))
    expect([1016, 1024, 1896, 1904].map(rsa)).toEqual(['broken', 'weak', 'weak', 'good'])
    expect(strength(generateKeyPairSync('dsa', { modulusLength: 1024, divisorLength: 160 }))).toBe('weak')
    expect(
      ['secp224r1', 'prime256v1'].map((namedCurve) => strength(generateKeyPairSync('ec', { namedCurve }))),
    ).toEqual(['weak', 'good'])
    expect(strength(generateKeyPairSync('ed25519'))).toBe('good')
    expect(keyStrength(Uint8Array.of(0x30, 0))).toBe('good')
    expect(keyStrength(encode(sequence(sequence(oid('1.2.3')), nil())))).toBe('good')
  })
  it('of attributes', () => {
    const value = readElement(encode(nil()))
    const of = (type: string, values = 1) => ({ type, values: Array(values).fill(value) as (typeof value)[] })
    const many = [
      '1.2.840.113549.1.9.16.2.16',
      '1.2.840.113549.1.9.16.2.18',
      '0.4.0.19122.1.1',
      '1.2.840.113549.1.9.16.2.20',
    ]
    for (const type of many) {
      expect(attributeFindings([of(type, 2), of(type)], [])).toEqual({ unknown: [], deviating: [] })
      expect(attributeFindings([], [of(type)]).deviating).toEqual([type])
      expect(attributeFindings([of(type, 0)], []).deviating).toEqual([type])
    }
    const beside = [14, 21, 22, 23, 24, 25, 26, 27, 48, 49, 50].map((last) => `1.2.840.113549.1.9.16.2.${String(last)}`)
    for (const type of [
      ...beside,
      '0.4.0.1733.2.2',
      '0.4.0.1733.2.4',
      '0.4.0.1733.2.5',
      '0.4.0.19122.1.5',
      '1.0.32004.1.2',
    ]) {
      expect(attributeFindings([], [of(type, 2), of(type)])).toEqual({ unknown: [], deviating: [] })
      expect(attributeFindings([of(type)], []).deviating).toEqual([type])
    }
    const once = ['3', '4', '5', '15', '52', '16.2.4', '16.2.10', '16.2.12', '16.2.47', '16.2.15', '16.2.17'].map(
      (last) => `1.2.840.113549.1.9.${last}`,
    )
    for (const type of [...once, '0.4.0.1733.2.1', '1.2.840.113583.1.1.8']) {
      expect(attributeFindings([of(type)], [])).toEqual({ unknown: [], deviating: [] })
      expect(attributeFindings([of(type), of(type)], []).deviating).toEqual([type])
      expect(attributeFindings([of(type, 2)], []).deviating).toEqual([type])
      expect(attributeFindings([], [of(type)]).deviating).toEqual([type])
    }
    expect(attributeFindings([of('1.2.3'), of('1.2.3')], [of('1.2.4', 0)])).toEqual({
      unknown: ['1.2.3', '1.2.4'],
      deviating: ['1.2.4'],
    })
  })
  it('of protection: both values must agree', () => {
    const protect = (signature: string) => sequence(sequence(oid(sha256), nil()), context(1, oid(signature)))
    const info = (...values: Asn1[]): SignerInfo =>
      first(withAttributes(attribute(oids.algorithmProtection, ...values))).info
    expect(algorithmProtection(first(made()).info)).toBe('absent')
    expect(algorithmProtection(info(protect('1.2.840.10045.4.3.2')))).toBe('match')
    expect(algorithmProtection(info(protect('1.2.840.10045.4.3.2'), protect('1.2.840.10045.4.3.3')))).toBe('differs')
    expect(algorithmProtection(info(sequence(sequence(oid(sha256)), context(2, oid('1.2.840.10045.4.3.2')))))).toBe(
      'differs',
    )
    expect(() => algorithmProtection(info(sequence(sequence(oid(sha256)))))).toThrow(EncodingFault)
  })
})

describe('the structure', () => {
  it('keeps what it holds', () => {
    const { data, info } = first(made({ content: covered, unsigned: [attribute('1.2.3', nil())] }))
    expect(data).toMatchObject({ contentType: oids.data, digestAlgorithms: [sha256] })
    expect(Buffer.from(data.content ?? [])).toEqual(covered)
    expect(data.certificates).toHaveLength(1)
    expect(info.identifier).toMatchObject({ kind: 'issuer-and-serial' })
    expect(attributeValues(info.unsignedAttributes, '1.2.3')).toHaveLength(1)
    expect(readSignedData(made()).content).toBeUndefined()
  })
  it('leaves attribute certificates aside', () => {
    const whole = decode(made())
    members(members(members(members(whole)[1])[0])[3]).push(context(1, nil()))
    expect(readSignedData(encode(whole)).certificates).toHaveLength(1)
  })
  it('takes content of other types by its octets, as PKCS #7 has it', () => {
    const whole = decode(made())
    members(members(members(members(whole)[1])[0])[2]).push(context(0, utf8('salut')))
    expect(Buffer.from(readSignedData(encode(whole)).content ?? []).toString()).toBe('salut')
  })
  it('is the same with indefinite lengths, at every depth', () => {
    const plain = made({ content: covered })
    for (const depth of [1, 2, 3, 4, 5, 6]) {
      const bytes = asBer(plain, depth)
      expect(factsOf(bytes)).toMatchObject({ messageDigest: 'match', signatureValue: 'verified' })
      expect(readSignedData(bytes).length).toBe(bytes.length)
    }
    const long = made({
      attributes: [...usualAttributes(hash(covered)), attribute('1.2.3', octets(Buffer.alloc(70_000)))],
    })
    expect(factsOf(asBer(long, 6)).signatureValue).toBe('verified')
    const middle = made({
      attributes: [...usualAttributes(hash(covered)), attribute('1.2.3', octets(Buffer.alloc(100)))],
    })
    expect(factsOf(asBer(middle, 6)).signatureValue).toBe('verified')
  })
  it.each([
    ['another type', (whole: Asn1) => (members(whole)[0] = oid(oids.data))],
    ['no wrapper', (whole: Asn1) => (members(whole)[1] = members(members(whole)[1])[0] ?? nil())],
    ['no version', (whole: Asn1) => (members(members(members(whole)[1])[0])[0] = nil())],
    [
      'a signer without version',
      (whole: Asn1) =>
        members(members(members(members(whole)[1])[0]).at(-1))[0] === undefined
          ? undefined
          : (members(members(members(members(members(whole)[1])[0]).at(-1))[0])[0] = nil()),
    ],
    ['signers that are no set', (whole: Asn1) => members(members(members(whole)[1])[0]).splice(-1, 1, sequence())],
  ])('is none with %s', (_, change) => {
    const whole = decode(made())
    change(whole)
    expect(() => readSignedData(encode(whole))).toThrow(EncodingFault)
  })
})

describe('cryptography', () => {
  const boring = createCryptography(boringEngine)
  it('has every digest on both engines', () => {
    for (const name of ['sha256', 'sha3-256', 'ripemd160', 'shake256'] as const) {
      const parts = [covered.subarray(0, 3), covered.subarray(3)]
      const expected = createHash(name, name === 'shake256' ? { outputLength: 64 } : {})
        .update(covered)
        .digest('hex')
      for (const engine of [cryptography, boring])
        expect(Buffer.from(engine.digest(name, ...parts)).toString('hex')).toBe(expected)
    }
  })
  it('distinguishes wrong from unsupported', () => {
    const spki = holder.certificate.publicKey.raw
    const value = sign('sha256', covered, holder.privateKey)
    const scheme = { kind: 'ecdsa', digest: 'sha256' } as const
    expect(cryptography.verify(scheme, spki, covered, value)).toBe('verified')
    expect(cryptography.verify(scheme, spki, Buffer.from('x'), value)).toBe('wrong')
    expect(cryptography.verify(scheme, Uint8Array.of(0x30), covered, value)).toBe('wrong')
    expect(cryptography.verify(scheme, encode(sequence(sequence(oid('1.2.3')), octets(covered))), covered, value)).toBe(
      'wrong',
    )
    expect(cryptography.verify({ kind: 'ml-dsa' }, spki, covered, value)).toBe('unsupported')
    const koblitz = generateKeyPairSync('ec', { namedCurve: 'secp256k1' })
    const exported = koblitz.publicKey.export({ format: 'der', type: 'spki' })
    expect(boring.verify(scheme, exported, covered, sign('sha256', covered, koblitz.privateKey))).toBe('unsupported')
  })
  it('states a digest for RSA keys alone', () => {
    const keys = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const spki = keys.publicKey.export({ format: 'der', type: 'spki' })
    const value = sign('sha256', covered, keys.privateKey)
    expect(cryptography.statedDigest(spki, value)?.name).toBe('sha256')
    expect(cryptography.statedDigest(spki, value.subarray(1))).toBeUndefined()
    expect(cryptography.statedDigest(holder.certificate.publicKey.raw, value)).toBeUndefined()
    expect(cryptography.statedDigest(Uint8Array.of(0x30), value)).toBeUndefined()
  })
})
