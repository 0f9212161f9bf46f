import type { KeyboardEvent } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import styles from './new-request.module.css'
import { movePage, turnPage, type Page } from './page-order.ts'
import { PageThumbnail, PdfFiles } from './page-thumbnail.tsx'
import { newRequestWords } from './words.ts'

export interface PageWork {
  readonly pages: readonly Page[]
  /** The selected page. */
  readonly page: Page
  readonly onChoose: (pageId: string) => void
  readonly onChange: (pages: readonly Page[]) => void
  /** Asks for confirmation before a page is removed. */
  readonly onRemove: (pageId: string) => void
}

/** Selects the page that was worked on, so that it stays selected wherever it moves. */
export const changed = ({ page, onChoose, onChange }: PageWork, next: readonly Page[]): void => {
  onChoose(page.pageId)
  onChange(next)
}

/** The pages in order, operated by keyboard: arrows, R, Alt+arrows, Delete. */
export function PageStrip(work: PageWork) {
  const t = useWords(newRequestWords)
  const tRequest = useWords(requestWords)
  const { pages, onChoose, onRemove } = work
  const { pageId } = work.page
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (event.altKey && move !== undefined) changed(work, movePage(pages, pageId, move))
    else if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.altKey) changed(work, turnPage(pages, pageId))
    else if (event.key === 'Delete') onRemove(pageId)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <PdfFiles pages={pages}>
      <div className={styles['strip']} onKeyDownCapture={onKeyDown}>
        <ListBox
          aria-label={t('pages')}
          data-sideways=""
          orientation="horizontal"
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[pageId]}
          onSelectionChange={(keys) => {
            const [key] = keys === 'all' ? [] : [...keys]
            if (typeof key === 'string') onChoose(key)
          }}
          className={styles['stripList'] ?? ''}
        >
          {pages.map((each, index) => (
            <ListBoxItem
              key={each.pageId}
              id={each.pageId}
              textValue={t('page', { number: index + 1, role: tRequest(`attachment.${each.role}`) })}
              className={styles['stripPage'] ?? ''}
            >
              <PageThumbnail page={each} />
              <span>
                {index + 1} · {tRequest(`attachment.${each.role}`)}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
        <p className={styles['keysHelp']}>{t('pageKeys')}</p>
      </div>
    </PdfFiles>
  )
}
