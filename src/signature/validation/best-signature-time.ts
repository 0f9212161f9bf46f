/**
 * Proofs of existence of one signature (EN 319 102-1, 5.5.4 and 5.6.3.4): its arrival, its own time-stamps, and the
 * document time-stamps over it.
 */
import { judgeAlgorithm } from '../x509/algorithm-policy.ts'
import type { TimeStampFacts } from '../cms/time-stamp-token.ts'
import { timeStampOutcome } from '../cms/time-stamp-token.ts'
import { type DocumentTimestamp, type ProofOfExistence, walkTimestamps } from '../timestamp/past-validation.ts'
import { validateTimestampToken } from '../timestamp/time-stamp-validation.ts'
import type { SignatureIntegrity } from './integrity.ts'
import type { TrustMaterial } from './trust-material.ts'

export interface SignatureTimes {
  readonly proofs: readonly ProofOfExistence[]
  /** The moment as of which what the signature itself is made with may be judged. */
  readonly controlTime: Date
  /** A time-stamp over the signature value, or a document time-stamp over the signature, whose integrity is right. */
  readonly stamped: boolean
  readonly documentStamped: boolean
}

/** `arrival`: when the file is known to have been there. */
export function signatureTimes(
  signature: SignatureIntegrity,
  all: readonly SignatureIntegrity[],
  arrival: Date | undefined,
  material: TrustMaterial,
): SignatureTimes {
  const later = all
    .filter((other) => other.kind === 'time-stamp' && other.signedLength > signature.signedLength)
    .sort((a, b) => b.signedLength - a.signedLength)
    .flatMap((other) => other.cryptographic?.stamp ?? [])
  const own = (signature.cryptographic?.signatureTimeStamps ?? []).flatMap((stamp) => stamp.facts ?? [])
  const chain = walkTimestamps(
    later.map((facts) => judged(facts, material)),
    own.map((facts) => judged(facts, material)),
    material.now,
  )
  const arrived: ProofOfExistence[] = arrival && arrival < material.now ? [{ kind: 'arrival', time: arrival }] : []
  const documentStamped = later.some((facts) => timeStampOutcome(facts) === 'verified')
  return {
    proofs: [...chain.proofs, ...arrived],
    controlTime: chain.controlTime,
    documentStamped,
    stamped: documentStamped || own.some((facts) => timeStampOutcome(facts) === 'verified'),
  }
}

function judged(facts: TimeStampFacts, material: TrustMaterial): DocumentTimestamp {
  return {
    validate: (at) =>
      validateTimestampToken({
        facts,
        at,
        now: material.now,
        certificates: material.evidence.certificates,
        anchors: material.timeStampAnchors,
        lists: material.evidence.lists,
        responses: material.evidence.responses,
        missingAuthorityEvidence: 'tolerated',
        algorithmJudge: judgeAlgorithm,
      }),
  }
}
