/** From a file to its report: integrity first, then trust, qualification and identity, each an answer of its own. */
import type { Certificate } from '../x509/certificate.ts'
import { indexByName, type ByName } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import { subjectIdentity } from '../x509/subject.ts'
import { describeDigest, describeScheme } from '../x509/algorithm.ts'
import type { RevocationList } from '../revocation/crl.ts'
import type { OcspResponse } from '../revocation/ocsp.ts'
import { bestSignatureTime, type SignatureTimes } from './best-signature-time.ts'
import { checkIntegrity, type IntegrityOptions, type SignatureIntegrity } from './integrity.ts'
import { type IdentityAnswer, type ListUsed, policy, type QualificationAnswer, type SignatureLevel, type SignatureReport, type TrustAnswer, type ValidationReport } from './report.ts'
import { gatherEvidence, type TrustMaterial, trustOf } from './trust.ts'

/** What decides on qualification: given by the trusted lists (TS 119 615). */
export type Qualify = (certificate: Certificate, path: TrustAnswer, at: Date) => QualificationAnswer

export interface ValidationOptions extends IntegrityOptions {
  /** The moment of validation. */
  readonly at: Date
  /** When the file is known to have been there, as the arrival of the message that brought it. The moment of validation by default. */
  readonly arrival?: Date
  readonly anchors?: ByName<TrustAnchor>
  readonly certificates?: readonly Certificate[]
  readonly revocationLists?: readonly RevocationList[]
  readonly ocspResponses?: readonly OcspResponse[]
  readonly qualify?: Qualify
  readonly trustedLists?: readonly ListUsed[]
}

/**
 * Validates all signatures of a PDF. Never throws for what the file contains; answers within the limits given.
 * @param bytes the whole file
 * @returns a plain JSON value; `verdict` is about integrity alone
 */
export function validatePdf(bytes: Uint8Array, options: ValidationOptions): ValidationReport {
  const integrity = checkIntegrity(bytes, options)
  const { store } = integrity
  const material: TrustMaterial = {
    anchors: options.anchors ?? indexByName([]),
    now: options.at,
    evidence: gatherEvidence(integrity.signatures.map((signature) => signature.cryptographic?.signedData), store, {
      certificates: options.certificates ?? [], lists: options.revocationLists ?? [], responses: options.ocspResponses ?? [],
    }),
  }
  const hasRevocationData = store.revocationLists.length + store.ocspResponses.length > 0
  return {
    policy,
    validationTime: options.at.toISOString(),
    verdict: integrity.verdict,
    checks: integrity.checks,
    signatures: integrity.signatures.map((signature) => reportOf(signature, integrity.signatures, material, hasRevocationData, options)),
    trustedLists: options.trustedLists ?? [],
  }
}

function reportOf(signature: SignatureIntegrity, all: readonly SignatureIntegrity[], material: TrustMaterial, hasRevocationData: boolean, options: ValidationOptions): SignatureReport {
  const { cryptographic } = signature
  const laterStamps = all.filter((other) => other.kind === 'time-stamp' && other.signedLength > signature.signedLength).flatMap((other) => other.cryptographic ?? [])
  const times = cryptographic ? bestSignatureTime(cryptographic, laterStamps, options.arrival ?? options.at, material) : undefined
  const at = times?.bestTime ?? options.at
  const { certificate, ...chain } = trustOf(cryptographic?.certificate, signature.kind === 'time-stamp' ? 'time-stamp' : 'document', at, material)
  const trust = withIntegrity(chain, signature)
  const { signature: dictionary } = signature.discovered
  return {
    field: signature.field,
    kind: signature.kind,
    integrity: { verdict: signature.verdict, coverage: signature.coverage, modifications: signature.modifications, checks: signature.checks },
    trust,
    qualification: certificate && options.qualify ? options.qualify(certificate, trust, at) : { conclusion: 'not-determined', reason: 'no-trusted-list' },
    identity: certificate ? identityOf(certificate) : undefined,
    level: levelOf(signature, times, hasRevocationData),
    algorithm: algorithmOf(signature),
    claimedTime: dictionary.claimedTime ?? cryptographic?.signer?.claimedTime,
    bestTime: times ? times.bestTime.toISOString() : undefined,
    reason: dictionary.reason,
    location: dictionary.location,
    signedLength: signature.signedLength,
    warnings: warningsOf(signature),
  }
}

/** Signature validation stops where the cryptography fails (EN 319 102-1, 5.3.4). */
function withIntegrity(chain: TrustAnswer, signature: SignatureIntegrity): TrustAnswer {
  const failed = (code: string) => signature.checks.some((made) => made.code === code && made.outcome === 'failed')
  if (failed('message-digest')) return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' }
  if (failed('signature-value')) return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'SIG_CRYPTO_FAILURE' }
  if (signature.verdict === 'tampered' || signature.verdict === 'invalid') return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'FORMAT_FAILURE' }
  return chain
}

function identityOf(certificate: Certificate): IdentityAnswer {
  const { name, surname, givenName, cnp, organization, country } = subjectIdentity(certificate)
  return {
    name, certificate: certificate.fingerprint,
    ...(surname === undefined ? {} : { surname }), ...(givenName === undefined ? {} : { givenName }), ...(cnp === undefined ? {} : { cnp }),
    ...(organization === undefined ? {} : { organization }), ...(country === undefined ? {} : { country }),
  }
}

/** EN 319 142-1, 6: what is there, not what is claimed. */
function levelOf(signature: SignatureIntegrity, times: SignatureTimes | undefined, hasRevocationData: boolean): SignatureLevel {
  if (signature.kind === 'time-stamp') return 'time-stamp'
  const baseline = signature.discovered.signature.subFilter === 'ETSI.CAdES.detached' && signature.cryptographic?.signer?.signingCertificate === 'match'
  if (!baseline || !times) return 'CMS'
  if (!times.signatureStamped && !times.documentStamped) return 'B-B'
  if (!hasRevocationData) return 'B-T'
  return times.documentStamped ? 'B-LTA' : 'B-LT'
}

function algorithmOf(signature: SignatureIntegrity): string {
  const signer = signature.cryptographic?.signer
  if (!signer?.scheme) return ''
  if (signer.scheme.kind === 'ml-dsa') return 'ML-DSA'
  const name = describeScheme(signer.scheme)
  return 'digest' in signer.scheme || signer.digestAlgorithm === undefined || signer.digestAlgorithm === 'shake256' ? name : `${name} ${describeDigest(signer.digestAlgorithm)}`
}

/** Codes of what did not fail the signature and is still to be told. */
function warningsOf(signature: SignatureIntegrity): string[] {
  const codes = signature.checks.filter((made) => made.outcome !== 'passed').map((made) => made.code)
  return [...new Set<string>(codes)]
}
