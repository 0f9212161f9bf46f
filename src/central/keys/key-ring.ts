/**
 * The secrets of the store, made at the first start and kept in one file that only the account of the service may read:
 * the master key that wraps the key of every dossier, and the secrets of the keyed references. They are kept apart from
 * the database, so that a copy of the database alone reveals nothing medical.
 */
import { createHmac, createPrivateKey, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { StartRefused } from '../folder/start-refused.ts'
import { readSecretFile, writeSecretFile } from './secret-file.ts'
import type { Random } from '../random.ts'

const secret = z
  .base64()
  .transform((text) => new Uint8Array(Buffer.from(text, 'base64')))
  .refine((bytes) => bytes.length === 32)
const ringFile = z.object({ format: z.literal('des-key-ring/1'), master: secret, subject: secret, anonymised: secret })

/** PKCS#8 of an Ed25519 key up to its seed of 32 bytes (RFC 8410 section 7). */
const ED25519_PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface KeyRing {
  /** Identifies the three secrets without revealing them, as hex: a database stores it and opens with no other ring. */
  readonly id: string
  /** 32 bytes, AES-256: wraps the keys of dossiers. */
  readonly master: Uint8Array
  /** Keyed reference of a person in audit and feed: HMAC-SHA-256 of the CNP, hex. */
  subjectRef(cnp: string): string
  /** Keyed reference under which "this person is anonymised" is stored, with a secret of its own. */
  anonymisedRef(cnp: string): string
  /** Ed25519: signs the heads of the audit chain. */
  readonly headKey: KeyObject
}

function keyed(secret: Uint8Array): (cnp: string) => string {
  const key = createSecretKey(secret)
  return (cnp) => createHmac('sha256', key).update(cnp).digest('hex')
}

/** Makes a ring; the file must not exist. */
export function makeKeyRing(file: string, random: Random): void {
  const fresh = () => Buffer.from(random.bytes(32)).toString('base64')
  writeSecretFile(
    file,
    JSON.stringify({ format: 'des-key-ring/1', master: fresh(), subject: fresh(), anonymised: fresh() }),
  )
}

function readRing(file: string): z.output<typeof ringFile> {
  const refused = (why: string) =>
    new StartRefused(
      `${file} ${why}. Put back the copy of it that is kept apart from the database; nothing was changed.`,
    )
  let text: string | undefined
  try {
    text = readSecretFile(file)?.toString('utf8')
  } catch (error) {
    if (error instanceof StartRefused) throw error
    throw refused('cannot be read')
  }
  if (text === undefined) throw refused('is missing')
  try {
    return ringFile.parse(JSON.parse(text))
  } catch {
    // The cause is left out: it may contain a secret.
    throw refused('is not a complete key ring')
  }
}

/** Opens the ring. Throws {@link StartRefused} where the file is missing, damaged or open to others. */
export function openKeyRing(file: string): KeyRing {
  const { master, subject, anonymised } = readRing(file)
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', purpose, 32))
  return {
    id: createHmac('sha256', Buffer.concat([master, subject, anonymised]))
      .update('des-key-ring-id/1')
      .digest('hex'),
    master,
    subjectRef: keyed(subject),
    anonymisedRef: keyed(anonymised),
    headKey: createPrivateKey({
      key: Buffer.concat([ED25519_PRIVATE, derived('des-audit-head/1')]),
      format: 'der',
      type: 'pkcs8',
    }),
  }
}
