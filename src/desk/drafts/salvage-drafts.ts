/**
 * Drafts are nowhere but in the cache. From one that was set aside, whatever can still be read of them is taken over.
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
 * Copies a table row by row, so that one damaged page costs only what lies on it. The columns are those that both
 * caches have, asked of the tables themselves: a list kept here would forget the next one that is added.
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
    // What came before the damage is kept.
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

/** Answers with the number of drafts. */
export function salvageDrafts(file: string, key: Uint8Array, into: Database): number {
  let old: Database
  try {
    old = openCache(file, key)
  } catch {
    return 0
  }
  try {
    const saved = copyRows('draft', old, into, isReadable)
    // A page whose draft could not be read has nowhere to go.
    const isKept = into.prepare<[unknown], unknown>('SELECT 1 FROM draft WHERE id = ?')
    copyRows('draft_page', old, into, ({ draft_id }) => isKept.get(draft_id) !== undefined)
    return saved
  } finally {
    old.close()
  }
}
