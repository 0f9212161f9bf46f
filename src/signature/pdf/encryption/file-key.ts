/** The file encryption key of the standard security handler (ISO 32000-2, 7.6.4), from a user or an owner password. */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { sameBytes } from '../objects.ts'
import { rc4 } from './rc4.ts'

export interface StandardParameters {
  readonly revision: number
  /** Bytes of the key, 5 to 32. */
  readonly keyLength: number
  readonly owner: Uint8Array
  readonly user: Uint8Array
  readonly ownerKey: Uint8Array
  readonly userKey: Uint8Array
  readonly permissions: number
  readonly encryptMetadata: boolean
  readonly firstId: Uint8Array
}

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

function md5(...parts: Uint8Array[]): Buffer {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function padded(password: Uint8Array): Buffer {
  return Buffer.concat([password.subarray(0, 32), padding]).subarray(0, 32)
}

/** Algorithm 2: revisions 2 to 4. */
function keyOfUserPassword(password: Uint8Array, p: StandardParameters): Buffer {
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(p.permissions | 0)
  const unencryptedMetadata = p.revision >= 4 && !p.encryptMetadata ? Buffer.from('ffffffff', 'hex') : Buffer.alloc(0)
  let digest = md5(padded(password), p.owner.subarray(0, 32), permissions, p.firstId, unencryptedMetadata)
  if (p.revision >= 3) for (let round = 0; round < 50; round++) digest = md5(digest.subarray(0, p.keyLength))
  return digest.subarray(0, p.keyLength)
}

function xored(key: Uint8Array, value: number): Uint8Array {
  return key.map((byte) => byte ^ value)
}

/** Algorithms 4 to 6: whether the key opens the file. */
function opens(key: Uint8Array, p: StandardParameters): boolean {
  if (p.revision === 2) return sameBytes(rc4(key, padding), p.user.subarray(0, 32))
  let expected: Uint8Array = md5(padding, p.firstId)
  for (let round = 0; round < 20; round++) expected = rc4(xored(key, round), expected)
  return sameBytes(expected, p.user.subarray(0, 16))
}

/** Algorithm 7: the user password that an owner password gives. */
function userPasswordOf(ownerPassword: Uint8Array, p: StandardParameters): Uint8Array {
  let digest = md5(padded(ownerPassword))
  if (p.revision >= 3) for (let round = 0; round < 50; round++) digest = md5(digest)
  const key = digest.subarray(0, p.keyLength)
  let value: Uint8Array = p.owner.subarray(0, 32)
  for (let round = p.revision === 2 ? 0 : 19; round >= 0; round--) value = rc4(xored(key, round), value)
  return value
}

/** Algorithm 2.B: the hash of revision 6; revision 5 is plain SHA-256. */
function hashOfRevision6(password: Uint8Array, salt: Uint8Array, user: Uint8Array, revision: number): Uint8Array {
  let key: Buffer = createHash('sha256').update(password).update(salt).update(user).digest()
  if (revision < 6) return key
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = Buffer.concat([password, key, user])
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => block))
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const encrypted = cipher.update(repeated)
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(remainder === 0 ? 'sha256' : remainder === 1 ? 'sha384' : 'sha512')
      .update(encrypted)
      .digest()
    last = encrypted[encrypted.length - 1] ?? 0
  }
  return key.subarray(0, 32)
}

/** Algorithm 2.A: revisions 5 and 6. */
function keyOfRevision6(password: Uint8Array, p: StandardParameters): Uint8Array | undefined {
  const none = new Uint8Array(0)
  const user48 = p.user.subarray(0, 48)
  /** A shorter key than the cipher's opens nothing. */
  const unwrap = (key: Uint8Array, wrapped: Uint8Array) =>
    wrapped.length < 32
      ? undefined
      : createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false).update(wrapped.subarray(0, 32))
  if (sameBytes(hashOfRevision6(password, p.user.subarray(32, 40), none, p.revision), p.user.subarray(0, 32)))
    return unwrap(hashOfRevision6(password, p.user.subarray(40, 48), none, p.revision), p.userKey)
  if (sameBytes(hashOfRevision6(password, p.owner.subarray(32, 40), user48, p.revision), p.owner.subarray(0, 32)))
    return unwrap(hashOfRevision6(password, p.owner.subarray(40, 48), user48, p.revision), p.ownerKey)
  return undefined
}

/** The file key, or undefined where the password is neither the user's nor the owner's. */
export function fileKey(password: string, parameters: StandardParameters): Uint8Array | undefined {
  if (parameters.revision >= 5) {
    if (parameters.user.length < 48 || parameters.owner.length < 48) return undefined
    return keyOfRevision6(Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127), parameters)
  }
  const bytes = Buffer.from(password, 'latin1')
  for (const candidate of [bytes, userPasswordOf(bytes, parameters)]) {
    const key = keyOfUserPassword(candidate, parameters)
    if (opens(key, parameters)) return key
  }
  return undefined
}
