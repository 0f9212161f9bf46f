/**
 * Algorithm identifiers, digests and signature schemes by their object identifiers (RFC 5280, 4.1.1.2; RFC 4055; RFC
 * 5758; RFC 8410).
 */
import { equalBytes, readOid, readSmall } from './asn1-values.ts'
import { context, EncodingError, expectTag, membersOf, openTlv, rawOf, readWhole, tag } from './tlv.ts'
import type { Tlv } from './tlv.ts'

export type AlgorithmIdentifier = {
  readonly oid: string
  readonly parameters: Uint8Array | undefined
  readonly raw: Uint8Array
}

export type DigestName =
  | 'md5'
  | 'ripemd160'
  | 'sha1'
  | 'sha224'
  | 'sha256'
  | 'sha384'
  | 'sha512'
  | 'sha512-224'
  | 'sha512-256'
  | 'sha3-224'
  | 'sha3-256'
  | 'sha3-384'
  | 'sha3-512'

export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly digest: DigestName }
  | {
      readonly kind: 'rsa-pss'
      readonly digest: DigestName
      readonly maskDigest: DigestName
      readonly saltLength: number
    }
  | { readonly kind: 'ecdsa'; readonly digest: DigestName; readonly plain?: boolean }
  | { readonly kind: 'dsa'; readonly digest: DigestName }
  | { readonly kind: 'ed25519' }
  | { readonly kind: 'ed448' }

const digests: Record<string, DigestName> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.36.3.2.1': 'ripemd160',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
  '2.16.840.1.101.3.4.2.5': 'sha512-224',
  '2.16.840.1.101.3.4.2.6': 'sha512-256',
  '2.16.840.1.101.3.4.2.7': 'sha3-224',
  '2.16.840.1.101.3.4.2.8': 'sha3-256',
  '2.16.840.1.101.3.4.2.9': 'sha3-384',
  '2.16.840.1.101.3.4.2.10': 'sha3-512',
}

