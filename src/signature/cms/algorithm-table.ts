/**
 * Which digest of the content each signature algorithm allows, and with which parameters a digest may be named (RFC
 * 5754, 2; RFC 8419, 3; RFC 8702, 3.1; RFC 9882, 3.3).
 */
import { equalBytes } from '../x509/asn1-values.ts'
import type { AlgorithmIdentifier, ContentDigest, SignerScheme } from './algorithms.ts'

const asn1Null = Uint8Array.of(5, 0)
/** INTEGER 512: the octets of SHAKE256 with a stated length. */
const length512 = Uint8Array.of(2, 2, 2, 0)
const shakeWithLength = '2.16.840.1.101.3.4.2.18'

/** Parameters of a digest: absent, or NULL; a stated length where the identifier asks for one. */
export function digestParametersFit({ oid, parameters }: AlgorithmIdentifier): boolean {
  if (oid === shakeWithLength) return parameters !== undefined && equalBytes(parameters, length512)
  return parameters === undefined || equalBytes(parameters, asn1Null)
}

/** Digests that may accompany schemes which do not name one of their own. */
const allowed: Readonly<Record<SignerScheme['kind'], readonly ContentDigest[] | 'any'>> = {
  'rsa-pkcs1': 'any',
  'rsa-pss': 'any',
  ecdsa: 'any',
  dsa: 'any',
  ed25519: ['sha512'],
  // RFC 8419 asks for SHAKE256; signers on OpenSSL name SHA-512.
  ed448: ['shake256', 'sha512'],
  'ml-dsa': ['sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-384', 'sha3-512', 'shake256'],
}

export function schemeAllows(scheme: SignerScheme, digest: ContentDigest): boolean {
  const digests = allowed[scheme.kind]
  return digests === 'any' || digests.includes(digest)
}
