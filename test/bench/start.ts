/**
 * Duration of a second start: until the desk is ready, and until the login screen accepts typing (browser host,
 * headless Chromium).
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { z } from 'zod'
import { chromiumFlags, ensureChromium } from '../../src/office/chromium.ts'
import type { Figures } from './run.ts'

const ROUNDS = 5
const deskReady = z.object({ readyMs: z.number() })

async function startOffice(data: string): Promise<{ child: ChildProcess; address: string; ms: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['src/office/start.ts', '--headless', '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  for await (const chunk of child.stdout) {
    output += String(chunk)
    const address = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(output)?.[0]
    if (address !== undefined) return { child, address, ms: performance.now() - started }
  }
  throw new Error(`the office did not start:\n${output}`)
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await ended
}

/** The duration logged by the desk at its last start: from the start of its process until it serves its window. */
function deskReadyMs(data: string): number {
  const lines = readFileSync(path.join(data, 'desk', 'desk.log'), 'utf8')
    .trim()
    .split('\n')
  const said = lines.map((line) => deskReady.safeParse(JSON.parse(line))).findLast(({ success }) => success)
  if (said?.data === undefined) throw new Error('the desk has not said that it is ready')
  return said.data.readyMs
}

/** From opening a window until the login field has the focus. */
async function openWindow(executablePath: string, address: string): Promise<number> {
  const started = performance.now()
  const browser = await chromium.launch({ executablePath, args: chromiumFlags() })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  await page.goto(address)
  await page.locator('input:focus').waitFor()
  const ms = performance.now() - started
  await browser.close()
  return ms
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const rounded = (ms: number): number => Math.round(ms)

export async function run(): Promise<Figures> {
  const found = await ensureChromium(console.error)
  if (!found.ok) return { 'not run': found.message }
  const data = mkdtempSync(path.join(tmpdir(), 'des-bench-start-'))
  const served: number[] = []
  const usable: number[] = []
  const ready: number[] = []
  const first = await startOffice(data)
  await stop(first.child)
  for (let round = 0; round < ROUNDS; round++) {
    const office = await startOffice(data)
    const window = await openWindow(found.executable, office.address)
    await stop(office.child)
    ready.push(deskReadyMs(data))
    served.push(office.ms)
    usable.push(office.ms + window)
  }
  rmSync(data, { recursive: true, force: true })
  return {
    'first start, with seeding (ms)': rounded(first.ms),
    'desk ready from the start of its process, median (ms)': rounded(median(ready)),
    'desk ready from the start of its process, worst (ms)': rounded(Math.max(...ready)),
    'second start to serving, median (ms)': rounded(median(served)),
    'second start to usable window, median (ms)': rounded(median(usable)),
    'second start to usable window, worst (ms)': rounded(Math.max(...usable)),
  }
}
