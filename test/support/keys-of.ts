/** The keys of a test desk's folder, for tests that look into its encrypted files. */
import path from 'node:path'
import { openDeskKeys } from '../../src/desk/keys/desk-keys.ts'
import { fileSecretStore } from '../../src/desk/keys/file-secret-store.ts'
import type { DeskKeys } from '../../src/desk/keys/key-ring.ts'

export async function keysOf(deskFolder: string): Promise<DeskKeys> {
  const opened = await openDeskKeys(deskFolder, fileSecretStore(path.join(deskFolder, 'wrapping.key')))
  if (opened.state !== 'open') throw new Error(`the keys of the desk are ${opened.state}`)
  return opened.keys
}
