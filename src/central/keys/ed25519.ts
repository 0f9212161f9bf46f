/** Ed25519 keys of workstations and sessions (RFC 8032), as they arrive and as the store keeps them. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { ok, refuse, type Result } from '../../domain/problem.ts'

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410 section 4). */
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** A key to verify with, from the 32 bytes that the store keeps. */
export const ed25519Key = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PREFIX, raw]), format: 'der', type: 'spki' })

/**
 * The raw 32 bytes of an Ed25519 public key, from its SubjectPublicKeyInfo (RFC 8410) in base64 or as those 32 bytes
 * themselves.
 */
export function ed25519PublicKey(text: string): Result<Uint8Array> {
  const invalid = refuse('input.invalid', { issues: [{ path: 'publicKey', message: 'ed25519' }] })
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === 32) return ok(new Uint8Array(bytes))
  try {
    const key = createPublicKey({ key: bytes, format: 'der', type: 'spki' })
    const { x } = key.export({ format: 'jwk' })
    return key.asymmetricKeyType === 'ed25519' && x !== undefined
      ? ok(new Uint8Array(Buffer.from(x, 'base64url')))
      : invalid
  } catch {
    return invalid
  }
}
