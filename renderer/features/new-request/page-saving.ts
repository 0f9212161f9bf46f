/**
 * Saves the order, rotation and role of the pages at the desk, one save at a time and in order. Keys arrive faster than
 * the desk answers: an answer to an older arrangement must neither undo a newer one on the screen, nor reach the desk
 * after it.
 */
import type { Problem, Result } from '../../../src/domain/problem.ts'
import type { Page } from './page-order.ts'

/** `seen`: the ids of all pages that were ever shown here. The desk keeps pages that are not among them. */
type Save = (draftId: string, pages: readonly Page[], seen: readonly string[]) => Promise<Result<readonly Page[]>>

interface DraftPages {
  readonly id: string
  readonly pages: readonly Page[]
}

export interface PageSavingOptions {
  readonly draft: DraftPages
  readonly save: Save
  readonly onPages: (pages: readonly Page[]) => void
  /** The last save failed, or null: it succeeded. */
  readonly onProblem: (problem: Problem | null) => void
}

export interface PageSaving {
  /** The clerk rotated, moved or removed a page, or gave it a role: shown at once, then saved. */
  readonly change: (pages: readonly Page[]) => void
  /** The desk reported pages that were added. The arrangement of the pages already shown stays. */
  readonly add: (pages: readonly Page[]) => void
  /** Another draft continues here. Discards what was not saved. */
  readonly replace: (draft: DraftPages) => void
  /** Resolves when the desk has everything that is shown (true) or could not save it. A failed save is tried again. */
  readonly settle: () => Promise<boolean>
}

export function createPageSaving({ draft, save, onPages, onProblem }: PageSavingOptions): PageSaving {
  let draftId = draft.id
  let shown = draft.pages
  const seen = new Set(shown.map(({ pageId }) => pageId))
  let isSaved = true
  let running: Promise<void> | null = null

  const show = (next: readonly Page[]): void => {
    shown = next
    for (const { pageId } of next) seen.add(pageId)
    onPages(next)
  }
  const add = (present: readonly Page[]): void => {
    const added = present.filter(({ pageId }) => !seen.has(pageId))
    if (added.length > 0) show([...shown, ...added])
  }
  const saveAll = async (): Promise<void> => {
    while (!isSaved) {
      isSaved = true
      const sent = new Set(shown.map(({ pageId }) => pageId))
      const savedId = draftId
      const result = await save(savedId, shown, [...seen])
      // Another draft continues here.
      if (savedId !== draftId) continue
      onProblem(result.ok ? null : result.problem)
      if (!result.ok) {
        isSaved = false
        return
      }
      const kept = new Set(result.value.map(({ pageId }) => pageId))
      // A page that another window removed.
      const isGone = ({ pageId }: Page): boolean => sent.has(pageId) && !kept.has(pageId)
      if (shown.some(isGone)) show(shown.filter((page) => !isGone(page)))
      add(result.value)
    }
  }
  const start = (): Promise<void> =>
    (running ??= saveAll().finally(() => {
      running = null
    }))

  return {
    change: (next) => {
      isSaved = false
      show(next)
      void start()
    },
    add,
    replace: (next) => {
      draftId = next.id
      isSaved = true
      seen.clear()
      show(next.pages)
    },
    settle: async () => {
      if (running !== null) await running
      if (!isSaved) await start()
      return isSaved
    },
  }
}
