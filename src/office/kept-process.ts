/** A process of the office that is started again when it dies, with a line in the terminal each time. */
import type { OfficeProcess } from './child-process.ts'

/** A process that dies more often than this has a cause that starting again does not remove. */
const MOST_STARTS = 5

export interface KeptProcess {
  /** Resolves when the process ended by itself with status 0, or is not started again; its exit status. */
  readonly ended: Promise<number | null>
  readonly stop: () => Promise<void>
}

interface KeepOptions<Ready> {
  /** As the terminal names it, at the beginning of a sentence. */
  readonly name: string
  readonly start: () => Promise<OfficeProcess<Ready>>
  readonly report: (message: string) => void
  /** Called with the new ready line each time it runs again. */
  readonly onAgain?: (ready: Ready) => Promise<void> | void
}

const howIt = (code: number | null): string => (code === null ? 'was killed' : `ended with exit status ${String(code)}`)

/** Watches a running process. `stop` ends it for good. */
export function keepRunning<Ready>(
  first: OfficeProcess<Ready>,
  { name, start, report, onAgain }: KeepOptions<Ready>,
): KeptProcess {
  let current = first
  let stopping = false
  const watch = async (): Promise<number | null> => {
    for (let starts = 1; ; starts++) {
      const code = await current.ended
      if (stopping || code === 0) return code
      if (starts >= MOST_STARTS) {
        report(`${name} ${howIt(code)} for the ${String(starts)}th time. It is not started again.`)
        return code ?? 1
      }
      report(`${name} ${howIt(code)}. It is started again.`)
      const next = await start()
      if (stopping) {
        await next.stop()
        return code
      }
      current = next
      await onAgain?.(next.ready)
      report(`${name} runs again.`)
    }
  }
  const ended = watch().catch((failure: unknown) => {
    report(`${name} could not be started again: ${failure instanceof Error ? failure.message : String(failure)}`)
    return 1
  })
  return {
    ended,
    stop: async () => {
      stopping = true
      await current.stop()
      await ended
    },
  }
}
