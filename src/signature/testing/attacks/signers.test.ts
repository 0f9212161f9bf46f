/**
 * Attacks by who signs and how: keys that anybody can make signatures for, algorithms that prove nothing, certificates
 * that claim what nobody gave them, evidence about somebody else.
 */
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { decode, encode, integer, nil, octets, oid, sequence } from '../../signing/der.ts'
import { serviceDirectory } from '../../trusted-list/services.ts'
import { checkIntegrity } from '../../validation/integrity.ts'
import { validatePdf } from '../../validation/validate-pdf.ts'
import { indexByName } from '../../x509/path-building.ts'
import { anchorOf } from '../../x509/path-validation.ts'
import { bodies, formDocument, numbers as n, signatureBody } from '../form-document.ts'
import { issue, qcStatements, type Holder, keyUsage } from '../pki/certificates.ts'
import { makeOcspResponse, ocspResponse } from '../pki/revocation.ts'
import { personName, romanianPki } from '../pki/romania.ts'
import { makeTimeStamp } from '../pki/time-stamps.ts'
import { appendRevision, stream } from '../plain-pdf.ts'
import { attribute, makeSignedData, type SignedDataSpec } from '../test-cms.ts'
import { signRevision } from '../test-signer.ts'

const pki = romanianPki()
const at = new Date('2026-11-23T10:00:00Z')
const tomorrow = new Date(at.getTime() + 86_400_000)
const digestOids = { md5: '1.2.840.113549.2.5', sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const
const rsaWith = { md5: '1.2.840.113549.1.1.4', sha1: '1.2.840.113549.1.1.5', sha256: '1.2.840.113549.1.1.11' } as const
type Digest = keyof typeof digestOids

const objects = new Map([
  [n.signatureField, bodies.signatureField('/V 11 0 R')],
  [n.signature, signatureBody('', 'adbe.pkcs7.detached')],
])
const signedWith = (make: (covered: Uint8Array) => Uint8Array) =>
  signRevision(formDocument(), objects, (_, covered) => Promise.resolve(make(covered)))
const hash = (digest: Digest, bytes: Uint8Array) => createHash(digest).update(bytes).digest()
const rsaSpec = (holder: Holder, covered: Uint8Array, digest: Digest = 'sha256'): SignedDataSpec => ({
  holder,
  digestOid: digestOids[digest],
  digest: hash(digest, covered),
  signatureAlgorithm: sequence(oid(rsaWith[digest]), nil()),
  sign: (bytes) => sign(digest, bytes, holder.privateKey),
})
const ecSpec = (holder: Holder, covered: Uint8Array): SignedDataSpec => ({
  holder,
  digestOid: digestOids.sha256,
  digest: hash('sha256', covered),
  signatureAlgorithm: sequence(oid('1.2.840.10045.4.3.2')),
  sign: (bytes) => sign('sha256', bytes, holder.privateKey),
})
const signerOf = (keys: { privateKey: KeyObject; publicKey: KeyObject }) =>
  issue({
    subject: personName('POPESCU', 'Ana', '2850615229013'),
    issuer: pki.authority,
    extensions: [keyUsage('nonRepudiation')],
    keys,
  })
const rsa = (modulusLength: number) => signerOf(generateKeyPairSync('rsa', { modulusLength }))
const p256 = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
const good = (holder: Holder) =>
  ocspResponse({
    signer: pki.responder,
    issuer: pki.authority.certificate,
    certificate: holder.certificate,
    producedAt: at,
    nextUpdate: tomorrow,
  })
const anchors = indexByName([anchorOf(pki.authority.certificate)])
const validated = (pdf: Uint8Array, holder?: Holder) => {
  const [signature] = validatePdf(pdf, { at, anchors, ocspResponses: holder ? [good(holder)] : [] }).signatures
  if (!signature) throw new Error('no signature')
  return signature
}

describe('keys', () => {
  it.each([
    [512, 'invalid'],
    [768, 'invalid'],
    [1024, 'valid-warn'],
    [1536, 'valid-warn'],
    [2048, 'valid'],
  ])('of %s bits give %s, and too short ones no trust', async (bits, verdict) => {
    const holder = rsa(bits)
    const signature = validated(await signedWith((covered) => makeSignedData(rsaSpec(holder, covered))), holder)
    expect(signature.integrity.verdict).toBe(verdict)
    if (bits < 2048) expect(signature.trust.indication).not.toBe('TOTAL_PASSED')
    else expect(signature.trust.indication).toBe('TOTAL_PASSED')
  })

  it('with an exponent of one let anybody sign', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')
    const info = (digest: Uint8Array) =>
      Buffer.from(encode(sequence(sequence(oid(digestOids.sha256), nil()), octets(digest))))
    const holder = signerOf({ privateKey, publicKey })
    // The certificate's own bytes, the exponent 65537 made 1.
    const raw = Buffer.from(holder.certificate.raw)
    const place = raw.indexOf(Buffer.from('0203010001', 'hex'))
    const forgedRaw = Buffer.concat([raw.subarray(0, place), Buffer.from('0203000001', 'hex'), raw.subarray(place + 5)])
    const forged = await signedWith((covered) => {
      const plain = makeSignedData({
        ...rsaSpec(holder, covered),
        sign: (bytes) => {
          const message = info(hash('sha256', bytes))
          return Buffer.concat([
            Buffer.from([0, 1]),
            Buffer.alloc(modulus.length - message.length - 3, 0xff),
            Buffer.from([0]),
            message,
          ])
        },
      })
      return Buffer.from(
        Buffer.from(plain).toString('latin1').replace(raw.toString('latin1'), forgedRaw.toString('latin1')),
        'latin1',
      )
    })
    expect(checkIntegrity(forged).verdict).not.toMatch(/^valid/)
  })

  it.each([
    ['zeros', 0, 0],
    ['r of zero', 0, 1],
    ['s of zero', 1, 0],
    ['ones', 1, 1],
  ])('an ECDSA value of %s signs nothing', async (_, r, s) => {
    const holder = signerOf(p256())
    expect(
      checkIntegrity(
        await signedWith((covered) =>
          makeSignedData({ ...ecSpec(holder, covered), sign: () => encode(sequence(integer(r), integer(s))) }),
        ),
      ).verdict,
    ).toBe('invalid')
  })
})

