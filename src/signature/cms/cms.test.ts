import { constants, createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkIntegrity } from '../validation/integrity.ts'
import { context, encode, integer, nil, octets, oid, sequence } from '../signing/der.ts'
import { issue, type Holder } from '../testing/pki/certificates.ts'
import { asBer, attribute, makeSignedData, type SignedDataSpec, usualAttributes } from '../testing/test-cms.ts'
import { signRevision } from '../testing/test-signer.ts'
import { boringEngine, nodeEngine } from '../x509/engine.ts'
import { createCryptography } from './cryptography.ts'
import { readSignedData } from './signed-data.ts'
import { children, EncodingFault, readElement, timeOf } from './tlv.ts'
import { bodies, formDocument, numbers as n, signatureBody } from '../testing/form-document.ts'

type Keys = { privateKey: KeyObject; publicKey: KeyObject }
const subject = [
  ['countryName', 'RO'],
  ['commonName', 'Ana POPESCU'],
] as const
const authority = issue({
  subject: [
    ['countryName', 'RO'],
    ['commonName', 'Autoritate'],
  ],
})
const holderOf = (keys: Keys): Holder => issue({ subject, issuer: authority, keys })
const ec = (namedCurve: string): Keys => generateKeyPairSync('ec', { namedCurve })
const rsa = holderOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))
const p256 = holderOf(ec('prime256v1'))

const digests = {
  sha1: '1.3.14.3.2.26',
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
  'sha3-256': '2.16.840.1.101.3.4.2.8',
  'sha3-512': '2.16.840.1.101.3.4.2.10',
} as const
type Digest = keyof typeof digests
const hash = (name: Digest, bytes: Uint8Array) => createHash(name).update(bytes).digest()
const pss = (digest: Digest, mask: Digest, salt: number) =>
  sequence(
    oid('1.2.840.113549.1.1.10'),
    sequence(
      context(0, sequence(oid(digests[digest]), nil())),
      context(1, sequence(oid('1.2.840.113549.1.1.8'), sequence(oid(digests[mask]), nil()))),
      context(2, integer(salt)),
    ),
  )

interface Case {
  readonly name: string
  readonly digest: Digest
  readonly holder: Holder
  readonly algorithm: ReturnType<typeof sequence>
  readonly sign: (bytes: Uint8Array) => Uint8Array
}
const plain = (name: string, digest: Digest, holder: Holder, algorithm: string, options: object = {}): Case => ({
  name,
  digest,
  holder,
  algorithm: sequence(oid(algorithm)),
  sign: (bytes) => sign(digest, bytes, { key: holder.privateKey, ...options }),
})
const padding = constants.RSA_PKCS1_PSS_PADDING

