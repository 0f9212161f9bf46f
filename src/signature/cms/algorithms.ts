/**
 * Algorithms as a SignerInfo names them (RFC 5652, 10.1; RFC 8419; RFC 9882), over the schemes that certificates know.
 */
import {
  digestByOid,
  type AlgorithmIdentifier,
  type DigestName,
  type SignatureScheme,
  signatureScheme,
} from '../x509/algorithm.ts'
import { type PublicKey, readPublicKeyInfo, usableKey } from '../x509/public-key.ts'
import { EncodingError, readWhole } from '../x509/tlv.ts'
import { childrenOf, type Element, objectIdentifier } from './tlv.ts'

export type { AlgorithmIdentifier }

/** Digests of content: those of certificates, and SHAKE256 with 512 bits, which comes with Ed448 (RFC 8419, 3.1). */
export type ContentDigest = DigestName | 'shake256'

/** Schemes of signer infos: those of certificates, and ML-DSA, whose parameter set is known from the key. */
export type SignerScheme = SignatureScheme | { readonly kind: 'ml-dsa' }

const shake = ['2.16.840.1.101.3.4.2.12', '2.16.840.1.101.3.4.2.18']
const mlDsa = ['2.16.840.1.101.3.4.3.17', '2.16.840.1.101.3.4.3.18', '2.16.840.1.101.3.4.3.19']

export function algorithmIdentifier(element: Element | undefined): AlgorithmIdentifier {
  const [oid, parameters] = element ? childrenOf(element, 1, 2) : []
  return { oid: objectIdentifier(oid), parameters: parameters?.raw, raw: element?.raw ?? new Uint8Array(0) }
}

/** Undefined: a digest that is not known here. */
export function contentDigest(algorithm: AlgorithmIdentifier): ContentDigest | undefined {
  return shake.includes(algorithm.oid) ? 'shake256' : digestByOid(algorithm.oid)
}

/** The scheme of a signature algorithm; one that names only the kind of key takes the digest of the signer info. */
export function signerScheme(
  algorithm: AlgorithmIdentifier,
  digest: ContentDigest | undefined,
): SignerScheme | undefined {
  if (mlDsa.includes(algorithm.oid)) return { kind: 'ml-dsa' }
  // TR-03111 names the curve in the parameters; the key names it too, and the key's counts.
  if (algorithm.oid.startsWith('0.4.0.127.0.7.1.1.4.1.'))
    return signatureScheme({ ...algorithm, parameters: undefined })
  return (
    signatureScheme(algorithm) ??
    (digest === undefined || digest === 'shake256' ? undefined : signatureScheme(algorithm, digest))
  )
}

/**
 * `broken`: factored by hobbyists (RSA-768 was in 2009). `weak`: below what TS 119 312 accepts today. Keys that cannot
 * be read are for the verification to refuse.
 */
export function keyStrength(publicKeyInfo: Uint8Array): 'good' | 'weak' | 'broken' {
  const key = keyOf(publicKeyInfo)
  if (key?.kind === 'rsa' || key?.kind === 'dsa') return key.bits < 1024 ? 'broken' : key.bits < 1900 ? 'weak' : 'good'
  return key?.kind === 'ec' && key.bits < 256 ? 'weak' : 'good'
}

function keyOf(publicKeyInfo: Uint8Array): PublicKey | undefined {
  try {
    const key = usableKey(readPublicKeyInfo(readWhole(publicKeyInfo)))
    return key.kind === 'unusable' ? undefined : key
  } catch (fault) {
    if (fault instanceof EncodingError) return undefined
    throw fault
  }
}

/** Collisions are practical: such a digest proves nothing about a document that an adversary helped to write. */
export function isBroken(digest: ContentDigest): boolean {
  return digest === 'md5' || digest === 'sha1' || digest === 'ripemd160'
}
