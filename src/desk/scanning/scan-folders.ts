/** The folder that a scanner writes to, and the one for pages that `scanimage` is still writing. */
import { rmSync } from 'node:fs'
import { type WatchedFolder, watchedFolder } from '../../devices/scanner/folder/watched-folder.ts'
import type { Settings } from '../cache/settings.ts'
import { scanWorkFolder } from './scan-work-folder.ts'
import { takenFiles } from './taken-files.ts'

export interface ScanFolders {
  readonly scans: WatchedFolder
  readonly workFolder: string
  readonly removeWorkFolder: () => void
}

interface ScanFolderOptions {
  readonly dataDir: string
  readonly scanFolder: string
  readonly settings: Pick<Settings, 'get' | 'set'>
  readonly now: () => number
}

export function openScanFolders({ dataDir, scanFolder, settings, now }: ScanFolderOptions): ScanFolders {
  const workFolder = scanWorkFolder(dataDir)
  return {
    scans: watchedFolder(scanFolder, takenFiles(settings), now),
    workFolder,
    removeWorkFolder: () => rmSync(workFolder, { recursive: true, force: true }),
  }
}
