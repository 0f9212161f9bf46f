/** Opens the window of an office: Electron's if its runtime is installed, else a Chromium in application mode. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildElectronBundles } from './electron-bundles.ts'
import { chromiumFlags, ensureChromium } from './chromium.ts'
import { passAddress } from './window-address.ts'

export interface OpenWindow {
  /** Resolves when the user has closed the window. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

function windowOf(child: ChildProcess): OpenWindow {
  const closed = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    closed,
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
      await closed
      clearTimeout(timer)
    },
  }
}

/** Rejects with the reason when the program cannot be started. */
async function started(child: ChildProcess): Promise<OpenWindow> {
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  return windowOf(child)
}

/**
 * Uses a profile of its own, so that other browsing does not interfere and this process may end the browser. The
 * address holds a secret, so it reaches the browser in a file of the profile.
 */
export async function openChromiumWindow(
  address: string,
  profile: string,
  report: (message: string) => void,
): Promise<{ ok: true; window: OpenWindow } | { ok: false; message: string }> {
  const found = await ensureChromium(report)
  if (!found.ok) return found
  const passed = passAddress(path.resolve(profile), address)
  const flags = [...chromiumFlags(), `--user-data-dir=${profile}`, '--window-size=1366,768', `--app=${passed.url}`]
  const window = await started(
    spawn(found.executable, flags, { stdio: 'ignore', detached: process.platform !== 'win32' }),
  )
  void window.closed.then(passed.remove)
  return { ok: true, window }
}

interface DeskOfWindow {
  readonly centralUrl: string
  readonly enrolmentCode: string | undefined
  readonly dataDir: string
}

/** Starts Electron on the bundles; the enrolment code reaches it in a file that only this account can read. */
export function startElectron(executable: string, root: string, desk: DeskOfWindow): Promise<OpenWindow> {
  mkdirSync(desk.dataDir, { recursive: true, mode: 0o700 })
  const configuration = path.join(desk.dataDir, 'configuration.json')
  writeFileSync(configuration, JSON.stringify(desk), { mode: 0o600 })
  return started(
    spawn(executable, [root, '--configuration', configuration], {
      stdio: 'inherit',
      cwd: root,
      detached: process.platform !== 'win32',
    }),
  )
}

/** Builds the bundles and opens Electron on them. */
export async function openElectronWindow(executable: string, root: string, desk: DeskOfWindow): Promise<OpenWindow> {
  await buildElectronBundles(root)
  return startElectron(executable, root, desk)
}
