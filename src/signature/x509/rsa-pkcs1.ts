/**
 * EMSA-PKCS1-v1_5 (RFC 8017, 9.2): the encoded message is built again and compared as a whole. Nothing in it is parsed:
 * slack in padding or DigestInfo is how such signatures were forged.
 */
import { digestNames, digestSize, oidOfDigest } from './algorithm.ts'
import { encodeOid, equalBytes } from './asn1-values.ts'
import { tag } from './tlv.ts'
import { encodeTlv } from './write.ts'
import type { DigestName } from './algorithm.ts'

/** The messages, `length` octets each, that state a digest: with NULL as parameters of its algorithm, or with none. */
function encodedMessages(name: DigestName, value: Uint8Array, length: number): Uint8Array[] {
  const oid = encodeTlv(tag.oid, encodeOid(oidOfDigest(name)))
  const algorithms = [encodeTlv(tag.sequence, oid, Uint8Array.of(tag.null, 0)), encodeTlv(tag.sequence, oid)]
  return algorithms.flatMap((algorithm) => {
    const info = encodeTlv(tag.sequence, algorithm, encodeTlv(tag.octetString, value))
    const padding = length - info.length - 3
    return padding < 8
      ? []
      : [Buffer.concat([Uint8Array.of(0, 1), new Uint8Array(padding).fill(0xff), Uint8Array.of(0), info])]
  })
}

/** Whether a message, the signature raised to the public exponent, states this digest and nothing else. */
export function statesDigest(message: Uint8Array, name: DigestName, value: Uint8Array): boolean {
  return encodedMessages(name, value, message.length).some((expected) => equalBytes(expected, message))
}

/** The digest that a message states; undefined where it is no message of any digest known here. */
export function statedDigest(
  message: Uint8Array,
): { readonly name: DigestName; readonly value: Uint8Array } | undefined {
  for (const name of digestNames) {
    const value = message.subarray(message.length - digestSize(name))
    if (statesDigest(message, name, value)) return { name, value }
  }
  return undefined
}
