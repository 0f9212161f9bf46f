/** Rotates, moves and removes pages of a draft. The result is the input of `draft.savePages`. */
import type { Draft } from '../../../src/protocol/desk.ts'

export type Page = Draft['pages'][number]

export const turnPage = (pages: readonly Page[], pageId: string): Page[] =>
  pages.map((page) =>
    page.pageId === pageId ? { ...page, rotation: ((page.rotation + 90) % 360) as Page['rotation'] } : page,
  )

/** Moves a page one place earlier (-1) or later (1); at either end nothing changes. */
export function movePage(pages: readonly Page[], pageId: string, by: -1 | 1): Page[] {
  const from = pages.findIndex((page) => page.pageId === pageId)
  const to = from + by
  const [page, other] = [pages[from], pages[to]]
  if (page === undefined || other === undefined) return [...pages]
  return pages.with(from, other).with(to, page)
}

export const removePage = (pages: readonly Page[], pageId: string): Page[] =>
  pages.filter((page) => page.pageId !== pageId)

export const giveRole = (pages: readonly Page[], pageId: string, role: Page['role']): Page[] =>
  pages.map((page) => (page.pageId === pageId ? { ...page, role } : page))

/** The page to select after the given one is removed: the next, or else the previous. */
export function neighbourOf(pages: readonly Page[], pageId: string): string | null {
  const index = pages.findIndex((page) => page.pageId === pageId)
  return (pages[index + 1] ?? pages[index - 1])?.pageId ?? null
}
