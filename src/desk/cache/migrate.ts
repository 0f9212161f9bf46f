/** Brings a cache to the newest schema: numbered steps, each in one transaction, never undone. */
import type { Database } from 'better-sqlite3-multiple-ciphers'
import { statements as outbox } from './migrations/0010-outbox.ts'
import { statements as requests } from './migrations/0020-requests.ts'
import { statements as drafts } from './migrations/0030-drafts.ts'
import { statements as draftTextVersion } from './migrations/0040-draft-text-version.ts'
import { statements as closedBlocks } from './migrations/0050-closed-blocks.ts'
import { statements as printAttempts } from './migrations/0060-print-attempts.ts'
import { statements as executionHolds } from './migrations/0070-execution-holds.ts'
import { statements as sentPapers } from './migrations/0080-sent-papers.ts'
import { statements as dropPaperCopy } from './migrations/0090-drop-paper-copy.ts'
import { statements as incidents } from './migrations/0100-incidents.ts'
import { statements as sessionKeys } from './migrations/0110-session-keys.ts'
import { statements as erasureTasks } from './migrations/0120-erasure-tasks.ts'
import { statements as takenOver } from './migrations/0130-taken-over.ts'
import { statements as erasureReports } from './migrations/0140-erasure-reports.ts'

export interface Migration {
  readonly number: number
  readonly statements: readonly string[]
}

export const MIGRATIONS: readonly Migration[] = [
  { number: 10, statements: outbox },
  { number: 20, statements: requests },
  { number: 30, statements: drafts },
  { number: 40, statements: draftTextVersion },
  { number: 50, statements: closedBlocks },
  { number: 60, statements: printAttempts },
  { number: 70, statements: executionHolds },
  { number: 80, statements: sentPapers },
  { number: 90, statements: dropPaperCopy },
  { number: 100, statements: incidents },
  { number: 110, statements: sessionKeys },
  { number: 120, statements: erasureTasks },
  { number: 130, statements: takenOver },
  { number: 140, statements: erasureReports },
]

/** Throws when the cache is of a newer version than this program: the cache is then set aside. */
export function migrate(db: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  const at = db.pragma('user_version', { simple: true }) as number
  const newest = migrations.at(-1)?.number ?? 0
  if (at > newest) throw new Error(`the cache has schema ${String(at)}, this program knows ${String(newest)}`)
  for (const { number, statements } of migrations) {
    if (number <= at) continue
    db.transaction(() => {
      for (const statement of statements) db.exec(statement)
      db.pragma(`user_version = ${String(number)}`)
    }).immediate()
  }
}
