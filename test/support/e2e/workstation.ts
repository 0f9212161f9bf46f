/**
 * One workstation in its own process with its window. It can be stopped, killed, and started again on the same folder.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { chromium, _electron, type Browser, type ElectronApplication, type Page } from 'playwright-core'
import { z } from 'zod'
import { startProcess, type OfficeProcess } from '../../../src/office/child-process.ts'
import { chromiumFlags } from '../../../src/office/chromium.ts'
import { ensureRenderer } from '../../../src/office/renderer-build.ts'
import type { House } from './house.ts'
import type { Target } from './target.ts'

const ready = z.object({ ready: z.literal(true), origin: z.string(), address: z.string() })
const NODE_SCRIPT = 'src/desk/main.ts'

export interface Workstation {
  /** The window; a new one after `start`. */
  readonly page: () => Page
  /** The files written by the folder printer. */
  readonly printed: () => string[]
  readonly scanFolder: string
  readonly folder: string
  /** Errors that the pages reported, including violations of the security policy. */
  readonly complaints: string[]
  /** Kills the workstation (kill −9) and its window, like a power cut. */
  readonly kill: () => Promise<void>
  readonly start: () => Promise<void>
  readonly close: () => Promise<void>
}

interface Running {
  readonly page: Page
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
}

interface Launch {
  readonly target: Target
  readonly root: string
  /** Arguments of the desk with its browser host. */
  readonly inBrowser: readonly string[]
  /** Arguments of Electron. */
  readonly inElectron: readonly string[]
  /** Filled with the errors that the pages report. */
  readonly complaints: string[]
}

function watch(page: Page, complaints: string[]): Page {
  // A listener from the start keeps file dialogs under the test's control even if a key opens one at once.
  page.on('filechooser', () => undefined)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused procedure has an HTTP error status, which Chromium reports as a loading error.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text())
  })
  return page
}

async function startInBrowser({ target, root, inBrowser, complaints }: Launch): Promise<Running> {
  const desk: OfficeProcess<z.infer<typeof ready>> = await startProcess(path.join(root, NODE_SCRIPT), inBrowser, {
    ready,
  })
  const browser: Browser = await chromium.launch({
    executablePath: target.executable,
    headless: true,
    args: chromiumFlags(),
  })
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'ro-RO',
    timezoneId: 'Europe/Bucharest',
  })
  const page = watch(await context.newPage(), complaints)
  await page.goto(desk.ready.address)
  return {
    page,
    stop: async () => {
      await browser.close()
      await desk.stop()
    },
    kill: async () => {
      await desk.kill()
      await browser.close()
    },
  }
}

async function startInElectron({ target, root, inElectron, complaints }: Launch): Promise<Running> {
  const application: ElectronApplication = await _electron.launch({
    executablePath: target.executable,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...inElectron],
    cwd: root,
  })
  const page = watch(await application.firstWindow(), complaints)
  return {
    page,
    stop: () => application.close(),
    kill: async () => {
      application.process().kill('SIGKILL')
      await application.close().catch(() => undefined)
    },
  }
}

export async function openWorkstation(
  house: House,
  target: Target,
  name: string,
  centralUrl = house.url,
  root = process.cwd(),
): Promise<Workstation> {
  const folder = path.join(house.folder, `desk-${name}`)
  const printedFolder = path.join(folder, 'printed')
  const scanFolder = path.join(folder, 'scans')
  mkdirSync(scanFolder, { recursive: true })
  const { folder: renderer } = await ensureRenderer(root, (words) => console.log(words))
  const { code } = await house.central().issueEnrolmentCode()
  const secretFile = (file: string, content: string): string => {
    writeFileSync(path.join(folder, file), content, { mode: 0o600 })
    return path.join(folder, file)
  }
  const codeFile = secretFile('enrolment-code', code)
  const printer = `folder:${printedFolder}`
  const configuration = { dataDir: folder, centralUrl, enrolmentCode: code, deskName: name, printer }
  const complaints: string[] = []

  const launch: Launch = {
    target,
    root,
    inBrowser: [
      ...['--data', folder, '--central', centralUrl, '--enrolment-file', codeFile, '--name', name],
      ...['--printer', printer, '--renderer', renderer, '--scan-folder', scanFolder],
      ...['--demonstration-logins', house.loginsFile],
    ],
    inElectron: ['--configuration', secretFile('configuration.json', JSON.stringify(configuration))],
    complaints,
  }
  const begin = () => (target.kind === 'browser' ? startInBrowser(launch) : startInElectron(launch))
  let running: Running | null = await begin()
  return {
    page: () => {
      if (running === null) throw new Error('the workstation is not running')
      return running.page
    },
    printed: () => {
      try {
        return readdirSync(printedFolder)
          .filter((file) => file.endsWith('.pdf'))
          .map((file) => path.join(printedFolder, file))
          .sort()
      } catch {
        return []
      }
    },
    scanFolder,
    folder,
    complaints,
    kill: async () => {
      await running?.kill()
      running = null
    },
    start: async () => {
      running ??= await begin()
    },
    close: async () => {
      await running?.stop()
      running = null
    },
  }
}
