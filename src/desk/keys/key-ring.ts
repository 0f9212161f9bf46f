/** The keys of a workstation, and how a copy of them is written: wrapped, with a checksum and the name of its store. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { z } from 'zod'
import { sha256Hex } from '../../files/sha256.ts'

/** With the key of the workstation's first identity. */
export interface DeskKeys extends DeviceKey {
  readonly cache: Uint8Array
  readonly journal: Uint8Array
  readonly blobs: Uint8Array
}

const key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32)
const keyRing = z.object({
  cache: key32,
  journal: key32,
  blobs: key32,
  device: z.base64(),
  /** Keys of later identities of the workstation, the newest last (ADR 0089). */
  later: z.array(z.base64()).default([]),
})
export type KeyRing = z.infer<typeof keyRing>

/** New keys; `keep` are those that stay as they are. */
export function newKeyRing(
  randomBytes: (length: number) => Uint8Array,
  keep: Partial<Pick<KeyRing, 'cache' | 'journal' | 'blobs'>> = {},
): KeyRing {
  const random = (): string => Buffer.from(randomBytes(32)).toString('base64')
  return {
    cache: keep.cache ?? random(),
    journal: keep.journal ?? random(),
    blobs: keep.blobs ?? random(),
    device: newDeviceKey(),
    later: [],
  }
}

export const newDeviceKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')

/** The key with which a workstation signs its calls. */
export interface DeviceKey {
  /** Base64 of the SPKI structure, as the central store expects it at enrolment. */
  readonly publicKey: string
  /** Ed25519 over the text, base64. */
  readonly sign: (text: string) => string
}

function deviceKey(written: string): DeviceKey {
  const key: KeyObject = createPrivateKey({ key: Buffer.from(written, 'base64'), format: 'der', type: 'pkcs8' })
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  }
}

/** The keys of all identities of a workstation, the first one first. */
export const deviceKeys = ({ device, later }: KeyRing): readonly DeviceKey[] => [device, ...later].map(deviceKey)

export const usableKeys = (ring: KeyRing): DeskKeys => ({
  cache: Buffer.from(ring.cache, 'base64'),
  journal: Buffer.from(ring.journal, 'base64'),
  blobs: Buffer.from(ring.blobs, 'base64'),
  ...deviceKey(ring.device),
})

/** The bytes that a secret store wraps, and back; null for bytes that are no key ring. */
export const plainRing = (ring: KeyRing): Buffer => Buffer.from(JSON.stringify(ring))
export function parseRing(plain: Uint8Array): KeyRing | null {
  try {
    const parsed = keyRing.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Files of an earlier version have no checksum. */
const onDisk = z.object({ store: z.string(), wrapped: z.base64(), checksum: z.string().optional() })
export type WrappedRing = Pick<z.infer<typeof onDisk>, 'store' | 'wrapped'>

const checksumOf = ({ store, wrapped }: WrappedRing): string => sha256Hex(`${store}\n${wrapped}`)

export const writtenRing = ({ store, wrapped }: WrappedRing): Buffer =>
  Buffer.from(JSON.stringify({ store, wrapped, checksum: checksumOf({ store, wrapped }) }))

/** Null if the bytes are damaged: no JSON of this shape, or another checksum. */
export function readRing(bytes: Uint8Array): WrappedRing | null {
  try {
    const parsed = onDisk.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    if (!parsed.success) return null
    const { store, wrapped, checksum } = parsed.data
    return checksum === undefined || checksum === checksumOf(parsed.data) ? { store, wrapped } : null
  } catch {
    return null
  }
}
