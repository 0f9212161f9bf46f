/**
 * Drafts: everything typed and every page, in the encrypted cache at once, so that Esc, a reload or a crash loses
 * nothing.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Database } from '../cache/open-cache.ts'
import { draftContent, type Draft, type DraftContent } from '../../protocol/desk.ts'

type DraftPage = Draft['pages'][number]
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
interface DraftRow {
  id: string
  updated_at: string
  text_version: number
  content: string
}
interface Saved {
  readonly draftId: string
  readonly textVersion: number
  readonly updatedAt: string
  /** Kept as a draft of its own: another window has written on the one named. */
  readonly copied: boolean
}
export interface Drafts {
  /** The draft last worked on by this person, or a new one. */
  readonly current: (ownerId: string) => Draft
  /** A new empty one; an untouched latest one is given again, so that empty drafts do not pile up. */
  readonly start: (ownerId: string) => Draft
  readonly list: (ownerId: string) => { id: string; updatedAt: string; title: string; pages: number }[]
  readonly open: (draftId: string, ownerId: string) => Result<Draft>
  readonly save: (draftId: string, ownerId: string, textVersion: number, content: DraftContent) => Result<Saved>
  /** What is on the screen that registers, whatever was saved before. */
  readonly settle: (draftId: string, ownerId: string, content: DraftContent) => Result<Record<string, never>>
  readonly savePages: (
    draftId: string,
    ownerId: string,
    pages: readonly Pick<DraftPage, 'pageId' | 'rotation' | 'role'>[],
    seen?: readonly string[],
  ) => Result<Draft>
  readonly addPages: (draftId: string, ownerId: string, pages: readonly Omit<DraftPage, 'pageId'>[]) => Result<Draft>
  readonly discard: (draftId: string, ownerId: string) => Result<Record<string, never>>
  /** Of one person's CNP, for an erasure. */
  readonly discardOf: (cnp: string) => number
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

export function draftsOf(db: Database, { now, newId }: { now: () => string; newId: () => string }): Drafts {
  const find = db.prepare<[string, string], DraftRow>(
    'SELECT id, updated_at, text_version, content FROM draft WHERE id = ? AND owner_id = ?',
  )
  const latest = db.prepare<[string], DraftRow>(
    'SELECT id, updated_at, text_version, content FROM draft WHERE owner_id = ? ORDER BY updated_at DESC, id DESC LIMIT 1',
  )
  const all = db.prepare<[string], DraftRow & { pages: number }>(
    'SELECT id, updated_at, text_version, content, (SELECT count(*) FROM draft_page WHERE draft_id = draft.id) AS pages FROM draft WHERE owner_id = ? ORDER BY updated_at DESC, id DESC',
  )
  const everyone = db.prepare<[], DraftRow>('SELECT id, updated_at, text_version, content FROM draft')
  const insert = db.prepare('INSERT INTO draft (id, owner_id, created_at, updated_at, content) VALUES (?, ?, ?, ?, ?)')
  const update = db.prepare(
    'UPDATE draft SET content = ?, updated_at = ?, text_version = text_version + 1 WHERE id = ?',
  )
  const touch = db.prepare('UPDATE draft SET updated_at = ? WHERE id = ?')
  const remove = db.prepare('DELETE FROM draft WHERE id = ?')
  const pages = db.prepare<[string], PageRow>('SELECT * FROM draft_page WHERE draft_id = ? ORDER BY ordinal')
  const insertPage = db.prepare(
    'INSERT INTO draft_page (page_id, draft_id, ordinal, sha256, media_type, pdf_page, width, height, rotation, role, name) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const removePages = db.prepare('DELETE FROM draft_page WHERE draft_id = ?')

  const contentOf = (row: DraftRow): DraftContent => draftContent.parse(JSON.parse(row.content))
  const whole = (row: DraftRow): Draft => ({
    id: row.id,
    updatedAt: row.updated_at,
    textVersion: row.text_version,
    content: contentOf(row),
    pages: pages.all(row.id).map(pageOf),
  })
  const owned = (draftId: string, ownerId: string): Result<DraftRow> => {
    const row = find.get(draftId, ownerId)
    return row === undefined ? refuse('draft.unknown') : ok(row)
  }
  const writePages = (draftId: string, list: readonly DraftPage[]): void => {
    db.transaction(() => {
      removePages.run(draftId)
      for (const [ordinal, page] of list.entries()) {
        insertPage.run(
          page.pageId,
          draftId,
          ordinal,
          page.sha256,
          page.mediaType,
          page.pdfPage,
          page.width,
          page.height,
          page.rotation,
          page.role,
          page.name,
        )
      }
      touch.run(now(), draftId)
    }).immediate()
  }
  const open = (draftId: string, ownerId: string): Result<Draft> => {
    const row = owned(draftId, ownerId)
    return row.ok ? ok(whole(row.value)) : row
  }
  const begin = (ownerId: string, content: DraftContent): Draft => {
    const fresh = { id: newId(), updatedAt: now(), textVersion: 0, content, pages: [] }
    insert.run(fresh.id, ownerId, fresh.updatedAt, fresh.updatedAt, JSON.stringify(content))
    return fresh
  }
  const copyOf = db.transaction((from: Draft, ownerId: string, content: DraftContent): Draft => {
    const copy = begin(ownerId, content)
    for (const [ordinal, page] of from.pages.entries()) {
      insertPage.run(
        newId(),
        copy.id,
        ordinal,
        page.sha256,
        page.mediaType,
        page.pdfPage,
        page.width,
        page.height,
        page.rotation,
        page.role,
        page.name,
      )
    }
    return copy
  })
  return {
    current: (ownerId) => {
      const row = latest.get(ownerId)
      return row === undefined ? begin(ownerId, draftContent.parse({})) : whole(row)
    },
    start: (ownerId) => {
      const row = latest.get(ownerId)
      const last = row === undefined ? null : whole(row)
      const untouched =
        last !== null &&
        last.pages.length === 0 &&
        JSON.stringify(last.content) === JSON.stringify(draftContent.parse({}))
      return untouched ? last : begin(ownerId, draftContent.parse({}))
    },
    list: (ownerId) =>
      all.all(ownerId).map((row) => {
        const { holder } = contentOf(row)
        return {
          id: row.id,
          updatedAt: row.updated_at,
          title: `${holder.surname} ${holder.givenNames}`.trim(),
          pages: row.pages,
        }
      }),
    open,
    save: (draftId, ownerId, textVersion, content) => {
      const updatedAt = now()
      const row = owned(draftId, ownerId)
      // A late save of a request that is registered already must not bring its draft back.
      if (!row.ok) return row
      if (row.value.text_version !== textVersion) {
        const copy = copyOf.immediate(whole(row.value), ownerId, content)
        return ok({ draftId: copy.id, textVersion: copy.textVersion, updatedAt: copy.updatedAt, copied: true })
      }
      update.run(JSON.stringify(content), updatedAt, draftId)
      return ok({ draftId, textVersion: textVersion + 1, updatedAt, copied: false })
    },
    settle: (draftId, ownerId, content) => {
      const row = owned(draftId, ownerId)
      if (!row.ok) return row
      update.run(JSON.stringify(content), now(), draftId)
      return ok({})
    },
    savePages: (draftId, ownerId, wanted, seen) => {
      const draft = open(draftId, ownerId)
      if (!draft.ok) return draft
      const known = new Map(draft.value.pages.map((page) => [page.pageId, page]))
      // What is not named is taken out; what is not known cannot come in this way.
      const named = wanted.flatMap(({ pageId, rotation, role }) => {
        const page = known.get(pageId)
        return page === undefined ? [] : [{ ...page, rotation, role }]
      })
      const arrivedSince =
        seen === undefined
          ? []
          : draft.value.pages.filter(
              ({ pageId }) => !seen.includes(pageId) && !named.some((page) => page.pageId === pageId),
            )
      writePages(draftId, [...named, ...arrivedSince])
      return open(draftId, ownerId)
    },
    addPages: (draftId, ownerId, added) => {
      const draft = open(draftId, ownerId)
      if (!draft.ok) return draft
      writePages(draftId, [...draft.value.pages, ...added.map((page) => ({ ...page, pageId: newId() }))])
      return open(draftId, ownerId)
    },
    discard: (draftId, ownerId) => {
      const row = owned(draftId, ownerId)
      if (!row.ok) return row
      remove.run(draftId)
      return ok({})
    },
    discardOf: (cnp) => {
      const theirs = everyone.all().filter((row) => contentOf(row).holder.cnp.replace(/\D/g, '') === cnp)
      for (const { id } of theirs) remove.run(id)
      return theirs.length
    },
  }
}
