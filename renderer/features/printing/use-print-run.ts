/** One paper sent to the printer at a press, and what came of it, until it is sent again. */
import { useState } from 'react'
import type { Problem, Result } from '../../../src/domain/problem.ts'
import { useAnnounce } from '../../ui/index.ts'

export interface Printed {
  readonly printer: string
  /** What the printer said; null when the paper is out. */
  readonly problem: Problem | null
}

export interface PrintRun {
  readonly send: () => Promise<void>
  readonly busy: boolean
  readonly problem: Problem | null
  readonly said: string | null
}

/** `wordsOf` says of a paper that is out where it went; `after` is for what the print itself has changed. */
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
