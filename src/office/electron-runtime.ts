/**
 * Electron's runtime is not in its npm package: it is there when somebody brought it (`ELECTRON_OVERRIDE_DIST_PATH`) or
 * when an earlier start could fetch it. Looking for it never downloads anything.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
}

export function findElectron(
  root: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string | null {
  const executable = EXECUTABLES[platform] ?? 'electron'
  const brought = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (brought !== undefined && brought !== '') {
    const file = path.join(brought, executable)
    return existsSync(file) ? file : null
  }
  const dist = path.join(root, 'node_modules', 'electron', 'dist')
  const file = path.join(dist, executable)
  const version = path.join(dist, 'version')
  // A download that was cut short leaves files without the version's.
  return existsSync(file) && existsSync(version) && readFileSync(version, 'utf8').trim() !== '' ? file : null
}
