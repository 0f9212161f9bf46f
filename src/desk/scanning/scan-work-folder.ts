import { sha256Hex } from '../../files/sha256.ts'
/**
 * Where a page of `scanimage` lies between its end and its being encrypted: in memory where the system has such a
 * folder, never for long.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** Emptied when the desk opens: what a power cut left there is a page of somebody. */
export function scanWorkFolder(dataDir: string, inMemory = '/dev/shm'): string {
  const own = sha256Hex(path.resolve(dataDir)).slice(0, 16)
  const folder = existsSync(inMemory) ? path.join(inMemory, `des-${own}`) : path.join(dataDir, 'scan-work')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}
