import { generateKeyPairSync, sign, constants } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issue, newKeys } from '../testing/pki/certificates.ts'
import { personName, romanianPki } from '../testing/pki/romania.ts'
import { describeScheme, readAlgorithm, signatureScheme } from './algorithm.ts'
import { judgeAlgorithm } from './algorithm-policy.ts'
import {
  decodeOid,
  encodeOid,
  readBigInteger,
  readBits,
  readBoolean,
  readSmall,
  readText,
  readTime,
} from './asn1-values.ts'
import { parseCertificate, parsePemCertificates } from './certificate.ts'
import { digest } from './digest.ts'
import { boringEngine, nodeEngine } from './engine.ts'
import { formatName, parseNameBytes, sameName } from './name.ts'
import { readPublicKeyInfo, usableKey } from './public-key.ts'
import { subjectIdentity } from './subject.ts'
import { contentOf, EncodingError, membersOf, openTlv, readTlv, readWhole, tag } from './tlv.ts'
import { verifySignature } from './verify-signature.ts'
import { encodeTlv } from './write.ts'
import type { SignatureScheme } from './algorithm.ts'
import type { Engine } from './engine.ts'
import type { PublicKey } from './public-key.ts'
import type { KeyObject } from 'node:crypto'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const whole = (text: string) => readWhole(hex(text))

describe('elements', () => {
  it.each([
    ['nothing', ''],
    ['a header alone', '30'],
    ['indefinite length', '3080 0000'],
    ['a length in five octets', '30 85 0000000000'],
    ['a long form for a short length', '04 81 01 00'],
    ['leading zero in the length', '04 82 0080' + '00'.repeat(128)],
    ['a tag number above 30', '1f 81 01 00'],
    ['longer than what is there', '04 05 00'],
    ['a length of 4 GB', '04 84 ffffffff'],
    ['data after the end', '05 00 00'],
  ])('refuses %s', (_, text) => {
    expect(() => whole(text)).toThrow(EncodingError)
  })
  it('reads what it writes, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const element = readWhole(encodeTlv(tag.octetString, content))
        expect(Buffer.compare(contentOf(element), content)).toBe(0)
      }),
      { numRuns: 30 },
    )
  })
  it('never fails otherwise than by refusing, on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        for (const parse of [
          () => membersOf(readTlv(bytes)),
          () => {
            parseCertificate(bytes)
          },
        ]) {
          try {
            parse()
          } catch (error) {
            expect(error).toBeInstanceOf(EncodingError)
          }
        }
      }),
    )
  })
  it('bounds members, and refuses to open a primitive element', () => {
    expect(() =>
      membersOf(readWhole(encodeTlv(tag.sequence, ...Array.from({ length: 4 }, () => hex('0500')))), 3),
    ).toThrow('more than 3 members')
    expect(() => openTlv(whole('04 00'))).toThrow(EncodingError)
    const cursor = openTlv(whole('30 02 0500'))
    expect(() => {
      cursor.finish()
    }).toThrow(EncodingError)
  })
})

