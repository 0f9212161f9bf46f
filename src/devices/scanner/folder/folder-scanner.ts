/** A watched folder as a scanner: for devices that scan to a share and know nothing better, on any system. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, problem, refuse } from '../../../domain/problem.ts'
import type { Scanner, ScanOptions } from '../scanner.ts'
import type { WatchedFile, WatchedFolder } from './watched-folder.ts'

export interface FolderPatience {
  /** For the first file: somebody walks to the device. */
  readonly firstMs: number
  /** After a file, for another one. */
  readonly nextMs: number
  /** A file that has not grown for so long is whole. */
  readonly settledMs: number
  /**
   * The same for one that does not end as its kind ends: many devices make it as long as it will be and fill it slowly.
   */
  readonly oddMs: number
  /** How long the folder may be away before the scan ends. */
  readonly goneMs: number
  readonly pollMs: number
}
const PATIENCE: FolderPatience = {
  firstMs: 60_000,
  nextMs: 4_000,
  settledMs: 1_200,
  oddMs: 8_000,
  goneMs: 5_000,
  pollMs: 300,
}

export function folderScanner({
  name,
  folder,
  patience = PATIENCE,
}: {
  readonly name: string
  readonly folder: WatchedFolder
  readonly patience?: FolderPatience
}): Scanner {
  return {
    name,
    kind: 'folder',
    describe: () =>
      Promise.resolve(
        folder.isThere()
          ? ok({ model: folder.folder, sources: [] })
          : refuse('scanner.folder-gone', { folder: folder.folder, pages: 0 }),
      ),
    async *scan(_settings, { signal }: ScanOptions = {}) {
      /** Since when a file looks as it looks: clocks of shares differ, so its own time is only compared with itself. */
      const seen = new Map<string, { looks: string; since: number }>()
      const settled = ({ name: file, bytes, at }: WatchedFile): boolean => {
        const looks = `${String(bytes)} ${at}`
        const before = seen.get(file)
        if (before?.looks !== looks) {
          seen.set(file, { looks, since: performance.now() })
          return false
        }
        const quiet = performance.now() - before.since
        return bytes > 0 && quiet >= patience.settledMs && (quiet >= patience.oddMs || folder.endsWell(file))
      }
      /** Whole, as it seems, and held by somebody: it is asked for again. */
      const locked = new Map<string, number>()
      let pages = 0
      let quietSince = performance.now()
      let goneSince: number | null = null
      yield { is: 'progress', page: 1, share: null }
      for (;;) {
        if (signal?.aborted === true) {
          yield { is: 'end', problem: problem('scanner.cancelled', { scanner: name, pages }) }
          return
        }
        goneSince = folder.isThere() ? null : (goneSince ?? performance.now())
        if (goneSince !== null && performance.now() - goneSince >= patience.goneMs) {
          yield { is: 'end', problem: problem('scanner.folder-gone', { folder: folder.folder, pages }) }
          return
        }
        // In the order in which they were scanned.
        const waiting = folder.files().reverse()
        const growing = waiting.filter((file) => !settled(file))
        const next = waiting.find((file) => !growing.includes(file))
        if (next !== undefined && growing.every(({ at }) => at >= next.at)) {
          const read = folder.read(next.name)
          // Taken away in this very moment: there is nothing to say.
          if (!read.ok && read.problem.code === 'attachment.unknown') continue
          const lockedSince = locked.get(next.name) ?? performance.now()
          if (!read.ok && read.problem.code === 'scan.unreadable' && performance.now() - lockedSince < patience.oddMs) {
            locked.set(next.name, lockedSince)
            await wait(patience.pollMs, null, signal === undefined ? {} : { signal }).catch(() => null)
            continue
          }
          if (!read.ok) {
            // One that nobody may read stays where it is; one that is too large must not stand in the way for ever.
            if (read.problem.code !== 'scan.unreadable') folder.taken(next.name)
            yield { is: 'end', problem: read.problem }
            return
          }
          pages += 1
          yield { is: 'page', page: pages, bytes: read.value, name: next.name }
          folder.taken(next.name)
          quietSince = performance.now()
          yield { is: 'progress', page: pages + 1, share: null }
          continue
        }
        const patienceMs = pages === 0 ? patience.firstMs : patience.nextMs
        if (growing.length === 0 && goneSince === null && performance.now() - quietSince >= patienceMs) {
          yield {
            is: 'end',
            problem:
              pages > 0
                ? null
                : problem('scanner.no-file', { folder: folder.folder, seconds: Math.round(patienceMs / 1000) }),
          }
          return
        }
        // A file that never settles must not hold the desk for ever.
        if (performance.now() - quietSince >= patience.firstMs + patienceMs) {
          yield { is: 'end', problem: problem('scanner.timed-out', { scanner: name, pages }) }
          return
        }
        await wait(patience.pollMs, null, signal === undefined ? {} : { signal }).catch(() => null)
      }
    },
  }
}
