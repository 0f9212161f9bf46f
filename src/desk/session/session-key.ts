/**
 * The key of a session: made when a person signs in, it signs every command that the person gives (ADR 0071). It stays
 * in memory; on the disk it is sealed with the person's password, so that the desk can be unlocked without the central
 * store, and the files of a desk alone are not enough to act in another name.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { open, seal } from '../keys/sealed-bytes.ts'
import { ARGON2 } from './password-cost.ts'

/** Signs the part of a command that {@link provedPart} states; base64url. */
export type Prove = (text: string) => string

export interface SessionKey {
  /** SubjectPublicKeyInfo, base64. */
  readonly publicKey: string
  readonly prove: Prove
  /** The key as text that only the password opens. */
  readonly seal: (password: string) => Promise<string>
}

const CONTEXT = 'des-session-key'
const SALT = 16
const NONCE = 12

const keyOfPassword = (password: string, salt: Uint8Array): Promise<Buffer> =>
  hashRaw(password.normalize('NFC'), { ...ARGON2, salt, outputLen: 32 })

const proverOf =
  (key: KeyObject): Prove =>
  (text) =>
    sign(null, Buffer.from(text), key).toString('base64url')

export function newSessionKey(): SessionKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    prove: proverOf(privateKey),
    seal: async (password) => {
      const salt = randomBytes(SALT)
      const sealing = await keyOfPassword(password, salt)
      const plain = privateKey.export({ format: 'der', type: 'pkcs8' })
      return Buffer.concat([salt, seal(sealing, plain, CONTEXT, randomBytes(NONCE))]).toString('base64')
    },
  }
}

/** The key of an earlier sign-in; null if the password or the sealed text is wrong. */
export async function openSessionKey(sealed: string, password: string): Promise<Prove | null> {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length <= SALT) return null
  const plain = open(await keyOfPassword(password, bytes.subarray(0, SALT)), bytes.subarray(SALT), CONTEXT)
  return plain && proverOf(createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' }))
}
