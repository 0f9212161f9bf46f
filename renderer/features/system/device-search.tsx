/** Looking for devices on the network and in the system, at a press: what is found is chosen from a list. */
import { useState } from 'react'
import type { Problem } from '../../../src/domain/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { Button, ProblemNotice, Progress } from '../../ui/index.ts'
import { DeviceList, type DeviceRow } from './device-list.tsx'
import styles from './system-screen.module.css'
import { systemWords } from './words.ts'

/**
 * Nothing is looked for until it is asked: it takes seconds, and the network hears it. `useFound` is the question, told
 * whether it may be put.
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
  /** What the button says before anything was found. */
  readonly find: string
  /** What the list is called. */
  readonly label: string
  readonly rows: readonly DeviceRow[]
  /** Said where something was looked for in vain. */
  readonly inVain?: string | null
  readonly busy: boolean
}

export function DeviceSearch({ search, find, label, rows, inVain = null, busy }: DeviceSearchProps) {
  const say = useWords(systemWords)
  return (
    <>
      <div>
        <Button icon="search" onPress={search.look} busy={search.isLooking}>
          {search.data ? say('findAgain') : find}
        </Button>
        <div aria-live="polite">{search.isLooking && <Progress label={say('finding')} />}</div>
      </div>
      {search.problem && <ProblemNotice problem={search.problem} />}
      {inVain !== null && <p className={styles['quiet']}>{inVain}</p>}
      {rows.length > 0 && <DeviceList label={label} busy={busy} rows={rows} />}
    </>
  )
}
