/** Drafts in a cache of the test, with predictable identifiers and a clock that moves a second at each reading. */
import type { Database } from '../../src/desk/cache/open-cache.ts'
import { erasureTasks } from '../../src/desk/erasure/erasure-tasks.ts'
import { draftsOf, type Drafts } from '../../src/desk/drafts/drafts.ts'
import { draftContent, type DraftContent } from '../../src/protocol/desk.ts'

/** Identifiers are counted over all caches, so that drafts of two caches differ. */
let identifiers = 0

export function testDrafts(db: Database): Drafts {
  let seconds = 0
  const now = () => new Date(Date.UTC(2026, 10, 23, 8, 0, seconds++)).toISOString()
  return draftsOf(db, {
    now,
    files: { ownedBy: () => [], moveOwner: () => undefined },
    tasks: erasureTasks(db, { now }),
    newId: () => `00000000-0000-7000-8000-${String(++identifiers).padStart(12, '0')}`,
  })
}

/** What somebody typed: a surname. */
export const typed = (surname: string): DraftContent => draftContent.parse({ holder: { surname } })

/** A page that shows the request. */
export const PAGE = {
  sha256: 'a'.repeat(64),
  mediaType: 'image/png',
  pdfPage: null,
  width: 100,
  height: 140,
  rotation: 0,
  role: 'request',
  name: 'cerere.png',
} as const
