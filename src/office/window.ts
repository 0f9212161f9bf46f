/** The window of an office: Electron's where its runtime is, else a Chromium in application mode. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { buildElectronBundles } from './electron-bundles.ts'
import { chromiumFlags, ensureChromium } from './chromium.ts'

export interface OpenWindow {
  /** Resolves when the person has closed it. */
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

/** Fails with the reason when the program cannot even be started. */
async function started(child: ChildProcess): Promise<OpenWindow> {
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  return windowOf(child)
}

/** An own profile, so that nothing of the person's other browsing comes in and the process is ours to end. */
export async function openChromiumWindow(
  address: string,
  profile: string,
  say: (words: string) => void,
): Promise<{ ok: true; window: OpenWindow } | { ok: false; words: string }> {
  const found = await ensureChromium(say)
  if (!found.ok) return found
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const flags = [...chromiumFlags(), `--user-data-dir=${profile}`, '--window-size=1366,768', `--app=${address}`]
  return {
    ok: true,
    window: await started(spawn(found.executable, flags, { stdio: 'ignore', detached: process.platform !== 'win32' })),
  }
}

/** Electron on bundles of our sources, made here as `electron-forge` makes them for a package. */
export async function openElectronWindow(
  executable: string,
  root: string,
  desk: { centralUrl: string; enrolmentCode: string | undefined; dataDir: string },
): Promise<OpenWindow> {
  await buildElectronBundles(root)
  const words = [
    '--central',
    desk.centralUrl,
    '--data',
    desk.dataDir,
    ...(desk.enrolmentCode === undefined ? [] : ['--enrolment', desk.enrolmentCode]),
  ]
  return started(
    spawn(executable, [root, ...words], { stdio: 'inherit', cwd: root, detached: process.platform !== 'win32' }),
  )
}
