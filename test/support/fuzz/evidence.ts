/**
 * Mutated certificates, revocation lists, responses and trusted lists: what was refused stays refused, and what is
 * accepted has its original content.
 */
import { isDeepStrictEqual } from 'node:util'
import { validateCertificate } from '../../../src/signature/revocation/certificate-validation.ts'
import { parseRevocationList } from '../../../src/signature/revocation/crl.ts'
import { parseOcspResponse } from '../../../src/signature/revocation/ocsp.ts'
import { issue } from '../../../src/signature/testing/pki/certificates.ts'
import { makeOcspResponse, makeRevocationList, revocationList } from '../../../src/signature/testing/pki/revocation.ts'
import { romanianPki } from '../../../src/signature/testing/pki/romania.ts'
import { makeList, qualification, signList } from '../../../src/signature/testing/pki/trusted-lists.ts'
import { loadTrustedList } from '../../../src/signature/trusted-list/list-of-lists.ts'
import { parseCertificate } from '../../../src/signature/x509/certificate.ts'
import { indexByName } from '../../../src/signature/x509/path-building.ts'
import { anchorOf } from '../../../src/signature/x509/path-validation.ts'
import { derWords, mutate, xmlWords } from './mutation.ts'
import type { FuzzTarget } from './run.ts'

const now = new Date('2026-11-23T10:00:00Z')
const soon = new Date('2026-12-01T00:00:00Z')
const values = <T>(...results: readonly ({ readonly ok: true; readonly value: T } | { readonly ok: false })[]) =>
  results.flatMap((result) => (result.ok ? [result.value] : []))

/** A signer whose certificate was revoked. One of the three proofs is mutated, the other two are intact. */
export function evidenceTargets(): FuzzTarget[] {
  const pki = romanianPki()
  const person = pki.person('POPESCU', 'Ana', '2850615229013').certificate
  const revokedAt = new Date('2026-11-01T00:00:00Z')
  const rootList = revocationList({ signer: pki.root, thisUpdate: now, nextUpdate: soon })
  const whole = {
    certificate: Buffer.from(person.raw),
    list: Buffer.from(
      makeRevocationList({
        signer: pki.authority,
        thisUpdate: now,
        nextUpdate: soon,
        revoked: [{ certificate: person, at: revokedAt, reason: 1 }],
      }),
    ),
    response: Buffer.from(
      makeOcspResponse({
        signer: pki.responder,
        issuer: pki.authority.certificate,
        certificate: person,
        producedAt: now,
        nextUpdate: soon,
        status: { revokedAt, reason: 1 },
      }),
    ),
  }
  const certificates = indexByName([pki.authority.certificate, pki.responder.certificate])
  const anchors = indexByName([anchorOf(pki.root.certificate)])
  const judge = (evidence: typeof whole): string | undefined => {
    const [target] = values(parseCertificate(evidence.certificate))
    if (target === undefined) return undefined
    const lists = [rootList, ...values(parseRevocationList(evidence.list))]
    const { conclusion } = validateCertificate({
      target,
      at: now,
      now,
      certificates,
      anchors,
      lists,
      responses: values(parseOcspResponse(evidence.response)),
    })
    return conclusion.indication === 'PASSED' ? 'a revoked signer is trusted' : undefined
  }
  const target = (kind: string, part: keyof typeof whole): FuzzTarget => ({
    kind,
    once: (random) => judge({ ...whole, [part]: mutate(whole[part], random, derWords) }),
  })
  return [target('certificate', 'certificate'), target('CRL', 'list'), target('OCSP', 'response')]
}

export function listTarget(): FuzzTarget {
  const pki = romanianPki()
  const operator = issue({
    subject: [
      ['countryName', 'RO'],
      ['commonName', 'Operator'],
    ],
  })
  const pinned = { certificates: [operator.certificate] }
  const periods = [
    { from: '2017-02-01T00:00:00Z', additional: ['ForeSignatures'], qualifications: qualification(['QCWithQSCD']) },
    { from: '2010-01-01T00:00:00Z', status: 'undersupervision' },
  ]
  const original = signList(
    makeList({ territory: 'RO', services: [{ certificates: [pki.authority.certificate], periods }] }),
    operator,
  )
  const untouched = loadTrustedList(original, pinned, now)
  if (!untouched.ok) throw new Error('the list does not verify before it is mutated')
  return {
    kind: 'list XML',
    once: (random) => {
      const result = loadTrustedList(mutate(original, random, xmlWords), pinned, now)
      return result.ok && !isDeepStrictEqual(result.value.list, untouched.value.list)
        ? 'the list says something else'
        : undefined
    },
  }
}
