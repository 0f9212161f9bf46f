import { useState, type KeyboardEvent } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { ATTACHMENT_ROLES } from '../../../src/domain/request/request.ts'
import { requestWords } from '../../i18n/request-words.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, Dialog, Select } from '../../ui/index.ts'
import styles from './new-request.module.css'
import { giveRole, movePage, neighbourOf, removePage, turnPage, type Page } from './page-order.ts'
import { PageThumbnail, PdfFiles } from './page-thumbnail.tsx'
import { newRequestWords } from './words.ts'

interface PageStripProps {
  readonly pages: readonly Page[]
  readonly chosen: string | null
  readonly onChoose: (pageId: string) => void
  readonly onChange: (pages: readonly Page[]) => void
}

/** The pages in their order, walked and worked with the keyboard: arrows, R, Alt+arrows, Delete. */
export function PageStrip({ pages, chosen, onChoose, onChange }: PageStripProps) {
  const say = useWords(newRequestWords)
  const sayRequest = useWords(requestWords)
  const [removing, setRemoving] = useState<string | null>(null)
  const page = pages.find(({ pageId }) => pageId === chosen) ?? pages[0]
  const numberOf = (pageId: string) => pages.findIndex((each) => each.pageId === pageId) + 1
  if (page === undefined) return null
  const { pageId } = page

  // Whoever works on a page has chosen it: it stays the chosen one wherever it goes.
  const change = (next: readonly Page[]) => {
    onChoose(pageId)
    onChange(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (event.altKey && move !== undefined) change(movePage(pages, pageId, move))
    else if (event.key.toLowerCase() === 'r' && !event.ctrlKey && !event.altKey) change(turnPage(pages, pageId))
    else if (event.key === 'Delete') setRemoving(pageId)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const remove = () => {
    if (removing === null) return
    const next = neighbourOf(pages, removing)
    onChange(removePage(pages, removing))
    if (next !== null) onChoose(next)
    setRemoving(null)
  }
  return (
    <PdfFiles pages={pages}>
      <div className={styles['strip']} onKeyDownCapture={onKeyDown}>
        <ListBox
          aria-label={say('pages')}
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
            <ListBoxItem key={each.pageId} id={each.pageId} textValue={say('page', { number: index + 1, role: sayRequest(`attachment.${each.role}`) })} className={styles['stripPage'] ?? ''}>
              <PageThumbnail page={each} />
              <span>
                {index + 1} · {sayRequest(`attachment.${each.role}`)}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
        <p className={styles['keysHelp']}>{say('pageKeys')}</p>
      </div>
      <div className={styles['pageTools']} role="toolbar" aria-label={say('pageOf', { number: numberOf(pageId), total: pages.length })}>
        <Button look="quiet" size="small" icon="arrow-left" label={say('earlier')} onPress={() => change(movePage(pages, pageId, -1))} isDisabled={numberOf(pageId) === 1} />
        <Button look="quiet" size="small" icon="arrow-right" label={say('later')} onPress={() => change(movePage(pages, pageId, 1))} isDisabled={numberOf(pageId) === pages.length} />
        <Button look="quiet" size="small" icon="close" onPress={() => setRemoving(pageId)}>
          {say('remove')}
        </Button>
        <div className={styles['pageRole']}>
          <Select label={say('role')} labelHidden options={ATTACHMENT_ROLES.map((id) => ({ id, label: sayRequest(`attachment.${id}`) }))} value={page.role} onChange={(role) => change(giveRole(pages, pageId, role))} />
        </div>
      </div>
      <Dialog
        title={removing === null ? '' : say('removeTitle', { number: numberOf(removing) })}
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        closeLabel={say('discardKeep')}
        width="narrow"
        actions={
          <Button look="main" onPress={remove} autoFocus>
            {say('remove')}
          </Button>
        }
      >
        <p>{say('removeWords')}</p>
      </Dialog>
    </PdfFiles>
  )
}