describe('values', () => {
  it('object identifiers, forth and back', () => {
    expect(decodeOid(hex('2a864886f70d01010b'))).toBe('1.2.840.113549.1.1.11')
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2),
        fc.nat(39),
        fc.array(fc.bigInt({ min: 0n, max: 2n ** 70n }), { maxLength: 6 }),
        (root, second, rest) => {
          const dotted = [root, second, ...rest].join('.')
          expect(decodeOid(encodeOid(dotted))).toBe(dotted)
        },
      ),
    )
    for (const bad of ['', '80', '2a80', '2a8001']) expect(() => decodeOid(hex(bad))).toThrow(EncodingError)
  })
  it.each(['01 01 01', '01 02 ff00', '01 00'])('refuses the boolean %s', (text) => {
    expect(() => readBoolean(whole(text))).toThrow(EncodingError)
  })
  it('small and large numbers', () => {
    expect(readSmall(whole('02 01 7f'))).toBe(127)
    expect(readSmall(whole('02 02 0080'))).toBe(128)
    expect(readBigInteger(whole('02 09 00ffffffffffffffff'))).toBe(2n ** 64n - 1n)
    for (const bad of ['02 00', '02 02 007f', '02 02 ff80', '02 01 ff', '02 06 010000000000', '02 05 0080000000'])
      expect(() => readSmall(whole(bad))).toThrow(EncodingError)
    expect(() => readBigInteger(whole('02 01 80'))).toThrow(EncodingError)
  })
  it('bit strings', () => {
    expect(readBits(whole('03 02 07 80'))).toEqual({ octets: hex('80'), unused: 7 })
    for (const bad of ['03 00', '03 02 08 00', '03 01 01', '03 02 01 01'])
      expect(() => readBits(whole(bad))).toThrow(EncodingError)
  })
  const time = (kind: number, text: string) =>
    readTime(readWhole(encodeTlv(kind, Buffer.from(text))), text.includes('.'))
  it('times', () => {
    expect(time(tag.utcTime, '491231235959Z')).toEqual(new Date('2049-12-31T23:59:59Z'))
    expect(time(tag.utcTime, '500101000000Z')).toEqual(new Date('1950-01-01T00:00:00Z'))
    expect(time(tag.generalizedTime, '00010101000000Z').getUTCFullYear()).toBe(1)
    expect(time(tag.generalizedTime, '20240229000000Z')).toEqual(new Date('2024-02-29T00:00:00Z'))
    expect(time(tag.generalizedTime, '20240229000000.25Z')).toEqual(new Date('2024-02-29T00:00:00.250Z'))
    for (const bad of [
      '20230229000000Z',
      '20231301000000Z',
      '20230101240000Z',
      '20230101006000Z',
      '20230101000060Z',
      '2023010100Z',
      '20230101000000+0100',
      '20230101000000.0Z',
      '20230101000000.10Z',
    ])
      expect(() => time(tag.generalizedTime, bad), bad).toThrow(EncodingError)
    expect(() => time(tag.utcTime, '2301010000Z')).toThrow(EncodingError)
  })
  it('texts in every kind of string', () => {
    const text = (kind: number, bytes: Uint8Array) => readText(readWhole(encodeTlv(kind, bytes)))
    expect(text(tag.utf8String, Buffer.from('Țepeș'))).toBe('Țepeș')
    expect(text(tag.bmpString, hex('021a 0065'))).toBe('Țe')
    expect(text(tag.universalString, hex('0000021a 0001f600'))).toBe('Ț😀')
    expect(text(tag.teletexString, hex('e9'))).toBe('é')
    expect(text(tag.integer, hex('01'))).toBeUndefined()
    for (const [kind, bytes] of [
      [tag.utf8String, 'ff'],
      [tag.bmpString, '02'],
      [tag.universalString, '0000'],
      [tag.universalString, '00110000'],
    ] as const)
      expect(() => text(kind, hex(bytes))).toThrow(EncodingError)
  })
})

describe('names', () => {
  it('compare folded, keep diacritics and separators apart, and are written for people', () => {
    const of = (...spec: Parameters<typeof issue>[0]['subject']) => issue({ subject: spec }).certificate.subject
    expect(sameName(of(['commonName', 'Ana  POP']), of(['commonName', ' ana pop ']))).toBe(true)
    expect(sameName(of(['commonName', 'Ioniță']), of(['commonName', 'Ionita']))).toBe(false)
    expect(sameName(of(['commonName', 'a\u0002o=b']), of(['commonName', 'a'], ['organizationName', 'b']))).toBe(false)
    expect(
      sameName(of(['commonName', 'a'], ['organizationName', 'b']), of(['organizationName', 'b'], ['commonName', 'a'])),
    ).toBe(false)
    expect(formatName(of(['countryName', 'RO'], ['commonName', 'A, B']))).toBe('CN=A\\, B, C=RO')
    expect(() => parseNameBytes(hex('30 02 3100'))).toThrow(EncodingError)
  })
})

