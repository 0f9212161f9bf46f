/** Searches for devices on the network and in the system when the button is pressed, and lists what was found. */
import { useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, ProblemNotice, Progress } from '../../ui/index.ts'
import { DeviceList, type DeviceRow } from './device-list.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

/**
 * Searching starts only on request: it takes seconds and creates network traffic. `useFound` is the query, with a flag
 * that enables it.
 */
export function useDeviceSearch<T>(
  useFound: (enabled: boolean) => {
    readonly data: T | undefined
    readonly problem: Problem | null
    readonly isFetching: boolean
    readonly refetch: () => unknown
  },
) {
  const [asked, setAsked] = useState(false)
  const found = useFound(asked)
  const look = () => {
    setAsked(true)
    if (asked) void found.refetch()
  }
  return { data: found.data, problem: found.problem, isLooking: found.isFetching, look }
}

interface DeviceSearchProps {
  readonly search: {
    readonly data: object | undefined
    readonly problem: Problem | null
    readonly isLooking: boolean
    readonly look: () => void
  }
  /** Label of the button before the first search. */
  readonly find: string
  /** Label of the list. */
  readonly label: string
  readonly rows: readonly DeviceRow[]
  /** Shown when a search found nothing. */
  readonly inVain?: string | null
  readonly busy: boolean
}

export function DeviceSearch({ search, find, label, rows, inVain = null, busy }: DeviceSearchProps) {
  const t = useWords(systemWords)
  return (
    <>
      <div>
        <Button icon="search" onPress={search.look} busy={search.isLooking}>
          {search.data ? t('findAgain') : find}
        </Button>
        <div aria-live="polite">{search.isLooking && <Progress label={t('finding')} />}</div>
      </div>
      {search.problem && <ProblemNotice problem={search.problem} />}
      {inVain !== null && <p className={styles['quiet']}>{inVain}</p>}
      {rows.length > 0 && <DeviceList label={label} busy={busy} rows={rows} />}
    </>
  )
}
