/** AES-256-GCM (NIST SP 800-38D) over whole byte strings: nonce (12) ‖ ciphertext ‖ tag (16). */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const NONCE = 12
const TAG = 16
export const SEAL_OVERHEAD = NONCE + TAG

/** `context` is authenticated with the bytes: what was sealed for one context does not open in another. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The plain bytes, or null if key, context or bytes do not match. */
export function open(key: Uint8Array, sealed: Uint8Array, context: string): Buffer | null {
  if (sealed.length < SEAL_OVERHEAD) return null
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()])
  } catch {
    return null
  }
}
