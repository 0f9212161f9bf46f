/**
 * Digests and signature values, on the engine of the process or on the one that a test names. What neither engine nor
 * @noble can do is "unsupported", never "wrong".
 */
import { createHash, verify } from 'node:crypto'
import { shake256 } from '@noble/hashes/sha3.js'
import type { DigestName } from '../x509/algorithm.ts'
import { digest as portableDigest } from '../x509/digest.ts'
import { type Engine, nodeEngine } from '../x509/engine.ts'
import { engineKey, readPublicKeyInfo, usableKey } from '../x509/public-key.ts'
import { EncodingError, readWhole } from '../x509/tlv.ts'
import { statedDigest } from '../x509/rsa-pkcs1.ts'
import { openRsa, verifySignature } from '../x509/verify-signature.ts'
import type { ContentDigest, SignerScheme } from './algorithms.ts'

export type VerificationOutcome = 'verified' | 'wrong' | 'unsupported'

export interface Cryptography {
  digest(name: ContentDigest, ...parts: Uint8Array[]): Uint8Array
  /** Whether `signature` over `data` verifies under the key. */
  verify(scheme: SignerScheme, publicKeyInfo: Uint8Array, data: Uint8Array, signature: Uint8Array): VerificationOutcome
  /** The digest that a PKCS#1 v1.5 signature states; undefined where it is no signature of the key. */
  statedDigest(
    publicKeyInfo: Uint8Array,
    signature: Uint8Array,
  ): { readonly name: DigestName; readonly value: Uint8Array } | undefined
}

/** Octets of SHAKE256 that CMS takes (RFC 8702, 3.1). */
const shakeLength = 64

export function createCryptography(engine: Engine = nodeEngine): Cryptography {
  return {
    digest(name, ...parts) {
      if (name === 'shake256') return shake256(Buffer.concat(parts), { dkLen: shakeLength })
      if (!engine.digests.has(name)) return portableDigest(name, Buffer.concat(parts), engine)
      const hash = createHash(name)
      for (const part of parts) hash.update(part)
      return hash.digest()
    },
    verify(scheme, publicKeyInfo, data, signature) {
      if (scheme.kind === 'ml-dsa') return verifyMlDsa(publicKeyInfo, data, signature)
      try {
        const key = usableKey(readPublicKeyInfo(readWhole(publicKeyInfo)))
        if (key.kind === 'unusable') return 'unsupported'
        const outcome = verifySignature(key, scheme, data, signature, engine)
        return outcome === 'valid' ? 'verified' : outcome === 'invalid' ? 'wrong' : 'unsupported'
      } catch (fault) {
        if (fault instanceof EncodingError) return 'wrong'
        throw fault
      }
    },
    statedDigest(publicKeyInfo, signature) {
      try {
        const key = usableKey(readPublicKeyInfo(readWhole(publicKeyInfo)))
        const message = key.kind === 'rsa' && !key.pssOnly ? openRsa(key, signature) : undefined
        return message && statedDigest(message)
      } catch (fault) {
        if (fault instanceof EncodingError) return undefined
        throw fault
      }
    },
  }
}

/** FIPS 204; in OpenSSL from 3.5, not in BoringSSL as Electron has it. */
function verifyMlDsa(publicKeyInfo: Uint8Array, data: Uint8Array, signature: Uint8Array): VerificationOutcome {
  const key = engineKey(publicKeyInfo)
  const type: string = key?.asymmetricKeyType ?? ''
  if (!key || !type.startsWith('ml-dsa')) return 'unsupported'
  try {
    return verify(null, data, key, signature) ? 'verified' : 'wrong'
  } catch {
    return 'wrong'
  }
}
