import { describe, expect, it } from 'vitest'
import { indexByName } from '../x509/path-building.ts'
import { anchorOf } from '../x509/path-validation.ts'
import * as pki from '../testing/pki/certificates.ts'
import { makeOcspResponse, makeRevocationList, ocspResponse, revocationList } from '../testing/pki/revocation.ts'
import { personName, revocationLocation, romanianPki } from '../testing/pki/romania.ts'
import { nil } from '../signing/der.ts'
import { keyPurpose } from '../x509/oids.ts'
import { validateCertificate } from './certificate-validation.ts'
import { findEntry, parseRevocationList } from './crl.ts'
import { encodeOcspRequest, parseOcspResponse } from './ocsp.ts'
import { checkByOcsp } from './ocsp-check.ts'
import type { OcspSpec, ListSpec } from '../testing/pki/revocation.ts'
import type { RevocationList } from './crl.ts'
import type { CertificateValidationInput } from './certificate-validation.ts'
import type { OcspResponse } from './ocsp.ts'

const now = new Date('2026-11-23T10:00:00Z')
const day = 86_400_000
const daysFromNow = (days: number) => new Date(now.getTime() + days * day)
const romania = romanianPki()
const person = romania.person('IONESCU', 'Mihai', '1850615229024')
const fresh = { thisUpdate: daysFromNow(-1), nextUpdate: daysFromNow(1) }
const rootList = revocationList({ signer: romania.root, ...fresh })
const list = (more: Partial<ListSpec> = {}) => revocationList({ signer: romania.authority, ...fresh, ...more })
const response = (more: Partial<OcspSpec> = {}) =>
  ocspResponse({
    signer: romania.responder,
    issuer: romania.authority.certificate,
    certificate: person.certificate,
    producedAt: daysFromNow(-1),
    nextUpdate: daysFromNow(1),
    ...more,
  })

function validate(
  evidence: { lists?: readonly RevocationList[]; responses?: readonly OcspResponse[] },
  more: Partial<CertificateValidationInput> = {},
) {
  return validateCertificate({
    target: person.certificate,
    at: now,
    now,
    certificates: indexByName([romania.authority.certificate, romania.root.certificate, romania.responder.certificate]),
    anchors: indexByName([anchorOf(romania.root.certificate)]),
    lists: [rootList, ...(evidence.lists ?? [])],
    responses: evidence.responses ?? [],
    ...more,
  })
}
const said = (evidence: Parameters<typeof validate>[0], more: Partial<CertificateValidationInput> = {}) => {
  const { indication, subIndication } = validate(evidence, more).conclusion
  return subIndication ?? indication
}

