/** From a file to its report: integrity first, then trust, qualification and identity, each an answer of its own. */
import type { Certificate } from '../x509/certificate.ts'
import { type ByName, indexByName, joinedNames } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import { subjectIdentity } from '../x509/subject.ts'
import { describeDigest, describeScheme, type DigestName, type SignatureScheme } from '../x509/algorithm.ts'
import type { RevocationList } from '../revocation/crl.ts'
import type { OcspResponse } from '../revocation/ocsp.ts'
import type { TrustedList } from '../trusted-list/list.ts'
import { type CertificateStatus, qualify } from '../trusted-list/qualification.ts'
import type { ServiceDirectory } from '../trusted-list/services.ts'
import { baselineLevel, isSelfContained } from '../timestamp/baseline-level.ts'
import { signatureTimes, type SignatureTimes } from './best-signature-time.ts'
import { checkIntegrity, type IntegrityOptions, type SignatureIntegrity } from './integrity.ts'
import {
  type IdentityAnswer,
  type ListedStatus,
  type ListUsed,
  policy,
  type QualificationAnswer,
  type SignatureLevel,
  type SignatureReport,
  type TrustAnswer,
  type ValidationReport,
} from './report.ts'
import { createHash } from 'node:crypto'
import { countSigners, signerKind } from './signer-kind.ts'
import type { SecurityStore } from './security-store.ts'
import { type TrustedSigner, trustOfSigner, trustOfStamp, withAlgorithms } from './trust.ts'
import { gatherEvidence, type TrustMaterial } from './trust-material.ts'

export interface ValidationOptions extends IntegrityOptions {
  /** The moment of validation. */
  readonly at: Date
  /**
   * When the file is known to have been there, as the arrival of the message that brought it. The moment of validation
   * by default.
   */
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
    evidence: gatherEvidence(
      integrity.signatures.map((signature) => signature.cryptographic?.signedData),
      store,
      {
        certificates: options.certificates ?? [],
        lists: options.revocationLists ?? [],
        responses: options.ocspResponses ?? [],
      },
    ),
  }
  const signatures = integrity.signatures.map((signature) =>
    reportOf(signature, integrity.signatures, material, store, options),
  )
  return {
    policy,
    validationTime: options.at.toISOString(),
    verdict: integrity.verdict,
    checks: integrity.checks,
    signatures,
    signers: countSigners(signatures),
    trustedLists: (options.directory?.lists ?? []).map((list) => listUsed(list, options.at)),
  }
}

function reportOf(
  signature: SignatureIntegrity,
  all: readonly SignatureIntegrity[],
  material: TrustMaterial,
  store: SecurityStore,
  options: ValidationOptions,
): SignatureReport {
  const { cryptographic } = signature
  const times = signatureTimes(signature, all, options.arrival, material)
  const signer = cryptographic?.stamp
    ? trustOfStamp(cryptographic.stamp, times.controlTime, material)
    : trustOfSigner(cryptographic?.certificate, times, material)
  const { answer, certificate, chain, bestTime } = signer
  const trust = withIntegrity(withAlgorithms(answer, certificate, ...algorithmsOf(signature), bestTime), signature)
  const { signature: dictionary } = signature.discovered
  return {
    field: signature.field,
    kind: signature.kind,
    signerKind: signerKind(signature.kind, certificate),
    integrity: {
      verdict: signature.verdict,
      coverage: signature.coverage,
      modifications: signature.modifications,
      checks: signature.checks,
    },
    trust,
    qualification: qualificationOf(chain, signature, bestTime, options.directory),
    identity: certificate ? identityOf(certificate) : undefined,
    level: levelOf(signature, times, signer, store),
    algorithm: algorithmOf(signature),
    claimedTime: dictionary.claimedTime ?? cryptographic?.signer?.claimedTime,
    bestTime: cryptographic ? bestTime.toISOString() : undefined,
    reason: dictionary.reason,
    location: dictionary.location,
    signedLength: signature.signedLength,
    warnings: warningsOf(signature),
  }
}

function listUsed(list: TrustedList, at: Date): ListUsed {
  return {
    territory: list.territory,
    sequenceNumber: list.sequenceNumber,
    nextUpdate: list.nextUpdate?.toISOString(),
    stale: list.nextUpdate === undefined || list.nextUpdate < at,
  }
}

