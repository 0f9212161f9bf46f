/**
 * What is in the folder of a store before anything is opened. A folder without any trace of a store is new; one with
 * half of a store is never completed, because the other half is the record that was lost.
 */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartRefused } from './start-refused.ts'
import { syncFolder } from '../../files/sync-folder.ts'

export const filesOf = (dataDir: string) => ({
  database: path.join(dataDir, 'store.sqlite'),
  /** The log of the database; it exists whenever the last process did not end cleanly. */
  log: path.join(dataDir, 'store.sqlite-wal'),
  keys: path.join(dataDir, 'keys'),
  keyRing: path.join(dataDir, 'keys', 'key-ring.json'),
  /** Refused where others may read them. */
  secrets: ['key-ring.json', 'seal.p12', 'seal.password'].map((name) => path.join(dataDir, 'keys', name)),
  attachments: path.join(dataDir, 'attachments'),
  heads: path.join(dataDir, 'heads'),
  /** Exists from the beginning of a first start until all its files are on the disk. */
  firstStart: path.join(dataDir, 'first-start'),
  /** Exists while a process has the database open. */
  open: path.join(dataDir, 'store.open'),
})
export type StoreFiles = ReturnType<typeof filesOf>

export type FolderState = 'new' | 'unfinished' | 'there'

const hasContent = (file: string): boolean => existsSync(file) && statSync(file).size > 0
const hasEntries = (folder: string, ignored: readonly string[] = []): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => !ignored.includes(name))

/** Throws {@link StartRefused} where a part of a store is missing. */
export function stateOfFolder(dataDir: string): FolderState {
  const files = filesOf(dataDir)
  if (existsSync(files.firstStart)) return 'unfinished'
  const database = hasContent(files.database)
  const ring = existsSync(files.keyRing)
  if (database && ring) return 'there'
  if (database)
    throw new StartRefused(
      `${files.keyRing} is missing, and the database cannot be read without its own key ring. ` +
        'Put back the copy of the folder keys that is kept apart from the database; nothing was changed.',
    )
  const traces = ring || hasContent(files.log) || hasEntries(files.attachments, ['incoming']) || hasEntries(files.heads)
  if (!traces && !existsSync(files.database)) return 'new'
  throw new StartRefused(
    `${files.database} is ${existsSync(files.database) ? 'empty' : 'missing'}, but other files of a store are in ` +
      `${dataDir}. Put back the database from its backup, or check that its disk is mounted; nothing was changed.`,
  )
}

/** Makes a marker file, on the disk when this returns. */
export function mark(file: string): void {
  const handle = openSync(file, 'w', 0o600)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  syncFolder(path.dirname(file))
}

export function unmark(file: string): void {
  rmSync(file, { force: true })
  syncFolder(path.dirname(file))
}
