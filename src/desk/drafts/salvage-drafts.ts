/**
 * Drafts exist only in the cache. Those that can still be read in a cache that was set aside are copied to the new one.
 */
import { draftContent } from '../../protocol/desk.ts'
import { type Database, openCache } from '../cache/open-cache.ts'

type Row = Readonly<Record<string, unknown>>

const columnsOf = (db: Database, table: string): readonly string[] =>
  db
    .prepare<[string], { name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name)

/**
 * Copies a table row by row, so that a damaged page loses only the rows on it. The columns are those that both caches
 * have, read from the tables themselves: a list here would miss the next column that is added.
 */
function copyRows(
  table: 'draft' | 'draft_page',
  from: Database,
  into: Database,
  wanted: (row: Row) => boolean,
): number {
  const known = columnsOf(into, table)
  const columns = columnsOf(from, table).filter((column) => known.includes(column))
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  let copied = 0
  try {
    for (const row of from.prepare<[], Row>(`SELECT ${columns.join(', ')} FROM ${table}`).iterate())
      if (wanted(row)) copied += insert.run(...columns.map((column) => row[column])).changes
  } catch {
    // The rows before the damage are kept.
  }
  return copied
}

function isReadable({ content }: Row): boolean {
  try {
    return draftContent.safeParse(JSON.parse(String(content))).success
  } catch {
    return false
  }
}

/** Returns the number of drafts. */
export function salvageDrafts(file: string, key: Uint8Array, into: Database): number {
  let old: Database
  try {
    old = openCache(file, key)
  } catch {
    return 0
  }
  try {
    const saved = copyRows('draft', old, into, isReadable)
    // A page whose draft could not be read is left out.
    const isKept = into.prepare<[unknown], unknown>('SELECT 1 FROM draft WHERE id = ?')
    copyRows('draft_page', old, into, ({ draft_id }) => isKept.get(draft_id) !== undefined)
    return saved
  } finally {
    old.close()
  }
}
