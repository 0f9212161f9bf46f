/**
 * Finds a Chromium for the browser host and the end-to-end tests: an installed one, else Playwright's download, else
 * Debian's package when this user may install it. Otherwise a message explains what to install.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const NAMES_ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]
const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]
const MAC_PROGRAMS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

/** Limits for Playwright's download (about 150 MB) and for the connection to its servers. */
const DOWNLOAD_LIMIT_MS = 10 * 60_000
const CONNECT_LIMIT_MS = 10_000

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly exists: (file: string) => boolean
}
const thisMachine: Machine = { platform: process.platform, env: process.env, exists: existsSync }

/** Paths where a Chromium may be installed, best first. */
function candidates({ platform, env }: Machine): string[] {
  const windows = platform === 'win32'
  const { join } = windows ? path.win32 : path.posix
  const onPath = (env['PATH'] ?? env['Path'] ?? '')
    .split(windows ? ';' : ':')
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES_ON_PATH.map((name) => join(folder, windows ? `${name}.exe` : name)))
  if (windows) {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    )
    return [...roots.flatMap((root) => WINDOWS_PROGRAMS.map((program) => join(root, program))), ...onPath]
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', join(env['HOME'] ?? '/', 'Applications')]
    return [...roots.flatMap((root) => MAC_PROGRAMS.map((program) => join(root, program))), ...onPath]
  }
  return [
    ...onPath,
    ...['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => NAMES_ON_PATH.map((name) => join(folder, name))),
    '/opt/google/chrome/chrome',
  ]
}

/** The path of an installed Chromium, Chrome or Edge. `DES_CHROMIUM`, when set, is the only candidate. */
export function findChromium(machine: Machine = thisMachine): string | null {
  const named = machine.env['DES_CHROMIUM']
  if (named !== undefined && named !== '') return machine.exists(named) ? named : null
  return candidates(machine).find(machine.exists) ?? null
}

async function run(
  command: string,
  args: string[],
  limitMs: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'ignore', env })
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs)
  const code = await new Promise<number | null>((resolve) =>
    child.on('error', () => resolve(null)).on('close', resolve),
  )
  clearTimeout(timer)
  return code === 0
}

async function downloadedByPlaywright(report: (message: string) => void): Promise<string | null> {
  const { chromium } = await import('playwright-core')
  const executable = chromium.executablePath()
  if (existsSync(executable)) return executable
  report('No Chromium is installed here; fetching one (about 150 MB) …')
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const fetched = await run(process.execPath, [cli, 'install', 'chromium'], DOWNLOAD_LIMIT_MS, {
    ...process.env,
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(CONNECT_LIMIT_MS),
  })
  return fetched && existsSync(executable) ? executable : null
}

async function installedFromDebian(report: (message: string) => void): Promise<string | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  report('Installing the Debian package chromium …')
  await run('apt-get', ['update', '-qq'], DOWNLOAD_LIMIT_MS)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], DOWNLOAD_LIMIT_MS, {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
  })
  return findChromium()
}

export type ChromiumFound =
  { readonly ok: true; readonly executable: string } | { readonly ok: false; readonly message: string }

/** Finds or installs a Chromium. Progress messages go to `report`. */
export async function ensureChromium(report: (message: string) => void): Promise<ChromiumFound> {
  const named = process.env['DES_CHROMIUM']
  if (named !== undefined && named !== '' && !existsSync(named))
    return { ok: false, message: `DES_CHROMIUM names ${named}, which does not exist.` }
  const executable = findChromium() ?? (await downloadedByPlaywright(report)) ?? (await installedFromDebian(report))
  if (executable !== null) return { ok: true, executable }
  return {
    ok: false,
    message:
      'No Chromium was found: install Chromium, Google Chrome or Microsoft Edge ' +
      '(Debian and Ubuntu: apt install chromium), or name one in DES_CHROMIUM.',
  }
}

/** Flags for a browser that makes no network calls of its own. Chromium cannot start its sandbox as root. */
export function chromiumFlags(userId: number | undefined = process.getuid?.()): string[] {
  return [
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--disable-gpu',
    ...(userId === 0 ? ['--no-sandbox'] : []),
  ]
}
