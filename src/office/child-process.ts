/** Starts a process of the office, which reports with one line of JSON that it is ready, and stops it. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const progressLine = z.object({ progress: z.object({ step: z.string(), done: z.number(), total: z.number() }) })
export type Progress = z.infer<typeof progressLine>['progress']

export interface OfficeProcess<Ready> {
  readonly ready: Ready
  /** Resolves when the process has ended, with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
  /** Sends a message to the process; ignored when it has ended. */
  send(message: object): void
  /** Asks it to end (SIGTERM), and kills it after `graceMs`. */
  stop(graceMs?: number): Promise<void>
  /** Kills it at once, as a power cut would. */
  kill(): Promise<void>
}

const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)))

/**
 * Starts a script on this Node and waits for its ready line, the first line of standard output that matches `ready`.
 * Earlier lines `{"progress": …}` go to `onProgress`. The standard error of the script is passed through.
 * @throws when the process ends before it is ready
 */
export async function startProcess<S extends z.ZodType>(
  script: string,
  args: readonly string[],
  {
    ready,
    onProgress,
    environment = {},
    quiet = false,
  }: { ready: S; onProgress?: (progress: Progress) => void; environment?: Record<string, string>; quiet?: boolean },
): Promise<OfficeProcess<z.output<S>>> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', quiet ? 'ignore' : 'inherit', 'ipc'],
    // Keeping compiled code between starts saves most of the start time, which is spent on loading sources.
    env: { NODE_COMPILE_CACHE: path.join('node_modules', '.cache', 'compile'), ...process.env, ...environment },
    // Ctrl+C reaches the whole process group of the terminal, but the parent alone must decide the order of stopping.
    detached: process.platform !== 'win32',
  })
  const ended = endOf(child)
  if (!child.stdout) throw new Error('the child has no standard output')
  const lines = createInterface({ input: child.stdout })
  const value = await new Promise<z.output<S>>((resolve, reject) => {
    lines.on('line', (line) => {
      let message: unknown
      try {
        message = JSON.parse(line)
      } catch {
        return
      }
      const progress = progressLine.safeParse(message)
      if (progress.success) return onProgress?.(progress.data.progress)
      const parsed = ready.safeParse(message)
      if (parsed.success) resolve(parsed.data)
    })
    child.once('error', reject)
    void ended.then((code) => reject(new Error(`${script} ended before it was ready (exit status ${String(code)})`)))
  })

  const isRunning = () => child.exitCode === null && child.signalCode === null
  return {
    ready: value,
    ended,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined)
    },
    stop: async (graceMs = 5000) => {
      if (isRunning()) child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
    kill: async () => {
      if (isRunning()) child.kill('SIGKILL')
      await ended
    },
  }
}
