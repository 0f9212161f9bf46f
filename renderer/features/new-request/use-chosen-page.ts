/** The page shown: the one that the clerk selected, or the newest one once a page has been added. */
import { useState } from 'react'
import type { Page } from './page-order.ts'

export function useChosenPage(pages: readonly Page[]): [chosen: string | null, choose: (pageId: string) => void] {
  const [state, setState] = useState<{ readonly chosen: string | null; readonly known: readonly string[] }>({
    chosen: null,
    known: pages.map(({ pageId }) => pageId),
  })
  const present = pages.map(({ pageId }) => pageId)
  const added = present.filter((pageId) => !state.known.includes(pageId))
  if (added.length > 0 || present.length !== state.known.length)
    setState({ chosen: added.at(-1) ?? state.chosen, known: present })
  return [added.at(-1) ?? state.chosen, (chosen) => setState((now) => ({ ...now, chosen }))]
}
