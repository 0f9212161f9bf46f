/** `npm start` as a person uses it: it serves, refuses a second start, and Ctrl+C leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationLogins } from '../../src/demonstration/population/staff.ts'

interface Started {
  readonly child: ChildProcess
  readonly output: () => string
  readonly ended: Promise<number | null>
}

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['src/office/start.ts', '--headless', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return { child, output: () => output, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

async function addressOf(started: Started, withinMs = 90_000): Promise<URL> {
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(started.output())?.[0]
    if (address !== undefined) return new URL(address)
    if (started.child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`no address was printed:\n${started.output()}`)
}

const processesSeen = existsSync('/proc/self/cmdline')
const note = processesSeen ? '' : ' (not run: there is no /proc to see processes in)'

/** Processes whose command line contains this folder, read from /proc. */
const processesOf = (folder: string): string[] => processesIn(folder).map(({ line }) => line)

function processesIn(folder: string): { readonly pid: number; readonly line: string }[] {
  if (!processesSeen) throw new Error('no processes can be seen here')
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return line.includes(folder) ? [{ pid: Number(pid), line }] : []
      } catch {
        return []
      }
    })
}

describe('npm start', () => {
  let data = ''
  let first: Started
  let address: URL
  /** The processes left right after Ctrl+C; null where they cannot be listed. */
  let left: string[] | null = ['Ctrl+C was never pressed']

  beforeAll(async () => {
    data = mkdtempSync(path.join(tmpdir(), 'des-start-'))
    first = start('--data', data)
    address = await addressOf(first)
  })
  afterAll(async () => {
    first.child.kill('SIGKILL')
    await first.ended
    rmSync(data, { recursive: true, force: true })
  })

  it.skipIf(!processesSeen)(`runs in processes that can be seen${note}`, () => {
    expect(processesOf(data).length).toBeGreaterThanOrEqual(3)
  })

  it.skipIf(!processesSeen)(`names none of its secrets on a command line${note}`, () => {
    const secrets = [
      address.hash.replace('#token=', ''),
      readFileSync(path.join(data, 'desk', 'enrolment-code'), 'utf8'),
      ...demonstrationLogins().map(({ password }) => password),
    ]
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(7)
      expect(processesOf(data).filter((line) => line.includes(secret))).toEqual([])
    }
  })

  it('reports that there is no window, and serves on the loopback address only', async () => {
    expect(first.output()).toContain('Ctrl+C stops everything')
    expect(address.hostname).toBe('127.0.0.1')
    expect((await fetch(address.origin)).status).toBe(200)
  })

  it('refuses a second start in the same folder in one line', async () => {
    const second = start('--data', data)
    expect(await second.ended).toBe(1)
    expect(second.output().trim().split('\n')).toHaveLength(1)
    expect(second.output()).toContain('already running')
    expect((await fetch(address.origin)).status).toBe(200)
  })

  it.skipIf(!processesSeen)(`reports a process that is killed, and starts it again${note}`, async () => {
    const kill = (script: string) => {
      const found = processesIn(data).find(({ line }) => line.includes(script))
      expect(found, script).toBeDefined()
      process.kill(found?.pid ?? 0, 'SIGKILL')
    }
    const output = () => expect.poll(() => first.output(), { timeout: 60_000 })
    kill('central-process.ts')
    await output().toContain('The central store was killed. It is started again.')
    await output().toContain('The central store runs again.')
    kill('desk/main.ts')
    await output().toContain('The desk runs again.')
    const addresses = [...first.output().matchAll(/http:\/\/127\.0\.0\.1:\d+\/\S*/g)].map(([found]) => new URL(found))
    expect(addresses).toHaveLength(2)
    address = addresses[1] as URL
    expect((await fetch(address.origin)).status).toBe(200)
  })

  it('stops everything it started on Ctrl+C, and starts again with its data', async () => {
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    left = processesSeen ? processesOf(data) : null
    await expect(fetch(address.origin)).rejects.toThrow()

    const port = 20_000 + (process.pid % 20_000)
    first = start('--data', data, '--port', String(port))
    address = await addressOf(first)
    expect(address.port).toBe(String(port))
  })

  it.skipIf(!processesSeen)(`leaves no process behind on Ctrl+C${note}`, () => {
    expect(left).toEqual([])
  })

  it('reports that the port is taken', async () => {
    const other = path.join(data, 'other')
    const second = start('--data', other, '--port', address.port)
    expect(await second.ended).toBe(1)
    expect(second.output().trim()).toBe(`Port ${address.port} is in use: choose another with --port, or leave it out.`)
    expect(existsSync(other)).toBe(false)
  })

  it.skipIf(!processesSeen)(`leaves no process behind when it is killed outright${note}`, async () => {
    first.child.kill('SIGKILL')
    await first.ended
    for (let tries = 0; tries < 100 && processesOf(data).length > 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100))
    expect(processesOf(data)).toEqual([])
  })
})
