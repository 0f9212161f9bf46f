/** The driver for devices that scan to a shared folder, on any system: the files of the folder are the pages. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, problem, refuse, type Problem } from '../../../domain/problem.ts'
import type { ScanEvent, Scanner } from '../scanner.ts'
import type { WatchedFile, WatchedFolder } from './watched-folder.ts'

export interface FolderTimeouts {
  /** For the first file: somebody walks to the device. */
  readonly firstMs: number
  /** For another file after the last one. */
  readonly nextMs: number
  /** A file that has not changed for so long is complete. */
  readonly settledMs: number
  /**
   * The same for a file without the usual end of its type: many devices create it with its full length and fill it
   * slowly.
   */
  readonly oddMs: number
  /** How long the folder may be unreachable before the scan ends. */
  readonly goneMs: number
  readonly pollMs: number
}
const TIMEOUTS: FolderTimeouts = {
  firstMs: 60_000,
  nextMs: 4_000,
  settledMs: 1_200,
  oddMs: 8_000,
  goneMs: 5_000,
  pollMs: 300,
}

interface FolderScannerOptions {
  readonly name: string
  readonly folder: WatchedFolder
  readonly timeouts?: FolderTimeouts
}

export function folderScanner({ name, folder, timeouts = TIMEOUTS }: FolderScannerOptions): Scanner {
  return {
    name,
    kind: 'folder',
    describe: () =>
      Promise.resolve(
        folder.isThere()
          ? ok({ model: folder.folder, sources: [] })
          : refuse('scanner.folder-gone', { folder: folder.folder, pages: 0 }),
      ),
    scan: (_settings, { signal } = {}) => scanFolder({ name, folder, timeouts }, signal),
  }
}

async function* scanFolder(
  { name, folder, timeouts }: Required<FolderScannerOptions>,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScanEvent> {
  const end = (wrong: Problem | null): ScanEvent => ({ is: 'end', problem: wrong })
  const poll = () => wait(timeouts.pollMs, null, signal === undefined ? {} : { signal }).catch(() => null)
  const isSettled = settling(folder, timeouts)
  const lockedSince = new Map<string, number>()
  let pages = 0
  let quietSince = performance.now()
  let goneSince: number | null = null
  yield { is: 'progress', page: 1, share: null }
  for (;;) {
    if (signal?.aborted === true) return yield end(problem('scanner.cancelled', { scanner: name, pages }))
    goneSince = folder.isThere() ? null : (goneSince ?? performance.now())
    if (goneSince !== null && performance.now() - goneSince >= timeouts.goneMs)
      return yield end(problem('scanner.folder-gone', { folder: folder.folder, pages }))

    const { next, isGrowing } = nextFile(folder, isSettled)
    if (next !== undefined) {
      const read = folder.read(next)
      // The file was removed between listing and reading.
      if (!read.ok && read.problem.code === 'attachment.unknown') continue
      const isLocked = !read.ok && read.problem.code === 'scan.unreadable'
      const since = lockedSince.get(next) ?? performance.now()
      if (isLocked && performance.now() - since < timeouts.oddMs) {
        lockedSince.set(next, since)
        await poll()
        continue
      }
      if (!read.ok) {
        // An unreadable file stays where it is. One that is too large is moved away, or it would block every scan.
        if (!isLocked) folder.markTaken(next)
        return yield end(read.problem)
      }
      pages += 1
      yield { is: 'page', page: pages, bytes: read.value, name: next }
      folder.markTaken(next)
      quietSince = performance.now()
      yield { is: 'progress', page: pages + 1, share: null }
      continue
    }

    const waitMs = pages === 0 ? timeouts.firstMs : timeouts.nextMs
    const quietMs = performance.now() - quietSince
    if (!isGrowing && goneSince === null && quietMs >= waitMs) {
      const noFile = { folder: folder.folder, seconds: Math.round(waitMs / 1000) }
      return yield end(pages > 0 ? null : problem('scanner.no-file', noFile))
    }
    // A file that never stops growing must not block the desk for ever.
    if (quietMs >= timeouts.firstMs + waitMs) return yield end(problem('scanner.timed-out', { scanner: name, pages }))
    await poll()
  }
}

/**
 * Tells whether a file has stopped changing. The clocks of shares differ, so the time of a file is only compared with
 * its own earlier time.
 */
function settling(folder: WatchedFolder, timeouts: FolderTimeouts): (file: WatchedFile) => boolean {
  const seen = new Map<string, { version: string; since: number }>()
  return ({ name, bytes, at }) => {
    const version = `${String(bytes)} ${at}`
    const before = seen.get(name)
    if (before?.version !== version) {
      seen.set(name, { version, since: performance.now() })
      return false
    }
    const quietMs = performance.now() - before.since
    return bytes > 0 && quietMs >= timeouts.settledMs && (quietMs >= timeouts.oddMs || folder.looksComplete(name))
  }
}

/** The oldest complete file, unless an older one is still being written. */
function nextFile(
  folder: WatchedFolder,
  isSettled: (file: WatchedFile) => boolean,
): { next: string | undefined; isGrowing: boolean } {
  const oldestFirst = folder.files().reverse()
  const growing = oldestFirst.filter((file) => !isSettled(file))
  const complete = oldestFirst.find((file) => !growing.includes(file))
  const isNext = complete !== undefined && growing.every(({ at }) => at >= complete.at)
  return { next: isNext ? complete.name : undefined, isGrowing: growing.length > 0 }
}
