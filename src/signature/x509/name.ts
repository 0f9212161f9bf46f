/** Distinguished names: reading, comparing by RFC 5280, 7.1, and writing for people. */
import { readOid, readText, toHex } from './asn1-values.ts'
import { attributeOid } from './oids.ts'
import { EncodingError, expectTag, membersOf, openTlv, rawOf, readWhole, tag } from './tlv.ts'
import type { Tlv } from './tlv.ts'

export type NameAttribute = {
  readonly type: string
  /** text of the value; undefined when the value is not a character string */
  readonly text: string | undefined
  /** value as encoded */
  readonly raw: Uint8Array
}

export type Name = {
  /** as encoded */
  readonly raw: Uint8Array
  readonly rdns: readonly (readonly NameAttribute[])[]
  /** each RDN folded for comparison, in order: a subtree is a prefix of these */
  readonly folded: readonly string[]
  /** all RDNs folded: two names match exactly when these are equal */
  readonly key: string
}

/** Reads a Name (RFC 5280, 4.1.2.4). */
export function readName(element: Tlv): Name {
  const rdns = membersOf(expectTag(element, tag.sequence), 100).map(readRdn)
  return nameOf(rawOf(element), rdns)
}

export function parseNameBytes(der: Uint8Array): Name {
  return readName(readWhole(der))
}

/** Reads one RelativeDistinguishedName; `element` may carry a context tag in place of SET. */
export function readRdn(element: Tlv): NameAttribute[] {
  const attributes = membersOf(element, 50).map((member) => {
    const cursor = openTlv(expectTag(member, tag.sequence))
    const type = readOid(cursor.take())
    const value = cursor.take()
    cursor.finish()
    return { type, text: readText(value), raw: rawOf(value) }
  })
  if (attributes.length === 0) throw new EncodingError('an empty relative distinguished name')
  return attributes
}

export function nameOf(raw: Uint8Array, rdns: readonly (readonly NameAttribute[])[]): Name {
  const folded = rdns.map((rdn) => rdn.map(foldAttribute).sort().join('\u0001'))
  return { raw, rdns, folded, key: folded.join('\u0002') }
}

/**
 * Case, compatibility forms and runs of white space do not count (RFC 5280, 7.1; RFC 4518, 2). Letters with diacritics
 * stay what they are. Separators inside a value are escaped, so that no value can look like two.
 */
function foldAttribute({ type, text, raw }: NameAttribute): string {
  if (text === undefined) return `${type}#${toHex(raw)}`
  const folded = text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
  return `${type}=${folded.replace(/[\u0000-\u0003]/g, (character) => `\u0003${character.charCodeAt(0)}`)}`
}

export function sameName(left: Name, right: Name): boolean {
  return left.key === right.key
}

export function isEmptyName(name: Name): boolean {
  return name.rdns.length === 0
}

/** True when `name` lies in the subtree of `base` (its RDNs begin with those of `base`; RFC 5280, 4.2.1.10). */
export function nameWithin(name: Name, base: Name): boolean {
  return base.folded.length <= name.folded.length && base.folded.every((rdn, index) => rdn === name.folded[index])
}

/** First text of an attribute type, from the most specific RDN. */
export function attributeText(name: Name, type: string): string | undefined {
  for (const rdn of [...name.rdns].reverse())
    for (const attribute of rdn) if (attribute.type === type && attribute.text !== undefined) return attribute.text
  return undefined
}

const shortNames: Record<string, string> = {
  [attributeOid.commonName]: 'CN',
  [attributeOid.surname]: 'SN',
  [attributeOid.serialNumber]: 'serialNumber',
  [attributeOid.countryName]: 'C',
  [attributeOid.localityName]: 'L',
  [attributeOid.stateOrProvinceName]: 'ST',
  [attributeOid.organizationName]: 'O',
  [attributeOid.organizationalUnitName]: 'OU',
  [attributeOid.title]: 'title',
  [attributeOid.givenName]: 'GN',
  [attributeOid.pseudonym]: 'pseudonym',
  [attributeOid.organizationIdentifier]: 'organizationIdentifier',
  [attributeOid.emailAddress]: 'E',
  [attributeOid.domainComponent]: 'DC',
}

/** The name for reading, most specific part first (RFC 4514, 2). */
export function formatName(name: Name): string {
  const rdn = (attributes: readonly NameAttribute[]) =>
    attributes
      .map(
        ({ type, text, raw }) =>
          `${shortNames[type] ?? type}=${text === undefined ? `#${toHex(raw)}` : text.replace(/[\\,+"<>;]/g, (character) => `\\${character}`)}`,
      )
      .join('+')
  return [...name.rdns].reverse().map(rdn).join(', ')
}