describe('revocation by lists', () => {
  it('passes when the list does not name the certificate, and names its evidence', () => {
    const { conclusion, revocation } = validate({ lists: [list()] })
    expect(conclusion.indication).toBe('PASSED')
    expect(revocation.map(({ status }) => status)).toEqual(['good', 'good'])
    expect(revocation[1]).toMatchObject({ evidence: [{ kind: 'crl', thisUpdate: fresh.thisUpdate }] })
  })
  it('without evidence the question is open, never "revoked"', () => {
    expect(said({})).toBe('TRY_LATER')
    expect(validate({}).revocation[1]).toMatchObject({ status: 'unknown', why: 'missing' })
  })
  it('knows revoked, on hold, and revoked only later', () => {
    const revoked = (at: Date, reason?: number) =>
      list({ revoked: [{ certificate: person.certificate, at, ...(reason === undefined ? {} : { reason }) }] })
    expect(said({ lists: [revoked(daysFromNow(-2), 1)] })).toBe('REVOKED_NO_POE')
    expect(said({ lists: [revoked(daysFromNow(-2), 6)] })).toBe('TRY_LATER')
    expect(said({ lists: [revoked(daysFromNow(-2), 8)] })).toBe('PASSED')
    expect(said({ lists: [revoked(daysFromNow(-2))] }, { at: daysFromNow(-3) })).toBe('PASSED')
    expect(validate({ lists: [revoked(daysFromNow(-2), 1)] }).revocation[1]).toMatchObject({
      status: 'revoked',
      reason: 'keyCompromise',
      revokedAt: daysFromNow(-2),
    })
  })
  it('a revoked authority is distinguished from a revoked person', () => {
    const bad = revocationList({
      signer: romania.root,
      ...fresh,
      revoked: [{ certificate: romania.authority.certificate, at: daysFromNow(-2) }],
    })
    expect(said({ lists: [list()] }, { lists: [bad, list()] })).toBe('REVOKED_CA_NO_POE')
  })
  it('judges freshness at the moment asked for', () => {
    const old = list({ thisUpdate: daysFromNow(-9), nextUpdate: daysFromNow(-8) })
    expect(validate({ lists: [old] }).revocation[1]).toMatchObject({ status: 'unknown', why: 'stale' })
    expect(
      said(
        { lists: [old] },
        {
          at: daysFromNow(-8.5),
          lists: [
            old,
            revocationList({ signer: romania.root, thisUpdate: daysFromNow(-9), nextUpdate: daysFromNow(1) }),
          ],
        },
      ),
    ).toBe('PASSED')
    expect(said({ lists: [list()] }, { at: daysFromNow(-30) }), 'made after the moment').toBe('PASSED')
    expect(said({ lists: [list({ thisUpdate: daysFromNow(2), nextUpdate: daysFromNow(3) })] }), 'from the future').toBe(
      'TRY_LATER',
    )
    expect(said({ lists: [list()] }, { maximumAge: day / 2 })).toBe('TRY_LATER')
  })
  it('refuses a list that is wrongly signed, by somebody else, or has an unknown critical extension', () => {
    expect(said({ lists: [list({ breakSignature: true })] })).toBe('TRY_LATER')
    const impostor = pki.issue({
      subject: [
        ['countryName', 'RO'],
        ['organizationName', 'Furnizor de Încredere Exemplu SA'],
        ['organizationIdentifier', 'VATRO-99999999'],
        ['commonName', 'Exemplu Qualified CA'],
      ],
      extensions: [pki.basicConstraints(), pki.keyUsage('cRLSign')],
    })
    const forged = revocationList({ signer: impostor, ...fresh })
    expect(said({ lists: [forged] })).toBe('TRY_LATER')
    expect(
      said({ lists: [forged] }, { certificates: indexByName([romania.authority.certificate, impostor.certificate]) }),
    ).toBe('TRY_LATER')
    expect(said({ lists: [list({ extensions: [{ oid: '1.2.3.4', critical: true, value: nil() }] })] })).toBe(
      'TRY_LATER',
    )
    const other = romania.person('ALTUL', 'Ion')
    const strange = list({
      revoked: [
        { certificate: other.certificate, at: now, extensions: [{ oid: '1.2.3.4', critical: true, value: nil() }] },
      ],
    })
    expect(said({ lists: [strange] }), 'of any entry (RFC 5280, 5.3)').toBe('TRY_LATER')
  })
  it('keeps to the scope of a list', () => {
    expect(said({ lists: [list({ distributionPoint: { name: { uri: revocationLocation } } })] })).toBe('PASSED')
    expect(said({ lists: [list({ distributionPoint: { name: { uri: 'http://elsewhere.test/x' } } })] })).toBe(
      'TRY_LATER',
    )
    expect(said({ lists: [list({ distributionPoint: { onlyUser: true } })] })).toBe('PASSED')
    expect(said({ lists: [list({ distributionPoint: { onlyCa: true } })] })).toBe('TRY_LATER')
  })
  it('needs lists for all reasons', () => {
    const some = list({ distributionPoint: { onlyReasons: [1, 2] } })
    const rest = list({ distributionPoint: { onlyReasons: [3, 4, 5, 6, 7, 8] } })
    expect(said({ lists: [some] })).toBe('TRY_LATER')
    expect(said({ lists: [some, rest] })).toBe('PASSED')
  })
  it('applies the newest delta of the same scope', () => {
    const base = list({ number: 5 })
    const hit = list({
      number: 7,
      deltaBase: 5,
      revoked: [{ certificate: person.certificate, at: daysFromNow(-1), reason: 1 }],
    })
    expect(said({ lists: [base, hit] })).toBe('REVOKED_NO_POE')
    const lifted = list({
      number: 8,
      deltaBase: 4,
      revoked: [{ certificate: person.certificate, at: daysFromNow(-1), reason: 8 }],
    })
    const held = list({ number: 5, revoked: [{ certificate: person.certificate, at: daysFromNow(-3), reason: 6 }] })
    expect(said({ lists: [held, lifted, hit] })).toBe('PASSED')
    expect(
      said({
        lists: [
          base,
          list({ number: 9, deltaBase: 6, revoked: [{ certificate: person.certificate, at: daysFromNow(-1) }] }),
        ],
      }),
      'a delta to a later base',
    ).toBe('PASSED')
    expect(said({ lists: [hit] }), 'a delta alone').toBe('TRY_LATER')
  })
  it('accepts an indirect list only from the issuer that the certificate names', () => {
    const issuerName = [
      ['countryName', 'RO'],
      ['commonName', 'CRL Issuer'],
    ] as const
    const crlIssuer = pki.issue({ subject: issuerName, issuer: romania.root, extensions: [pki.keyUsage('cRLSign')] })
    const named = pki.issue({
      subject: personName('POP', 'Dan'),
      issuer: romania.authority,
      extensions: [pki.crlDistributionPoint(revocationLocation, issuerName)],
    })
    const indirect = (revoked: ListSpec['revoked'] = []) =>
      revocationList({
        signer: crlIssuer,
        ...fresh,
        revoked,
        distributionPoint: { indirect: true, name: { uri: revocationLocation } },
      })
    const certificates = indexByName([romania.authority.certificate, crlIssuer.certificate])
    const ask = (lists: readonly RevocationList[], target = named) =>
      said({}, { target: target.certificate, certificates, lists: [rootList, ...lists] })
    expect(ask([indirect()])).toBe('PASSED')
    expect(
      ask([
        indirect([
          { certificate: named.certificate, at: daysFromNow(-1), certificateIssuer: romania.authority.certificate },
        ]),
      ]),
    ).toBe('REVOKED_NO_POE')
    expect(
      ask([indirect([{ certificate: named.certificate, at: daysFromNow(-1) }])]),
      'the same serial number of another issuer',
    ).toBe('PASSED')
    expect(ask([indirect()], person)).toBe('TRY_LATER')
    expect(ask([revocationList({ signer: crlIssuer, ...fresh })]), 'not an indirect list').toBe('TRY_LATER')
    const revokedIssuer = revocationList({
      signer: romania.root,
      ...fresh,
      number: 2,
      revoked: [{ certificate: crlIssuer.certificate, at: daysFromNow(-1) }],
    })
    expect(
      said({}, { target: named.certificate, certificates, lists: [revokedIssuer, indirect()] }),
      'its signer is revoked',
    ).toBe('TRY_LATER')
  })
  it('does not take the silence of a later list about an expired certificate', () => {
    const expired = romania.person('VECHI', 'Ion', undefined, { notAfter: daysFromNow(-10) })
    expect(said({ lists: [list()] }, { target: expired.certificate, at: daysFromNow(-20) })).toBe('TRY_LATER')
    expect(
      said(
        { lists: [list({ revoked: [{ certificate: expired.certificate, at: daysFromNow(-30) }] })] },
        { target: expired.certificate, at: daysFromNow(-20) },
      ),
    ).toBe('REVOKED_NO_POE')
  })
  it('finds one of two thousand entries, fifty times, quickly', () => {
    const few = Array.from({ length: 2000 }, (_, index) => ({
      certificate: { ...person.certificate, serial: (0x100000 + index).toString(16) },
      at: now,
      reason: 1,
    }))
    const big = list({ revoked: few })
    const started = performance.now()
    for (let round = 0; round < 50; round++) findEntry(big, person.certificate.serial, person.certificate.issuer)
    expect(performance.now() - started).toBeLessThan(2000)
    expect(findEntry(big, '100003', person.certificate.issuer)?.reason).toBe('keyCompromise')
  })
})

