import { useRef } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { useWords } from '../i18n/words.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { useQueueView, type QueueFilters } from './queue-view.tsx'
import { goTo, useRoute } from './route.ts'
import styles from './frame.module.css'
import { isToApprove, TO_APPROVE } from './to-approve.ts'
import { useShortcut } from '../shortcuts/shortcut-registry.tsx'
import { keysOf } from '../shortcuts/shortcuts.ts'
import { appWords } from './words.ts'

/** The element that arrow down and Enter move to from the search box. */
export const QUEUE_TABLE_ID = 'queue-table'

/** One search for the whole application: typing filters the queue, whichever room is open. */
export function SearchBox() {
  const t = useWords(appWords)
  const { filters, change } = useQueueView()
  const route = useRoute()
  const input = useRef<HTMLInputElement>(null)
  const before = useRef<HTMLElement | null>(null)
  useShortcut('search', () => {
    if (document.activeElement instanceof HTMLElement && document.activeElement !== input.current)
      before.current = document.activeElement
    input.current?.focus()
    input.current?.select()
  })
  // A search looks through every request, also from the pile to approve; without a search the pile is back.
  const leftPile = useRef(false)
  const statesFor = (text: string): Partial<QueueFilters> => {
    if (text.trim() !== '' && isToApprove(filters.states)) {
      leftPile.current = true
      return { states: [] }
    }
    if (text.trim() !== '' || !leftPile.current) return {}
    leftPile.current = false
    return filters.states.length === 0 ? { states: [...TO_APPROVE] } : {}
  }
  const leave = () => {
    if (before.current?.isConnected) before.current.focus()
    else document.getElementById(QUEUE_TABLE_ID)?.focus()
  }
  return (
    <SearchField
      className={styles['search'] ?? ''}
      aria-label={t('search.label')}
      value={filters.text}
      onChange={(text) => {
        change({ text, ...statesFor(text) })
        if (route.room !== 'queue') goTo({ room: 'queue' })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && filters.text === '') leave()
        // The search field keeps every key to itself unless told otherwise: F2, F9 and Alt+1 work here too.
        if (event.altKey || /^F\d+$/.test(event.key)) event.continuePropagation()
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          if (route.room !== 'queue') goTo({ room: 'queue' })
          document.getElementById(QUEUE_TABLE_ID)?.focus()
          event.preventDefault()
        }
      }}
    >
      <Icon name="search" />
      <Input
        ref={input}
        className={styles['searchInput'] ?? ''}
        placeholder={t('search.placeholder')}
        spellCheck={false}
        autoComplete="off"
        {...(filters.text === '' ? {} : { 'data-personal': '' })}
        aria-keyshortcuts="Control+K"
      />
      {filters.text === '' ? (
        <Kbd keys={keysOf('search')} />
      ) : (
        <Button className={styles['searchClear'] ?? ''} aria-label={t('search.clear')}>
          <Icon name="close" size={14} />
        </Button>
      )}
    </SearchField>
  )
}
