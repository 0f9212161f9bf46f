/** From a file to its report: integrity first, then trust, qualification and identity, each an answer of its own. */
import type { Certificate } from '../x509/certificate.ts'
import { type ByName, indexByName, joinedNames } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import { subjectIdentity } from '../x509/subject.ts'
import { describeDigest, describeScheme } from '../x509/algorithm.ts'
import type { RevocationList } from '../revocation/crl.ts'
import type { OcspResponse } from '../revocation/ocsp.ts'
import type { TrustedList } from '../trusted-list/list.ts'
import { type CertificateStatus, qualify } from '../trusted-list/qualification.ts'
import type { ServiceDirectory } from '../trusted-list/services.ts'
import { bestSignatureTime, type SignatureTimes } from './best-signature-time.ts'
import { checkIntegrity, type IntegrityOptions, type SignatureIntegrity } from './integrity.ts'
import { type IdentityAnswer, type ListedStatus, type ListUsed, policy, type QualificationAnswer, type SignatureLevel, type SignatureReport, type TrustAnswer, type ValidationReport } from './report.ts'
import { gatherEvidence, type TrustMaterial, trustOf } from './trust.ts'

export interface ValidationOptions extends IntegrityOptions {
  /** The moment of validation. */
  readonly at: Date
  /** When the file is known to have been there, as the arrival of the message that brought it. The moment of validation by default. */
  readonly arrival?: Date
  readonly anchors?: ByName<TrustAnchor>
  readonly certificates?: readonly Certificate[]
  readonly revocationLists?: readonly RevocationList[]
  readonly ocspResponses?: readonly OcspResponse[]
  /** The verified trusted lists: their services are anchors, and decide on qualification. */
  readonly directory?: ServiceDirectory
}

/**
 * Validates all signatures of a PDF. Never throws for what the file contains; answers within the limits given.
 * @param bytes the whole file
 * @returns a plain JSON value; `verdict` is about integrity alone
 */
export function validatePdf(bytes: Uint8Array, options: ValidationOptions): ValidationReport {
  const integrity = checkIntegrity(bytes, options)
  const { store } = integrity
  const own = options.anchors ?? indexByName<TrustAnchor>([])
  const material: TrustMaterial = {
    anchors: joinedNames(options.directory?.certificateAnchors ?? indexByName([]), own),
    timeStampAnchors: joinedNames(options.directory?.timestampAnchors ?? indexByName([]), own),
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
    trustedLists: (options.directory?.lists ?? []).map((list) => listUsed(list, options.at)),
  }
}

function reportOf(signature: SignatureIntegrity, all: readonly SignatureIntegrity[], material: TrustMaterial, hasRevocationData: boolean, options: ValidationOptions): SignatureReport {
  const { cryptographic } = signature
  const laterStamps = all.filter((other) => other.kind === 'time-stamp' && other.signedLength > signature.signedLength).flatMap((other) => other.cryptographic ?? [])
  const times = cryptographic ? bestSignatureTime(cryptographic, laterStamps, options.arrival ?? options.at, material) : undefined
  const at = times?.bestTime ?? options.at
  const { answer, certificate, chain } = trustOf(cryptographic?.certificate, signature.kind === 'time-stamp' ? 'time-stamp' : 'document', at, material)
  const trust = withIntegrity(answer, signature)
  const { signature: dictionary } = signature.discovered
  return {
    field: signature.field,
    kind: signature.kind,
    integrity: { verdict: signature.verdict, coverage: signature.coverage, modifications: signature.modifications, checks: signature.checks },
    trust,
    qualification: qualificationOf(chain, signature, at, options.directory),
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

function listUsed(list: TrustedList, at: Date): ListUsed {
  return { territory: list.territory, sequenceNumber: list.sequenceNumber, nextUpdate: list.nextUpdate?.toISOString(), stale: list.nextUpdate === undefined || list.nextUpdate < at }
}

function qualificationOf(chain: readonly Certificate[], signature: SignatureIntegrity, at: Date, directory: ServiceDirectory | undefined): QualificationAnswer {
  if (!directory || chain.length === 0 || signature.kind === 'time-stamp') return { conclusion: 'not-determined', checks: [] }
  const { qualification, atIssuance, atSigning, checks } = qualify({ chain, directory, at })
  return { conclusion: qualification, atIssuance: statusOf(atIssuance), atSigning: statusOf(atSigning), checks }
}

function statusOf(status: CertificateStatus): ListedStatus {
  return { at: status.at.toISOString(), qualified: status.qualified, qscd: status.qscd, service: status.service }
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
