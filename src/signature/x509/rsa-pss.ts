/** EMSA-PSS-VERIFY (RFC 8017, 9.1.2), for digests and mask digests that the engine cannot combine. */
import { equalBytes } from './asn1-values.ts'
import { digest } from './digest.ts'
import type { DigestName } from './algorithm.ts'
import type { Engine } from './engine.ts'

type Parameters = { readonly digest: DigestName; readonly maskDigest: DigestName; readonly saltLength: number }

/** `message` is the signature raised to the public exponent, as long as the modulus of `modulusBits`. */
export function verifyPss(
  message: Uint8Array,
  modulusBits: number,
  parameters: Parameters,
  messageDigest: Uint8Array,
  engine: Engine,
): boolean {
  const bits = modulusBits - 1
  const length = Math.ceil(bits / 8)
  const encoded = message.subarray(message.length - length)
  if (message.length > length && message.subarray(0, message.length - length).some((octet) => octet !== 0)) return false
  const size = messageDigest.length
  if (length < size + parameters.saltLength + 2 || encoded[length - 1] !== 0xbc) return false
  const masked = encoded.subarray(0, length - size - 1)
  const expected = encoded.subarray(length - size - 1, length - 1)
  const unusedMask = 0xff >> (8 * length - bits)
  if (((masked[0] ?? 0) & ~unusedMask) !== 0) return false
  const mask = generateMask(expected, masked.length, parameters.maskDigest, engine)
  const block = masked.map((octet, index) => octet ^ (mask[index] ?? 0))
  block[0] = (block[0] ?? 0) & unusedMask
  const padding = length - size - parameters.saltLength - 2
  if (block.subarray(0, padding).some((octet) => octet !== 0) || block[padding] !== 1) return false
  const salt = block.subarray(padding + 1)
  return equalBytes(
    digest(parameters.digest, Buffer.concat([new Uint8Array(8), messageDigest, salt]), engine),
    expected,
  )
}

/** MGF1 (RFC 8017, B.2.1). */
function generateMask(seed: Uint8Array, length: number, name: DigestName, engine: Engine): Uint8Array {
  const blocks: Uint8Array[] = []
  for (let counter = 0, made = 0; made < length; counter++) {
    const index = Buffer.alloc(4)
    index.writeUInt32BE(counter)
    const block = digest(name, Buffer.concat([seed, index]), engine)
    blocks.push(block)
    made += block.length
  }
  return Buffer.concat(blocks).subarray(0, length)
}