describe('algorithms', () => {
  it.each(['md5', 'sha1'] as const)('%s is never plain green, and gives no trust', async (digest) => {
    const holder = rsa(2048)
    const signature = validated(await signedWith((covered) => makeSignedData(rsaSpec(holder, covered, digest))), holder)
    expect(signature.integrity.verdict).toBe('valid-warn')
    expect(signature.trust).toMatchObject({
      indication: 'INDETERMINATE',
      subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    })
  })

  it('a strong name over a weak digest does not help', async () => {
    const holder = rsa(2048)
    const signature = validated(
      await signedWith((covered) =>
        makeSignedData({ ...rsaSpec(holder, covered), digestOid: digestOids.sha1, digest: hash('sha1', covered) }),
      ),
      holder,
    )
    expect(signature.integrity.verdict).toBe('valid-warn')
    expect(signature.trust.indication).toBe('INDETERMINATE')
  })
})

describe('what is not signed', () => {
  it('an attribute beside the signature says nothing about the document', async () => {
    const holder = signerOf(p256())
    // The digest of the document stands in an unsigned attribute; the signed one is of another.
    const signed = await signedWith((covered) =>
      makeSignedData({
        ...ecSpec(holder, Buffer.from('alt document')),
        unsigned: [attribute('1.2.840.113549.1.9.4', octets(hash('sha256', covered)))],
      }),
    )
    expect(checkIntegrity(signed).verdict).toBe('tampered')
  })

  it('a time-stamp over the value of another signature proves nothing here', async () => {
    const holder = signerOf(p256())
    const stamp = makeTimeStamp({
      unit: pki.timeStampUnit,
      at,
      digest: hash('sha256', Buffer.from('another signature')),
    })
    const signed = await signedWith((covered) =>
      makeSignedData({
        ...ecSpec(holder, covered),
        unsigned: [attribute('1.2.840.113549.1.9.16.2.14', decode(stamp))],
      }),
    )
    expect(validated(signed, holder)).toMatchObject({
      integrity: { verdict: 'invalid' },
      trust: { indication: 'TOTAL_FAILED' },
    })
  })
})

