/** Writes files so that after any interruption either the old or the new content is there, whole. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from '../../files/sync-folder.ts'

/** Writes a file beside it, flushes, renames, and flushes the folder. Only the owner may read it. */
export function writeDurably(file: string, bytes: Uint8Array): void {
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, file)
  syncFolder(path.dirname(file))
}
