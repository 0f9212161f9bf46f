/** The material for judging certificates: anchors, certificates, revocation data. */
import type { SignedData } from '../cms/signed-data.ts'
import { parseRevocationList, type RevocationList } from '../revocation/crl.ts'
import { type OcspResponse, parseBasicOcspResponse, parseOcspResponse } from '../revocation/ocsp.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import { type ByName, indexByName } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import type { SecurityStore } from './security-store.ts'

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

/**
 * Certificates and revocation data that came with the file, with those that the caller brings. Unreadable ones are left
 * out.
 */
export function gatherEvidence(
  signedData: readonly (SignedData | undefined)[],
  store: SecurityStore,
  brought: Partial<{
    certificates: readonly Certificate[]
    lists: readonly RevocationList[]
    responses: readonly OcspResponse[]
  }>,
): Evidence {
  const certificates = [
    ...(brought.certificates ?? []),
    ...[...signedData.flatMap((data) => data?.certificates ?? []), ...store.certificates].flatMap((der) =>
      valueOf(parseCertificate(der)),
    ),
  ]
  return {
    certificates: indexByName(
      new Map(certificates.map((certificate) => [certificate.fingerprint, certificate])).values(),
    ),
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
