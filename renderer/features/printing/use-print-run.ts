/** Sends one paper to the printer and keeps the outcome until it is sent again. */
import { useState } from 'react'
import type { Problem, Result } from '../../../src/domain/problem.ts'
import { useAnnounce } from '../../ui/index.ts'

export interface Printed {
  readonly printer: string
  /** The printer's problem; null when the paper was printed. */
  readonly problem: Problem | null
}

export interface PrintRun {
  readonly send: () => Promise<void>
  readonly busy: boolean
  readonly problem: Problem | null
  readonly said: string | null
}

/** `wordsOf` describes where a printed paper was printed. `after` refreshes what the print has changed. */
export function usePrintRun<P extends Printed>(
  print: () => Promise<Result<P>>,
  wordsOf: (printed: P) => string,
  after?: () => void,
): PrintRun {
  const announce = useAnnounce()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ readonly problem: Problem | null; readonly said: string | null }>({
    problem: null,
    said: null,
  })
  const send = async () => {
    if (busy) return
    setBusy(true)
    setOutcome({ problem: null, said: null })
    const result = await print().finally(() => setBusy(false))
    const problem = result.ok ? result.value.problem : result.problem
    if (!result.ok || problem !== null) return setOutcome({ problem, said: null })
    const said = wordsOf(result.value)
    setOutcome({ problem: null, said })
    announce(said, 'printer')
    after?.()
  }
  return { send, busy, ...outcome }
}
