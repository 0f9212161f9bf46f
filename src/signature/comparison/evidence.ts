/** Whether octets are a certificate, a revocation list or a response, by their own encoding. */
import { EncodingFault, type Element, readElement, children } from '../cms/tlv.ts'

export type EvidenceKind = 'certificate' | 'revocation-list' | 'response'

const sequence = 0x30
const integer = 0x02
const enumerated = 0x0a
const bitString = 0x03
const times = [0x17, 0x18]

export function isEvidence(octets: Uint8Array, kind: EvidenceKind): boolean {
  try {
    const whole = readElement(octets)
    // Some writers pad a stream by an end of line.
    if (whole.tag !== sequence || octets.subarray(whole.raw.length).some((octet) => ![0, 10, 13, 32].includes(octet)))
      return false
    const parts = children(whole)
    if (kind === 'response') return isResponse(parts)
    const [signed, algorithm, value] = parts
    if (parts.length !== 3 || signed?.tag !== sequence || algorithm?.tag !== sequence || value?.tag !== bitString)
      return false
    return kind === 'certificate' ? isCertificateBody(children(signed)) : isListBody(children(signed))
  } catch (fault) {
    if (fault instanceof EncodingFault) return false
    throw fault
  }
}

/** RFC 5280, 4.1: version, serial number, algorithm, issuer, validity, subject, key. */
function isCertificateBody(parts: readonly Element[]): boolean {
  const tags = parts.map((part) => part.tag)
  const rest = tags[0] === 0xa0 ? tags.slice(1) : tags
  return rest[0] === integer && rest.slice(1, 6).length === 5 && rest.slice(1, 6).every((tag) => tag === sequence)
}

/** RFC 5280, 5.1: version, algorithm, issuer, this update. */
function isListBody(parts: readonly Element[]): boolean {
  const tags = parts.map((part) => part.tag)
  const rest = tags[0] === integer ? tags.slice(1) : tags
  return rest[0] === sequence && rest[1] === sequence && times.includes(rest[2] ?? 0)
}

/** RFC 6960, 4.2.1: a status and the response, or the basic response alone, as some writers put it. */
function isResponse(parts: readonly Element[]): boolean {
  if (parts[0]?.tag === enumerated) return parts.length === 1 || parts[1]?.tag === 0xa0
  const [data, algorithm, value] = parts
  if (data?.tag !== sequence || algorithm?.tag !== sequence || value?.tag !== bitString) return false
  const tags = children(data).map((part) => part.tag)
  const rest = tags[0] === 0xa0 ? tags.slice(1) : tags
  return [0xa1, 0xa2].includes(rest[0] ?? 0) && rest[1] === times[1] && rest[2] === sequence
}
