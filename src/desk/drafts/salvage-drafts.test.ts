import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { PAGE, testDrafts, typed } from '../../../test/support/drafts.ts'
import { openCache, type Database } from '../cache/open-cache.ts'
import { salvageDrafts } from './salvage-drafts.ts'

const KEY = new Uint8Array(32).fill(7)
let folder: string
let oldFile: string
let into: Database
/** The cache that is going to be set aside, closed again. */
function inTheOld(fill: (db: Database) => void): void {
  const old = openCache(oldFile, KEY)
  fill(old)
  old.close()
}
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'salvage-'))
  oldFile = path.join(folder, 'old.db')
  into = openCache(path.join(folder, 'new.db'), KEY)
})
afterEach(() => {
  into.close()
  rmSync(folder, { recursive: true, force: true })
})

it('copies a draft with everything it had: its pages, and how often its text was saved', () => {
  let before: unknown
  inTheOld((old) => {
    const drafts = testDrafts(old)
    const { id } = drafts.current('ana')
    drafts.addPages(id, 'ana', [PAGE])
    drafts.save(id, 'ana', 0, typed('Prima'))
    drafts.save(id, 'ana', 1, typed('A doua'))
    before = drafts.open(id, 'ana')
  })
  expect(before).toMatchObject({ ok: true, value: { textVersion: 2 } })
  expect(salvageDrafts(oldFile, KEY, into)).toBe(1)
  const drafts = testDrafts(into)
  const { id } = drafts.current('ana')
  expect(drafts.open(id, 'ana')).toEqual(before)
  // A window that wrote on the second text still writes on this draft, and not on a copy of it.
  expect(drafts.save(id, 'ana', 2, typed('A treia'))).toMatchObject({ ok: true, value: { draftId: id, copied: false } })
})

it('copies columns that are added later, and omits those that this version does not have', () => {
  const addColumn = (db: Database, table: string, column: string) =>
    db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT NOT NULL DEFAULT ''`)
  inTheOld((old) => {
    const { id } = testDrafts(old).current('ana')
    testDrafts(old).addPages(id, 'ana', [PAGE])
    for (const table of ['draft', 'draft_page']) {
      addColumn(old, table, 'added_later')
      addColumn(old, table, 'of_another_version')
      old.exec(`UPDATE ${table} SET added_later = 'kept', of_another_version = 'left'`)
    }
  })
  for (const table of ['draft', 'draft_page']) addColumn(into, table, 'added_later')
  expect(salvageDrafts(oldFile, KEY, into)).toBe(1)
  for (const table of ['draft', 'draft_page'])
    expect(into.prepare(`SELECT added_later FROM ${table}`).all()).toEqual([{ added_later: 'kept' }])
})

it('omits only the draft whose content cannot be read, with its pages, and copies the others', () => {
  inTheOld((old) => {
    const drafts = testDrafts(old)
    for (const owner of ['ana', 'mihai', 'ioana']) {
      const { id } = drafts.current(owner)
      drafts.addPages(id, owner, [PAGE])
    }
    old.exec(`UPDATE draft SET content = 'no JSON' WHERE owner_id = 'ana'`)
    old.exec(`UPDATE draft SET content = '{"holder":7}' WHERE owner_id = 'mihai'`)
  })
  expect(salvageDrafts(oldFile, KEY, into)).toBe(1)
  expect(into.prepare('SELECT owner_id FROM draft').all()).toEqual([{ owner_id: 'ioana' }])
  expect(into.prepare('SELECT count(*) AS pages FROM draft_page').all()).toEqual([{ pages: 1 }])
})

it('returns 0 if the file cannot be opened', () => {
  inTheOld(() => undefined)
  expect(salvageDrafts(oldFile, new Uint8Array(32).fill(8), into)).toBe(0)
})
