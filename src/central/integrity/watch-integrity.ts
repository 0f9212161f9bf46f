/**
 * Checks the whole store every day while it serves, and soon after a start that follows a crash, and reports in the log
 * what is wrong.
 */
import type { Logger } from 'pino'
import { type Checked, checkIntegrity } from './check-integrity.ts'

const DAY = 86_400_000
const SOON = 60_000

export interface IntegrityWatch {
  close(): Promise<void>
}

/** @param repeat calls its work at intervals of so many milliseconds, until the answer is called */
export function watchIntegrity(
  checked: Checked & { readonly afterCrash: boolean },
  log: Pick<Logger, 'error'>,
  repeat: (milliseconds: number, work: () => void) => () => void,
): IntegrityWatch {
  let running: Promise<void> | null = null
  const check = async (): Promise<void> => {
    try {
      for (const finding of await checkIntegrity(checked)) log.error({ finding }, 'the store is damaged')
    } catch (error) {
      log.error({ err: error }, 'the store could not be checked')
    }
  }
  const start = (): void => {
    running ??= check().finally(() => (running = null))
  }
  const stopDaily = repeat(DAY, start)
  const stopFirst = checked.afterCrash
    ? repeat(SOON, () => {
        stopFirst()
        start()
      })
    : () => undefined
  return {
    async close() {
      stopDaily()
      stopFirst()
      await running
    },
  }
}
