/** Brings the pages of a draft into the order, rotation and role that a clerk gave them. */
import type { Draft } from '../../protocol/desk.ts'

export type DraftPage = Draft['pages'][number]
export type ArrangedPage = Pick<DraftPage, 'pageId' | 'rotation' | 'role'>

/**
 * Pages that are not named are removed. Pages that are not known are not added. Pages that arrived meanwhile stay, at
 * the end.
 */
export function asArranged(
  pages: readonly DraftPage[],
  wanted: readonly ArrangedPage[],
  seen: readonly string[] | undefined,
): readonly DraftPage[] {
  const known = new Map(pages.map((page) => [page.pageId, page]))
  const named = wanted.flatMap(({ pageId, rotation, role }) => {
    const page = known.get(pageId)
    return page === undefined ? [] : [{ ...page, rotation, role }]
  })
  const isNew = ({ pageId }: DraftPage): boolean =>
    seen !== undefined && !seen.includes(pageId) && !named.some((page) => page.pageId === pageId)
  return [...named, ...pages.filter(isNew)]
}
