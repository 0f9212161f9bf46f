/** The second answer: does the signer's certificate chain to an anchor, valid and not revoked at the best-signature-time (EN 319 102-1, 5.2.6 and 5.5)? */
import type { CertificateFields } from '../cms/certificate-fields.ts'
import type { SignedData } from '../cms/signed-data.ts'
import { validateCertificate } from '../revocation/certificate-validation.ts'
import { parseRevocationList, type RevocationList } from '../revocation/crl.ts'
import { type OcspResponse, parseBasicOcspResponse, parseOcspResponse } from '../revocation/ocsp.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import { type ByName, indexByName } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import { keyPurpose } from '../x509/oids.ts'
import { formatName } from '../x509/name.ts'
import type { TrustAnswer } from './report.ts'
import type { SecurityStore } from './security-store.ts'

/** What is at hand to judge certificates with. */
export interface Evidence {
  readonly certificates: ByName<Certificate>
  readonly lists: readonly RevocationList[]
  readonly responses: readonly OcspResponse[]
}

export interface TrustMaterial {
  /** For signers. */
  readonly anchors: ByName<TrustAnchor>
  /** For time-stamps. */
  readonly timeStampAnchors: ByName<TrustAnchor>
  /** The moment of validation. */
  readonly now: Date
  readonly evidence: Evidence
}

/** Certificates and revocation data that came with the file, with those that the caller brings. Unreadable ones are left out. */
export function gatherEvidence(signedData: readonly (SignedData | undefined)[], store: SecurityStore, brought: Partial<{ certificates: readonly Certificate[]; lists: readonly RevocationList[]; responses: readonly OcspResponse[] }>): Evidence {
  const certificates = [...(brought.certificates ?? []), ...[...signedData.flatMap((data) => data?.certificates ?? []), ...store.certificates].flatMap((der) => valueOf(parseCertificate(der)))]
  return {
    certificates: indexByName(new Map(certificates.map((certificate) => [certificate.fingerprint, certificate])).values()),
    lists: [...(brought.lists ?? []), ...store.revocationLists.flatMap((der) => valueOf(parseRevocationList(der)))],
    responses: [...(brought.responses ?? []), ...store.ocspResponses.flatMap(readResponse)],
  }
}

function valueOf<T>(parsed: { readonly ok: true; readonly value: T } | { readonly ok: false }): T[] {
  return parsed.ok ? [parsed.value] : []
}

/** A store holds whole responses; some producers put the inner basic response there. */
function readResponse(der: Uint8Array): OcspResponse[] {
  const whole = parseOcspResponse(der)
  return valueOf(whole.ok ? whole : parseBasicOcspResponse(der))
}

/** The answer with what the next question needs: the certificate and its issuers upwards to the anchor. */
export interface TrustedSigner {
  readonly answer: TrustAnswer
  readonly certificate: Certificate | undefined
  readonly chain: readonly Certificate[]
}

/** Whether a certificate is trusted at a moment, for signing documents or for stamping times. */
export function trustOf(fields: CertificateFields | undefined, purpose: 'document' | 'time-stamp', at: Date, material: TrustMaterial): TrustedSigner {
  const parsed = fields ? parseCertificate(fields.der) : undefined
  if (parsed?.ok !== true) return { answer: { indication: 'INDETERMINATE', subIndication: 'NO_SIGNING_CERTIFICATE_FOUND', checks: [], path: [] }, certificate: undefined, chain: [] }
  const certificate = parsed.value
  const validation = validateCertificate({
    target: certificate, certificates: material.evidence.certificates, anchors: purpose === 'document' ? material.anchors : material.timeStampAnchors, lists: material.evidence.lists,
    responses: material.evidence.responses, at, now: material.now, missingAuthorityEvidence: 'tolerated',
    ...(purpose === 'document' ? { keyUsage: ['digitalSignature', 'nonRepudiation'] as const } : { purposes: [keyPurpose.timeStamping] }),
  })
  const { indication, subIndication } = validation.conclusion
  const path = validation.path ?? []
  const anchor = validation.anchor?.certificate
  return {
    answer: {
      indication: indication === 'PASSED' ? 'TOTAL_PASSED' : indication === 'FAILED' ? 'TOTAL_FAILED' : 'INDETERMINATE',
      subIndication, checks: validation.checks, path: path.map((member) => formatName(member.subject)),
    },
    certificate,
    chain: validation.path === undefined ? [] : [...(path.length === 0 ? [certificate] : [...path].reverse()), ...(anchor && anchor.fingerprint !== certificate.fingerprint ? [anchor] : [])],
  }
}
