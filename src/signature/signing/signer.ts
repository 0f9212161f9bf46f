/**
 * Who signs: a certificate with its chain, and something that signs bytes with its key. Today the key is in a file; a
 * hardware module needs another implementation.
 */
import { constants, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { nil, oid, sequence } from './der.ts'

/** RSA PKCS#1 v1.5 or ECDSA on P-256, both over SHA-256 (ETSI TS 119 312 clause 8). */
export type SigningAlgorithm = 'rsa-sha256' | 'ecdsa-p256-sha256'

export interface Signer {
  readonly algorithm: SigningAlgorithm
  /** DER of the signer's certificate. */
  readonly certificate: Uint8Array
  /** DER of the certificates above it, nearest first; the root may be left out. */
  readonly chain: readonly Uint8Array[]
  /** The signature value over these bytes: PKCS#1 octets, or the DER `Ecdsa-Sig-Value` of RFC 3279. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

const signAsync = promisify(sign)

/** The algorithm that a key signs with here; null for keys that are not served (RSA under 2048 bits, other curves). */
export function algorithmOf(key: KeyObject): SigningAlgorithm | null {
  const details = key.asymmetricKeyDetails
  if (key.asymmetricKeyType === 'rsa') return (details?.modulusLength ?? 0) >= 2048 ? 'rsa-sha256' : null
  if (key.asymmetricKeyType === 'ec') return details?.namedCurve === 'prime256v1' ? 'ecdsa-p256-sha256' : null
  return null
}

/**
 * A signer with its key in memory. Throws a TypeError when the key is not served or does not belong to the certificate.
 */
export function signerFromKey(privateKey: KeyObject, certificate: Uint8Array, chain: readonly Uint8Array[]): Signer {
  const algorithm = algorithmOf(privateKey)
  if (algorithm === null) throw new TypeError('this kind of key is not served')
  if (!new X509Certificate(certificate).checkPrivateKey(privateKey))
    throw new TypeError('the key does not belong to the certificate')
  return {
    algorithm,
    certificate,
    chain,
    sign: async (bytes) =>
      signAsync(
        'sha256',
        bytes,
        algorithm === 'rsa-sha256'
          ? { key: privateKey, padding: constants.RSA_PKCS1_PADDING }
          : { key: privateKey, dsaEncoding: 'der' },
      ),
  }
}

/**
 * AlgorithmIdentifier of the signature: RFC 4055 section 5 (parameters NULL), RFC 5758 section 3.2 (parameters absent).
 */
export const signatureAlgorithmIdentifier = (algorithm: SigningAlgorithm) =>
  algorithm === 'rsa-sha256' ? sequence(oid('1.2.840.113549.1.1.11'), nil()) : sequence(oid('1.2.840.10045.4.3.2'))
