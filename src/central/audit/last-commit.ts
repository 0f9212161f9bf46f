/**
 * The newest entry of the audit chain, beside the database: overwritten after every commit, so that a database that has
 * lost commits (an older copy, a log that is gone or damaged) is noticed at the next start. It is never ahead of the
 * database, because a commit is on the disk before it is written; after a power cut it may be behind.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import type { ChainEnd } from './append-audit.ts'
import type { Store } from '../store/store.ts'

/** One fixed length, so that each write replaces the one before it, within one sector. */
const textOf = ({ n, hash }: ChainEnd): string => `${String(n).padStart(16, '0')} ${hash}\n`
const PATTERN = /^(\d{16}) ([0-9a-f]{64})\n$/

/** The content of the file; null if there is none or it cannot be read. */
export function readLastCommit(file: string): ChainEnd | null {
  try {
    const [, n, hash] = PATTERN.exec(readFileSync(file, 'utf8')) ?? []
    return n === undefined || hash === undefined ? null : { n: Number(n), hash }
  } catch {
    return null
  }
}

/** Records every commit of the store that adds to the chain, beginning with `end`, until it is closed. */
export function recordCommits(file: string, end: ChainEnd, store: Pick<Store, 'onAudit'>): { close(): void } {
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w', 0o600)
  const write = (newest: ChainEnd): void => void writeSync(handle, textOf(newest), 0)
  write(end)
  fsyncSync(handle)
  const stop = store.onAudit(write)
  return {
    close() {
      stop()
      fsyncSync(handle)
      closeSync(handle)
    },
  }
}
