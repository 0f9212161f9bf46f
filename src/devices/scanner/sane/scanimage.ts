/** Runs `scanimage` with English messages and limits of time and output. Kills it when it does not end by itself. */
import { spawn } from 'node:child_process'

export interface ScanimageRun {
  readonly args: readonly string[]
  /** The program, and variables added to its environment (tests use a configuration of SANE of their own). */
  readonly program: string
  readonly env: Readonly<Record<string, string>>
  /** It is ended when it prints nothing for so long. */
  readonly silenceMs: number
  readonly signal?: AbortSignal | undefined
  /** Whole lines of its standard output. */
  readonly onLine?: (line: string) => void
  readonly onProgress?: (percent: number) => void
}
export interface ScanimageEnd {
  /** `missing`: the program is not installed. */
  readonly end: 'exit' | 'missing' | 'silent' | 'cancelled'
  /** Its exit status, which is the status of SANE (sane.h); null when a signal ended it. */
  readonly status: number | null
  readonly output: string
  /** The end of its standard error, without progress. */
  readonly errorOutput: string
}

const MOST_OUTPUT = 1024 * 1024
const MOST_ERROR_OUTPUT = 8_000
/** From SIGINT, which lets it release the device, to SIGKILL. */
const GRACE_MS = 8_000
/** From its last message about a batch to SIGKILL: some backends hang or crash while they close a device. */
const CLOSE_MS = 2_000
const LAST_MESSAGE = /^Batch terminated/m

export function runScanimage({
  args,
  program,
  env,
  silenceMs,
  signal,
  onLine,
  onProgress,
}: ScanimageRun): Promise<ScanimageEnd> {
  return new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve({ end: 'cancelled', status: null, output: '', errorOutput: '' })
      return
    }
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', ...env },
      windowsHide: true,
    })
    let output = ''
    let line = ''
    let errorOutput = ''
    let end: ScanimageEnd['end'] = 'exit'
    let killing: NodeJS.Timeout | undefined
    const stop = (why: 'silent' | 'cancelled'): void => {
      if (end === 'exit') end = why
      // SIGINT lets scanimage call sane_cancel. A device left half open may need to be unplugged.
      child.kill('SIGINT')
      killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    }
    const cancel = (): void => stop('cancelled')
    signal?.addEventListener('abort', cancel, { once: true })
    let closing: NodeJS.Timeout | undefined
    let silence = setTimeout(stop, silenceMs, 'silent')
    const restartSilence = (): void => {
      clearTimeout(silence)
      silence = setTimeout(stop, silenceMs, 'silent')
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      restartSilence()
      output = (output + text).slice(0, MOST_OUTPUT)
      line += text
      const lines = line.split('\n')
      line = (lines.pop() ?? '').slice(0, 10_000)
      for (const whole of lines) onLine?.(whole)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      restartSilence()
      const percent = [...text.matchAll(/Progress: (\d+(?:\.\d+)?)%/g)].at(-1)?.[1]
      if (percent !== undefined) onProgress?.(Number(percent))
      errorOutput = (errorOutput + text).slice(-MOST_ERROR_OUTPUT)
      // All messages and pages have been written, so its end no longer matters.
      if (LAST_MESSAGE.test(errorOutput)) closing ??= setTimeout(() => child.kill('SIGKILL'), CLOSE_MS)
    })
    const finish = (how: ScanimageEnd['end'], status: number | null): void => {
      clearTimeout(silence)
      clearTimeout(killing)
      clearTimeout(closing)
      signal?.removeEventListener('abort', cancel)
      // Progress is overwritten by means of carriage returns, sometimes on the line of a message.
      resolve({
        end: how,
        status,
        output,
        errorOutput: errorOutput.replace(/Progress: [\d.]+%/g, '').replace(/\r/g, '\n'),
      })
    }
    child.on('error', () => finish('missing', null))
    child.on('close', (status) => finish(end, status))
  })
}
