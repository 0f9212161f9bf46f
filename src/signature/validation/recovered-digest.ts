/**
 * The DigestInfo of a PKCS#1 v1.5 signature (RFC 8017, 9.2), read strictly: slack in it is how such signatures were
 * forged.
 */
import { algorithmIdentifier, type ContentDigest, contentDigest } from '../cms/algorithms.ts'
import { children, EncodingFault, readElement, tags } from '../cms/tlv.ts'

export function recoveredDigest(
  digestInfo: Uint8Array | undefined,
): { algorithm: ContentDigest; digest: Uint8Array } | undefined {
  if (!digestInfo) return undefined
  try {
    const element = readElement(digestInfo)
    const [algorithm, digest, ...more] = children(element)
    const name = contentDigest(algorithmIdentifier(algorithm))
    if (!name || digest?.tag !== tags.octetString || more.length > 0 || element.raw.length !== digestInfo.length)
      return undefined
    return { algorithm: name, digest: digest.content }
  } catch (fault) {
    if (fault instanceof EncodingFault) return undefined
    throw fault
  }
}
