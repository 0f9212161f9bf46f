/** RFC 3161 tokens as far as integrity goes: the imprint, the token's own signature, the time it states. */
import { algorithmIdentifier, type ContentDigest, contentDigest } from './algorithms.ts'
import type { Cryptography } from './cryptography.ts'
import { oids, readSignedData, type SignedData } from './signed-data.ts'
import { type SignerFacts, signerFacts } from './signer-facts.ts'
import { children, EncodingFault, octets, readElement, timeOf } from './tlv.ts'

export interface TimeStampFacts {
  readonly signedData: SignedData
  readonly signer: SignerFacts | undefined
  readonly time: string | undefined
  readonly imprintDigest: ContentDigest | undefined
  readonly imprint: 'match' | 'differs' | 'unsupported'
}

/** Facts of a token over `content`. Throws `EncodingFault` where the bytes are no token. */
export function timeStampFacts(
  token: Uint8Array,
  content: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): TimeStampFacts {
  const signedData = readSignedData(token)
  if (signedData.contentType !== oids.timeStampInfo || !signedData.content)
    throw new EncodingFault('no time-stamp info')
  const [, , imprint, , time] = children(readElement(signedData.content))
  const [algorithm, hash] = imprint ? children(imprint) : []
  const imprintDigest = contentDigest(algorithmIdentifier(algorithm))
  const computed = imprintDigest && cryptography.digest(imprintDigest, ...content)
  const [info] = signedData.signerInfos
  return {
    signedData,
    signer:
      info && signedData.signerInfos.length === 1
        ? signerFacts(signedData, info, [signedData.content], candidates, cryptography)
        : undefined,
    time: timeOf(time),
    imprintDigest,
    imprint: !computed || !hash ? 'unsupported' : Buffer.compare(computed, octets(hash)) === 0 ? 'match' : 'differs',
  }
}

/** What a token proves: `verified` when imprint and signature are right. */
export function timeStampOutcome(facts: TimeStampFacts): 'verified' | 'wrong' | 'unsupported' | 'no-certificate' {
  if (facts.imprint === 'unsupported') return 'unsupported'
  const { signer } = facts
  if (
    !signer ||
    facts.imprint === 'differs' ||
    signer.messageDigest === 'differs' ||
    signer.messageDigest === 'absent' ||
    // Whose certificate it is cannot be compared where there is none (RFC 3161, 2.4.1: certReq was false).
    (signer.certificate !== undefined && signer.signingCertificate === 'differs')
  )
    return 'wrong'
  if (signer.messageDigest === 'unsupported') return 'unsupported'
  return signer.signatureValue
}
