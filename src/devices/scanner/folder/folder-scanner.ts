/** A watched folder as a scanner: for devices that scan to a share and know nothing better, on any system. */
import { setTimeout as wait } from 'node:timers/promises'
import { ok, problem } from '../../../domain/problem.ts'
import type { Scanner, ScanOptions } from '../scanner.ts'
import type { WatchedFile, WatchedFolder } from './watched-folder.ts'

export interface FolderPatience {
  /** For the first file: somebody walks to the device. */
  readonly firstMs: number
  /** After a file, for another one. */
  readonly nextMs: number
  /** A file that has not grown for so long is whole. */
  readonly settledMs: number
  readonly pollMs: number
}
const PATIENCE: FolderPatience = { firstMs: 60_000, nextMs: 4_000, settledMs: 1_200, pollMs: 300 }

export function folderScanner({ name, folder, patience = PATIENCE }: { readonly name: string; readonly folder: WatchedFolder; readonly patience?: FolderPatience }): Scanner {
  return {
    name,
    kind: 'folder',
    describe: () => Promise.resolve(ok({ model: folder.folder, sources: [] })),
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
        return bytes > 0 && performance.now() - before.since >= patience.settledMs
      }
      let pages = 0
      let quietSince = performance.now()
      yield { is: 'progress', page: 1, share: null }
      for (;;) {
        if (signal?.aborted === true) {
          yield { is: 'end', problem: problem('scanner.cancelled', { scanner: name, pages }) }
          return
        }
        // In the order in which they were scanned.
        const waiting = folder.files().reverse()
        const growing = waiting.filter((file) => !settled(file))
        const next = waiting.find((file) => !growing.includes(file))
        if (next !== undefined && growing.every(({ at }) => at >= next.at)) {
          const read = folder.read(next.name)
          if (!read.ok) {
            folder.taken(next.name)
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
        if (growing.length === 0 && performance.now() - quietSince >= patienceMs) {
          yield { is: 'end', problem: pages > 0 ? null : problem('scanner.no-file', { folder: folder.folder, seconds: Math.round(patienceMs / 1000) }) }
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
