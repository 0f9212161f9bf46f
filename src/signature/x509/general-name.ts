/** GeneralName (RFC 5280, 4.2.1.6). */
import { decodeOid, latin1, readOid } from './asn1-values.ts'
import { nameOf, readName } from './name.ts'
import { contentOf, EncodingError, membersOf, openTlv, rawOf } from './tlv.ts'
import type { Name } from './name.ts'
import type { Tlv } from './tlv.ts'

export type GeneralName =
  | { readonly kind: 'email' | 'dns' | 'uri'; readonly text: string }
  | { readonly kind: 'directory'; readonly name: Name }
  | { readonly kind: 'ip'; readonly octets: Uint8Array }
  | { readonly kind: 'other'; readonly type: string; readonly raw: Uint8Array }
  | { readonly kind: 'registeredId'; readonly oid: string }
  | { readonly kind: 'x400' | 'ediParty'; readonly raw: Uint8Array }

const emptyName: Name = nameOf(Uint8Array.of(0x30, 0), [])

export function readGeneralName(element: Tlv): GeneralName {
  switch (element.tag) {
    case 0xa0:
      return { kind: 'other', type: readOid(openTlv(element).take()), raw: rawOf(element) }
    case 0x81:
      return { kind: 'email', text: ia5(element) }
    case 0x82:
      return { kind: 'dns', text: ia5(element) }
    case 0xa3:
      return { kind: 'x400', raw: rawOf(element) }
    case 0xa4: {
      // [4] is explicit, because Name is a CHOICE.
      if (element.contentStart === element.end) return { kind: 'directory', name: emptyName }
      const cursor = openTlv(element)
      const name = readName(cursor.take())
      cursor.finish()
      return { kind: 'directory', name }
    }
    case 0xa5:
      return { kind: 'ediParty', raw: rawOf(element) }
    case 0x86:
      return { kind: 'uri', text: ia5(element) }
    case 0x87:
      return { kind: 'ip', octets: contentOf(element) }
    case 0x88:
      return { kind: 'registeredId', oid: decodeOid(contentOf(element)) }
    default:
      throw new EncodingError('a general name of unknown kind')
  }
}

function ia5(element: Tlv): string {
  const text = latin1(contentOf(element))
  if (/[^\x01-\x7f]/.test(text)) throw new EncodingError('a name with characters outside ASCII, or with a zero octet')
  return text
}

/** GeneralNames: `element` is the SEQUENCE or whatever context tag stands in its place. */
export function readGeneralNames(element: Tlv): GeneralName[] {
  const names = membersOf(element, 2000).map(readGeneralName)
  if (names.length === 0) throw new EncodingError('general names without a name')
  return names
}

/** Exact match of two general names, as the comparison of distribution points needs it (RFC 5280, 6.3.3 b 2). */
export function sameGeneralName(left: GeneralName, right: GeneralName): boolean {
  if (left.kind === 'directory' && right.kind === 'directory') return left.name.key === right.name.key
  if ('text' in left && 'text' in right) return left.kind === right.kind && left.text === right.text
  if (left.kind === 'ip' && right.kind === 'ip') return Buffer.compare(left.octets, right.octets) === 0
  if (left.kind === 'registeredId' && right.kind === 'registeredId') return left.oid === right.oid
  if ('raw' in left && 'raw' in right) return left.kind === right.kind && Buffer.compare(left.raw, right.raw) === 0
  return false
}
