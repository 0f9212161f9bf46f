/** CMSAlgorithmProtection (RFC 6211): the algorithms of the SignerInfo once more, under the signature. */
import { equalBytes } from '../x509/asn1-values.ts'
import { algorithmIdentifier, type AlgorithmIdentifier } from './algorithms.ts'
import { attributeValues, oids, type SignerInfo } from './signed-data.ts'
import { childrenOf, expectTag, isContext, tags } from './tlv.ts'

const asn1Null = Uint8Array.of(5, 0)

/** Throws `EncodingFault` for an attribute of another form. */
export function algorithmProtection(info: SignerInfo): 'match' | 'differs' | 'absent' {
  const values = attributeValues(info.signedAttributes, oids.algorithmProtection)
  if (values.length === 0) return 'absent'
  const agrees = values.every((value) => {
    const [digest, signature] = childrenOf(expectTag(value, tags.sequence), 2)
    return (
      sameAlgorithm(algorithmIdentifier(expectTag(digest, tags.sequence)), info.digestAlgorithm) &&
      isContext(signature, 1) &&
      sameAlgorithm(algorithmIdentifier(signature), info.signatureAlgorithm)
    )
  })
  return agrees ? 'match' : 'differs'
}

/** Parameters that are absent and parameters that are NULL are the same. */
function sameAlgorithm(a: AlgorithmIdentifier, b: AlgorithmIdentifier): boolean {
  return a.oid === b.oid && equalBytes(a.parameters ?? asn1Null, b.parameters ?? asn1Null)
}
