/** Opens the window of an office: Electron's if its runtime is installed, else a Chromium in application mode. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { buildElectronBundles } from './electron-bundles.ts'
import { chromiumFlags, ensureChromium } from './chromium.ts'

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

/** Uses a profile of its own, so that other browsing does not interfere and this process may end the browser. */
export async function openChromiumWindow(
  address: string,
  profile: string,
  report: (message: string) => void,
): Promise<{ ok: true; window: OpenWindow } | { ok: false; message: string }> {
  const found = await ensureChromium(report)
  if (!found.ok) return found
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const flags = [...chromiumFlags(), `--user-data-dir=${profile}`, '--window-size=1366,768', `--app=${address}`]
  return {
    ok: true,
    window: await started(spawn(found.executable, flags, { stdio: 'ignore', detached: process.platform !== 'win32' })),
  }
}

/** Builds the bundles and opens Electron on them. */
export async function openElectronWindow(
  executable: string,
  root: string,
  desk: { centralUrl: string; enrolmentCode: string | undefined; dataDir: string },
): Promise<OpenWindow> {
  await buildElectronBundles(root)
  const args = [
    '--central',
    desk.centralUrl,
    '--data',
    desk.dataDir,
    ...(desk.enrolmentCode === undefined ? [] : ['--enrolment', desk.enrolmentCode]),
  ]
  return started(
    spawn(executable, [root, ...args], { stdio: 'inherit', cwd: root, detached: process.platform !== 'win32' }),
  )
}
