import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes a rename durable. Windows cannot open a folder; its rename is journalled by the file system. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
