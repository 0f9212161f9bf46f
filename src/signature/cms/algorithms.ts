/** Object identifiers of digests and signature algorithms (RFC 3370, 4055, 5754, 5758, 8017, 8419, 8702, 9882; TR-03111). */
import { children, type Element, isContext, objectIdentifier, smallInteger, tags } from './tlv.ts'

export type DigestName = 'md5' | 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512' | 'sha3-224' | 'sha3-256' | 'sha3-384' | 'sha3-512' | 'ripemd160' | 'shake256'

const digests: Readonly<Record<string, DigestName>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '1.3.36.3.2.1': 'ripemd160',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
  '2.16.840.1.101.3.4.2.12': 'shake256',
  '2.16.840.1.101.3.4.2.18': 'shake256',
}

/** Collisions are practical: such a digest proves nothing about a document that an adversary helped to write. */
export function isBroken(digest: DigestName): boolean {
  return digest === 'md5' || digest === 'sha1' || digest === 'ripemd160'
}

export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly digest: DigestName | undefined }
  | { readonly kind: 'rsa-pss'; readonly digest: DigestName; readonly maskDigest: DigestName; readonly saltLength: number }
  | { readonly kind: 'ecdsa'; readonly digest: DigestName | undefined; readonly encoding: 'der' | 'plain' }
  | { readonly kind: 'dsa'; readonly digest: DigestName | undefined }
  | { readonly kind: 'eddsa'; readonly curve: 'ed25519' | 'ed448' }
  | { readonly kind: 'ml-dsa' }

const schemes: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.1': { kind: 'rsa-pkcs1', digest: undefined },
  '1.2.840.113549.1.1.4': { kind: 'rsa-pkcs1', digest: 'md5' },
  '1.2.840.113549.1.1.5': { kind: 'rsa-pkcs1', digest: 'sha1' },
  '1.3.14.3.2.29': { kind: 'rsa-pkcs1', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'rsa-pkcs1', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa-pkcs1', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa-pkcs1', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa-pkcs1', digest: 'sha512' },
  '1.3.36.3.3.1.2': { kind: 'rsa-pkcs1', digest: 'ripemd160' },
  '2.16.840.1.101.3.4.3.13': { kind: 'rsa-pkcs1', digest: 'sha3-224' },
  '2.16.840.1.101.3.4.3.14': { kind: 'rsa-pkcs1', digest: 'sha3-256' },
  '2.16.840.1.101.3.4.3.15': { kind: 'rsa-pkcs1', digest: 'sha3-384' },
  '2.16.840.1.101.3.4.3.16': { kind: 'rsa-pkcs1', digest: 'sha3-512' },
  '1.2.840.10045.2.1': { kind: 'ecdsa', digest: undefined, encoding: 'der' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', digest: 'sha1', encoding: 'der' },
  '1.2.840.10045.4.3.1': { kind: 'ecdsa', digest: 'sha224', encoding: 'der' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', digest: 'sha256', encoding: 'der' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', digest: 'sha384', encoding: 'der' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', digest: 'sha512', encoding: 'der' },
  '2.16.840.1.101.3.4.3.9': { kind: 'ecdsa', digest: 'sha3-224', encoding: 'der' },
  '2.16.840.1.101.3.4.3.10': { kind: 'ecdsa', digest: 'sha3-256', encoding: 'der' },
  '2.16.840.1.101.3.4.3.11': { kind: 'ecdsa', digest: 'sha3-384', encoding: 'der' },
  '2.16.840.1.101.3.4.3.12': { kind: 'ecdsa', digest: 'sha3-512', encoding: 'der' },
  '0.4.0.127.0.7.1.1.4.1.1': { kind: 'ecdsa', digest: 'sha1', encoding: 'plain' },
  '0.4.0.127.0.7.1.1.4.1.2': { kind: 'ecdsa', digest: 'sha224', encoding: 'plain' },
  '0.4.0.127.0.7.1.1.4.1.3': { kind: 'ecdsa', digest: 'sha256', encoding: 'plain' },
  '0.4.0.127.0.7.1.1.4.1.4': { kind: 'ecdsa', digest: 'sha384', encoding: 'plain' },
  '0.4.0.127.0.7.1.1.4.1.5': { kind: 'ecdsa', digest: 'sha512', encoding: 'plain' },
  '1.2.840.10040.4.1': { kind: 'dsa', digest: undefined },
  '1.2.840.10040.4.3': { kind: 'dsa', digest: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { kind: 'dsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { kind: 'dsa', digest: 'sha256' },
  '1.3.101.112': { kind: 'eddsa', curve: 'ed25519' },
  '1.3.101.113': { kind: 'eddsa', curve: 'ed448' },
  '2.16.840.1.101.3.4.3.17': { kind: 'ml-dsa' },
  '2.16.840.1.101.3.4.3.18': { kind: 'ml-dsa' },
  '2.16.840.1.101.3.4.3.19': { kind: 'ml-dsa' },
}

export interface AlgorithmIdentifier {
  readonly oid: string
  readonly parameters: Element | undefined
}

export function algorithmIdentifier(element: Element | undefined): AlgorithmIdentifier {
  const [oid, parameters] = element ? children(element) : []
  return { oid: objectIdentifier(oid), parameters }
}

/** Undefined: a digest that is not known here. */
export function digestName(algorithm: AlgorithmIdentifier): DigestName | undefined {
  return digests[algorithm.oid]
}

/** Undefined: a signature algorithm that is not known here. */
export function signatureScheme(algorithm: AlgorithmIdentifier): SignatureScheme | undefined {
  return algorithm.oid === '1.2.840.113549.1.1.10' ? pssScheme(algorithm.parameters) : schemes[algorithm.oid]
}

/** RSASSA-PSS-params (RFC 4055, 3.1): every part has a default, SHA-1 and 20. */
function pssScheme(parameters: Element | undefined): SignatureScheme | undefined {
  let digest: DigestName | undefined = 'sha1'
  let maskDigest: DigestName | undefined = 'sha1'
  let saltLength = 20
  for (const part of parameters?.tag === tags.sequence ? children(parameters) : []) {
    const [inner] = children(part)
    if (isContext(part, 0)) digest = digestName(algorithmIdentifier(inner))
    else if (isContext(part, 1)) {
      const mask = algorithmIdentifier(inner)
      maskDigest = mask.oid === '1.2.840.113549.1.1.8' && mask.parameters ? digestName(algorithmIdentifier(mask.parameters)) : undefined
    } else if (isContext(part, 2)) saltLength = smallInteger(inner)
  }
  return digest && maskDigest ? { kind: 'rsa-pss', digest, maskDigest, saltLength } : undefined
}
