/** A progress bar for a terminal. Without a terminal it prints one line per step, so that a log stays readable. */
import type { Progress } from './child-process.ts'

export interface ProgressBar {
  show(progress: Progress): void
  end(): void
}

const WIDTH = 28

/** One line of the bar, at most `columns` wide. */
export function progressText({ step, done, total }: Progress, columns = 80): string {
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1
  const filled = Math.round(share * WIDTH)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${step}`.slice(0, columns)
}

export function progressBar(output: NodeJS.WriteStream): ProgressBar {
  let lastStep = ''
  return {
    show: (progress) => {
      if (output.isTTY) output.write(`\r\u001b[2K${progressText(progress, output.columns)}`)
      else if (progress.step !== lastStep) output.write(`${progress.step}\n`)
      lastStep = progress.step
    },
    end: () => {
      if (output.isTTY && lastStep !== '') output.write('\r\u001b[2K')
    },
  }
}
