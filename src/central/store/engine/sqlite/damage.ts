/** What SQLite finds wrong in the pages of a database. */
import type BetterSqlite3 from 'better-sqlite3'

/** At most so many findings are listed. */
const FINDINGS = 5
/** A finding may list a hundred places on lines of their own. */
const LONGEST = 200

/** Findings in SQLite's words; empty where every page is intact. */
export function damageIn(database: BetterSqlite3.Database): string[] {
  const rows = database.pragma(`quick_check(${String(FINDINGS)})`) as { quick_check: string }[]
  return rows
    .map(({ quick_check: finding }) => finding.replace(/\s+/g, ' ').trim().slice(0, LONGEST))
    .filter((finding) => finding !== 'ok')
}
