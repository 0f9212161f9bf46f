/** Verification of one signature value over bytes, with the available engine. */
import { constants, publicDecrypt, verify } from 'node:crypto'
import { ed448 } from '@noble/curves/ed448.js'
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { readIntegerOctets } from './asn1-values.ts'
import { digest } from './digest.ts'
import { nodeEngine } from './engine.ts'
import { engineKey } from './public-key.ts'
import { statesDigest } from './rsa-pkcs1.ts'
import { verifyPss } from './rsa-pss.ts'
import { EncodingError, openTlv, readWhole, tag } from './tlv.ts'
import type { DigestName, SignatureScheme } from './algorithm.ts'
import type { Engine } from './engine.ts'
import type { PublicKey } from './public-key.ts'

/** `unsupported`: neither the engine nor @noble can compute it; never to be shown as invalid or valid. */
export type SignatureOutcome = 'valid' | 'invalid' | 'unsupported'

/**
 * Is `signature` the signature of `data` under `key`? A scheme that the key cannot make is `invalid`; so are an
 * unparsable signature value and one of wrong length.
 */
export function verifySignature(
  key: PublicKey,
  scheme: SignatureScheme,
  data: Uint8Array,
  signature: Uint8Array,
  engine: Engine = nodeEngine,
): SignatureOutcome {
  switch (scheme.kind) {
    case 'rsa-pkcs1':
      if (!hasRsaLength(key, signature)) return 'invalid'
      return key.kind === 'rsa' && !key.pssOnly ? verifyPkcs1(key, scheme.digest, data, signature, engine) : 'invalid'
    case 'rsa-pss':
      if (!hasRsaLength(key, signature)) return 'invalid'
      return key.kind === 'rsa' && allowsPss(key, scheme)
        ? verifyRsaPss(key, scheme, data, signature, engine)
        : 'invalid'
    case 'ecdsa':
      return key.kind === 'ec' ? verifyEcdsa(key, scheme, data, signature, engine) : 'invalid'
    case 'dsa':
      if (key.kind !== 'dsa') return 'invalid'
      return engine.dsa && engine.digests.has(scheme.digest)
        ? byEngine(key.spki, scheme.digest, data, signature)
        : 'unsupported'
    case 'ed25519':
      return key.kind === 'ed25519' ? byEngine(key.spki, undefined, data, signature) : 'invalid'
    case 'ed448':
      if (key.kind !== 'ed448') return 'invalid'
      return engine.ed448
        ? byEngine(key.spki, undefined, data, signature)
        : outcome(() => ed448.verify(signature, data, key.point))
  }
}

/**
 * The signature value raised to the public exponent, as long as the modulus; undefined where the key does not open it.
 */
export function openRsa(key: RsaKey, signature: Uint8Array): Uint8Array | undefined {
  const keyObject = hasRsaLength(key, signature) ? engineKey(key.spki) : undefined
  if (keyObject === undefined) return undefined
  try {
    return publicDecrypt({ key: keyObject, padding: constants.RSA_NO_PADDING }, signature)
  } catch {
    return undefined
  }
}

/**
 * As long as the modulus, leading zeros included (RFC 8017, 8.1.2 and 8.2.2, step 1); the raw operation would take a
 * shorter one.
 */
function hasRsaLength(key: PublicKey, signature: Uint8Array): boolean {
  return key.kind === 'rsa' && signature.length === Math.ceil(key.bits / 8)
}

function outcome(compute: () => boolean): SignatureOutcome {
  try {
    return compute() ? 'valid' : 'invalid'
  } catch {
    return 'invalid'
  }
}

function byEngine(
  spki: Uint8Array,
  digestName: DigestName | undefined,
  data: Uint8Array,
  signature: Uint8Array,
  options: object = {},
): SignatureOutcome {
  const key = engineKey(spki)
  return key === undefined ? 'invalid' : outcome(() => verify(digestName, data, { key, ...options }, signature))
}

