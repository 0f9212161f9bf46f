/**
 * Drafts are nowhere but in the cache. From one that was set aside, whatever can still be read of them is taken over.
 */
import { draftContent } from '../../protocol/desk.ts'
import { type Database, openCache } from '../cache/open-cache.ts'

const COLUMNS = {
  draft: ['id', 'owner_id', 'created_at', 'updated_at', 'content'],
  draft_page: [
    'page_id',
    'draft_id',
    'ordinal',
    'sha256',
    'media_type',
    'pdf_page',
    'width',
    'height',
    'rotation',
    'role',
    'name',
  ],
} as const

/** Row by row, so that one damaged page costs only what lies on it. Answers with the number of drafts. */
export function salvageDrafts(file: string, key: Uint8Array, into: Database): number {
  let old: Database
  try {
    old = openCache(file, key)
  } catch {
    return 0
  }
  let saved = 0
  try {
    for (const table of ['draft', 'draft_page'] as const) {
      const columns = COLUMNS[table]
      const insert = into.prepare(
        `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      for (const row of old
        .prepare<[], Record<string, unknown>>(`SELECT ${columns.join(', ')} FROM ${table}`)
        .iterate()) {
        if (table === 'draft' && !draftContent.safeParse(JSON.parse(String(row['content']))).success) continue
        insert.run(...columns.map((column) => row[column]))
        if (table === 'draft') saved += 1
      }
    }
  } catch {
    // What came before the damage is kept.
  } finally {
    old.close()
  }
  return saved
}
