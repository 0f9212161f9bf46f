/**
 * BER and DER, read lazily (ITU-T X.690): an element knows its bytes as encoded and looks inside only when asked.
 * Signed attributes are verified over their bytes as they are in the file, revocation lists of a megabyte inside a
 * signature cost nothing, and no input recurses deeper than the caller asks.
 */
export interface Element {
  /** The identifier octet; tags above 30 are not used by any structure here and are refused. */
  readonly tag: number
  readonly constructed: boolean
  /** The whole encoding, header included. */
  readonly raw: Uint8Array
  /** The contents octets; without the end-of-contents octets of an indefinite length. */
  readonly content: Uint8Array
  readonly indefinite: boolean
}

/** Bytes that are no element. Caught where a structure is read and reported as "malformed". */
export class EncodingFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'EncodingFault'
  }
}

const deepest = 32

/** The element at the start of `bytes`; what follows it is not looked at. */
export function readElement(bytes: Uint8Array, depth = 0): Element {
  const tag = bytes[0]
  const first = bytes[1]
  if (tag === undefined || first === undefined) throw new EncodingFault('truncated')
  if ((tag & 0x1f) === 0x1f) throw new EncodingFault('multi-byte tag')
  const constructed = (tag & 0x20) !== 0
  if (first === 0x80) return readIndefinite(bytes, tag, constructed, depth)
  let length = first
  let header = 2
  if (first > 0x80) {
    const count = first & 0x7f
    if (count > 6) throw new EncodingFault('length too long')
    length = 0
    for (let index = 0; index < count; index++) length = length * 256 + byteAt(bytes, 2 + index)
    header += count
  }
  const end = header + length
  if (end > bytes.length) throw new EncodingFault('truncated')
  return { tag, constructed, raw: bytes.subarray(0, end), content: bytes.subarray(header, end), indefinite: false }
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index]
  if (byte === undefined) throw new EncodingFault('truncated')
  return byte
}

function readIndefinite(bytes: Uint8Array, tag: number, constructed: boolean, depth: number): Element {
  if (!constructed) throw new EncodingFault('indefinite length of a primitive')
  if (depth > deepest) throw new EncodingFault('too deep')
  let position = 2
  while (byteAt(bytes, position) !== 0 || byteAt(bytes, position + 1) !== 0)
    position += readElement(bytes.subarray(position), depth + 1).raw.length
  return {
    tag,
    constructed,
    raw: bytes.subarray(0, position + 2),
    content: bytes.subarray(2, position),
    indefinite: true,
  }
}

/** The elements inside a constructed one. */
export function children(element: Element): Element[] {
  if (!element.constructed) throw new EncodingFault('not constructed')
  const out: Element[] = []
  for (let position = 0; position < element.content.length;) {
    const child = readElement(element.content.subarray(position))
    out.push(child)
    position += child.raw.length
  }
  return out
}

/** The elements inside, as many as there must be. */
export function childrenOf(element: Element, least: number, most = least): Element[] {
  const all = children(element)
  if (all.length < least || all.length > most) throw new EncodingFault(`${all.length} members, not ${least} to ${most}`)
  return all
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** Context-specific tag number `n`, constructed or primitive. */
export function isContext(element: Element | undefined, n: number): element is Element {
  return element !== undefined && (element.tag & 0xdf) === (0x80 | n)
}

export function expectTag(element: Element | undefined, tag: number): Element {
  if (element?.tag !== tag) throw new EncodingFault(`expected tag ${tag}`)
  return element
}

/** Octets of an OCTET STRING, primitive or (BER) in segments; also of an implicitly tagged one. */
export function octets(element: Element, depth = 0): Uint8Array {
  if (!element.constructed) return element.content
  if (depth > 8) throw new EncodingFault('too deep')
  return Buffer.concat(children(element).map((part) => octets(part, depth + 1)))
}

/** Dotted form of an OBJECT IDENTIFIER. */
export function objectIdentifier(element: Element | undefined): string {
  const { content } = expectTag(element, tags.objectIdentifier)
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (byte & 0x80) continue
    if (arcs.length === 0) {
      const top = Math.min(2, Math.floor(value / 40))
      arcs.push(top, value - top * 40)
    } else arcs.push(value)
    value = 0
  }
  return arcs.join('.')
}

/** An INTEGER as lower-case hexadecimal of its octets without leading zeros: serial numbers compare by it. */
export function integerHex(element: Element | undefined): string {
  const hex = Buffer.from(expectTag(element, tags.integer).content)
    .toString('hex')
    .replace(/^(00)+(?=..)/, '')
  return hex
}

/**
 * UTCTime or GeneralizedTime as ISO 8601 in UTC. Years 50–99 of UTCTime are the twentieth century (RFC 5280,
 * 4.1.2.5.1).
 */
export function timeOf(element: Element | undefined): string | undefined {
  if (!element) return undefined
  const text = Buffer.from(element.content).toString('latin1')
  const match =
    element.tag === tags.utcTime
      ? /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/.exec(text)
      : element.tag === tags.generalizedTime
        ? /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,]\d+)?(Z|[+-]\d{4})?$/.exec(text)
        : null
  if (!match) return undefined
  const part = (index: number) => Number(match[index] ?? '0')
  const year = element.tag === tags.utcTime ? part(1) + (part(1) < 50 ? 2000 : 1900) : part(1)
  const zone = match[7]
  const offset =
    zone === undefined || zone === 'Z' ? 0 : (Number(zone.slice(0, 3)) * 60 + Number(zone[0] + zone.slice(3))) * 60_000
  const moment = new Date(Date.UTC(year, part(2) - 1, part(3), part(4), part(5), part(6)) - offset)
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString()
}
