/**
 * Before a store opens: whether its database still has everything that was committed to it. The evidence is outside the
 * database: the newest commit, the signed heads, and the mark of a process that did not end cleanly.
 */
import { existsSync } from 'node:fs'
import { StartRefused } from '../folder/start-refused.ts'
import type { StoreFiles } from '../folder/store-folder.ts'
import type { Inspected } from '../store/engine/sqlite/inspect-store.ts'
import { HEADS_KEPT, headsFileOf, lastCommitOf, parseKept, readHeadsText } from './heads-file.ts'
import type { ChainEnd } from './append-audit.ts'
import { readLastCommit } from './last-commit.ts'
import { readHeads } from './signed-heads.ts'

export interface Outside {
  readonly lastCommit: ChainEnd | null
  readonly headsText: string | null
  /** The log of the database is gone, though the last process did not end cleanly. */
  readonly logLost: boolean
}

/** Read before the database, which another process may be writing: so nothing outside can be newer than it. */
export const readOutside = (files: StoreFiles): Outside => ({
  lastCommit: readLastCommit(lastCommitOf(files)),
  headsText: readHeadsText(headsFileOf(files)),
  // Checked before anything opens the database, because opening it creates a new log.
  logLost: existsSync(files.open) && !existsSync(files.log),
})

/** What is missing or contradicts the database, as a sentence; null if nothing does. */
export function missingHistory(
  files: StoreFiles,
  { meta, auditHash }: Inspected,
  outside: Outside,
  headKey: string,
): string | null {
  if (outside.logLost)
    return `${files.log} is missing, although the last process did not end cleanly: it contains the newest commits`
  const value = meta.get(HEADS_KEPT)
  // A store from before there were heads, or one whose first start did not reach them.
  if (value === undefined && outside.headsText === null && outside.lastCommit === null) return null
  const { lastCommit } = outside
  if (lastCommit === null) return `${lastCommitOf(files)} is missing or damaged`
  if (lastCommit.n > 0 && auditHash(lastCommit.n) !== lastCommit.hash)
    return `${files.database} has lost commits or was replaced: entry ${String(lastCommit.n)} of its audit is not the one that was committed`
  if (value === undefined && outside.headsText === null) return null
  const read = readHeads(outside.headsText ?? '', headKey, 'last')
  if (!read.ok) return `${headsFileOf(files)} is damaged or of another store, at line ${String(read.line)}`
  const kept = parseKept(value)
  if (kept && read.heads.length < kept.lines) return `${headsFileOf(files)} is missing or has lost its newest lines`
  const broken = read.heads.find(({ n, hash }) => n > 0 && auditHash(n) !== hash)
  return broken
    ? `entry ${String(broken.n)} of the audit in ${files.database} is not the one in the signed head of ${broken.at}`
    : null
}

/** @throws StartRefused where something that was committed is missing */
export function requireHistory(...given: Parameters<typeof missingHistory>): void {
  const missing = missingHistory(...given)
  if (missing !== null)
    throw new StartRefused(
      `${missing}. Nothing was changed: put back what is missing, or the newest backup of the whole folder. ` +
        'To continue without it, recorded in the audit: npm run central -- accept-store --explanation TEXT',
    )
}
