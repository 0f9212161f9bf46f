/**
 * AES-256-GCM (NIST SP 800-38D): a nonce of 12 random bytes, the ciphertext, a tag of 16 bytes. The context is
 * authenticated too, so that a ciphertext cannot be moved elsewhere.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { Random } from '../random.ts'

const NONCE = 12
const TAG = 16

export function encrypt(key: Uint8Array, context: string, plain: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context))
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** Throws if key, context or bytes differ from those of {@link encrypt}. */
export function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(sealed.length - TAG))
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]))
}
