/** The path of a program on the PATH; null if it is not installed. */
import { accessSync, constants } from 'node:fs'
import path from 'node:path'

export function programPath(name: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const windows = process.platform === 'win32'
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter).filter((folder) => folder !== '')
  for (const folder of folders) {
    const file = path.join(folder, windows ? `${name}.exe` : name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}
