/** SignedData of RFC 5652, 5.1, as facts: nothing is judged here. */
import { type AlgorithmIdentifier, algorithmIdentifier } from './algorithms.ts'
import {
  children,
  childrenOf,
  type Element,
  EncodingFault,
  expectTag,
  integerHex,
  isContext,
  objectIdentifier,
  octets,
  readElement,
  tags,
} from './tlv.ts'

export type SignerIdentifier =
  | { readonly kind: 'issuer-and-serial'; readonly issuer: Uint8Array; readonly serialNumber: string }
  | { readonly kind: 'key-identifier'; readonly keyIdentifier: Uint8Array }

export interface Attribute {
  readonly type: string
  readonly values: readonly Element[]
}

export interface SignerInfo {
  readonly identifier: SignerIdentifier
  readonly digestAlgorithm: AlgorithmIdentifier
  /** What the signature is made over: the attributes as encoded, under the SET OF tag (5.4). Undefined: none. */
  readonly signedAttributesBytes: Uint8Array | undefined
  readonly signedAttributes: readonly Attribute[]
  readonly signatureAlgorithm: AlgorithmIdentifier
  readonly signature: Uint8Array
  readonly unsignedAttributes: readonly Attribute[]
}

export interface SignedData {
  readonly digestAlgorithms: readonly string[]
  readonly contentType: string
  /** Undefined: detached. */
  readonly content: Uint8Array | undefined
  readonly certificates: readonly Uint8Array[]
  readonly signerInfos: readonly SignerInfo[]
  /** Bytes that the structure took; what follows in a signature's `Contents` is padding. */
  readonly length: number
}

export const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimeStamp: '1.2.840.113549.1.9.16.2.14',
  signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  algorithmProtection: '1.2.840.113549.1.9.52',
} as const

/** Throws `EncodingFault` where the bytes are no SignedData: each field in its place, and no other field. */
export function readSignedData(bytes: Uint8Array): SignedData {
  const outer = readElement(bytes)
  const [type, wrapped] = childrenOf(expectTag(outer, tags.sequence), 2)
  if (objectIdentifier(type) !== oids.signedData || !isContext(wrapped, 0)) throw new EncodingFault('not signed data')
  const [signedData] = childrenOf(wrapped, 1)
  const [version, digestAlgorithms, encapsulated, ...rest] = childrenOf(expectTag(signedData, tags.sequence), 4, 6)
  expectTag(version, tags.integer)
  const [contentType, content] = childrenOf(expectTag(encapsulated, tags.sequence), 1, 2)
  const certificates = isContext(rest[0], 0) ? rest.shift() : undefined
  if (isContext(rest[0], 1)) rest.shift()
  const signerInfos = rest.shift()
  if (rest.length > 0) throw new EncodingFault('a field after the signers')
  return {
    digestAlgorithms: children(expectTag(digestAlgorithms, tags.set)).map(
      (algorithm) => algorithmIdentifier(algorithm).oid,
    ),
    contentType: objectIdentifier(contentType),
    content: contentOf(content),
    // Attribute certificates and other formats stand beside certificates under tags of their own.
    certificates: certificates
      ? children(certificates)
          .filter((part) => part.tag === tags.sequence)
          .map((part) => part.raw)
      : [],
    signerInfos: children(expectTag(signerInfos, tags.set)).map(readSignerInfo),
    length: outer.raw.length,
  }
}

function contentOf(wrapped: Element | undefined): Uint8Array | undefined {
  if (!wrapped) return undefined
  if (!isContext(wrapped, 0)) throw new EncodingFault('content under a wrong tag')
  const [content] = childrenOf(wrapped, 0, 1)
  if (!content) return undefined
  // PKCS#7 1.5 allows any type here; the digest is then over its contents octets.
  return (content.tag & 0x1f) === tags.octetString ? octets(content) : content.content
}

function readSignerInfo(element: Element): SignerInfo {
  const [version, identifier, digestAlgorithm, ...rest] = childrenOf(expectTag(element, tags.sequence), 5, 7)
  expectTag(version, tags.integer)
  const signed = isContext(rest[0], 0) ? rest.shift() : undefined
  const [signatureAlgorithm, signature, unsigned, ...more] = rest
  if (more.length > 0 || (unsigned && !isContext(unsigned, 1))) throw new EncodingFault('a field after the signature')
  return {
    identifier: signerIdentifier(identifier),
    digestAlgorithm: algorithmIdentifier(digestAlgorithm),
    signedAttributesBytes: signed ? asSetOf(signed) : undefined,
    signedAttributes: signed ? readAttributes(signed) : [],
    signatureAlgorithm: algorithmIdentifier(signatureAlgorithm),
    signature: octets(expectTag(signature, tags.octetString)),
    unsignedAttributes: unsigned ? readAttributes(unsigned) : [],
  }
}

function signerIdentifier(element: Element | undefined): SignerIdentifier {
  if (isContext(element, 0)) return { kind: 'key-identifier', keyIdentifier: octets(element) }
  const [issuer, serial] = childrenOf(expectTag(element, tags.sequence), 2)
  return { kind: 'issuer-and-serial', issuer: expectTag(issuer, tags.sequence).raw, serialNumber: integerHex(serial) }
}

/**
 * The `[0] IMPLICIT` tag becomes SET OF; every other byte stays. An indefinite length becomes definite, as DER asks.
 */
function asSetOf(signed: Element): Uint8Array {
  if (!signed.indefinite) {
    const bytes = Uint8Array.from(signed.raw)
    bytes[0] = tags.set
    return bytes
  }
  return Buffer.concat([Uint8Array.from([tags.set, ...lengthOctets(signed.content.length)]), signed.content])
}

/** A length as DER writes it. */
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return [0x80 | octets.length, ...octets]
}

function readAttributes(set: Element): Attribute[] {
  return children(set).map((attribute) => {
    const [type, values] = childrenOf(expectTag(attribute, tags.sequence), 2)
    return { type: objectIdentifier(type), values: children(expectTag(values, tags.set)) }
  })
}

/** All values of an attribute type, over all its occurrences. */
export function attributeValues(attributes: readonly Attribute[], type: string): Element[] {
  return attributes.filter((attribute) => attribute.type === type).flatMap((attribute) => attribute.values)
}
