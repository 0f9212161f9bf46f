/** The command line, as a process of its own. */
import BetterSqlite3 from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeHouse } from '../../test/support/central/house-json.ts'
import { localDay } from '../domain/calendar/bucharest.ts'
import { openCentralStore } from './open-central-store.ts'
import { leaseBlock } from './registration/numbers/number-blocks.ts'
import { enrolDevice, issueEnrolmentCode } from './workstations/workstations.ts'

const [DEVICE, BLOCK] = ['019ab000-0000-7000-8000-000000000001', '019ab000-0000-7000-8000-000000000002'] as const

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'des-cli-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

function start(args: readonly string[], input = '') {
  const child = spawn(process.execPath, ['src/central/main.ts', ...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  let text = ''
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const listener of listeners) listener()
    })
  child.stdin.end(input)
  const ended = new Promise<{ code: number | null; text: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, text })),
  )
  const said = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(text)
        if (found) resolve(found)
      }
      listeners.add(look)
      look()
      void ended.then(() => reject(new Error(`it ended without saying ${String(pattern)}: ${text}`)))
    })
  return { child, ended, said }
}
const run = (args: readonly string[], input = '') => start(args, input).ended

test('prints its help, and prints it again for a wrong command', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, text: expect.stringContaining('verify-audit') as string })
  expect(await run(['dance'])).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^There is no command "dance"\.\n[^]*npm run central -- serve/) as string,
  })
  expect(await run(['serve', '--port', 'many'])).toMatchObject({
    code: 2,
    text: expect.stringMatching(/^--port needs a number from 0 to 65535, not "many"\.\n/) as string,
  })
})

test('does not answer a mistyped or unmounted folder with a new store', async () => {
  const data = path.join(dir, 'nowhere')
  const mounted = path.join(dir, 'unmounted')
  await mkdir(mounted)
  expect(await run(['serve', '--data', mounted, '--port', '0'])).toEqual({
    code: 2,
    text: `There is no store in ${mounted}. Check that its disk is mounted; a new store is made by: npm run central -- init\n`,
  })
  expect(await readdir(mounted)).toEqual([])
  expect(await run(['verify-audit', '--data', data])).toMatchObject({
    code: 2,
    text: expect.stringContaining(`There is no store in ${data}`) as string,
  })
  await expect(stat(data)).rejects.toThrow()
})

test('creates a person, serves, prints a first code, stops on a signal, and verifies its audit', async () => {
  const data = path.join(dir, 'central')
  expect(await run(['init', '--data', data])).toMatchObject({ code: 0 })
  expect(await run(['init', '--data', data])).toMatchObject({ code: 1 })
  expect(
    await run(['create-user', 'Admin', '--name', 'Persoana', '--role', 'administrator', '--data', data], 'scurtă\n'),
  ).toMatchObject({ code: 2 })
  const created = ['create-user', 'Admin', '--name', 'Persoana', '--role', 'administrator', '--data', data]
  expect(await run(created, 'o parolă destul de lungă\n')).toMatchObject({ code: 0 })
  expect(await run(created, 'o parolă destul de lungă\n')).toMatchObject({
    code: 1,
    text: expect.stringContaining('is taken') as string,
  })
  writeHouse(data)
  const server = start(['serve', '--data', data, '--port', '0'])
  const [, url = ''] = await server.said(/^Central store \S+ at (http:\S+)$/m)
  const hello = (await (await fetch(`${url}/v1/hello`)).json()) as { ok: boolean; value: { demonstration: boolean } }
  expect(hello).toMatchObject({ ok: true, value: { demonstration: false, protocol: 2 } })
  // A second server refuses the folder in one sentence.
  expect(await run(['serve', '--data', data, '--port', '0'])).toEqual({
    code: 2,
    text: `A central store is already running in ${data} (process ${String(server.child.pid)}). Stop it first, or choose another folder with --data.\n`,
  })
  server.child.kill('SIGTERM')
  const { code, text } = await server.ended
  expect(text).toMatch(/^Enrolment code: /m)
  expect(code).toBe(0)
  // A real store has no seal of its own making, and says so.
  expect(text).toContain('no seal')
  expect(text).not.toContain('Persoana')
  expect(await run(['enrolment-code', '--data', data])).toMatchObject({
    code: 0,
    text: expect.stringMatching(/Enrolment code: [2-9A-Z]{5}(-[2-9A-Z]{5}){3} /) as string,
  })
  expect(await run(['verify-audit', '--data', data])).toMatchObject({
    code: 0,
    text: expect.stringContaining('"intact":true') as string,
  })
  for (const secret of ['keys/key-ring.json', 'keys'])
    expect(((await stat(path.join(data, secret))).mode & 0o077).toString(8)).toBe('0')
}, 120_000)

test('accounts for a registry, retires a desk, and finds an unexplained number', async () => {
  const data = path.join(dir, 'registry')
  const opened = await openCentralStore({ dataDir: data })
  await opened.store.write(async (writing) => {
    const { code } = await issueEnrolmentCode(writing, opened.random, 'a')
    await enrolDevice(writing, { id: DEVICE, code, publicKey: new Uint8Array(32), name: 'Ghișeul 1' })
    await leaseBlock(writing, {
      blockId: BLOCK,
      deviceId: DEVICE,
      registry: 'DES',
      year: Number(localDay(writing.at).slice(0, 4)),
      size: 10,
    })
  })
  await opened.close()
  expect(await run(['retire-desk', '7', '--explanation', 'casată', '--data', data])).toMatchObject({
    code: 1,
    text: expect.stringContaining('no desk 7') as string,
  })
  expect(await run(['retire-desk', '1', '--explanation', 'casată', '--data', data])).toMatchObject({
    code: 0,
    text: expect.stringContaining('blocks of numbers ended: 1') as string,
  })
  expect(await run(['verify-registry', '--data', data])).toMatchObject({
    code: 0,
    text: expect.stringMatching(
      /^\{"whole":true,"years":\[\{"registry":"DES","year":\d+,"registered":0,"voided":10,"leased":0,/,
    ) as string,
  })
  const raw = new BetterSqlite3(path.join(data, 'store.sqlite'))
  raw.exec('update registry_counter set next = 12')
  raw.close()
  expect(await run(['verify-registry', '--data', data])).toMatchObject({
    code: 1,
    text: expect.stringContaining('"faults":[{"fault":"unexplained","from":11,"to":11}]') as string,
  })
}, 120_000)
