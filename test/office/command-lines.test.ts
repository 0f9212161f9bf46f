/**
 * No secret is on a command line, which every user of the machine can read: desk, window and Electron are started while
 * the command line of every process is read from /proc. `start.test.ts` looks at the whole office in the same way.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstrationLogins } from '../../src/demonstration/population/staff.ts'
import { installedChromium } from '../../src/office/chromium.ts'
import { startDeskProcess } from '../../src/office/office-processes.ts'
import { ensureRenderer } from '../../src/office/renderer-build.ts'
import { openChromiumWindow, startElectron } from '../../src/office/window.ts'
import { until } from '../support/until.ts'

/** Every command line of this machine that was seen, read again and again. */
const lines = new Set<string>()
function readAll(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      lines.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
    } catch {
      // The process has ended.
    }
  }
}

/** What was read, or `gone` if the file or folder was deleted meanwhile: a running browser's files come and go. */
function unlessGone<T>(read: () => T, gone: T): T {
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return gone
    throw error
  }
}
function filesIn(folder: string): string[] {
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const place = path.join(folder, entry.name)
    if (entry.isDirectory()) return filesIn(place)
    return entry.isFile() ? [place] : []
  })
}

describe.skipIf(!existsSync('/proc/self/cmdline'))('the command lines of an office', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'des-lines-'))
  const secrets = new Map<string, string>()
  const stops: (() => Promise<void>)[] = []
  const watching = setInterval(readAll, 20)

  beforeAll(async () => {
    await ensureRenderer(process.cwd(), () => undefined)
    const [code, codeOfElectron] = ['AAAA-BBBB-CCCC', 'DDDD-EEEE-FFFF']
    const dataDir = path.join(folder, 'desk')
    // Nothing listens there: the window shows its sign-in all the same.
    const centralUrl = 'http://127.0.0.1:9'
    const logins = demonstrationLogins()
    const desk = await startDeskProcess({ dataDir, centralUrl, enrolmentCode: code, logins })
    stops.push(() => desk.stop())
    const token = new URL(desk.ready.address).hash.replace('#token=', '')
    secrets.set('enrolment code', code).set('enrolment code of Electron', codeOfElectron).set('token', token)
    for (const { username, password } of logins) secrets.set(`password of ${username}`, password)

    // The real Chromium, without a screen.
    const headless = path.join(folder, 'chromium')
    const real = (await installedChromium()) ?? 'no Chromium was prepared'
    writeFileSync(headless, `#!/bin/sh\nexec "${real}" --headless=new --remote-debugging-port=0 "$@"\n`, {
      mode: 0o755,
    })
    process.env['DES_CHROMIUM'] = headless
    const profile = path.join(folder, 'browser')
    const opened = await openChromiumWindow(desk.ready.address, profile, () => undefined)
    if (!opened.ok) throw new Error(opened.message)
    stops.push(() => opened.window.close())

    // Electron has no runtime here: a program in its place that only stays.
    const electron = path.join(folder, 'electron')
    writeFileSync(electron, '#!/bin/sh\nwhile :; do sleep 1; done\n', { mode: 0o755 })
    const desktop = { centralUrl, enrolmentCode: codeOfElectron, dataDir: path.join(folder, 'electron-desk') }
    const window = await startElectron(electron, process.cwd(), desktop)
    stops.push(() => window.close())
  })
  afterAll(async () => {
    clearInterval(watching)
    delete process.env['DES_CHROMIUM']
    for (const stop of stops.reverse()) await stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  it('open a window that is admitted, so the address reached the browser', async () => {
    const portFile = path.join(folder, 'browser', 'DevToolsActivePort')
    const read = () => Promise.resolve(existsSync(portFile) ? readFileSync(portFile, 'utf8') : '')
    const [port] = (await until(read, (text) => text.includes('\n'))).split('\n')
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port ?? ''}`)
    const [page] = browser.contexts().flatMap((context) => context.pages())
    await page?.locator('#sign-in-username').waitFor()
    expect(page?.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(#\/\w+)?$/)
    await browser.close()
  })

  it('name every process that was started, and none of its secrets', () => {
    readAll()
    const ours = [...lines].filter((line) => line.includes(folder))
    for (const program of ['desk/main.ts', '--app=', '--configuration'])
      expect(
        ours.some((line) => line.includes(program)),
        program,
      ).toBe(true)
    expect(secrets.size).toBeGreaterThan(6)
    for (const [what, secret] of secrets) {
      expect(secret.length, what).toBeGreaterThan(7)
      expect(
        [...lines].filter((line) => line.includes(secret)),
        what,
      ).toEqual([])
    }
  })

  it('are read as they are, by a check that finds a secret where there is one', async () => {
    const child = spawn('sleep', ['60.1234567'])
    await new Promise((resolve) => child.once('spawn', resolve))
    readAll()
    child.kill()
    expect([...lines].some((line) => line.includes('60.1234567'))).toBe(true)
  })

  it('leave their secrets in files and folders that only their owner may read', () => {
    const withSecrets: string[] = []
    for (const file of filesIn(folder)) {
      const stat = statSync(file, { throwIfNoEntry: false })
      if (stat === undefined || stat.size > 1024 * 1024) continue
      const content = unlessGone(() => readFileSync(file, 'utf8'), '')
      if (![...secrets.values()].some((secret) => content.includes(secret))) continue
      withSecrets.push(path.basename(file))
      expect(stat.mode & 0o077, file).toBe(0)
    }
    expect(withSecrets).toEqual(
      expect.arrayContaining(['enrolment-code', 'configuration.json', 'demonstration-logins.json', 'open-window.html']),
    )
  })
})
