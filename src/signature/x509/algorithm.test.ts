import { describe, expect, it } from 'vitest'
import {
  type AlgorithmIdentifier,
  describeDigest,
  describeScheme,
  digestByOid,
  digestNames,
  digestSize,
  type DigestName,
  oidOfDigest,
  readPssParameters,
  signatureScheme,
} from './algorithm.ts'
import { encodeOid } from './asn1-values.ts'
import { EncodingError, tag } from './tlv.ts'
import { encodeTlv } from './write.ts'

const asn1Null = Uint8Array.of(5, 0)
const identifier = (oid: string, parameters?: Uint8Array): AlgorithmIdentifier => ({
  oid,
  parameters,
  raw: new Uint8Array(0),
})
const arc = (root: string, last: number): string => `${root}.${String(last)}`

/** FIPS 180-4 and 202, RFC 3370, TeleTrusT: octets by identifier. */
const digests: readonly (readonly [oid: string, name: DigestName, octets: number, shown: string])[] = [
  ['1.2.840.113549.2.5', 'md5', 16, 'MD5'],
  ['1.3.36.3.2.1', 'ripemd160', 20, 'RIPEMD160'],
  ['1.3.14.3.2.26', 'sha1', 20, 'SHA-1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224', 28, 'SHA-224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256', 32, 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384', 48, 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512', 64, 'SHA-512'],
  ['2.16.840.1.101.3.4.2.5', 'sha512-224', 28, 'SHA-512-224'],
  ['2.16.840.1.101.3.4.2.6', 'sha512-256', 32, 'SHA-512-256'],
  ['2.16.840.1.101.3.4.2.7', 'sha3-224', 28, 'SHA3-224'],
  ['2.16.840.1.101.3.4.2.8', 'sha3-256', 32, 'SHA3-256'],
  ['2.16.840.1.101.3.4.2.9', 'sha3-384', 48, 'SHA3-384'],
  ['2.16.840.1.101.3.4.2.10', 'sha3-512', 64, 'SHA3-512'],
]

describe('digests', () => {
  it.each(digests)('%s is %s of %i octets', (oid, name, octets, shown) => {
    expect([digestByOid(oid), digestSize(name), oidOfDigest(name), describeDigest(name)]).toEqual([
      ...[name, octets, oid, shown],
    ])
  })
  it('are these and no others', () => {
    expect([...digestNames].sort()).toEqual(digests.map(([, name]) => name).sort())
    expect(digestByOid('1.2.3')).toBeUndefined()
    expect(oidOfDigest('sha0' as DigestName)).toBe('')
  })
})

