/**
 * Best-signature-time and past signature validation (EN 319 102-1, 5.5 and 5.6.2): whether a certificate that has
 * expired, was revoked or became weak since then was still good when the signature is proved to have existed.
 */
import { failed } from '../x509/check.ts'
import { validateCertificate } from '../revocation/certificate-validation.ts'
import type { Check, Conclusion } from '../x509/check.ts'
import type { CertificateValidation, CertificateValidationInput } from '../revocation/certificate-validation.ts'
import type { TimestampValidation } from './time-stamp-validation.ts'

/** Something that shows that the signature existed at a moment. */
export type ProofOfExistence = {
  readonly kind: 'signature-time-stamp' | 'document-time-stamp' | 'arrival'
  readonly time: Date
}

/** A time-stamp in the order of the document; `covers` says what it protects. */
export type DocumentTimestamp = { readonly validate: (at: Date) => TimestampValidation }

export type TimestampChain = {
  /** the proofs that hold, earliest first */
  readonly proofs: readonly ProofOfExistence[]
  /** each time-stamp's validation, in the order given */
  readonly documentTimestamps: readonly TimestampValidation[]
  readonly signatureTimestamps: readonly TimestampValidation[]
  /** the moment as of which what the innermost document time-stamp covers may be judged */
  readonly controlTime: Date
}

/**
 * Walks the time-stamps from the newest to the oldest (EN 319 102-1, 5.6.3.4): each one that holds at the control time
 * proves that everything it covers existed at its own time, which is then the control time for the next. A time-stamp
 * that does not hold proves nothing and moves nothing. Document time-stamps must be given newest first and cover the
 * signature.
 */
export function walkTimestamps(
  documentTimestamps: readonly DocumentTimestamp[],
  signatureTimestamps: readonly DocumentTimestamp[],
  now: Date,
): TimestampChain {
  const proofs: ProofOfExistence[] = []
  let controlTime = now
  const outer = documentTimestamps.map((stamp) => {
    const result = stamp.validate(controlTime)
    if (holds(result, controlTime)) {
      controlTime = result.time
      proofs.push({ kind: 'document-time-stamp', time: result.time })
    }
    return result
  })
  const inner = signatureTimestamps.map((stamp) => {
    const result = stamp.validate(controlTime)
    if (holds(result, controlTime)) proofs.push({ kind: 'signature-time-stamp', time: result.time })
    return result
  })
  proofs.sort((left, right) => left.time.getTime() - right.time.getTime())
  return { proofs, documentTimestamps: outer, signatureTimestamps: inner, controlTime }
}

/**
 * A stamp that claims a later time than the one that covers it is out of order (EN 319 102-1, 5.6.2.3;
 * TIMESTAMP_ORDER_FAILURE).
 */
function holds(result: TimestampValidation, controlTime: Date): result is TimestampValidation & { time: Date } {
  return result.conclusion.indication === 'PASSED' && result.time !== undefined && result.time <= controlTime
}

/**
 * The earliest moment at which the signature is proved to have existed; `now` without any proof (EN 319 102-1, 5.5.4).
 */
export function bestSignatureTime(proofs: readonly ProofOfExistence[], now: Date): Date {
  return proofs.reduce((earliest, { time }) => (time < earliest ? time : earliest), now)
}

export type SignerValidationInput = Omit<CertificateValidationInput, 'at'> & {
  readonly proofs: readonly ProofOfExistence[]
}

export type SignerValidation = {
  readonly conclusion: Conclusion
  readonly bestSignatureTime: Date
  /** as of now: the answer of a validator without proofs */
  readonly current: CertificateValidation
  /** as of the best-signature-time; the same as `current` when that passed */
  readonly decisive: CertificateValidation
  readonly checks: readonly Check[]
}

/** Sub-indications that a proof of existence can overcome (EN 319 102-1, 5.6.2.4.2 and 5.5.4, step 5). */
const curable = new Set([
  'REVOKED_NO_POE',
  'REVOKED_CA_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'TRY_LATER',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
])

/**
 * Validates the signer's certificate now and, where that fails for a reason of time and there is a proof, as of the
 * best-signature-time. Without a proof the present answer counts: revoked or expired, and it is unknown whether the
 * signature came before.
 */
export function validateSigner({ proofs, ...input }: SignerValidationInput): SignerValidation {
  const { now, target } = input
  const best = bestSignatureTime(proofs, now)
  const current = validateCertificate({ ...input, at: now })
  const order = orderCheck(target.notBefore, best, target.fingerprint)
  if (order.outcome === 'failed')
    return {
      conclusion: failed('NOT_YET_VALID'),
      bestSignatureTime: best,
      current,
      decisive: current,
      checks: [order, ...current.checks],
    }
  const { subIndication } = current.conclusion
  if (best >= now || subIndication === undefined || !curable.has(subIndication))
    return {
      conclusion: current.conclusion,
      bestSignatureTime: best,
      current,
      decisive: current,
      checks: [order, ...current.checks],
    }
  const decisive = validateCertificate({ ...input, at: best })
  return {
    conclusion: concludePast(decisive),
    bestSignatureTime: best,
    current,
    decisive,
    checks: [order, ...decisive.checks],
  }
}

/** What was revoked already at the proved moment is bad for good (EN 319 102-1, 5.5.4: REVOKED). */
function concludePast({ conclusion }: CertificateValidation): Conclusion {
  return conclusion.subIndication === 'REVOKED_NO_POE' ? failed('REVOKED') : conclusion
}

function orderCheck(notBefore: Date, best: Date, subject: string): Check {
  const base = { code: 'best-signature-time', clause: 'EN 319 102-1, 5.5.4', subject } as const
  return best >= notBefore
    ? { ...base, outcome: 'passed', detail: best.toISOString() }
    : { ...base, outcome: 'failed', detail: 'proved to exist before the certificate was issued' }
}