describe('certificates that claim', () => {
  const faked = {
    subject: personName('POPESCU', 'Ana', '2850615229013'),
    extensions: [keyUsage('nonRepudiation'), qcStatements()],
  }

  it('a personal number in a certificate that its holder made are nobody’s word', async () => {
    const holder = issue(faked)
    const signature = validated(await signedWith((covered) => makeSignedData(ecSpec(holder, covered))), holder)
    expect(signature.integrity.verdict).toBe('valid')
    expect(signature.trust).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' })
    expect(signature.qualification.conclusion).toBe('not-determined')
  })

  it('the name of the authority on another key does not make its certificates', async () => {
    const impostor = issue({
      subject: [
        ['countryName', 'RO'],
        ['organizationName', 'Furnizor de Încredere Exemplu SA'],
        ['organizationIdentifier', 'VATRO-99999999'],
        ['commonName', 'Exemplu Qualified CA'],
      ],
      extensions: [keyUsage('keyCertSign')],
    })
    const holder = issue({ ...faked, issuer: impostor })
    const signature = validated(await signedWith((covered) => makeSignedData(ecSpec(holder, covered))), holder)
    expect(signature.trust.indication).not.toBe('TOTAL_PASSED')
  })

  it('statements of quality in a certificate of a service that no list names make nothing qualified', async () => {
    const holder = issue({ ...faked, issuer: pki.authority })
    const [signature] = validatePdf(await signedWith((covered) => makeSignedData(ecSpec(holder, covered))), {
      at,
      anchors,
      directory: serviceDirectory([]),
      ocspResponses: [good(holder)],
    }).signatures
    expect(signature?.trust.indication).toBe('TOTAL_PASSED')
    expect(signature?.qualification.conclusion).not.toMatch(/QES|QC/)
  })
})

describe('evidence about somebody else', () => {
  const withStore = async (holder: Holder, response: Uint8Array) =>
    appendRevision(
      await signedWith((covered) => makeSignedData(ecSpec(holder, covered))),
      new Map([
        [n.catalog, bodies.catalog('/DSS 30 0 R')],
        [30, '<< /Type /DSS /OCSPs [31 0 R] /Certs [32 0 R] >>'],
        [31, stream(Buffer.from(response).toString('latin1'))],
        [32, stream(Buffer.from(pki.responder.certificate.raw).toString('latin1'))],
      ]),
    )
  const holder = signerOf(p256())
  const other = signerOf(p256())
  const spec = {
    signer: pki.responder,
    issuer: pki.authority.certificate,
    certificate: holder.certificate,
    producedAt: at,
    nextUpdate: tomorrow,
  }

  it('the right response is taken from the store', async () => {
    expect(validated(await withStore(holder, makeOcspResponse(spec))).trust.indication).toBe('TOTAL_PASSED')
  })
  it.each([
    ['about another certificate', { ...spec, certificate: other.certificate }],
    ['that was damaged', { ...spec, breakSignature: true }],
    ['signed by the signer', { ...spec, signer: holder }],
    ['signed by somebody else of the same authority', { ...spec, signer: other }],
    [
      'from long ago',
      { ...spec, producedAt: new Date('2025-01-01T00:00:00Z'), nextUpdate: new Date('2025-01-02T00:00:00Z') },
    ],
    ['that does not know', { ...spec, status: 'unknown' as const }],
    ['that says revoked', { ...spec, status: { revokedAt: new Date('2026-01-01T00:00:00Z') } }],
  ])('a response %s proves nothing', async (_, wrong) => {
    expect(validated(await withStore(holder, makeOcspResponse(wrong))).trust.indication).not.toBe('TOTAL_PASSED')
  })
})