describe('certificates', () => {
  const romania = romanianPki()
  const person = romania.person('POPESCU', 'Ana Maria', '2850615229013').certificate
  it('yield who they name', () => {
    expect(subjectIdentity(person)).toMatchObject({
      name: 'Ana Maria POPESCU',
      surname: 'POPESCU',
      givenName: 'Ana Maria',
      cnp: '2850615229013',
      country: 'RO',
      identifier: { kind: 'PNO', country: 'RO' },
    })
    expect(subjectIdentity(romania.person('POPESCU', 'Ana').certificate)).toMatchObject({
      cnp: undefined,
      identifier: undefined,
      serialNumber: '20261123AB1',
    })
    const foreign = issue({ subject: [...personName('X', 'Y').slice(0, 3), ['serialNumber', 'PNOBG-2850615229013']] })
    expect(subjectIdentity(foreign.certificate).cnp).toBeUndefined()
    expect(
      subjectIdentity(
        issue({
          subject: [
            ['serialNumber', 'PNORO-285061522901'],
            ['surname', 'X'],
            ['givenName', 'Y'],
          ],
        }).certificate,
      ),
    ).toMatchObject({ cnp: undefined, name: 'Y X' })
    expect(
      subjectIdentity(
        issue({
          subject: [
            ['serialNumber', 'IDCRO-2850615229013'],
            ['pseudonym', 'P'],
          ],
        }).certificate,
      ),
    ).toMatchObject({ cnp: undefined, name: 'P' })
  })
  it('yield what they state', () => {
    expect(person.qcStatements).toMatchObject({ compliance: true, sscd: true, types: ['esign'], legislation: [] })
    expect(person).toMatchObject({ version: 3, keyUsage: ['nonRepudiation'], malformed: [], algorithmsAgree: true })
    expect(person.authorityInfoAccess?.ocsp).toHaveLength(1)
  })
  it('are refused when anything is cut off or put behind, and read from PEM', () => {
    for (let length = 0; length < person.raw.length; length += 5)
      expect(parseCertificate(person.raw.subarray(0, length)).ok).toBe(false)
    expect(parseCertificate(Buffer.concat([person.raw, Buffer.of(0)]))).toMatchObject({
      ok: false,
      problem: { code: 'malformed' },
    })
    const pem = `text\n-----BEGIN CERTIFICATE-----\n${Buffer.from(person.raw).toString('base64')}\n-----END CERTIFICATE-----\n`
    expect(parsePemCertificates(pem + pem)).toMatchObject({
      ok: true,
      value: [{ fingerprint: person.fingerprint }, {}],
    })
    expect(parsePemCertificates('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----').ok).toBe(false)
  })
})

