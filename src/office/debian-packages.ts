/**
 * Installs Debian packages where this machine lets us: Linux, root, apt-get. Another package manager at work is waited
 * for, since apt gives up at once on some of its locks (the lists of packages, the archives).
 */
import { spawn } from 'node:child_process'
import { programPath } from './program-path.ts'

const LIMIT_MS = 10 * 60_000
const POLL_MS = 1000
/** apt's own words for a lock that another process holds, in the C locale. */
const LOCKED = /Could not get lock|Unable to lock|Unable to acquire the dpkg|is another process using it/

export interface DebianMachine {
  readonly platform: NodeJS.Platform
  readonly userId: number | undefined
  readonly env: NodeJS.ProcessEnv
}
export const thisDebianMachine = (): DebianMachine => ({
  platform: process.platform,
  userId: process.getuid?.(),
  env: process.env,
})

export interface InstallOptions {
  readonly report: (message: string) => void
  readonly machine?: DebianMachine
  /** How long to wait in all: for locks, and for apt itself. */
  readonly limitMs?: number
  readonly pollMs?: number
}

export type Installed = { readonly ok: true } | { readonly ok: false; readonly message: string }

export const mayInstall = ({ platform, userId, env }: DebianMachine): boolean =>
  platform === 'linux' && userId === 0 && programPath('apt-get', env) !== null

async function runApt(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  limitMs: number,
): Promise<{ code: number | null; errors: string }> {
  const child = spawn('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], env })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const code = await new Promise<number | null>((resolve) =>
    child.on('error', () => resolve(null)).on('close', resolve),
  )
  clearTimeout(timer)
  return { code, errors }
}

/** `apt-get update` and `install`, each tried again for as long as somebody else holds a lock. */
export async function installDebianPackages(
  packages: readonly string[],
  { report, machine = thisDebianMachine(), limitMs = LIMIT_MS, pollMs = POLL_MS }: InstallOptions,
): Promise<Installed> {
  const deadline = Date.now() + limitMs
  const env = { ...machine.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  let waiting = false
  const run = async (...args: string[]): Promise<Installed> => {
    for (;;) {
      const remaining = Math.max(1000, deadline - Date.now())
      const lockTimeout = `DPkg::Lock::Timeout=${Math.ceil(remaining / 1000)}`
      const { code, errors } = await runApt(['-qq', '-o', lockTimeout, ...args], env, remaining)
      if (code === 0) return { ok: true }
      if (!LOCKED.test(errors) || Date.now() >= deadline)
        return { ok: false, message: errors.trim().split('\n').at(-1) ?? `apt-get ${args[0]} failed` }
      if (!waiting) report('Another package manager is at work; waiting for it …')
      waiting = true
      await new Promise((resolve) => setTimeout(resolve, pollMs))
    }
  }
  report(`Installing the Debian packages ${packages.join(', ')} …`)
  // Lists that cannot be fetched are no obstacle while the old ones still serve: the installation decides.
  await run('update')
  return run('install', '-y', '--no-install-recommends', ...packages)
}
