/** The folder into which a scanner puts its files. What was taken out of it never comes again. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { MOST_PAGE_BYTES } from '../scanner.ts'

/** Files taken over lie here for a day, in case somebody wants one back; then they go, for they are not encrypted. */
const TAKEN = 'preluate'
const KEEP_TAKEN_MS = 24 * 60 * 60_000
const MOST_FILES = 200
/** By its name only whether it may be a scan at all; what it is, the intake says by its bytes. */
const MAY_BE_SCAN = /^[^.].*\.(pdf|png|jpe?g|tiff?)$/i

export interface WatchedFile {
  readonly name: string
  readonly bytes: number
  /** When it was last written, RFC 3339. */
  readonly at: string
}
/** Remembers files that could not be moved away (a share without the right to). */
export interface TakenMemory {
  readonly has: (key: string) => boolean
  readonly add: (key: string) => void
}
export interface WatchedFolder {
  readonly folder: string
  /** Files waiting to be taken, newest first. */
  readonly files: () => WatchedFile[]
  /** Only files of the folder itself. Refuses with attachment.unknown, scan.too-large. */
  readonly read: (name: string) => Result<Buffer>
  /** Says that a file is safe elsewhere: it is moved away, or remembered where that is not allowed. */
  readonly taken: (name: string) => void
  /** Deletes what was taken over more than a day before `now` (milliseconds since 1970). */
  readonly tidy: (now: number) => void
}

const keyOf = ({ name, bytes, at }: WatchedFile): string => `${name}/${String(bytes)}/${at}`

export function watchedFolder(folder: string, memory: TakenMemory, now: () => number): WatchedFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  /** A link may lead anywhere: only true files are scans. */
  const look = (name: string): WatchedFile | null => {
    if (path.basename(name) !== name || !MAY_BE_SCAN.test(name)) return null
    try {
      const found = lstatSync(path.join(folder, name))
      return found.isFile() ? { name, bytes: found.size, at: found.mtime.toISOString() } : null
    } catch {
      return null
    }
  }
  const waiting = (name: string): WatchedFile | null => {
    const file = look(name)
    return file === null || memory.has(keyOf(file)) ? null : file
  }
  return {
    folder,
    files: () => {
      try {
        return readdirSync(folder)
          .flatMap((name) => waiting(name) ?? [])
          .sort((a, b) => (a.at === b.at ? (a.name < b.name ? 1 : -1) : a.at < b.at ? 1 : -1))
          .slice(0, MOST_FILES)
      } catch {
        // A share that has gone for the moment holds no files.
        return []
      }
    },
    read: (name) => {
      const file = waiting(name)
      if (file === null) return refuse('attachment.unknown')
      if (file.bytes > MOST_PAGE_BYTES) return refuse('scan.too-large', { name, size: file.bytes, limit: MOST_PAGE_BYTES })
      try {
        return ok(readFileSync(path.join(folder, name)))
      } catch {
        return refuse('scan.unreadable', { name })
      }
    },
    taken: (name) => {
      const file = look(name)
      if (file === null) return
      try {
        const away = path.join(folder, TAKEN)
        mkdirSync(away, { recursive: true, mode: 0o700 })
        let target = path.join(away, name)
        for (let n = 2; existsSync(target); n++) target = path.join(away, `${path.parse(name).name} (${String(n)})${path.extname(name)}`)
        renameSync(path.join(folder, name), target)
        // Its day begins now, whenever it was scanned.
        utimesSync(target, new Date(now()), new Date(now()))
      } catch {
        memory.add(keyOf(file))
      }
    },
    tidy: (moment) => {
      const away = path.join(folder, TAKEN)
      try {
        for (const name of readdirSync(away)) {
          const file = path.join(away, name)
          if (moment - lstatSync(file).mtimeMs > KEEP_TAKEN_MS) rmSync(file, { force: true })
        }
      } catch {
        // Nothing was ever taken, or the share has gone: next time.
      }
    },
  }
}