describe('signatures on both engines', () => {
  const data = Buffer.from('ce s-a semnat')
  const keyOf = (key: KeyObject): PublicKey => {
    const read = usableKey(readPublicKeyInfo(readWhole(key.export({ format: 'der', type: 'spki' }))))
    if (read.kind === 'unusable') throw new Error(read.why)
    return read
  }
  const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve })
  const rsa = newKeys('rsa')
  const pss = (name: 'sha256' | 'sha512', saltLength: number): SignatureScheme => ({
    kind: 'rsa-pss',
    digest: name,
    maskDigest: name,
    saltLength,
  })
  const padding = constants.RSA_PKCS1_PSS_PADDING
  const cases: readonly (readonly [
    string,
    { privateKey: KeyObject; publicKey: KeyObject },
    SignatureScheme,
    (key: KeyObject) => Uint8Array,
  ])[] = [
    ['RSA SHA-256', rsa, { kind: 'rsa-pkcs1', digest: 'sha256' }, (key) => sign('sha256', data, key)],
    ['RSA SHA3-256', rsa, { kind: 'rsa-pkcs1', digest: 'sha3-256' }, (key) => sign('sha3-256', data, key)],
    ['RSASSA-PSS', rsa, pss('sha256', 32), (key) => sign('sha256', data, { key, padding, saltLength: 32 })],
    ['RSASSA-PSS without salt', rsa, pss('sha512', 0), (key) => sign('sha512', data, { key, padding, saltLength: 0 })],
    [
      'RSASSA-PSS SHA3-256',
      rsa,
      { kind: 'rsa-pss', digest: 'sha3-256', maskDigest: 'sha3-256', saltLength: 32 },
      (key) => sign('sha3-256', data, { key, padding, saltLength: 32 }),
    ],
    ...(
      ['prime256v1', 'secp384r1', 'secp521r1', 'brainpoolP256r1', 'brainpoolP384r1', 'brainpoolP512r1'] as const
    ).flatMap((curve) =>
      (['sha256', 'sha384', 'sha3-512'] as const).map(
        (name) =>
          [
            `${curve} ${name}`,
            ec(curve),
            { kind: 'ecdsa', digest: name },
            (key: KeyObject) => sign(name, data, key),
          ] as const,
      ),
    ),
    [
      'plain ECDSA',
      ec('brainpoolP256r1'),
      { kind: 'ecdsa', digest: 'sha256', plain: true },
      (key) => sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' }),
    ],
    ['Ed25519', generateKeyPairSync('ed25519'), { kind: 'ed25519' }, (key) => sign(null, data, key)],
    ['Ed448', generateKeyPairSync('ed448'), { kind: 'ed448' }, (key) => sign(null, data, key)],
  ]
  const engines: readonly (readonly [string, Engine])[] = [
    ['OpenSSL', nodeEngine],
    ['BoringSSL', boringEngine],
  ]
  for (const [engineName, engine] of engines)
    it.each(cases)(`${engineName}: %s`, (_, { privateKey, publicKey }, scheme, make) => {
      const signature = make(privateKey)
      const key = keyOf(publicKey)
      expect(verifySignature(key, scheme, data, signature, engine)).toBe('valid')
      expect(verifySignature(key, scheme, Buffer.from('altceva'), signature, engine)).toBe('invalid')
      const broken = Buffer.from(signature)
      broken[broken.length - 3] = (broken[broken.length - 3] ?? 0) ^ 4
      expect(verifySignature(key, scheme, data, broken, engine)).toBe('invalid')
      expect(verifySignature(key, scheme, data, signature.subarray(1), engine)).toBe('invalid')
      expect(verifySignature(key, scheme, data, new Uint8Array(0), engine)).toBe('invalid')
    })
  it('reports unsupported for what no engine here can compute', () => {
    expect(
      verifySignature(
        keyOf(ec('brainpoolP320r1').publicKey),
        { kind: 'ecdsa', digest: 'sha256' },
        data,
        hex('3006020101020101'),
        boringEngine,
      ),
    ).toBe('unsupported')
  })
  it('a scheme that the key cannot make is invalid', () => {
    const key = keyOf(rsa.publicKey)
    for (const scheme of [
      { kind: 'ecdsa', digest: 'sha256' },
      { kind: 'ed25519' },
      { kind: 'ed448' },
      { kind: 'dsa', digest: 'sha256' },
    ] as const)
      expect(verifySignature(key, scheme, data, hex('00'))).toBe('invalid')
    expect(
      verifySignature(keyOf(ec('prime256v1').publicKey), { kind: 'rsa-pkcs1', digest: 'sha256' }, data, hex('00')),
    ).toBe('invalid')
  })
  it('keeps a restricted key to its restriction', () => {
    const restricted = generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
      saltLength: 32 as never,
    })
    const key = keyOf(restricted.publicKey)
    const signature = sign('sha256', data, { key: restricted.privateKey, padding, saltLength: 32 })
    expect(verifySignature(key, pss('sha256', 32), data, signature)).toBe('valid')
    expect(verifySignature(key, pss('sha256', 16), data, signature)).toBe('invalid')
    expect(verifySignature(key, { kind: 'rsa-pkcs1', digest: 'sha256' }, data, signature)).toBe('invalid')
  })
  it('digests are the same on both', () => {
    for (const name of [
      'md5',
      'ripemd160',
      'sha1',
      'sha224',
      'sha256',
      'sha384',
      'sha512',
      'sha512-224',
      'sha512-256',
      'sha3-224',
      'sha3-256',
      'sha3-384',
      'sha3-512',
    ] as const)
      expect(
        Buffer.compare(digest(name, data), digest(name, data, { ...boringEngine, digests: new Set() })),
        name,
      ).toBe(0)
  })
})