function qualificationOf(
  chain: readonly Certificate[],
  signature: SignatureIntegrity,
  at: Date,
  directory: ServiceDirectory | undefined,
): QualificationAnswer {
  if (!directory || chain.length === 0 || signature.kind === 'time-stamp')
    return { conclusion: 'not-determined', checks: [] }
  const { qualification, atIssuance, atSigning, checks } = qualify({ chain, directory, at })
  return { conclusion: qualification, atIssuance: statusOf(atIssuance), atSigning: statusOf(atSigning), checks }
}

function statusOf(status: CertificateStatus): ListedStatus {
  return { at: status.at.toISOString(), qualified: status.qualified, qscd: status.qscd, service: status.service }
}

/**
 * What the signature was computed with; where the structure names none (`adbe.x509.rsa_sha1`), what the checks found
 * weak.
 */
function algorithmsOf({ cryptographic, checks }: SignatureIntegrity): [SignatureScheme | undefined, DigestName[]] {
  const signer = cryptographic?.signer
  const named =
    signer?.digestAlgorithm === undefined || signer.digestAlgorithm === 'shake256' ? [] : [signer.digestAlgorithm]
  const weak = checks
    .filter(({ code, outcome }) => code === 'digest-strength' && outcome === 'failed')
    .map(({ details }) => (details?.['digest'] === 'md5' ? 'md5' : 'sha1'))
  return [
    signer?.scheme === undefined || signer.scheme.kind === 'ml-dsa' ? undefined : signer.scheme,
    [...named, ...weak],
  ]
}

/** Signature validation stops where the cryptography fails (EN 319 102-1, 5.3.4). */
function withIntegrity(chain: TrustAnswer, signature: SignatureIntegrity): TrustAnswer {
  const failed = (code: string) => signature.checks.some((made) => made.code === code && made.outcome === 'failed')
  if (failed('message-digest')) return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'HASH_FAILURE' }
  if (failed('signature-value')) return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'SIG_CRYPTO_FAILURE' }
  if (signature.verdict === 'tampered' || signature.verdict === 'invalid')
    return { ...chain, indication: 'TOTAL_FAILED', subIndication: 'FORMAT_FAILURE' }
  return chain
}

function identityOf(certificate: Certificate): IdentityAnswer {
  const { name, surname, givenName, cnp, organization, country } = subjectIdentity(certificate)
  return {
    name,
    certificate: certificate.fingerprint,
    ...(surname === undefined ? {} : { surname }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(cnp === undefined ? {} : { cnp }),
    ...(organization === undefined ? {} : { organization }),
    ...(country === undefined ? {} : { country }),
  }
}

/** EN 319 142-1, 6: what is there, not what is claimed. */
function levelOf(
  signature: SignatureIntegrity,
  times: SignatureTimes,
  signer: TrustedSigner,
  store: SecurityStore,
): SignatureLevel {
  if (signature.kind === 'time-stamp') return 'time-stamp'
  const { cryptographic } = signature
  const baseline =
    signature.discovered.signature.subFilter === 'ETSI.CAdES.detached' &&
    cryptographic?.signer?.signingCertificate === 'match'
  return (
    baselineLevel({
      baseline,
      trustedTime: times.stamped,
      validationData: hasValidationData(signature, signer, store),
      archiveTimestamp: times.documentStamped,
    }) ?? 'CMS'
  )
}

/** Whether the file brings what decided; where no path leads to an anchor, whether it brings revocation data at all. */
function hasValidationData(
  signature: SignatureIntegrity,
  { path, decidedBy }: TrustedSigner,
  store: SecurityStore,
): boolean {
  const revocation = [...store.revocationLists, ...store.ocspResponses]
  if (path === undefined || decidedBy.length === 0) return revocation.length > 0
  const brought = [...revocation, ...store.certificates, ...(signature.cryptographic?.signedData?.certificates ?? [])]
  return isSelfContained(path, decidedBy, new Set(brought.map((der) => createHash('sha256').update(der).digest('hex'))))
}

function algorithmOf(signature: SignatureIntegrity): string {
  const signer = signature.cryptographic?.signer
  if (!signer?.scheme) return ''
  if (signer.scheme.kind === 'ml-dsa') return 'ML-DSA'
  const name = describeScheme(signer.scheme)
  return 'digest' in signer.scheme || signer.digestAlgorithm === undefined || signer.digestAlgorithm === 'shake256'
    ? name
    : `${name} ${describeDigest(signer.digestAlgorithm)}`
}

/** Codes of what did not fail the signature and must still be reported. */
function warningsOf(signature: SignatureIntegrity): string[] {
  const codes = signature.checks.filter((made) => made.outcome !== 'passed').map((made) => made.code)
  return [...new Set<string>(codes)]
}
