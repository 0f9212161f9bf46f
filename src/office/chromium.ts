/**
 * A Chromium for the browser host and for the end-to-end tests: one that is installed, else Debian's package where we
 * may install it, else Playwright's download, else one line that states what to do.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { installDebianPackages, mayInstall, thisDebianMachine, type DebianMachine } from './debian-packages.ts'

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

export interface Machine extends DebianMachine {
  readonly exists: (file: string) => boolean
}
const thisMachine: Machine = { ...thisDebianMachine(), exists: existsSync }

const isNamed = ({ env }: Machine): boolean => (env['DES_CHROMIUM'] ?? '') !== ''

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
  const named = machine.env['DES_CHROMIUM'] ?? ''
  if (named !== '') return machine.exists(named) ? named : null
  return candidates(machine).find(machine.exists) ?? null
}

/** Where Playwright keeps the Chromium that it downloads. */
const playwrightChromium = async (): Promise<string> => (await import('playwright-core')).chromium.executablePath()

/** A Chromium that is on this machine, Playwright's own included; null where there is none. Installs nothing. */
export async function installedChromium(machine: Machine = thisMachine): Promise<string | null> {
  const found = findChromium(machine)
  if (found !== null || isNamed(machine)) return found
  const executable = await playwrightChromium()
  return machine.exists(executable) ? executable : null
}

async function downloadedByPlaywright(machine: Machine, report: (message: string) => void): Promise<string | null> {
  report('No Chromium is installed here; fetching one (about 150 MB) …')
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  const env = { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(CONNECT_LIMIT_MS) }
  const child = spawn(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', env })
  const timer = setTimeout(() => child.kill('SIGKILL'), DOWNLOAD_LIMIT_MS)
  await new Promise<void>((resolve) => child.on('error', () => resolve()).on('close', () => resolve()))
  clearTimeout(timer)
  return installedChromium(machine)
}

export type ChromiumFound =
  { readonly ok: true; readonly executable: string } | { readonly ok: false; readonly message: string }

/**
 * Finds or gets a Chromium. Debian's package before Playwright's download: it also brings the libraries that a browser
 * needs. Progress messages go to `report`.
 */
export async function ensureChromium(
  report: (message: string) => void,
  options: { machine?: Machine; limitMs?: number; pollMs?: number } = {},
): Promise<ChromiumFound> {
  const { machine = thisMachine, ...limits } = options
  const present = await installedChromium(machine)
  if (present !== null) return { ok: true, executable: present }
  if (isNamed(machine))
    return { ok: false, message: `DES_CHROMIUM names ${machine.env['DES_CHROMIUM']}, which does not exist.` }

  if (mayInstall(machine)) {
    const installed = await installDebianPackages(['chromium'], { ...limits, report, machine })
    if (!installed.ok) report(`The Debian package chromium could not be installed: ${installed.message}`)
  }
  const executable = (await installedChromium(machine)) ?? (await downloadedByPlaywright(machine, report))
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
