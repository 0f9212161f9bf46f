/**
 * The second answer: does the signer's certificate chain to an anchor, valid and not revoked at the best-signature-time
 * (EN 319 102-1, 5.2.6 and 5.5)?
 */
import type { CertificateFields } from '../cms/certificate-fields.ts'
import type { TimeStampFacts } from '../cms/time-stamp-token.ts'
import type { CertificateValidation } from '../revocation/certificate-validation.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import type { DigestName, SignatureScheme } from '../x509/algorithm.ts'
import { judgeAlgorithm } from '../x509/algorithm-policy.ts'
import type { Check, Conclusion } from '../x509/check.ts'
import { validateSigner } from '../timestamp/past-validation.ts'
import { validateTimestampToken } from '../timestamp/time-stamp-validation.ts'
import type { SignatureTimes } from './best-signature-time.ts'
import { formatName } from '../x509/name.ts'
import { usableKey } from '../x509/public-key.ts'
import type { TrustAnswer } from './report.ts'
import type { TrustMaterial } from './trust-material.ts'

/** The answer with what the next questions need. */
export interface TrustedSigner {
  readonly answer: TrustAnswer
  readonly certificate: Certificate | undefined
  /** The certificate and its issuers upwards to the anchor. */
  readonly chain: readonly Certificate[]
  readonly bestTime: Date
  /** Fingerprints of what decided: the path, and the revocation data about it. */
  readonly path: readonly Certificate[] | undefined
  readonly decidedBy: readonly { readonly fingerprint: string }[]
}

/** Whether the signer of a document is trusted, as of now and as of what is proved (EN 319 102-1, 5.5.4). */
export function trustOfSigner(
  fields: CertificateFields | undefined,
  times: SignatureTimes | undefined,
  material: TrustMaterial,
): TrustedSigner {
  const certificate = parsedOf(fields)
  if (!certificate) return unknownSigner(material.now)
  const { evidence, now, anchors } = material
  const result = validateSigner({
    target: certificate,
    certificates: evidence.certificates,
    anchors,
    lists: evidence.lists,
    responses: evidence.responses,
    now,
    proofs: times?.proofs ?? [],
    missingAuthorityEvidence: 'tolerated',
    algorithmJudge: judgeAlgorithm,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
  })
  return answerOf(result.conclusion, result.checks, certificate, result.decisive, result.bestSignatureTime)
}

/**
 * The algorithms of the signature itself, as of the moment at which it is proved to have been there (EN 319 102-1,
 * 5.2.8.4.4): a path that is right says nothing for a signature that others could have made. `digests`: all over which
 * the signature was computed.
 */
export function withAlgorithms(
  answer: TrustAnswer,
  certificate: Certificate | undefined,
  scheme: SignatureScheme | undefined,
  digests: readonly DigestName[],
  at: Date,
): TrustAnswer {
  if (answer.indication !== 'TOTAL_PASSED' || !certificate) return answer
  const key = usableKey(certificate.publicKey)
  const schemes: SignatureScheme[] = [
    ...(scheme ? [scheme] : []),
    ...digests.map((digest) => ({ kind: 'rsa-pkcs1' as const, digest })),
  ]
  const why =
    key.kind === 'unusable'
      ? key.why
      : schemes.map((used) => judgeAlgorithm(used, key, at)).find((reason) => reason !== undefined)
  if (why === undefined) return answer
  const check: Check = {
    code: 'signature-algorithm',
    clause: 'EN 319 102-1, 5.2.8.4.4',
    outcome: 'failed',
    detail: why,
  }
  return {
    ...answer,
    indication: 'INDETERMINATE',
    subIndication: 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    checks: [...answer.checks, check],
  }
}

/** Whether the unit that made a document time-stamp is trusted as of a moment. */
export function trustOfStamp(facts: TimeStampFacts, at: Date, material: TrustMaterial): TrustedSigner {
  const { evidence, now, timeStampAnchors } = material
  const result = validateTimestampToken({
    facts,
    at,
    now,
    certificates: evidence.certificates,
    anchors: timeStampAnchors,
    lists: evidence.lists,
    responses: evidence.responses,
    missingAuthorityEvidence: 'tolerated',
    algorithmJudge: judgeAlgorithm,
  })
  return result.unit
    ? answerOf(result.conclusion, result.checks, result.unit, result.certificate, at)
    : unknownSigner(at)
}

function parsedOf(fields: CertificateFields | undefined): Certificate | undefined {
  const parsed = fields ? parseCertificate(fields.der) : undefined
  return parsed?.ok === true ? parsed.value : undefined
}

function unknownSigner(at: Date): TrustedSigner {
  return {
    answer: {
      indication: 'INDETERMINATE',
      subIndication: 'NO_SIGNING_CERTIFICATE_FOUND',
      checks: [],
      path: [],
      certificates: [],
    },
    certificate: undefined,
    chain: [],
    bestTime: at,
    path: undefined,
    decidedBy: [],
  }
}

function answerOf(
  { indication, subIndication }: Conclusion,
  checks: readonly Check[],
  certificate: Certificate,
  validation: CertificateValidation | undefined,
  bestTime: Date,
): TrustedSigner {
  const path = validation?.path
  const anchor = validation?.anchor?.certificate
  const upwards = path === undefined ? [] : path.length === 0 ? [certificate] : [...path].reverse()
  const chain =
    upwards.length > 0 && anchor && anchor.fingerprint !== certificate.fingerprint ? [...upwards, anchor] : upwards
  return {
    answer: {
      indication: indication === 'PASSED' ? 'TOTAL_PASSED' : indication === 'FAILED' ? 'TOTAL_FAILED' : 'INDETERMINATE',
      subIndication,
      checks,
      path: (path ?? []).map((member) => formatName(member.subject)),
      certificates: (chain.length === 0 ? [certificate] : chain).map((member) =>
        Buffer.from(member.raw).toString('base64'),
      ),
    },
    certificate,
    bestTime,
    path,
    chain,
    decidedBy: (validation?.revocation ?? []).flatMap((link) => link.evidence),
  }
}
