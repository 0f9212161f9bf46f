/** The key derivation of PKCS#12 (RFC 7292 appendix B.2), which its MAC and its old ciphers use. */
import { createHash } from 'node:crypto'

const IDS = { cipher: 1, iv: 2, mac: 3 } as const
/** Block size v of the hash, in octets. */
const BLOCK: Readonly<Record<string, number>> = { sha1: 64, sha256: 64, sha384: 128, sha512: 128 }

/** The octets repeated until they fill whole blocks. */
function filled(bytes: Uint8Array, block: number): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0)
  return Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
}

/** I_j = (I_j + B + 1) mod 2^(8v), for every block of `input`, in place. */
function addToBlocks(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1
    for (let at = block - 1; at >= 0; at--) {
      const sum = (input[start + at] ?? 0) + (addend[at] ?? 0) + carry
      input[start + at] = sum & 0xff
      carry = sum >> 8
    }
  }
}

/** `length` octets for a purpose; the password counts as a BMPString with its closing zero. */
export function pkcs12Key(input: {
  hash: string
  password: string
  salt: Uint8Array
  iterations: number
  purpose: keyof typeof IDS
  length: number
}): Uint8Array {
  const block = BLOCK[input.hash]
  if (block === undefined) throw new TypeError(`no PKCS#12 key derivation over ${input.hash}`)
  const password = Buffer.from(`${input.password}\0`, 'utf16le').swap16()
  const material = Buffer.concat([filled(input.salt, block), filled(password, block)])
  const diversifier = Buffer.alloc(block, IDS[input.purpose])
  const parts: Buffer[] = []
  for (let made = 0; made < input.length;) {
    let digest = createHash(input.hash).update(diversifier).update(material).digest()
    for (let round = 1; round < input.iterations; round++) digest = createHash(input.hash).update(digest).digest()
    parts.push(digest)
    made += digest.length
    addToBlocks(material, Buffer.alloc(block, digest), block)
  }
  return Buffer.concat(parts).subarray(0, input.length)
}
