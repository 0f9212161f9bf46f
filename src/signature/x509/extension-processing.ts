/** Which extensions of a certificate are processed, and when they make it unusable (RFC 5280, 4.2). */
import { extensionOid } from './oids.ts'
import type { Certificate } from './certificate.ts'

/**
 * Extensions that path validation does not use, and that therefore do no harm when they are malformed and not critical.
 */
const harmless = new Set<string>([
  extensionOid.authorityInfoAccess,
  extensionOid.subjectInfoAccess,
  extensionOid.qcStatements,
  extensionOid.subjectKeyIdentifier,
  extensionOid.authorityKeyIdentifier,
  extensionOid.freshestCrl,
  extensionOid.subjectAltName,
])

/** Why a certificate's extensions make it unusable: one is there twice, or one that matters cannot be read. */
export function malformedBreach(certificate: Certificate): string | undefined {
  const ids = certificate.extensions.map(({ oid }) => oid)
  const twice = ids.find((oid, index) => ids.indexOf(oid) !== index)
  if (twice !== undefined) return `extension ${twice} is there twice`
  const bad = certificate.malformed.find(
    (oid) =>
      !harmless.has(oid) || certificate.extensions.some((extension) => extension.oid === oid && extension.critical),
  )
  return bad === undefined ? undefined : `extension ${bad} cannot be read`
}

/** What is processed here, or by the checks of revocation and qualification that go with every validation. */
const processed = new Set<string>([
  extensionOid.keyUsage,
  extensionOid.basicConstraints,
  extensionOid.certificatePolicies,
  extensionOid.policyMappings,
  extensionOid.policyConstraints,
  extensionOid.inhibitAnyPolicy,
  extensionOid.nameConstraints,
  extensionOid.subjectAltName,
  extensionOid.extendedKeyUsage,
  extensionOid.crlDistributionPoints,
  extensionOid.freshestCrl,
  extensionOid.authorityKeyIdentifier,
  extensionOid.subjectKeyIdentifier,
  extensionOid.authorityInfoAccess,
  extensionOid.qcStatements,
  extensionOid.ocspNoCheck,
  extensionOid.validityAssuredShortTerm,
])

/** A critical extension that this library does not process (RFC 5280, 4.2). */
export function criticalBreach(certificate: Certificate): string | undefined {
  const unknown = certificate.extensions.find(({ oid, critical }) => critical && !processed.has(oid))
  return unknown === undefined ? undefined : `critical extension ${unknown.oid} is not known`
}