describe('revocation by OCSP', () => {
  it('accepts the delegated responder and the issuer itself, by name and by key', () => {
    expect(said({ responses: [response()] })).toBe('PASSED')
    expect(said({ responses: [response({ byKey: true })] })).toBe('PASSED')
    expect(said({ responses: [response({ signer: romania.authority })] })).toBe('PASSED')
  })
  it('knows revoked and unknown', () => {
    expect(said({ responses: [response({ status: { revokedAt: daysFromNow(-3), reason: 1 } })] })).toBe(
      'REVOKED_NO_POE',
    )
    expect(said({ responses: [response({ status: { revokedAt: daysFromNow(-3), reason: 6 } })] })).toBe('TRY_LATER')
    expect(said({ responses: [response({ status: 'unknown' })] })).toBe('TRY_LATER')
    expect(said({ responses: [response({ status: 'unknown' })], lists: [list()] }), 'a list may still answer').toBe(
      'PASSED',
    )
  })
  it('lets the newest answer count', () => {
    const before = response({ producedAt: daysFromNow(-2), nextUpdate: daysFromNow(2) })
    expect(said({ responses: [before, response({ status: { revokedAt: daysFromNow(-1) } })] })).toBe('REVOKED_NO_POE')
  })
  it('refuses stale ones, those from the future, broken ones and those about somebody else', () => {
    expect(said({ responses: [response({ producedAt: daysFromNow(-9), nextUpdate: daysFromNow(-8) })] })).toBe(
      'TRY_LATER',
    )
    expect(said({ responses: [response({ producedAt: daysFromNow(1), nextUpdate: daysFromNow(2) })] })).toBe(
      'TRY_LATER',
    )
    expect(said({ responses: [response({ breakSignature: true })] })).toBe('TRY_LATER')
    expect(said({ responses: [response({ certificate: romania.person('X', 'Y').certificate })] })).toBe('TRY_LATER')
    expect(said({ responses: [response({ issuer: romania.root.certificate })] })).toBe('TRY_LATER')
  })
  it('refuses responders that the issuer has not authorised', () => {
    const of = (issuer: pki.Holder, ...extensions: pki.ExtensionSpec[]) =>
      pki.issue({
        subject: [
          ['countryName', 'RO'],
          ['commonName', 'Responder'],
        ],
        issuer,
        extensions,
      })
    const purpose = pki.extendedKeyUsage(false, keyPurpose.ocspSigning)
    expect(said({ responses: [response({ signer: of(romania.authority, purpose) })] })).toBe('PASSED')
    expect(said({ responses: [response({ signer: of(romania.root, purpose) })] }), 'another issuer').toBe('TRY_LATER')
    expect(said({ responses: [response({ signer: of(romania.authority) })] }), 'no purpose').toBe('TRY_LATER')
    expect(
      said({ responses: [response({ signer: of(romania.authority, pki.extendedKeyUsage(false, keyPurpose.any)) })] }),
      'anyExtendedKeyUsage is not enough',
    ).toBe('TRY_LATER')
    expect(
      said({ responses: [response({ signer: of(romania.authority, purpose, pki.keyUsage('keyAgreement')) })] }),
    ).toBe('TRY_LATER')
    expect(said({ responses: [response({ signer: person })] })).toBe('TRY_LATER')
    expect(said({ responses: [response({ withCertificate: false })] }), 'no certificate').toBe('TRY_LATER')
    const old = pki.issue({
      subject: [['commonName', 'Old']],
      issuer: romania.authority,
      notAfter: daysFromNow(-5),
      extensions: [purpose],
    })
    expect(said({ responses: [response({ signer: old })] }), 'expired when it signed').toBe('TRY_LATER')
  })
  it('asks whether a responder without nocheck was revoked', () => {
    const responder = pki.issue({
      subject: [['commonName', 'R']],
      issuer: romania.authority,
      extensions: [pki.extendedKeyUsage(false, keyPurpose.ocspSigning), pki.crlDistributionPoint(revocationLocation)],
    })
    const revoked = list({
      thisUpdate: daysFromNow(-2),
      nextUpdate: daysFromNow(2),
      revoked: [{ certificate: responder.certificate, at: daysFromNow(-3) }],
    })
    const asked = response({ signer: responder })
    expect(said({ responses: [asked] })).toBe('PASSED')
    expect(validate({ responses: [asked] }).checks.find(({ code }) => code === 'ocsp')?.outcome).toBe('warning')
    const result = checkByOcsp({
      certificate: person.certificate,
      issuer: romania.authority.certificate,
      responses: [asked],
      moment: { at: now, now },
      responderStatus: () => 'revoked',
    })
    expect(result).toMatchObject({ status: 'unknown', why: 'not-usable' })
    expect(
      validate({ responses: [asked], lists: [revoked] }).checks.some(
        ({ code, outcome }) => code === 'ocsp' && outcome === 'failed',
      ),
    ).toBe(true)
  })
  it('compares the nonce where there is one', () => {
    const nonce = Buffer.alloc(16, 7)
    const withNonce = response({ nonce })
    const ask = (sent: string) =>
      checkByOcsp({
        certificate: person.certificate,
        issuer: romania.authority.certificate,
        responses: [withNonce],
        moment: { at: now, now },
        nonce: sent,
      }).status
    expect(ask(`0410${nonce.toString('hex')}`)).toBe('good')
    expect(ask(`0410${'00'.repeat(16)}`)).toBe('unknown')
  })
  it('distinguishes a refusal of the responder from an answer', () => {
    const refused = parseOcspResponse(Uint8Array.of(0x30, 3, 0x0a, 1, 3))
    expect(refused).toMatchObject({ ok: false, problem: { detail: 'the responder refused: tryLater' } })
  })
  it('writes a request that names the certificate', () => {
    const request = Buffer.from(
      encodeOcspRequest(person.certificate, romania.authority.certificate, Buffer.alloc(16, 1)),
    )
    expect(request.includes(Buffer.from(person.certificate.serial, 'hex'))).toBe(true)
    expect(request[0]).toBe(0x30)
  })
})