describe('algorithms', () => {
  const identifier = (text: string) => readAlgorithm(whole(text))
  it('by identifier, with the parameters that belong to them', () => {
    expect(signatureScheme(identifier('300d 06092a864886f70d01010b 0500'))).toEqual({
      kind: 'rsa-pkcs1',
      digest: 'sha256',
    })
    expect(
      signatureScheme(identifier('300d 06092a864886f70d01010b 0500'), 'sha512'),
      'two digests that differ',
    ).toBeUndefined()
    expect(signatureScheme(identifier('300e 06092a864886f70d01010b 010100'))).toBeUndefined()
    expect(signatureScheme(identifier('300d 06092a864886f70d010101 0500'), 'sha384')).toEqual({
      kind: 'rsa-pkcs1',
      digest: 'sha384',
    })
    expect(signatureScheme(identifier('300d 06092a864886f70d010101 0500')), 'a key is no signature').toBeUndefined()
    expect(signatureScheme(identifier('300d 06092a864886f70d01010a 3000'))).toEqual({
      kind: 'rsa-pss',
      digest: 'sha1',
      maskDigest: 'sha1',
      saltLength: 20,
    })
    expect(signatureScheme(identifier('300b 06092a864886f70d01010a'))).toBeUndefined()
    expect(signatureScheme(identifier('3007 06032b6570 0500'))).toBeUndefined()
    expect(describeScheme({ kind: 'rsa-pss', digest: 'sha3-256', maskDigest: 'sha3-256', saltLength: 32 })).toBe(
      'RSASSA-PSS SHA3-256',
    )
    expect(describeScheme({ kind: 'ecdsa', digest: 'sha384' })).toBe('ECDSA SHA-384')
  })
  it('are safe until a day', () => {
    const key = (kind: 'rsa' | 'ec', bits: number) => ({ kind, bits }) as PublicKey
    const at = new Date('2026-11-23T00:00:00Z')
    const sha256 = { kind: 'rsa-pkcs1', digest: 'sha256' } as const
    expect(judgeAlgorithm(sha256, key('rsa', 2048), at)).toBeUndefined()
    expect(judgeAlgorithm(sha256, key('rsa', 2048), new Date('2029-01-01T00:00:00Z'))).toContain('2029')
    expect(judgeAlgorithm(sha256, key('rsa', 1024), at)).toContain('1024')
    expect(judgeAlgorithm(sha256, key('rsa', 1024), new Date('2013-12-31T00:00:00Z'))).toBeUndefined()
    expect(judgeAlgorithm(sha256, key('rsa', 512), new Date(0))).toContain('never')
    expect(judgeAlgorithm({ kind: 'rsa-pkcs1', digest: 'sha1' }, key('rsa', 4096), at)).toContain('SHA-1')
    expect(
      judgeAlgorithm({ kind: 'rsa-pkcs1', digest: 'sha1' }, key('rsa', 4096), new Date('2012-07-31T00:00:00Z')),
    ).toBeUndefined()
    expect(judgeAlgorithm({ kind: 'ecdsa', digest: 'sha384' }, key('ec', 384), at)).toBeUndefined()
    expect(judgeAlgorithm({ kind: 'ed25519' }, { kind: 'ed25519', bits: 256 } as PublicKey, at)).toBeUndefined()
  })
})
