/**
 * A central store in its own process whose disk can be filled and freed while it serves. Two ways:
 * - a file system of a few MiB in a mount namespace of its own (`unshare`), which also an account without privileges
 *   may make on most systems;
 * - a limit on the size of every file (RLIMIT_FSIZE), which any account may set anywhere. Writes beyond it fail with
 *   EFBIG.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'

/** More than an empty demonstration store, its log and some uploads need. */
const DISK_BYTES = 24 * 1024 * 1024

export interface SmallDisk {
  readonly url: string
  readonly pid: number
  /** Leaves room for about so many bytes. */
  readonly fill: (leave: number) => void
  readonly free: () => void
  /** Whether the process has not ended. */
  readonly serves: () => boolean
  /** Stops the store as an administrator does; resolves with its exit status, after which `folder` has its files. */
  readonly stop: () => Promise<number | null>
  readonly folder: string
}
/** Serves the store of `source`, which is copied; `work` is an empty folder. */
type Way = (source: string, work: string) => Promise<SmallDisk>

async function serve(script: string, args: readonly string[], prefix: readonly string[]) {
  const [program = 'sh', ...before] = [...prefix, 'sh', '-c', script, 'sh', ...args]
  const child: ChildProcess = spawn(program, before, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child.stdout ?? child, 'data'), ended])
  if (!Buffer.isBuffer(first[0])) throw new Error(`the store ended with ${String(first[0])}`)
  const { ready, pid } = JSON.parse(first[0].toString()) as { ready: string; pid: number }
  return {
    url: ready,
    pid,
    serves: () => child.exitCode === null && child.signalCode === null,
    stop: async () => {
      process.kill(pid, 'SIGTERM')
      const [status] = (await ended) as [number | null]
      return status
    },
  }
}

const SERVE = `"${process.execPath}" test/support/central-to-kill.ts`
const UNSHARE = ['unshare', '--user', '--map-root-user', '--mount', '--propagation', 'private']
const MOUNT = `mount -t tmpfs -o size=${String(DISK_BYTES)},mode=700 tmpfs "$1"`

/** Writes until nothing more fits. */
function fillUp(file: string): number {
  const handle = openSync(file, 'a')
  try {
    for (let bytes = 1024 * 1024; bytes >= 1;) {
      try {
        if (writeSync(handle, Buffer.alloc(bytes)) === 0) throw new Error('nothing was written')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
        bytes = Math.floor(bytes / 4)
      }
    }
  } finally {
    closeSync(handle)
  }
  return statSync(file).size
}

const onSmallFileSystem: Way = async (source, work) => {
  const [disk, folder] = [path.join(work, 'disk'), path.join(work, 'stopped')]
  for (const made of [disk, folder]) mkdirSync(made)
  // The file system exists as long as a process of its namespace: what is to be looked at later is copied at the end.
  const script = `${MOUNT} && cp -a "$2" "$1/data" && ${SERVE} "$1/data" 0; s=$?; cp -a "$1/data/." "$3"; exit $s`
  const served = await serve(script, [disk, source, folder], UNSHARE)
  const ballast = path.join(`/proc/${String(served.pid)}/root`, disk, 'ballast')
  return {
    ...served,
    folder,
    fill: (leave) => truncateSync(ballast, Math.max(0, fillUp(ballast) - leave)),
    free: () => rmSync(ballast),
  }
}

const withLimitedFiles: Way = async (source, work) => {
  const folder = path.join(work, 'data')
  const served = await serve(`cp -a "$1" "$2" && ${SERVE} "$2" 0`, [source, folder], [])
  const limit = (bytes: string) => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(served.pid), `--fsize=${bytes}:unlimited`])
    if (status !== 0) throw new Error(`prlimit: ${String(stderr)}`)
  }
  const sizes = () => readdirSync(folder).map((name) => statSync(path.join(folder, name)).size)
  return {
    ...served,
    folder,
    fill: (leave) => limit(String(Math.max(...sizes()) + leave)),
    free: () => limit('unlimited'),
  }
}

/** Whether this account may make a file system here. */
const mayMount = (work: string): boolean => {
  const [program = '', ...args] = [...UNSHARE, 'sh', '-c', MOUNT, 'sh', work]
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0
}

interface Filling {
  readonly start: Way
  /** The answer to a write that the database or the folder of uploads refuses. */
  readonly refusal: string
}
const SMALL: Filling = { start: onSmallFileSystem, refusal: '507 store.full' }
/** SQLite reports a limit like a disk that fails. */
const LIMITED: Filling = { start: withLimitedFiles, refusal: '500 store.damaged' }

/** The ways that this machine and account have: always one at least. */
export const waysToFill = (work: string): [string, Filling][] => [
  ...(mayMount(work) ? [['a small file system', SMALL] satisfies [string, Filling]] : []),
  ['a limit on the size of files', LIMITED],
]
