/**
 * The two indexes of the queue whose keys arrive in random order at a first pull: names, and times of registration.
 * Every page of changes would rewrite and encrypt most of their leaves again, so they are dropped when a first pull
 * begins and created once, sorted, at its end. Until then the queue sorts by name and registration without an index;
 * its default order, by due day, keeps its own. The definitions are the same as in migration 0020.
 */
import type { Database } from './open-cache.ts'

const SCATTERED = {
  request_by_name:
    'CREATE INDEX request_by_name ON request_row (open, name_key, row, state, channel, kind, by_person, due_day)',
  request_by_registration:
    'CREATE INDEX request_by_registration ON request_row (open, registered_at, row, state, channel, kind, by_person, due_day)',
} as const

export const dropScatteredIndexes = (db: Database): void => {
  for (const name of Object.keys(SCATTERED)) db.exec(`DROP INDEX IF EXISTS ${name}`)
}
/**
 * Creates one missing index; returns false when none is missing. One a call, so that the desk can answer between them.
 */
export function createNextScatteredIndex(db: Database): boolean {
  const standing = db.prepare<[string], { name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'index' AND name = ?`,
  )
  const missing = Object.entries(SCATTERED).find(([name]) => standing.get(name) === undefined)
  if (missing === undefined) return false
  db.exec(missing[1])
  return true
}
