import { closeSync, fsyncSync, openSync } from 'node:fs'

/**
 * Flushes a folder, so that a file made or renamed in it is still there after a power cut. Windows cannot open a
 * folder; its rename is journalled by the file system.
 */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
