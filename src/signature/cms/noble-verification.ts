/** Verification that the engine cannot do: brainpool curves, Ed448, and SHA-3 under ECDSA and PKCS#1 v1.5. */
import { constants, createHash, createPublicKey, publicDecrypt } from 'node:crypto'
import { ed448 } from '@noble/curves/ed448.js'
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import type { DigestName, SignatureScheme } from './algorithms.ts'
import type { VerificationOutcome } from './cryptography.ts'
import { nobleDigest } from './noble-digest.ts'
import { children, readElement } from './tlv.ts'

const curves = { prime256v1: p256, secp384r1: p384, secp521r1: p521, brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 }

export function verifyWithNoble(
  scheme: SignatureScheme, digest: DigestName, publicKeyInfo: Uint8Array, curve: string | undefined, data: Uint8Array, signature: Uint8Array,
): VerificationOutcome {
  try {
    if (scheme.kind === 'eddsa' && scheme.curve === 'ed448') return ed448.verify(signature, data, publicPoint(publicKeyInfo)) ? 'verified' : 'wrong'
    const hashed = digestOf(digest, data)
    if (!hashed) return 'unsupported'
    if (scheme.kind === 'rsa-pkcs1') return verifyRsa(digest, hashed, publicKeyInfo, signature)
    if (scheme.kind !== 'ecdsa' || curve === undefined || !(curve in curves)) return 'unsupported'
    const { verify } = curves[curve as keyof typeof curves]
    const options = { prehash: false, lowS: false, format: scheme.encoding === 'plain' ? 'compact' : 'der' } as const
    return verify(signature, hashed, publicPoint(publicKeyInfo), options) ? 'verified' : 'wrong'
  } catch {
    return 'wrong'
  }
}

function digestOf(name: DigestName, data: Uint8Array): Uint8Array | undefined {
  const own = nobleDigest(name, [data])
  if (own) return own
  return name.startsWith('sha') && !name.startsWith('sha3') ? createHash(name).update(data).digest() : undefined
}

/** The BIT STRING of a SubjectPublicKeyInfo, without its count of unused bits. */
function publicPoint(publicKeyInfo: Uint8Array): Uint8Array {
  return children(readElement(publicKeyInfo))[1]?.content.subarray(1) ?? new Uint8Array(0)
}

/** DigestInfo prefixes of SHA-3 (RFC 8017, 9.2, note 1, with the identifiers of FIPS 202). */
const prefixes: Readonly<Partial<Record<DigestName, string>>> = {
  'sha3-224': '302d300d06096086480165030402070500041c',
  'sha3-256': '3031300d060960864801650304020805000420',
  'sha3-384': '3041300d060960864801650304020905000430',
  'sha3-512': '3051300d060960864801650304020a05000440',
}

function verifyRsa(digest: DigestName, hashed: Uint8Array, publicKeyInfo: Uint8Array, signature: Uint8Array): VerificationOutcome {
  const prefix = prefixes[digest]
  if (prefix === undefined) return 'unsupported'
  const key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' })
  const recovered = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
  return recovered.equals(Buffer.concat([Buffer.from(prefix, 'hex'), hashed])) ? 'verified' : 'wrong'
}
