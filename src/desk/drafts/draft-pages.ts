/** The pages of drafts, in the order of the paper. */
import type { Database } from '../cache/open-cache.ts'
import type { DraftPage } from './arrange-pages.ts'

interface PageRow {
  page_id: string
  sha256: string
  media_type: DraftPage['mediaType']
  pdf_page: number | null
  width: number
  height: number
  rotation: DraftPage['rotation']
  role: DraftPage['role']
  name: string
}

const pageOf = (row: PageRow): DraftPage => ({
  pageId: row.page_id,
  sha256: row.sha256,
  mediaType: row.media_type,
  pdfPage: row.pdf_page,
  width: row.width,
  height: row.height,
  rotation: row.rotation,
  role: row.role,
  name: row.name,
})

export function draftPages(db: Database, { now, newId }: { now: () => string; newId: () => string }) {
  const all = db.prepare<[string], PageRow>('SELECT * FROM draft_page WHERE draft_id = ? ORDER BY ordinal')
  const insert = db.prepare(
    'INSERT INTO draft_page (page_id, draft_id, ordinal, sha256, media_type, pdf_page, width, height, rotation, role, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const removeAll = db.prepare('DELETE FROM draft_page WHERE draft_id = ?')
  const touch = db.prepare('UPDATE draft SET updated_at = ? WHERE id = ?')
  const put = (draftId: string, list: readonly DraftPage[]): void => {
    for (const [ordinal, page] of list.entries()) {
      const { pageId, sha256, mediaType, pdfPage, width, height, rotation, role, name } = page
      insert.run(pageId, draftId, ordinal, sha256, mediaType, pdfPage, width, height, rotation, role, name)
    }
  }
  return {
    of: (draftId: string): DraftPage[] => all.all(draftId).map(pageOf),
    write: (draftId: string, list: readonly DraftPage[]): void => {
      db.transaction(() => {
        removeAll.run(draftId)
        put(draftId, list)
        touch.run(now(), draftId)
      }).immediate()
    },
    /** The same pages for another draft; inside the caller's transaction. */
    copy: (list: readonly DraftPage[], draftId: string): void =>
      put(
        draftId,
        list.map((page) => ({ ...page, pageId: newId() })),
      ),
  }
}
