/**
 * The secrets of the store, made at the first start and kept in one file that only the account of the service may read:
 * the master key that wraps the key of every dossier, and the secrets of the keyed references. They are kept apart from
 * the database, so that a copy of the database alone reveals nothing medical.
 */
import { createHmac, createSecretKey } from 'node:crypto'
import { z } from 'zod'
import { readSecretFile, writeSecretFile } from './secret-file.ts'
import type { Random } from '../random.ts'

const secret = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 32)
const ringFile = z.object({ format: z.literal('des-key-ring/1'), master: secret, subject: secret, anonymised: secret })

export interface KeyRing {
  /** 32 bytes, AES-256: wraps the keys of dossiers. */
  readonly master: Uint8Array
  /** Keyed reference of a person in audit and feed: HMAC-SHA-256 of the CNP, hex. */
  subjectRef(cnp: string): string
  /** Keyed reference under which "this person is anonymised" is stored, with a secret of its own. */
  anonymisedRef(cnp: string): string
}

function keyed(secret: Uint8Array): (cnp: string) => string {
  const key = createSecretKey(secret)
  return (cnp) => createHmac('sha256', key).update(cnp).digest('hex')
}

/** Opens the key ring, or makes it if there is none. Throws if the file exists and cannot be trusted. */
export function openKeyRing(file: string, random: Random): KeyRing {
  let text = readSecretFile(file)
  if (text === null) {
    const fresh = () => Buffer.from(random.bytes(32)).toString('base64')
    text = JSON.stringify({ format: 'des-key-ring/1', master: fresh(), subject: fresh(), anonymised: fresh() })
    writeSecretFile(file, text)
  }
  const { master, subject, anonymised } = ringFile.parse(JSON.parse(text))
  return { master, subjectRef: keyed(subject), anonymisedRef: keyed(anonymised) }
}
