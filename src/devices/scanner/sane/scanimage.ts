/** Runs `scanimage`: bounded in time and output, in plain English, ended for good when it does not end by itself. */
import { spawn } from 'node:child_process'

export interface ScanimageRun {
  readonly args: readonly string[]
  /** The program, and what its environment has besides ours (tests name a configuration of SANE). */
  readonly program: string
  readonly env: Readonly<Record<string, string>>
  /** Without a word for so long it is ended. */
  readonly silenceMs: number
  readonly signal?: AbortSignal | undefined
  /** Whole lines of its standard output. */
  readonly onLine?: (line: string) => void
  readonly onProgress?: (percent: number) => void
}
export interface ScanimageEnd {
  /** `missing`: there is no such program here. */
  readonly end: 'exit' | 'missing' | 'silent' | 'cancelled'
  /** Its exit status, which is the status of SANE (sane.h); null when it was ended, by us or by a signal. */
  readonly status: number | null
  readonly output: string
  /** The last things it said on standard error, without progress. */
  readonly complaint: string
}

const MOST_OUTPUT = 1024 * 1024
const MOST_COMPLAINT = 8_000
/** From asking politely, so that the device is let go, to ending it. */
const GRACE_MS = 8_000
/** From its last word about a batch to its end: backends are known to hang or to break while they close a device. */
const FAREWELL_MS = 2_000
const LAST_WORD = /^Batch terminated/m

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
      resolve({ end: 'cancelled', status: null, output: '', complaint: '' })
      return
    }
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C', ...env },
      windowsHide: true,
    })
    let output = ''
    let line = ''
    let complaint = ''
    let end: ScanimageEnd['end'] = 'exit'
    let killing: NodeJS.Timeout | undefined
    const stop = (why: 'silent' | 'cancelled'): void => {
      if (end === 'exit') end = why
      // SIGINT lets scanimage call sane_cancel; a device left half open wants its plug pulled.
      child.kill('SIGINT')
      killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    }
    const cancel = (): void => stop('cancelled')
    signal?.addEventListener('abort', cancel, { once: true })
    let farewell: NodeJS.Timeout | undefined
    let silence = setTimeout(stop, silenceMs, 'silent')
    const heard = (): void => {
      clearTimeout(silence)
      silence = setTimeout(stop, silenceMs, 'silent')
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      heard()
      output = (output + text).slice(0, MOST_OUTPUT)
      line += text
      const lines = line.split('\n')
      line = (lines.pop() ?? '').slice(0, 10_000)
      for (const whole of lines) onLine?.(whole)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      heard()
      const percent = [...text.matchAll(/Progress: (\d+(?:\.\d+)?)%/g)].at(-1)?.[1]
      if (percent !== undefined) onProgress?.(Number(percent))
      complaint = (complaint + text).slice(-MOST_COMPLAINT)
      // All is said and every page is out: what it said counts, however it ends.
      if (LAST_WORD.test(complaint)) farewell ??= setTimeout(() => child.kill('SIGKILL'), FAREWELL_MS)
    })
    const finish = (how: ScanimageEnd['end'], status: number | null): void => {
      clearTimeout(silence)
      clearTimeout(killing)
      clearTimeout(farewell)
      signal?.removeEventListener('abort', cancel)
      // Progress is written over itself with carriage returns, sometimes on the line of the message.
      resolve({ end: how, status, output, complaint: complaint.replace(/Progress: [\d.]+%/g, '').replace(/\r/g, '\n') })
    }
    child.on('error', () => finish('missing', null))
    child.on('close', (status) => finish(end, status))
  })
}
