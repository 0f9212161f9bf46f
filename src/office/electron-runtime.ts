/**
 * Finds Electron's runtime, which is not part of its npm package. It exists when `ELECTRON_OVERRIDE_DIST_PATH` names it
 * or when it was downloaded before. The search never downloads anything.
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
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') {
    const file = path.join(override, executable)
    return existsSync(file) ? file : null
  }
  const dist = path.join(root, 'node_modules', 'electron', 'dist')
  const file = path.join(dist, executable)
  const version = path.join(dist, 'version')
  // An interrupted download leaves files but no version file.
  return existsSync(file) && existsSync(version) && readFileSync(version, 'utf8').trim() !== '' ? file : null
}