const schemes: Record<string, SignatureScheme> = {
  '1.2.840.113549.1.1.4': { kind: 'rsa-pkcs1', digest: 'md5' },
  '1.2.840.113549.1.1.5': { kind: 'rsa-pkcs1', digest: 'sha1' },
  '1.3.14.3.2.29': { kind: 'rsa-pkcs1', digest: 'sha1' },
  '1.2.840.113549.1.1.14': { kind: 'rsa-pkcs1', digest: 'sha224' },
  '1.2.840.113549.1.1.11': { kind: 'rsa-pkcs1', digest: 'sha256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa-pkcs1', digest: 'sha384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa-pkcs1', digest: 'sha512' },
  '1.2.840.113549.1.1.15': { kind: 'rsa-pkcs1', digest: 'sha512-224' },
  '1.2.840.113549.1.1.16': { kind: 'rsa-pkcs1', digest: 'sha512-256' },
  '1.3.36.3.3.1.2': { kind: 'rsa-pkcs1', digest: 'ripemd160' },
  '2.16.840.1.101.3.4.3.13': { kind: 'rsa-pkcs1', digest: 'sha3-224' },
  '2.16.840.1.101.3.4.3.14': { kind: 'rsa-pkcs1', digest: 'sha3-256' },
  '2.16.840.1.101.3.4.3.15': { kind: 'rsa-pkcs1', digest: 'sha3-384' },
  '2.16.840.1.101.3.4.3.16': { kind: 'rsa-pkcs1', digest: 'sha3-512' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', digest: 'sha1' },
  '1.2.840.10045.4.3.1': { kind: 'ecdsa', digest: 'sha224' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', digest: 'sha256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', digest: 'sha384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', digest: 'sha512' },
  '2.16.840.1.101.3.4.3.9': { kind: 'ecdsa', digest: 'sha3-224' },
  '2.16.840.1.101.3.4.3.10': { kind: 'ecdsa', digest: 'sha3-256' },
  '2.16.840.1.101.3.4.3.11': { kind: 'ecdsa', digest: 'sha3-384' },
  '2.16.840.1.101.3.4.3.12': { kind: 'ecdsa', digest: 'sha3-512' },
  '0.4.0.127.0.7.1.1.4.1.1': { kind: 'ecdsa', digest: 'sha1', plain: true },
  '0.4.0.127.0.7.1.1.4.1.2': { kind: 'ecdsa', digest: 'sha224', plain: true },
  '0.4.0.127.0.7.1.1.4.1.3': { kind: 'ecdsa', digest: 'sha256', plain: true },
  '0.4.0.127.0.7.1.1.4.1.4': { kind: 'ecdsa', digest: 'sha384', plain: true },
  '0.4.0.127.0.7.1.1.4.1.5': { kind: 'ecdsa', digest: 'sha512', plain: true },
  '1.2.840.10040.4.3': { kind: 'dsa', digest: 'sha1' },
  '2.16.840.1.101.3.4.3.1': { kind: 'dsa', digest: 'sha224' },
  '2.16.840.1.101.3.4.3.2': { kind: 'dsa', digest: 'sha256' },
  '2.16.840.1.101.3.4.3.3': { kind: 'dsa', digest: 'sha384' },
  '2.16.840.1.101.3.4.3.4': { kind: 'dsa', digest: 'sha512' },
  '1.3.101.112': { kind: 'ed25519' },
  '1.3.101.113': { kind: 'ed448' },
}

const rsassaPss = '1.2.840.113549.1.1.10'
const mgf1 = '1.2.840.113549.1.1.8'
const ecPublicKey = '1.2.840.10045.2.1'
/** Identifiers of keys that stand where a signature algorithm is asked for (RFC 5652, 10.1.2). */
const keyOnly = { '1.2.840.113549.1.1.1': 'rsa-pkcs1', [ecPublicKey]: 'ecdsa', '1.2.840.10040.4.1': 'dsa' } as const

/** Reads an AlgorithmIdentifier; `element` is the SEQUENCE or a context tag in its place. */
export function readAlgorithm(element: Tlv): AlgorithmIdentifier {
  const cursor = openTlv(element)
  const oid = readOid(cursor.take())
  const parameters = cursor.peek() === undefined ? undefined : rawOf(cursor.take())
  cursor.finish()
  return { oid, parameters, raw: rawOf(element) }
}

/** The digest that an identifier names, e.g. for CMS `digestAlgorithm` or an imprint; undefined when unknown. */
export function digestByOid(oid: string): DigestName | undefined {
  return digests[oid]
}

export const digestNames: readonly DigestName[] = Object.values(digests)

/** Octets of a digest. */
export function digestSize(name: DigestName): number {
  if (name === 'md5') return 16
  if (name === 'sha1' || name === 'ripemd160') return 20
  return Number(/\d+$/.exec(name)?.[0]) / 8
}

export function oidOfDigest(name: DigestName): string {
  const found = Object.entries(digests).find(([, digest]) => digest === name)
  return found ? found[0] : ''
}

/**
 * The scheme that a signature algorithm identifier names; undefined when it is unknown or its parameters are wrong.
 * `digest` is needed where the identifier names only the key (CMS: rsaEncryption, ecPublicKey; RFC 5652, 10.1.2); where
 * both name a digest they must agree, except that an RSASSA-PSS or EdDSA identifier decides for itself.
 */
export function signatureScheme(algorithm: AlgorithmIdentifier, digest?: DigestName): SignatureScheme | undefined {
  if (algorithm.oid === rsassaPss) return pssScheme(algorithm.parameters, digest)
  if (digest !== undefined && algorithm.oid in keyOnly) {
    const made: SignatureScheme = { kind: keyOnly[algorithm.oid as keyof typeof keyOnly], digest }
    return parametersFit(made, algorithm.parameters) || namesCurve(algorithm) ? made : undefined
  }
  const scheme = schemes[algorithm.oid]
  if (scheme === undefined || !parametersFit(scheme, algorithm.parameters)) return undefined
  if (digest !== undefined && 'digest' in scheme && scheme.digest !== digest) return undefined
  return scheme
}

const asn1Null = Uint8Array.of(5, 0)

/** RSA and DSA carry NULL or nothing, ECDSA and EdDSA nothing (NULL is met and harmless for ECDSA). */
function parametersFit(scheme: SignatureScheme, parameters: Uint8Array | undefined): boolean {
  if (parameters === undefined) return true
  return scheme.kind !== 'ed25519' && scheme.kind !== 'ed448' && equalBytes(parameters, asn1Null)
}

/** The identifier of an elliptic key has its curve beside it. */
function namesCurve({ oid, parameters }: AlgorithmIdentifier): boolean {
  return oid === ecPublicKey && parameters?.[0] === tag.oid
}

/** RSASSA-PSS-params (RFC 4055, 3.1): defaults are SHA-1, MGF1 with SHA-1, 20 octets of salt, trailer 1. */
function pssScheme(parameters: Uint8Array | undefined, expected: DigestName | undefined): SignatureScheme | undefined {
  if (parameters === undefined) return undefined
  try {
    const read = readPssParameters(parameters)
    return expected === undefined || expected === read.digest ? read : undefined
  } catch (error) {
    if (error instanceof EncodingError) return undefined
    throw error
  }
}

/** Reads RSASSA-PSS-params, also for keys that restrict themselves to them; throws `EncodingError`. */
export function readPssParameters(parameters: Uint8Array): Extract<SignatureScheme, { kind: 'rsa-pss' }> {
  const cursor = openTlv(readWhole(parameters, tag.sequence))
  const inner = (number: number) => {
    const wrapper = cursor.optional(context(number, true))
    return wrapper === undefined ? undefined : singleMember(wrapper)
  }
  const hash = inner(0)
  const mask = inner(1)
  const salt = inner(2)
  const trailer = inner(3)
  cursor.finish()
  if (trailer !== undefined && readSmall(trailer) !== 1) throw new EncodingError('an unknown RSASSA-PSS trailer')
  return {
    kind: 'rsa-pss',
    digest: hash === undefined ? 'sha1' : knownDigest(hash),
    maskDigest: mask === undefined ? 'sha1' : maskDigest(mask),
    saltLength: salt === undefined ? 20 : readSmall(salt),
  }
}

function singleMember(element: Tlv): Tlv {
  const [only, ...more] = membersOf(element, 2)
  if (only === undefined || more.length > 0) throw new EncodingError('a field that must hold one element')
  return only
}

function knownDigest(element: Tlv): DigestName {
  const name = digests[readAlgorithm(expectTag(element, tag.sequence)).oid]
  if (name === undefined) throw new EncodingError('an unknown digest algorithm')
  return name
}

function maskDigest(element: Tlv): DigestName {
  const algorithm = readAlgorithm(expectTag(element, tag.sequence))
  if (algorithm.oid !== mgf1 || algorithm.parameters === undefined)
    throw new EncodingError('an unknown mask generation function')
  return knownDigest(readWhole(algorithm.parameters))
}

/** Name for reports: `RSA SHA-256`, `RSASSA-PSS SHA-256`, `ECDSA SHA-384`, `Ed25519`. */
export function describeScheme(scheme: SignatureScheme): string {
  const digest = 'digest' in scheme ? ` ${describeDigest(scheme.digest)}` : ''
  const names = {
    'rsa-pkcs1': 'RSA',
    'rsa-pss': 'RSASSA-PSS',
    ecdsa: 'ECDSA',
    dsa: 'DSA',
    ed25519: 'Ed25519',
    ed448: 'Ed448',
  } as const
  return names[scheme.kind] + digest
}

export function describeDigest(name: DigestName): string {
  return name.toUpperCase().replace(/^SHA(\d+)/, (whole, size: string) => (whole === 'SHA3' ? whole : `SHA-${size}`))
}