export type RsaKey = Extract<PublicKey, { kind: 'rsa' }>
type EcKey = Extract<PublicKey, { kind: 'ec' }>
type PssScheme = Extract<SignatureScheme, { kind: 'rsa-pss' }>

/** A key restricted to RSASSA-PSS parameters admits only those, with at least their salt (RFC 4055, 3.3). */
function allowsPss({ pss }: RsaKey, scheme: PssScheme): boolean {
  return (
    pss === undefined ||
    (pss.digest === scheme.digest && pss.maskDigest === scheme.maskDigest && scheme.saltLength >= pss.saltLength)
  )
}

function verifyPkcs1(
  key: RsaKey,
  name: DigestName,
  data: Uint8Array,
  signature: Uint8Array,
  engine: Engine,
): SignatureOutcome {
  if (engine.digests.has(name))
    return byEngine(key.spki, name, data, signature, { padding: constants.RSA_PKCS1_PADDING })
  const keyObject = engineKey(key.spki)
  if (keyObject === undefined) return 'invalid'
  return outcome(() => {
    const message = publicDecrypt({ key: keyObject, padding: constants.RSA_NO_PADDING }, signature)
    return statesDigest(message, name, digest(name, data, engine))
  })
}

function verifyRsaPss(
  key: RsaKey,
  scheme: PssScheme,
  data: Uint8Array,
  signature: Uint8Array,
  engine: Engine,
): SignatureOutcome {
  if (scheme.digest === scheme.maskDigest && engine.digests.has(scheme.digest))
    return byEngine(key.spki, scheme.digest, data, signature, {
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: scheme.saltLength,
    })
  const keyObject = engineKey(key.spki)
  if (keyObject === undefined) return 'invalid'
  return outcome(() => {
    const message = publicDecrypt({ key: keyObject, padding: constants.RSA_NO_PADDING }, signature)
    return verifyPss(message, key.bits, scheme, digest(scheme.digest, data, engine), engine)
  })
}

const portableCurves = {
  prime256v1: p256,
  secp384r1: p384,
  secp521r1: p521,
  brainpoolP256r1,
  brainpoolP384r1,
  brainpoolP512r1,
} as const

function verifyEcdsa(
  key: EcKey,
  scheme: { readonly digest: DigestName; readonly plain?: boolean },
  data: Uint8Array,
  signature: Uint8Array,
  engine: Engine,
): SignatureOutcome {
  if (engine.curves.has(key.curve) && engine.digests.has(scheme.digest))
    return byEngine(key.spki, scheme.digest, data, signature, {
      dsaEncoding: scheme.plain === true ? 'ieee-p1363' : 'der',
    })
  const curve = portableCurves[key.curve as keyof typeof portableCurves] as
    (typeof portableCurves)[keyof typeof portableCurves] | undefined
  if (curve === undefined) return 'unsupported'
  return outcome(() => {
    const plain = scheme.plain === true ? signature : plainSignature(signature, Math.ceil(key.bits / 8))
    return curve.verify(plain, digest(scheme.digest, data, engine), key.point, { prehash: false, lowS: false })
  })
}

/** Ecdsa-Sig-Value (RFC 3279, 2.2.3) to r ‖ s of `size` octets each. */
function plainSignature(der: Uint8Array, size: number): Uint8Array {
  const cursor = openTlv(readWhole(der, tag.sequence))
  const plain = new Uint8Array(2 * size)
  for (const part of [1, 2]) {
    const octets = readIntegerOctets(cursor.take())
    if ((octets[0] ?? 0) >= 0x80) throw new EncodingError('a negative number')
    const value = octets[0] === 0 ? octets.subarray(1) : octets
    if (value.length > size) throw new EncodingError('a number that is too large')
    plain.set(value, part * size - value.length)
  }
  cursor.finish()
  return plain
}
