/** Proof of existence (EN 319 102-1, 5.5.4): the earliest of the moment of validation, the arrival, and the time-stamps that verify and are trusted. */
import type { CryptographicResult } from './cryptographic-checks.ts'
import { type TrustMaterial, trustOf } from './trust.ts'

export interface SignatureTimes {
  readonly bestTime: Date
  /** A time-stamp over the signature value that verifies; whether it is trusted shows in `bestTime`. */
  readonly signatureStamped: boolean
  /** A document time-stamp that verifies and covers the signature. */
  readonly documentStamped: boolean
}

/** `laterStamps`: document time-stamps whose covered part includes the signature. `arrival`: when the file is known to have been there. */
export function bestSignatureTime(own: CryptographicResult, laterStamps: readonly CryptographicResult[], arrival: Date, material: TrustMaterial): SignatureTimes {
  let bestTime = arrival < material.now ? arrival : material.now
  let signatureStamped = false
  let documentStamped = false
  for (const stamp of own.signatureTimeStamps) {
    if (stamp.outcome !== 'verified' || stamp.time === undefined) continue
    signatureStamped = true
    const time = new Date(stamp.time)
    if (trustOf(stamp.certificate, 'time-stamp', time, material).answer.indication !== 'TOTAL_PASSED') continue
    if (time < bestTime) bestTime = time
  }
  for (const stamp of laterStamps) {
    if (stamp.stampedTime === undefined || stamp.checks.some((made) => made.outcome !== 'passed' && made.code !== 'digest-strength')) continue
    documentStamped = true
    const time = new Date(stamp.stampedTime)
    if (trustOf(stamp.certificate, 'time-stamp', time, material).answer.indication !== 'TOTAL_PASSED') continue
    if (time < bestTime) bestTime = time
  }
  return { bestTime, signatureStamped, documentStamped }
}
