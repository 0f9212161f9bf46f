/**
 * Drafts: everything typed and every page is stored in the encrypted cache at once, so that Esc, a reload or a crash
 * loses nothing.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Database } from '../cache/open-cache.ts'
import { draftContent, type Draft, type DraftContent } from '../../protocol/desk.ts'
import type { ErasureTasks } from '../erasure/erasure-tasks.ts'
import { asArranged, type ArrangedPage, type DraftPage } from './arrange-pages.ts'
import { draftPages } from './draft-pages.ts'

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
  /** Stored as a separate draft, because another window has changed the one named. */
  readonly copied: boolean
}
export interface Drafts {
  /** The draft last worked on by this person, or a new one. */
  readonly current: (ownerId: string) => Draft
  /** A new empty one; if the latest one is untouched it is returned instead, so that empty drafts do not accumulate. */
  readonly start: (ownerId: string) => Draft
  readonly list: (ownerId: string) => { id: string; updatedAt: string; title: string; pages: number }[]
  readonly open: (draftId: string, ownerId: string) => Result<Draft>
  readonly save: (draftId: string, ownerId: string, textVersion: number, content: DraftContent) => Result<Saved>
  /** Stores the content of the window that registers, whatever was saved before. */
  readonly settle: (draftId: string, ownerId: string, content: DraftContent) => Result<Record<string, never>>
  readonly savePages: (
    draftId: string,
    ownerId: string,
    pages: readonly ArrangedPage[],
    seen?: readonly string[],
  ) => Result<Draft>
  readonly addPages: (draftId: string, ownerId: string, pages: readonly Omit<DraftPage, 'pageId'>[]) => Result<Draft>
  readonly discard: (draftId: string, ownerId: string) => Result<Record<string, never>>
  /** The draft became a request, which gets its files; inside the caller's transaction. */
  readonly removeRegistered: (draftId: string, requestId: string) => void
  /** Discards the drafts that name a person, as holder or as representative, for an erasure. Returns how many. */
  readonly discardOf: (cnp: string) => number
}

const statementsOf = (db: Database) => ({
  find: db.prepare<[string, string], DraftRow>(
    'SELECT id, updated_at, text_version, content FROM draft WHERE id = ? AND owner_id = ?',
  ),
  latest: db.prepare<[string], DraftRow>(
    'SELECT id, updated_at, text_version, content FROM draft WHERE owner_id = ? ORDER BY updated_at DESC, id DESC LIMIT 1',
  ),
  all: db.prepare<[string], DraftRow & { pages: number }>(
    'SELECT id, updated_at, text_version, content, (SELECT count(*) FROM draft_page WHERE draft_id = draft.id) AS pages FROM draft WHERE owner_id = ? ORDER BY updated_at DESC, id DESC',
  ),
  everyone: db.prepare<[], DraftRow>('SELECT id, updated_at, text_version, content FROM draft'),
  insert: db.prepare('INSERT INTO draft (id, owner_id, created_at, updated_at, content) VALUES (?, ?, ?, ?, ?)'),
  update: db.prepare('UPDATE draft SET content = ?, updated_at = ?, text_version = text_version + 1 WHERE id = ?'),
  remove: db.prepare('DELETE FROM draft WHERE id = ?'),
})

const contentOf = (row: DraftRow): DraftContent => draftContent.parse(JSON.parse(row.content))
const draftOf = (row: DraftRow, pages: Draft['pages']): Draft => ({
  id: row.id,
  updatedAt: row.updated_at,
  textVersion: row.text_version,
  content: contentOf(row),
  pages,
})
const isUntouched = ({ pages, content }: Draft): boolean =>
  pages.length === 0 && JSON.stringify(content) === JSON.stringify(draftContent.parse({}))
function titled(row: DraftRow & { pages: number }): ReturnType<Drafts['list']>[number] {
  const { holder } = contentOf(row)
  return {
    id: row.id,
    updatedAt: row.updated_at,
    title: `${holder.surname} ${holder.givenNames}`.trim(),
    pages: row.pages,
  }
}

interface DraftOptions {
  readonly now: () => string
  readonly newId: () => string
  readonly files: Pick<BlobStore, 'ownedBy' | 'moveOwner'>
  /** Keeps what is to be deleted; inside the caller's transaction. */
  readonly tasks: Pick<ErasureTasks, 'deleteFiles'>
}

const names = ({ holder, representative }: DraftContent, cnp: string): boolean =>
  [holder.cnp, representative.cnp].some((typed) => typed.replace(/\D/g, '') === cnp)

/** How a draft ends, and what becomes of its files. */
function endsOf(
  db: Database,
  { everyone, remove }: ReturnType<typeof statementsOf>,
  { files, tasks }: Pick<DraftOptions, 'files' | 'tasks'>,
) {
  /** The draft and, as a task of the same transaction, its files. */
  const discard = db.transaction((draftId: string): void => {
    tasks.deleteFiles(files.ownedBy(draftId), draftId)
    remove.run(draftId)
  })
  return {
    discard: (draftId: string): void => discard.immediate(draftId),
    removeRegistered: (draftId: string, requestId: string): void => {
      files.moveOwner(draftId, requestId)
      remove.run(draftId)
    },
    discardOf: (cnp: string): number => {
      const theirs = everyone.all().filter((row) => names(contentOf(row), cnp))
      for (const { id } of theirs) discard(id)
      return theirs.length
    },
  }
}

export function draftsOf(db: Database, { now, newId, files, tasks }: DraftOptions): Drafts {
  const statements = statementsOf(db)
  const { find, latest, all, insert, update } = statements
  const ends = endsOf(db, statements, { files, tasks })
  const pages = draftPages(db, { now, newId })

  const whole = (row: DraftRow): Draft => draftOf(row, pages.of(row.id))
  const owned = (draftId: string, ownerId: string): Result<DraftRow> => {
    const row = find.get(draftId, ownerId)
    return row === undefined ? refuse('draft.unknown') : ok(row)
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
    pages.copy(from.pages, copy.id)
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
      return last !== null && isUntouched(last) ? last : begin(ownerId, draftContent.parse({}))
    },
    list: (ownerId) => all.all(ownerId).map(titled),
    open,
    save: (draftId, ownerId, textVersion, content) => {
      const updatedAt = now()
      const row = owned(draftId, ownerId)
      // A late save must not recreate the draft of a request that is already registered.
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
      pages.write(draftId, asArranged(draft.value.pages, wanted, seen))
      return open(draftId, ownerId)
    },
    addPages: (draftId, ownerId, added) => {
      const draft = open(draftId, ownerId)
      if (!draft.ok) return draft
      pages.write(draftId, [...draft.value.pages, ...added.map((page) => ({ ...page, pageId: newId() }))])
      return open(draftId, ownerId)
    },
    discard: (draftId, ownerId) => {
      const row = owned(draftId, ownerId)
      if (!row.ok) return row
      ends.discard(draftId)
      return ok({})
    },
    removeRegistered: ends.removeRegistered,
    discardOf: ends.discardOf,
  }
}
