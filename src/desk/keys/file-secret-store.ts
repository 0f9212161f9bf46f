/**
 * A secret store that is a file only its owner can read: for the browser host and the demonstration, which cannot use
 * the operating system's store. It protects a copied cache, not a copied home folder; which is why it is recorded as
 * `file`.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { writeDurably } from './durable-file.ts'
import { open, seal } from './sealed-bytes.ts'
import type { SecretStore } from './secret-store.ts'

const CONTEXT = 'des-desk-keys'

/** Creates `file` with a new random key if it does not exist. */
export function fileSecretStore(file: string): SecretStore {
  const key = (): Buffer => {
    if (!existsSync(file)) {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      writeDurably(file, randomBytes(32))
    }
    chmodSync(file, 0o600)
    return readFileSync(file)
  }
  return {
    name: 'file',
    wrap: async (plain) => seal(key(), plain, CONTEXT, randomBytes(12)),
    unwrap: async (wrapped) => {
      const plain = open(key(), wrapped, CONTEXT)
      if (plain === null) throw new Error('the wrapped keys are not of this secret store')
      return plain
    },
  }
}
