/** SubjectPublicKeyInfo (RFC 5280, 4.1.2.7; RFC 3279; RFC 5480; RFC 8410) and what is worth knowing of a key. */
import { createPublicKey } from 'node:crypto'
import { readAlgorithm, readPssParameters } from './algorithm.ts'
import { encodeOid, readOctetBits, readOid } from './asn1-values.ts'
import { keyOid } from './oids.ts'
import { contentOf, EncodingError, expectTag, openTlv, rawOf, readWhole, tag } from './tlv.ts'
import { encodeTlv } from './write.ts'
import type { AlgorithmIdentifier, SignatureScheme } from './algorithm.ts'
import type { KeyObject } from 'node:crypto'
import type { Tlv } from './tlv.ts'

export type PublicKeyInfo = {
  readonly raw: Uint8Array
  readonly algorithm: AlgorithmIdentifier
  readonly key: Uint8Array
}

export type PublicKey =
  /**
   * `pss` holds the restriction of a key that may only make RSASSA-PSS signatures; without it any RSA scheme is right
   */
  | {
      readonly kind: 'rsa'
      readonly bits: number
      readonly spki: Uint8Array
      readonly pssOnly: boolean
      readonly pss?: Extract<SignatureScheme, { kind: 'rsa-pss' }>
    }
  | {
      readonly kind: 'ec'
      readonly curve: CurveName
      readonly bits: number
      readonly spki: Uint8Array
      readonly point: Uint8Array
    }
  | { readonly kind: 'dsa'; readonly bits: number; readonly spki: Uint8Array; readonly parameters: Uint8Array }
  | { readonly kind: 'ed25519' | 'ed448'; readonly bits: number; readonly spki: Uint8Array; readonly point: Uint8Array }

const curves = {
  '1.2.840.10045.3.1.7': ['prime256v1', 256],
  '1.3.132.0.33': ['secp224r1', 224],
  '1.3.132.0.34': ['secp384r1', 384],
  '1.3.132.0.35': ['secp521r1', 521],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.9': ['brainpoolP320r1', 320],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
} as const
type CurveName = (typeof curves)[keyof typeof curves][0]

const asn1Null = Uint8Array.of(5, 0)

export function readPublicKeyInfo(element: Tlv): PublicKeyInfo {
  const cursor = openTlv(expectTag(element, tag.sequence))
  const algorithm = readAlgorithm(expectTag(cursor.take(), tag.sequence))
  const key = readOctetBits(cursor.take())
  cursor.finish()
  return { raw: rawOf(element), algorithm, key }
}

/**
 * A key that can verify, or why there is none. Curves must be named: explicit parameters let anybody choose the
 * generator (CVE-2020-0601). `inheritedDsaParameters` are those of the issuer's key, where the key has none of its own
 * (RFC 5280, 6.1.4 d-f).
 */
export function usableKey(
  info: PublicKeyInfo,
  inheritedDsaParameters?: Uint8Array,
): PublicKey | { readonly kind: 'unusable'; readonly why: string } {
  try {
    return readKey(info, inheritedDsaParameters)
  } catch (error) {
    if (error instanceof EncodingError) return { kind: 'unusable', why: error.message }
    throw error
  }
}

function readKey(info: PublicKeyInfo, inherited: Uint8Array | undefined): PublicKey {
  const { oid, parameters } = info.algorithm
  switch (oid) {
    case keyOid.rsa:
      return rsaKey(info, false)
    case keyOid.rsaPss:
      return { ...rsaKey(info, true), ...(parameters === undefined ? {} : { pss: readPssParameters(parameters) }) }
    case keyOid.ec: {
      if (parameters?.[0] !== tag.oid) throw new EncodingError('an elliptic curve that is not a named one')
      const curve = curves[readOid(readWhole(parameters)) as keyof typeof curves] as
        (typeof curves)[keyof typeof curves] | undefined
      if (curve === undefined) throw new EncodingError('an unknown elliptic curve')
      return { kind: 'ec', curve: curve[0], bits: curve[1], spki: info.raw, point: info.key }
    }
    case keyOid.dsa: {
      const own = parameters !== undefined && parameters[0] === tag.sequence ? parameters : inherited
      if (own === undefined) throw new EncodingError('a DSA key without parameters')
      const bits = contentOf(openTlv(readWhole(own, tag.sequence)).take(tag.integer)).length * 8
      return { kind: 'dsa', bits: bits - (bits % 64), spki: withAlgorithm(keyOid.dsa, own, info.key), parameters: own }
    }
    case keyOid.ed25519:
      return { kind: 'ed25519', bits: 256, spki: info.raw, point: info.key }
    case keyOid.ed448:
      return { kind: 'ed448', bits: 456, spki: info.raw, point: info.key }
    default:
      throw new EncodingError('a public key of unknown kind')
  }
}

/**
 * Modulus of 512 to 16384 bits (what is long enough is for the algorithm policy to say) and an odd exponent from 3 to
 * 2^33: other values are insecure, or make the verification very slow.
 */
function rsaKey(info: PublicKeyInfo, pssOnly: boolean): Extract<PublicKey, { kind: 'rsa' }> {
  const cursor = openTlv(readWhole(info.key, tag.sequence))
  const modulus = contentOf(cursor.take(tag.integer))
  const exponent = contentOf(cursor.take(tag.integer))
  cursor.finish()
  const leading = modulus[0] === 0 ? 1 : 0
  const top = modulus[leading] ?? 0
  if (top === 0) throw new EncodingError('an RSA modulus that is not a positive number')
  const bits = (modulus.length - leading - 1) * 8 + (32 - Math.clz32(top))
  if (bits < 512 || bits > 16_384) throw new EncodingError(`an RSA modulus of ${String(bits)} bits`)
  const value = exponent.reduce((sum, octet) => sum * 256 + octet, 0)
  if (exponent.length > 5 || value < 3 || value % 2 === 0)
    throw new EncodingError('an RSA exponent that is not allowed')
  // The mathematics is the same for both kinds of identifier, and not every engine takes the RSASSA-PSS one. A national
  // card wrote its modulus without the leading zero: read as signed it would be negative, and no modulus is.
  const key = (modulus[0] ?? 0) >= 0x80 || (exponent[0] ?? 0) >= 0x80 ? unsignedNumbers(modulus, exponent) : info.key
  const spki = pssOnly || key !== info.key ? withAlgorithm(keyOid.rsa, asn1Null, key) : info.raw
  return { kind: 'rsa', bits, pssOnly, spki }
}

/** RSAPublicKey with its numbers as DER writes positive ones. */
function unsignedNumbers(...numbers: readonly Uint8Array[]): Uint8Array {
  const integers = numbers.map((octets) =>
    encodeTlv(tag.integer, (octets[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...octets) : octets),
  )
  return encodeTlv(tag.sequence, ...integers)
}

function withAlgorithm(oid: string, parameters: Uint8Array, key: Uint8Array): Uint8Array {
  const algorithm = encodeTlv(tag.sequence, encodeTlv(tag.oid, encodeOid(oid)), parameters)
  return encodeTlv(tag.sequence, algorithm, encodeTlv(tag.bitString, Uint8Array.of(0), key))
}

/** The engine's own key object; undefined when the engine refuses the key. */
export function engineKey(spki: Uint8Array): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' })
  } catch {
    return undefined
  }
}
