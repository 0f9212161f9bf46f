/** The pages of a draft as they are turned, moved and taken out; what comes out is what `draft.savePages` takes. */
import type { Draft } from '../../../src/protocol/desk.ts'

export type Page = Draft['pages'][number]

export const turnPage = (pages: readonly Page[], pageId: string): Page[] =>
  pages.map((page) =>
    page.pageId === pageId ? { ...page, rotation: ((page.rotation + 90) % 360) as Page['rotation'] } : page,
  )

/** One place earlier (-1) or later (1); at the end nothing moves. */
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

/** Which page is chosen after the given one has gone: the next, else the one before. */
export function neighbourOf(pages: readonly Page[], pageId: string): string | null {
  const index = pages.findIndex((page) => page.pageId === pageId)
  return (pages[index + 1] ?? pages[index - 1])?.pageId ?? null
}