/** RFC 3279, 4055, 5758, 8692 (SHA-3) and TR-03111 (plain): the digests in the order of the last arc. */
const pkcs = '1.2.840.113549.1.1'
const x962 = '1.2.840.10045.4.3'
const nist = '2.16.840.1.101.3.4.3'
const plain = '0.4.0.127.0.7.1.1.4.1'
const schemes: readonly (readonly [oid: string, shown: string, plain?: boolean])[] = [
  [arc(pkcs, 4), 'RSA MD5'],
  [arc(pkcs, 5), 'RSA SHA-1'],
  ['1.3.14.3.2.29', 'RSA SHA-1'],
  [arc(pkcs, 14), 'RSA SHA-224'],
  [arc(pkcs, 11), 'RSA SHA-256'],
  [arc(pkcs, 12), 'RSA SHA-384'],
  [arc(pkcs, 13), 'RSA SHA-512'],
  [arc(pkcs, 15), 'RSA SHA-512-224'],
  [arc(pkcs, 16), 'RSA SHA-512-256'],
  ['1.3.36.3.3.1.2', 'RSA RIPEMD160'],
  ...['SHA3-224', 'SHA3-256', 'SHA3-384', 'SHA3-512'].flatMap((name, index) => [
    [arc(nist, 13 + index), `RSA ${name}`] as const,
    [arc(nist, 9 + index), `ECDSA ${name}`] as const,
  ]),
  ['1.2.840.10045.4.1', 'ECDSA SHA-1'],
  ...['SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'].flatMap((name, index) => [
    [arc(x962, 1 + index), `ECDSA ${name}`] as const,
    [arc(plain, 2 + index), `ECDSA ${name}`, true] as const,
    [arc(nist, 1 + index), `DSA ${name}`] as const,
  ]),
  [arc(plain, 1), 'ECDSA SHA-1', true],
  ['1.2.840.10040.4.3', 'DSA SHA-1'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
]

describe('signature schemes', () => {
  it.each(schemes.map(([oid, shown, isPlain = false]) => [oid, shown, isPlain] as const))(
    '%s is %s',
    (oid, shown, isPlain) => {
      const scheme = signatureScheme(identifier(oid))
      expect(scheme && describeScheme(scheme)).toBe(shown)
      expect(scheme?.kind === 'ecdsa' && scheme.plain === true).toBe(isPlain)
      // EdDSA has no parameters at all (RFC 8410, 3).
      expect(signatureScheme(identifier(oid, asn1Null)) !== undefined).toBe(!shown.startsWith('Ed'))
      expect(signatureScheme(identifier(oid, Uint8Array.of(5, 1)))).toBeUndefined()
      expect(signatureScheme(identifier(oid), 'md5') !== undefined).toBe(/^Ed|MD5$/.test(shown))
    },
  )

  it.each([
    ['1.2.840.113549.1.1.1', 'RSA SHA-256'],
    ['1.2.840.10045.2.1', 'ECDSA SHA-256'],
    ['1.2.840.10040.4.1', 'DSA SHA-256'],
  ])('%s names the key alone, and takes the digest from beside it', (oid, shown) => {
    const of = (parameters?: Uint8Array) => signatureScheme(identifier(oid, parameters), 'sha256')
    const scheme = of()
    expect(scheme && describeScheme(scheme)).toBe(shown)
    expect(of(asn1Null)).toEqual(scheme)
    expect(signatureScheme(identifier(oid))).toBeUndefined()
    // The identifier of an elliptic key has its curve beside it.
    expect(of(Uint8Array.of(tag.oid, 1, 0)) !== undefined).toBe(shown.startsWith('ECDSA'))
    expect(of(Uint8Array.of(tag.sequence, 0))).toBeUndefined()
  })

  it('an unknown one is none', () => {
    expect(signatureScheme(identifier('1.2.3'))).toBeUndefined()
    expect(signatureScheme(identifier('1.2.3'), 'sha256')).toBeUndefined()
  })
})

const algorithm = (oid: string, ...more: Uint8Array[]) =>
  encodeTlv(tag.sequence, encodeTlv(tag.oid, encodeOid(oid)), ...more)
const field = (number: number, ...content: Uint8Array[]) => encodeTlv(0xa0 | number, ...content)
const integer = (value: number) => Uint8Array.of(2, 1, value)
const sha256 = algorithm('2.16.840.1.101.3.4.2.1')
const mgf1 = (...more: Uint8Array[]) => algorithm('1.2.840.113549.1.1.8', ...more)
const parameters = (...fields: Uint8Array[]) => encodeTlv(tag.sequence, ...fields)

describe('parameters of RSASSA-PSS', () => {
  const pss = '1.2.840.113549.1.1.10'
  it('have defaults, each of which can be replaced', () => {
    const defaults = { kind: 'rsa-pss', digest: 'sha1', maskDigest: 'sha1', saltLength: 20 }
    expect(readPssParameters(parameters())).toEqual(defaults)
    expect(readPssParameters(parameters(field(0, sha256)))).toEqual({ ...defaults, digest: 'sha256' })
    expect(readPssParameters(parameters(field(1, mgf1(sha256))))).toEqual({ ...defaults, maskDigest: 'sha256' })
    expect(readPssParameters(parameters(field(2, integer(32))))).toEqual({ ...defaults, saltLength: 32 })
    expect(readPssParameters(parameters(field(3, integer(1))))).toEqual(defaults)
  })

  it.each([
    ['another trailer', [field(3, integer(2))], 'an unknown RSASSA-PSS trailer'],
    ['a field without anything', [field(0)], 'a field that must hold one element'],
    ['a field with two things', [field(0, sha256, sha256)], 'a field that must hold one element'],
    ['an unknown digest', [field(0, algorithm('1.2.3'))], 'an unknown digest algorithm'],
    ['another mask', [field(1, algorithm('1.2.3', sha256))], 'an unknown mask generation function'],
    ['a mask without a digest', [field(1, mgf1())], 'an unknown mask generation function'],
    ['a mask of an unknown digest', [field(1, mgf1(algorithm('1.2.3')))], 'an unknown digest algorithm'],
  ])('%s is wrong', (_, fields, message) => {
    expect(() => readPssParameters(parameters(...fields))).toThrow(new EncodingError(message))
    expect(signatureScheme(identifier(pss, parameters(...fields)))).toBeUndefined()
  })

  it('name the scheme, agree with the digest beside it, and are not left out', () => {
    const made = identifier(pss, parameters(field(0, sha256)))
    expect(signatureScheme(made)).toMatchObject({ kind: 'rsa-pss', digest: 'sha256' })
    expect(signatureScheme(made, 'sha256')).toEqual(signatureScheme(made))
    expect(signatureScheme(made, 'sha1')).toBeUndefined()
    expect(signatureScheme(identifier(pss))).toBeUndefined()
  })
})
