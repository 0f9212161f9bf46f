/** A file that only its owner may read (0600), written so that after a crash it is complete or absent. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from '../folder/start-refused.ts'
import { syncFolder } from '../../files/sync-folder.ts'

/** Its bytes, or null if there is no file. Throws `StartRefused` if others may read it. */
export function readSecretFile(file: string): Buffer | null {
  if (!existsSync(file)) return null
  const found = statSync(file)
  if (!found.isFile()) throw new Error(`${path.basename(file)} is no file`)
  // Windows has no such permission bits; there the access list of the folder protects it.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    throw new StartRefused(
      `${file} may be read by others. Replace the secrets in it if others use this machine, then: chmod 600 ${file}`,
    )
  return readFileSync(file)
}

export function writeSecretFile(file: string, content: string | Uint8Array): void {
  const unfinished = `${file}.new`
  const handle = openSync(unfinished, 'w', 0o600)
  try {
    writeSync(handle, typeof content === 'string' ? Buffer.from(content) : content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(unfinished, file)
  syncFolder(path.dirname(file))
}
