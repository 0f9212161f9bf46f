/**
 * Digests, by the engine where it has them and by @noble/hashes where not (Electron's BoringSSL has no SHA-3 and no
 * RIPEMD-160).
 */
import { createHash } from 'node:crypto'
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js'
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'
import { nodeEngine } from './engine.ts'
import type { DigestName } from './algorithm.ts'
import type { Engine } from './engine.ts'

const portable: Record<DigestName, (data: Uint8Array) => Uint8Array> = {
  md5,
  ripemd160,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha512-224': sha512_224,
  'sha512-256': sha512_256,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
}

/** Octets of the digest. */
export function digest(name: DigestName, data: Uint8Array, engine: Engine = nodeEngine): Uint8Array {
  return engine.digests.has(name) ? createHash(name).update(data).digest() : portable[name](data)
}
