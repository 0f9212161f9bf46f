import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha3_224, sha3_256, sha3_384, sha3_512, shake256 } from '@noble/hashes/sha3.js'
import type { DigestName } from './algorithms.ts'

const functions: Readonly<Partial<Record<DigestName, (data: Uint8Array) => Uint8Array>>> = {
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
  ripemd160,
  shake256: (data) => shake256(data, { dkLen: 64 }),
}

/** Digests that an engine may lack. Undefined: not here either. */
export function nobleDigest(name: DigestName, parts: readonly Uint8Array[]): Uint8Array | undefined {
  return functions[name]?.(Buffer.concat(parts))
}
