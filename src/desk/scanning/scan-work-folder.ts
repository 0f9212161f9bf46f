import { sha256Hex } from '../../files/sha256.ts'
/**
 * The folder in which `scanimage` writes a page before it is encrypted: in memory where the system has such a folder.
 * Pages stay there only for a moment.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Emptied when the desk opens: a power cut may have left a page with personal data there. */
export function scanWorkFolder(dataDir: string, inMemory = '/dev/shm'): string {
  const own = sha256Hex(path.resolve(dataDir)).slice(0, 16)
  const folder = existsSync(inMemory) ? path.join(inMemory, `des-${own}`) : path.join(dataDir, 'scan-work')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
