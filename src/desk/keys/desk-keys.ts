/** The workstation's own keys: made once, and kept in one small file, wrapped by the secret store. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { writeDurably } from './durable-file.ts'
import type { SecretStore } from './secret-store.ts'

export interface DeskKeys {
  readonly cache: Uint8Array
  readonly journal: Uint8Array
  readonly blobs: Uint8Array
  /** Base64 of the SPKI structure, as the central store expects it at enrolment. */
  readonly publicKey: string
  /** Ed25519 over the text, base64. */
  readonly sign: (text: string) => string
}

const onDisk = z.object({ store: z.string(), wrapped: z.base64() })
const key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32)
const keyRing = z.object({ cache: key32, journal: key32, blobs: key32, device: z.base64() })

function usable(ring: z.infer<typeof keyRing>): DeskKeys {
  const device: KeyObject = createPrivateKey({ key: Buffer.from(ring.device, 'base64'), format: 'der', type: 'pkcs8' })
  return {
    cache: Buffer.from(ring.cache, 'base64'),
    journal: Buffer.from(ring.journal, 'base64'),
    blobs: Buffer.from(ring.blobs, 'base64'),
    publicKey: createPublicKey(device).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (text) => sign(null, Buffer.from(text), device).toString('base64'),
  }
}

/**
 * The keys of a data folder. `made`: new keys were made, because there were none or none that could be read. The caller
 * sets aside, and never deletes, what was encrypted with unreadable keys.
 */
export async function deskKeys(
  dataDir: string,
  store: SecretStore,
  randomBytes: (length: number) => Uint8Array,
): Promise<{ keys: DeskKeys; made: boolean; unreadable: boolean }> {
  const file = path.join(dataDir, 'keys.json')
  let unreadable = false
  if (existsSync(file)) {
    try {
      const { store: wrappedBy, wrapped } = onDisk.parse(JSON.parse(readFileSync(file, 'utf8')))
      if (wrappedBy !== store.name) throw new Error('wrapped by another secret store')
      const plain = await store.unwrap(Buffer.from(wrapped, 'base64'))
      return {
        keys: usable(keyRing.parse(JSON.parse(Buffer.from(plain).toString('utf8')))),
        made: false,
        unreadable: false,
      }
    } catch {
      renameSync(file, `${file}.unreadable-${Buffer.from(randomBytes(4)).toString('hex')}`)
      unreadable = true
    }
  }
  const random = (): string => Buffer.from(randomBytes(32)).toString('base64')
  const ring = {
    cache: random(),
    journal: random(),
    blobs: random(),
    device: generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
  const wrapped = await store.wrap(Buffer.from(JSON.stringify(ring)))
  writeDurably(
    file,
    Buffer.from(JSON.stringify({ store: store.name, wrapped: Buffer.from(wrapped).toString('base64') })),
  )
  return { keys: usable(ring), made: true, unreadable }
}
