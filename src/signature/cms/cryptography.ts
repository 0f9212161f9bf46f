/**
 * Digests and signature verification. The engine is node:crypto; what it lacks (Electron's BoringSSL has no brainpool
 * curves, no SHA-3, no Ed448) goes to @noble, and what neither has is answered "not supported here", never "wrong".
 */
import { createHash, createPublicKey, getCurves, getHashes, type KeyObject, verify as engineVerify, constants, publicDecrypt } from 'node:crypto'
import { type DigestName, type SignatureScheme } from './algorithms.ts'
import { verifyWithNoble } from './noble-verification.ts'
import { nobleDigest } from './noble-digest.ts'

export type VerificationOutcome = 'verified' | 'wrong' | 'unsupported'

export interface Cryptography {
  /** Undefined: the digest is not supported here. */
  digest(name: DigestName, ...parts: Uint8Array[]): Uint8Array | undefined
  /** Whether `signature` over `data` verifies under the key. `digest` is the one that the CMS names, for schemes that do not name their own. */
  verify(scheme: SignatureScheme, digest: DigestName, publicKeyInfo: Uint8Array, data: Uint8Array, signature: Uint8Array): VerificationOutcome
  /** The DigestInfo inside a PKCS#1 v1.5 signature (RFC 8017, 9.2), or undefined where the key does not open it. */
  recoverDigestInfo(publicKeyInfo: Uint8Array, signature: Uint8Array): Uint8Array | undefined
}

/** What an engine offers: names as in `getHashes()` and `getCurves()`, lower case, and key types. */
export interface EngineOffer {
  readonly hashes: ReadonlySet<string>
  readonly curves: ReadonlySet<string>
  readonly ed448: boolean
}

/** What the running engine offers. */
export function engineOffer(): EngineOffer {
  return {
    hashes: new Set(getHashes().map((name) => name.toLowerCase())),
    curves: new Set(getCurves().map((name) => name.toLowerCase())),
    ed448: !('electron' in process.versions),
  }
}

/** A cryptography over an engine; tests pass the offer of BoringSSL to run the other routes. */
export function createCryptography(offer: EngineOffer = engineOffer()): Cryptography {
  const hasHash = (name: DigestName) => offer.hashes.has(name)
  return {
    digest(name, ...parts) {
      if (!hasHash(name)) return nobleDigest(name, parts)
      const hash = createHash(name, name === 'shake256' ? { outputLength: 64 } : {})
      for (const part of parts) hash.update(part)
      return hash.digest()
    },
    verify(scheme, digest, publicKeyInfo, data, signature) {
      const own = 'digest' in scheme && scheme.digest !== undefined ? scheme.digest : digest
      const curve = namedCurve(publicKeyInfo)
      const lacking =
        (scheme.kind === 'eddsa' && scheme.curve === 'ed448' && !offer.ed448) ||
        (curve !== undefined && !offer.curves.has(curve.toLowerCase())) ||
        (scheme.kind !== 'eddsa' && scheme.kind !== 'ml-dsa' && !hasHash(own))
      if (lacking) return verifyWithNoble(scheme, own, publicKeyInfo, curve, data, signature)
      return verifyWithEngine(scheme, own, publicKeyInfo, data, signature)
    },
    recoverDigestInfo(publicKeyInfo, signature) {
      try {
        const key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' })
        return publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
      } catch {
        return undefined
      }
    },
  }
}

function verifyWithEngine(scheme: SignatureScheme, digest: DigestName, publicKeyInfo: Uint8Array, data: Uint8Array, signature: Uint8Array): VerificationOutcome {
  let key: KeyObject
  try {
    key = createPublicKey({ key: Buffer.from(publicKeyInfo), format: 'der', type: 'spki' })
  } catch {
    return 'unsupported'
  }
  if (!keyFits(scheme, key)) return 'wrong'
  try {
    switch (scheme.kind) {
      case 'rsa-pkcs1':
        return outcome(engineVerify(digest, data, { key, padding: constants.RSA_PKCS1_PADDING }, signature))
      case 'rsa-pss':
        // node:crypto uses one digest for the hash and the mask; another mask digest is not to be had.
        if (scheme.maskDigest !== scheme.digest) return 'unsupported'
        return outcome(engineVerify(digest, data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }, signature))
      case 'ecdsa':
        return outcome(engineVerify(digest, data, { key, dsaEncoding: scheme.encoding === 'plain' ? 'ieee-p1363' : 'der' }, signature))
      case 'dsa':
        return outcome(engineVerify(digest, data, { key, dsaEncoding: 'der' }, signature))
      case 'eddsa':
      case 'ml-dsa':
        return outcome(engineVerify(null, data, key, signature))
    }
  } catch {
    return 'wrong'
  }
}

function outcome(verified: boolean): VerificationOutcome {
  return verified ? 'verified' : 'wrong'
}

function keyFits(scheme: SignatureScheme, key: KeyObject): boolean {
  const type: string = key.asymmetricKeyType ?? ''
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      return type === 'rsa'
    case 'rsa-pss':
      return type === 'rsa' || type === 'rsa-pss'
    case 'ecdsa':
      return type === 'ec'
    case 'dsa':
      return type === 'dsa'
    case 'eddsa':
      return type === scheme.curve
    case 'ml-dsa':
      return type.startsWith('ml-dsa')
  }
}

const curves: Readonly<Record<string, string>> = {
  '2a8648ce3d030107': 'prime256v1',
  '2b81040022': 'secp384r1',
  '2b81040023': 'secp521r1',
  '2b8104000a': 'secp256k1',
  '2b2403030208010107': 'brainpoolP256r1',
  '2b240303020801010b': 'brainpoolP384r1',
  '2b240303020801010d': 'brainpoolP512r1',
}

/** The named curve of an EC key, as OpenSSL spells it; undefined for other keys and for other curves. */
function namedCurve(publicKeyInfo: Uint8Array): string | undefined {
  const hex = Buffer.from(publicKeyInfo.subarray(0, 48)).toString('hex')
  const match = /06072a8648ce3d020106([0-9a-f]{2})/.exec(hex)
  if (!match) return undefined
  const length = parseInt(match[1] ?? '0', 16)
  const start = match.index + match[0].length
  return curves[hex.slice(start, start + length * 2)]
}
