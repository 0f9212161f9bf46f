/**
 * The two indexes of the queue whose keys come in no order at a first pull: names, and moments of registration. Every
 * page of changes would touch most of their leaves and write them, encrypted, again: they are taken down while a first
 * pull runs and put up once, sorted, at its end. Until then the queue sorts by them without an index; its first order,
 * by term, keeps its own. They are the same as in migration 0020.
 */
import type { Database } from './open-cache.ts'

const SCATTERED = {
  request_by_name:
    'CREATE INDEX request_by_name ON request_row (open, name_key, row, state, channel, kind, by_person, due_day)',
  request_by_registration:
    'CREATE INDEX request_by_registration ON request_row (open, registered_at, row, state, channel, kind, by_person, due_day)',
} as const

export const takeDownScattered = (db: Database): void => {
  for (const name of Object.keys(SCATTERED)) db.exec(`DROP INDEX IF EXISTS ${name}`)
}
/**
 * Puts one of them up that is down; false: all stand. Each is a step of its own, so that the desk answers between them.
 */
export function putUpNextScattered(db: Database): boolean {
  const standing = db.prepare<[string], { name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'index' AND name = ?`,
  )
  const missing = Object.entries(SCATTERED).find(([name]) => standing.get(name) === undefined)
  if (missing === undefined) return false
  db.exec(missing[1])
  return true
}
