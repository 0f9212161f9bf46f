/** What is known about the revocation of one certificate, and from which evidence. */
import type { Check } from '../x509/check.ts'
import type { RevocationReason } from './crl.ts'

export type RevocationEvidence = {
  readonly kind: 'crl' | 'ocsp'
  /** SHA-256 of the list or response, hex */
  readonly fingerprint: string
  readonly thisUpdate: Date
  readonly nextUpdate: Date | undefined
}

type RevocationStatus =
  | { readonly status: 'good'; readonly evidence: readonly RevocationEvidence[] }
  /** `revokedAt` may lie after the moment asked for: then the certificate was still good at that moment */
  | {
      readonly status: 'revoked' | 'on-hold'
      readonly revokedAt: Date
      readonly reason: RevocationReason
      readonly evidence: readonly RevocationEvidence[]
    }
  /** `stale`: there is evidence but it is too old for the moment; `missing`: there is none that can be used */
  | {
      readonly status: 'unknown'
      readonly why: 'missing' | 'stale' | 'not-usable'
      readonly evidence: readonly RevocationEvidence[]
    }

export type RevocationResult = RevocationStatus & { readonly checks: readonly Check[] }

/**
 * When evidence counts. `at` is the moment for which the status is wanted; `now` the moment of validation: evidence
 * from after `now` is not yet there. `maximumAge` (milliseconds, before `at`) tightens what nextUpdate allows (EN 319
 * 102-1, 5.2.5).
 */
export type Moment = {
  readonly at: Date
  readonly now: Date
  readonly maximumAge?: number
  readonly clockTolerance?: number
}

export type Freshness = 'fresh' | 'stale' | 'from-the-future'

/** Evidence is fresh when it was made after the moment, or is still in force at it. */
export function freshness(
  thisUpdate: Date,
  nextUpdate: Date | undefined,
  { at, now, maximumAge, clockTolerance = 300_000 }: Moment,
): Freshness {
  if (thisUpdate.getTime() > now.getTime() + clockTolerance) return 'from-the-future'
  if (thisUpdate >= at) return 'fresh'
  if (maximumAge !== undefined && at.getTime() - thisUpdate.getTime() > maximumAge) return 'stale'
  return nextUpdate !== undefined && nextUpdate >= at ? 'fresh' : 'stale'
}