describe('several paths', () => {
  it('takes the one that passes', () => {
    const otherRoot = pki.issue({
      subject: [['commonName', 'Other Root']],
      extensions: [pki.basicConstraints(), pki.keyUsage('keyCertSign', 'cRLSign')],
    })
    const crossed = pki.issue({
      subject: [
        ['countryName', 'RO'],
        ['organizationName', 'Furnizor de Încredere Exemplu SA'],
        ['organizationIdentifier', 'VATRO-99999999'],
        ['commonName', 'Exemplu Qualified CA'],
      ],
      issuer: otherRoot,
      keys: romania.authority,
      notAfter: daysFromNow(-100),
      extensions: [pki.basicConstraints(), pki.keyUsage('keyCertSign', 'cRLSign')],
    })
    const result = validate(
      { lists: [list()] },
      {
        certificates: indexByName([crossed.certificate, romania.authority.certificate]),
        anchors: indexByName([anchorOf(otherRoot.certificate), anchorOf(romania.root.certificate)]),
      },
    )
    expect(result.conclusion.indication).toBe('PASSED')
    expect(result.anchor?.certificate?.fingerprint).toBe(romania.root.certificate.fingerprint)
  })
  it('says that none leads to an anchor, and what is wrong with one that does by name alone', () => {
    expect(said({}, { anchors: indexByName([]) })).toBe('NO_CERTIFICATE_CHAIN_FOUND')
    const namesake = pki.issue({
      subject: [
        ['countryName', 'RO'],
        ['organizationName', 'Furnizor de Încredere Exemplu SA'],
        ['organizationIdentifier', 'VATRO-99999999'],
        ['commonName', 'Exemplu Root CA'],
      ],
      extensions: [pki.basicConstraints()],
    })
    expect(said({}, { anchors: indexByName([anchorOf(namesake.certificate)]) })).toBe(
      'CERTIFICATE_CHAIN_GENERAL_FAILURE',
    )
  })
  it('is not kept busy by authorities that certify each other', () => {
    const names = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => [['commonName', letter]] as const)
    const keys = names.map(() => pki.newKeys())
    const holders = names.flatMap((subject, index) =>
      names.map((issuerName, other) => {
        const issuer = pki.issue({ subject: issuerName, keys: keys[other] ?? pki.newKeys(), extensions: [] })
        return pki.issue({
          subject,
          issuer,
          keys: keys[index] ?? pki.newKeys(),
          extensions: [pki.basicConstraints(), pki.keyUsage('keyCertSign')],
        })
      }),
    )
    const [first] = holders
    if (first === undefined) throw new Error('no holder')
    const victim = pki.issue({ subject: [['commonName', 'Victim']], issuer: first, extensions: [] })
    const started = performance.now()
    expect(
      said(
        {},
        { target: victim.certificate, certificates: indexByName(holders.map(({ certificate }) => certificate)) },
      ),
    ).toBe('NO_CERTIFICATE_CHAIN_FOUND')
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('bytes that are no list and no response', () => {
  it('refuses every truncation and every change of a length', () => {
    const der = makeRevocationList({
      signer: romania.authority,
      ...fresh,
      revoked: [{ certificate: person.certificate, at: now, reason: 1 }],
    })
    for (let length = 0; length < der.length; length += 7)
      expect(parseRevocationList(der.subarray(0, length)).ok).toBe(false)
    const answer = makeOcspResponse({
      signer: romania.responder,
      issuer: romania.authority.certificate,
      certificate: person.certificate,
      producedAt: now,
    })
    for (let length = 0; length < answer.length; length += 7)
      expect(parseOcspResponse(answer.subarray(0, length)).ok).toBe(false)
  })
})