const cases: Case[] = [
  plain('rsaEncryption, SHA-256', 'sha256', rsa, '1.2.840.113549.1.1.1'),
  plain('RSA SHA-512', 'sha512', rsa, '1.2.840.113549.1.1.13'),
  plain('RSA SHA3-256', 'sha3-256', rsa, '2.16.840.1.101.3.4.3.14'),
  {
    ...plain('RSASSA-PSS SHA-256', 'sha256', rsa, '', { padding, saltLength: 32 }),
    algorithm: pss('sha256', 'sha256', 32),
  },
  plain('ECDSA P-256', 'sha256', p256, '1.2.840.10045.4.3.2'),
  plain('ECDSA P-384', 'sha384', holderOf(ec('secp384r1')), '1.2.840.10045.4.3.3'),
  plain('ECDSA P-521', 'sha512', holderOf(ec('secp521r1')), '1.2.840.10045.4.3.4'),
  plain('ECDSA P-256 SHA3-256', 'sha3-256', p256, '2.16.840.1.101.3.4.3.10'),
  plain('plain ECDSA', 'sha256', p256, '0.4.0.127.0.7.1.1.4.1.3', { dsaEncoding: 'ieee-p1363' }),
  plain('brainpool P-256', 'sha256', holderOf(ec('brainpoolP256r1')), '1.2.840.10045.4.3.2'),
  plain('brainpool P-512', 'sha512', holderOf(ec('brainpoolP512r1')), '1.2.840.10045.4.3.4'),
  ...(['ed25519', 'ed448'] as const).map((kind): Case => {
    const holder = holderOf(kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ed448'))
    return {
      name: kind,
      digest: 'sha512',
      holder,
      algorithm: sequence(oid(kind === 'ed25519' ? '1.3.101.112' : '1.3.101.113')),
      sign: (bytes) => sign(null, bytes, holder.privateKey),
    }
  }),
]

/** The form, signed in its field with these bytes as `Contents`. */
async function signedWith(
  make: (covered: Uint8Array) => Uint8Array,
  subFilter = 'adbe.pkcs7.detached',
  extra = '',
): Promise<Buffer> {
  const objects = new Map([
    [n.signatureField, bodies.signatureField('/V 11 0 R')],
    [n.signature, signatureBody(extra, subFilter)],
  ])
  return signRevision(formDocument(), objects, async (_, covered) => Promise.resolve(make(covered)))
}
const detached = (
  covered: Uint8Array,
  more: Partial<SignedDataSpec> = {},
  made: Case = cases[4] ?? fail(),
): Uint8Array =>
  makeSignedData({
    holder: made.holder,
    digestOid: digests[made.digest],
    digest: hash(made.digest, covered),
    signatureAlgorithm: made.algorithm,
    sign: made.sign,
    ...more,
  })
function fail(): never {
  throw new Error('no case')
}
const failing = (bytes: Uint8Array) =>
  checkIntegrity(bytes).signatures.flatMap((signature) =>
    signature.checks.filter((made) => made.outcome !== 'passed').map((made) => made.code),
  )

describe.each([
  ['OpenSSL', nodeEngine],
  ['BoringSSL', boringEngine],
] as const)('on %s', (_, engine) => {
  const cryptography = createCryptography(engine)
  it.each(cases.map((made) => [made.name, made] as const))(
    '%s verifies, and not with another bit',
    async (_name, made) => {
      const signed = await signedWith((covered) => detached(covered, {}, made))
      expect(checkIntegrity(signed, { cryptography }).verdict).toBe('valid')
      const wrong = await signedWith((covered) =>
        detached(covered, { sign: (bytes) => made.sign(Buffer.concat([bytes, Uint8Array.of(0)])) }, made),
      )
      expect(checkIntegrity(wrong, { cryptography }).verdict).toBe('invalid')
    },
  )
})

describe('a detached signature', () => {
  it('may be encoded in BER with indefinite lengths', async () => {
    expect(checkIntegrity(await signedWith((covered) => asBer(detached(covered), 3))).verdict).toBe('valid')
  })

  it('may lack signed attributes: then it is over the content itself', async () => {
    expect(checkIntegrity(await signedWith((covered) => detached(covered, { bare: covered }))).verdict).toBe('valid')
  })

  it('with SHA-1 is never plain green', async () => {
    const made = plain('', 'sha1', rsa, '1.2.840.113549.1.1.5')
    expect(checkIntegrity(await signedWith((covered) => detached(covered, {}, made))).verdict).toBe('valid-warn')
  })

  it.each<[string, (covered: Uint8Array) => Partial<SignedDataSpec>, string]>([
    ['two signers', () => ({ signers: 2 }), 'one-signer'],
    ['no signer', () => ({ signers: 0 }), 'one-signer'],
    ['a content of its own', () => ({ content: Buffer.from('altul') }), 'content-detached'],
    ['no certificate', () => ({ withoutCertificate: true }), 'signer-certificate'],
    ['a digest of something else', () => ({ digest: hash('sha256', Buffer.from('altceva')) }), 'message-digest'],
    [
      'no message digest',
      () => ({ attributes: [attribute('1.2.840.113549.1.9.3', oid('1.2.840.113549.1.7.1'))] }),
      'message-digest',
    ],
    [
      'two message digests',
      (covered) => ({
        attributes: [
          ...usualAttributes(hash('sha256', covered)),
          attribute('1.2.840.113549.1.9.4', octets(hash('sha256', Buffer.from('b')))),
        ],
      }),
      'message-digest',
    ],
    [
      'another content type',
      (covered) => ({ attributes: usualAttributes(hash('sha256', covered), '1.2.840.113549.1.7.5') }),
      'content-type',
    ],
    [
      'no content type',
      (covered) => ({ attributes: [attribute('1.2.840.113549.1.9.4', octets(hash('sha256', covered)))] }),
      'content-type',
    ],
    [
      'a reference to another certificate',
      (covered) => ({
        attributes: [
          ...usualAttributes(hash('sha256', covered)),
          attribute(
            '1.2.840.113549.1.9.16.2.47',
            sequence(sequence(sequence(octets(hash('sha256', authority.certificate.raw))))),
          ),
        ],
      }),
      'signing-certificate-reference',
    ],
    ['an unknown digest', () => ({ digestOid: '1.2.3.4' }), 'algorithm-supported'],
    ['an unknown signature algorithm', () => ({ signatureAlgorithm: sequence(oid('1.2.3.4')) }), 'algorithm-supported'],
    [
      'the algorithm of another kind of key',
      () => ({ signatureAlgorithm: sequence(oid('1.2.840.113549.1.1.11'), nil()) }),
      'signature-value',
    ],
  ])('with %s is not green', async (_, change, code) => {
    const signed = await signedWith((covered) => detached(covered, change(covered)))
    expect(checkIntegrity(signed).verdict).not.toMatch(/^valid/)
    expect(failing(signed)).toContain(code)
  })

  it('whose two digests disagree is reported', async () => {
    const made: Case = {
      ...plain('', 'sha256', rsa, '1.2.840.113549.1.1.13'),
      sign: (bytes) => sign('sha512', bytes, rsa.privateKey),
    }
    const signed = await signedWith((covered) => detached(covered, {}, made))
    expect(checkIntegrity(signed).verdict).toBe('valid-warn')
    expect(failing(signed)).toContain('algorithms-agree')
  })
})

describe('older kinds of signature', () => {
  const sha1 = (covered: Uint8Array) => hash('sha1', covered)
  it('adbe.pkcs7.sha1 is the signature of a digest, and the digest must be the document’s', async () => {
    const of = (embedded: Uint8Array) => detached(embedded, { content: embedded })
    expect(checkIntegrity(await signedWith((covered) => of(sha1(covered)), 'adbe.pkcs7.sha1')).verdict).toBe(
      'valid-warn',
    )
    const forged = await signedWith(() => of(sha1(Buffer.from('alt document'))), 'adbe.pkcs7.sha1')
    expect(checkIntegrity(forged).verdict).toBe('tampered')
  })

  it('adbe.x509.rsa_sha1 has its certificate beside it', async () => {
    const extra = `/Cert <${Buffer.from(rsa.certificate.raw).toString('hex')}>`
    const raw = (bytes: Uint8Array, key: KeyObject = rsa.privateKey) => encode(octets(sign('sha1', bytes, key)))
    expect(checkIntegrity(await signedWith((covered) => raw(covered), 'adbe.x509.rsa_sha1', extra)).verdict).toBe(
      'valid-warn',
    )
    expect(
      checkIntegrity(await signedWith(() => raw(Buffer.from('alt document')), 'adbe.x509.rsa_sha1', extra)).verdict,
    ).toBe('tampered')
    expect(
      checkIntegrity(
        await signedWith(
          (covered) => raw(covered, holderOf(generateKeyPairSync('rsa', { modulusLength: 2048 })).privateKey),
          'adbe.x509.rsa_sha1',
          extra,
        ),
      ).verdict,
    ).toBe('invalid')
    expect(checkIntegrity(await signedWith((covered) => raw(covered), 'adbe.x509.rsa_sha1')).verdict).toBe(
      'indeterminate',
    )
  })
})

describe('encodings', () => {
  it.each([
    ['empty', ''],
    ['truncated', '3005'],
    ['a long length', '3089010000000000000000'],
    ['an endless indefinite', '30803080'],
    ['a high tag', '1f810100'],
  ])('refuses %s', (_, hex) => {
    expect(() => children(readElement(Buffer.from(hex, 'hex')))).toThrow(EncodingFault)
  })

  it('refuses nesting without end', () => {
    expect(() => readElement(Buffer.alloc(100_000, Uint8Array.of(0x30, 0x80)))).toThrow(EncodingFault)
  })

  it('never fails in another way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          readSignedData(bytes)
        } catch (fault) {
          if (!(fault instanceof EncodingFault)) throw fault
        }
      }),
    )
  })

  it.each([
    ['170d3236313132333038313530305a', '2026-11-23T08:15:00.000Z'],
    ['180f32303531303130313030303030305a', '2051-01-01T00:00:00.000Z'],
    ['1703414243', undefined],
  ])('reads the time %s', (hex, time) => {
    expect(timeOf(readElement(Buffer.from(hex, 'hex')))).toBe(time)
  })
})
