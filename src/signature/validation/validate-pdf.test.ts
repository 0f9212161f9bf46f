import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { detachedSignature } from '../signing/cms.ts'
import { signerFromKey } from '../signing/index.ts'
import type { Holder } from '../testing/pki/certificates.ts'
import { makeOcspResponse, ocspResponse } from '../testing/pki/revocation.ts'
import { romanianPki } from '../testing/pki/romania.ts'
import { makeTimeStamp } from '../testing/pki/time-stamps.ts'
import { appendRevision, stream } from '../testing/plain-pdf.ts'
import { signRevision } from '../testing/test-signer.ts'
import { indexByName } from '../x509/path-building.ts'
import { anchorOf } from '../x509/path-validation.ts'
import { signedBytes } from './signed-bytes.ts'
import { validatePdf, type ValidationOptions } from './validate-pdf.ts'
import { bodies, formDocument, numbers as n, signatureBody } from '../testing/form-document.ts'

const pki = romanianPki()
const at = new Date('2026-11-23T10:00:00Z')
const signedAt = new Date('2026-11-23T09:00:00Z')
const before = new Date('2026-11-23T08:00:00Z')
const ana = pki.person('POPESCU', 'Ana Maria', '2850615220019')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** The form signed by a holder; stamped when a time is given. */
async function signedBy(holder: Holder, stampedAt?: Date): Promise<Buffer> {
  const signer = signerFromKey(holder.privateKey, holder.certificate.raw, [pki.authority.certificate.raw])
  const stamp =
    stampedAt &&
    (async (digest: Uint8Array) => Promise.resolve(makeTimeStamp({ unit: pki.timeStampUnit, at: stampedAt, digest })))
  const objects = new Map([
    [n.signatureField, bodies.signatureField('/V 11 0 R')],
    [n.signature, signatureBody()],
  ])
  return signRevision(formDocument(), objects, async (digest) => detachedSignature(digest, signer, stamp))
}

const good = (holder: Holder, moment = at) =>
  ocspResponse({
    signer: pki.responder,
    issuer: pki.authority.certificate,
    certificate: holder.certificate,
    producedAt: moment,
    nextUpdate: new Date(moment.getTime() + 86_400_000),
  })
const revoked = (holder: Holder, revokedAt: Date) =>
  ocspResponse({
    signer: pki.responder,
    issuer: pki.authority.certificate,
    certificate: holder.certificate,
    status: { revokedAt },
    producedAt: at,
    nextUpdate: new Date(at.getTime() + 86_400_000),
  })
const stamping = good(pki.timeStampUnit)
const validate = (pdf: Uint8Array, options: Partial<ValidationOptions> = {}) => {
  const [signature] = validatePdf(pdf, {
    at,
    anchors: indexByName([anchorOf(pki.authority.certificate)]),
    ...options,
  }).signatures
  if (!signature) throw new Error('no signature')
  return signature
}

describe('the four answers', () => {
  let plain: Buffer
  beforeAll(async () => {
    plain = await signedBy(ana)
  })

  it('a plain Romanian signature (B-B, no time-stamp, no revocation data) passes with what is fetched at its arrival', () => {
    expect(validate(plain, { ocspResponses: [good(ana)] })).toMatchObject({
      integrity: { verdict: 'valid', coverage: 'whole-file' },
      trust: { indication: 'TOTAL_PASSED', subIndication: undefined },
      qualification: { conclusion: 'not-determined' },
      identity: { name: 'Ana Maria POPESCU', cnp: '2850615220019', surname: 'POPESCU', givenName: 'Ana Maria' },
      level: 'B-B',
      algorithm: 'ECDSA SHA-256',
      claimedTime: '2026-11-23T08:15:00.000Z',
      bestTime: at.toISOString(),
    })
  })

  it('no anchor, no revocation data, a revoked certificate: three different answers, and integrity stands through all', () => {
    const answers = [
      validate(plain, { anchors: indexByName([]) }),
      validate(plain),
      validate(plain, { ocspResponses: [revoked(ana, before)] }),
    ]
    expect(answers.map(({ trust }) => trust.subIndication)).toEqual([
      'NO_CERTIFICATE_CHAIN_FOUND',
      'TRY_LATER',
      'REVOKED_NO_POE',
    ])
    expect(answers.map(({ integrity }) => integrity.verdict)).toEqual(['valid', 'valid', 'valid'])
  })

  it('the arrival is proof of existence: a certificate revoked after it was good', () => {
    expect(validate(plain, { arrival: before, ocspResponses: [revoked(ana, signedAt)] }).trust.indication).toBe(
      'TOTAL_PASSED',
    )
    expect(validate(plain, { ocspResponses: [revoked(ana, signedAt)] }).trust.subIndication).toBe('REVOKED_NO_POE')
  })

  it('a broken document fails whatever the certificate says', () => {
    const broken = Buffer.from(plain)
    broken[broken.indexOf('anonimizarea')] = 0x41
    expect(validate(broken, { ocspResponses: [good(ana)] }).trust).toMatchObject({
      indication: 'TOTAL_FAILED',
      subIndication: 'HASH_FAILURE',
    })
  })

  it('a signature without PNORO names a person without CNP; a seal names a house', async () => {
    expect(validate(await signedBy(pki.person('IONESCU', 'Ion'))).identity).not.toHaveProperty('cnp')
    expect(validate(await signedBy(pki.seal('Casa Exemplu'))).identity).toMatchObject({ organization: 'Casa Exemplu' })
  })

  it('a certificate that may not sign documents, and one out of its dates, do not pass', async () => {
    const wrong = pki.wrongUsage('IONESCU', 'Ion')
    expect(validate(await signedBy(wrong), { ocspResponses: [good(wrong)] }).trust.indication).toBe('INDETERMINATE')
    const expired = pki.person('IONESCU', 'Ion', undefined, {
      notBefore: new Date('2020-01-01'),
      notAfter: new Date('2022-01-01'),
    })
    expect(validate(await signedBy(expired), { ocspResponses: [good(expired)] }).trust.indication).toBe('INDETERMINATE')
  })

  it('gives the bytes that were signed', () => {
    const later = appendRevision(plain, new Map([[n.motive, bodies.motive('alt motiv')]]))
    expect(Buffer.from(signedBytes(later, validate(later))).equals(plain)).toBe(true)
  })

  it('is plain JSON: what was stored is what was reported', () => {
    const report = validatePdf(plain, { at })
    expect(JSON.parse(JSON.stringify(report))).toEqual(JSON.parse(JSON.stringify(structuredClone(report))))
    expect(report.policy).toMatch(/^des-pades-validation-\d+$/)
  })
})

