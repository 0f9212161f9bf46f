/**
 * A secret store that is a file only its owner can read: for the browser host and the demonstration, which cannot use
 * the operating system's store. It protects a copied cache, not a copied home folder; which is why it is recorded as
 * `file`. The file is kept twice, because without it nothing that the desk encrypted can be read.
 */
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type FoundCopy, keepTwice, readCopies } from './kept-twice.ts'
import { open, seal } from './sealed-bytes.ts'
import { ForeignSecret, type SecretStore } from './secret-store.ts'

const CONTEXT = 'des-desk-keys'
const KEY_BYTES = 32

const isUsable = ({ bytes }: FoundCopy): boolean => bytes.length === KEY_BYTES

/** Makes `file` and its copy with a new random key when the first secret is wrapped and neither exists. */
export function fileSecretStore(file: string): SecretStore {
  let repaired: string[] = []
  const copies = (): readonly FoundCopy[] => {
    const found = readCopies(file)
    for (const copy of found) chmodSync(copy.file, 0o600)
    return found
  }
  return {
    name: 'file',
    wrap: async (plain) => {
      const [usable] = copies().filter(isUsable)
      const key = usable?.bytes ?? randomBytes(KEY_BYTES)
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
      keepTwice(file, key)
      return seal(key, plain, CONTEXT, randomBytes(12))
    },
    unwrap: async (wrapped) => {
      for (const { bytes } of copies().filter(isUsable)) {
        const plain = open(bytes, wrapped, CONTEXT)
        if (plain === null) continue
        try {
          repaired.push(...keepTwice(file, bytes))
        } catch {
          // The secret is open; if the disk refuses the second copy now, the next start tries again.
        }
        return plain
      }
      throw new ForeignSecret('the wrapped keys are not of this secret store')
    },
    repaired: () => {
      const names = repaired
      repaired = []
      return names
    },
  }
}