describe('time', () => {
  it('a time-stamp by a trusted unit proves when the signature was there (B-T)', async () => {
    const stamped = await signedBy(ana, signedAt)
    expect(validate(stamped, { ocspResponses: [good(ana), stamping] })).toMatchObject({
      level: 'B-T',
      bestTime: signedAt.toISOString(),
      trust: { indication: 'TOTAL_PASSED' },
    })
    // Revoked an hour later: the signature is older.
    expect(
      validate(stamped, { ocspResponses: [revoked(ana, new Date('2026-11-23T09:30:00Z')), stamping] }).trust.indication,
    ).toBe('TOTAL_PASSED')
    // By nobody's unit the time is only claimed.
    expect(validate(stamped, { anchors: indexByName([]) }).bestTime).toBe(at.toISOString())
  })

  it('a broken time-stamp is never green', async () => {
    const signer = signerFromKey(ana.privateKey, ana.certificate.raw, [])
    const objects = new Map([
      [n.signatureField, bodies.signatureField('/V 11 0 R')],
      [n.signature, signatureBody()],
    ])
    for (const spoilt of [{ breakSignature: true }, { digest: sha256(Buffer.from('altceva')) }]) {
      const pdf = await signRevision(formDocument(), objects, async (digest) =>
        detachedSignature(digest, signer, async (value) =>
          Promise.resolve(makeTimeStamp({ unit: pki.timeStampUnit, at: signedAt, digest: value, ...spoilt })),
        ),
      )
      expect(validate(pdf).integrity.verdict).toBe('invalid')
    }
  })

  it('security store and document time-stamp make B-LTA, and raise no alarm', async () => {
    const response = makeOcspResponse({
      signer: pki.responder,
      issuer: pki.authority.certificate,
      certificate: ana.certificate,
      producedAt: at,
      nextUpdate: new Date(at.getTime() + 86_400_000),
    })
    const stored = appendRevision(
      await signedBy(ana, signedAt),
      new Map([
        [n.catalog, bodies.catalog('/DSS 30 0 R')],
        [30, '<< /Type /DSS /OCSPs [31 0 R] /Certs [32 0 R] >>'],
        [31, stream(Buffer.from(response).toString('latin1'))],
        [32, stream(Buffer.from(pki.authority.certificate.raw).toString('latin1'))],
      ]),
    )
    const sealed = await signRevision(
      stored,
      new Map([
        [n.form, bodies.form('7 0 R 9 0 R 8 0 R 40 0 R')],
        [n.page, bodies.page('', '7 0 R 9 0 R 8 0 R 40 0 R')],
        [40, '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Marca) /Rect [0 0 0 0] /P 3 0 R /F 132 /V 41 0 R >>'],
        [41, signatureBody('', 'ETSI.RFC3161')],
      ]),
      async (digest) => Promise.resolve(makeTimeStamp({ unit: pki.timeStampUnit, at, digest })),
    )
    const report = validatePdf(sealed, {
      at,
      anchors: indexByName([anchorOf(pki.authority.certificate)]),
      ocspResponses: [stamping],
    })
    expect(report.verdict).toBe('valid')
    expect(report.signatures).toMatchObject([
      { kind: 'signature', level: 'B-LTA', trust: { indication: 'TOTAL_PASSED' } },
      { kind: 'time-stamp', level: 'time-stamp', integrity: { coverage: 'whole-file' } },
    ])
  })
})
