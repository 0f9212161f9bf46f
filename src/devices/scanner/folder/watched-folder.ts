/** The folder into which a scanner puts its files. What was taken out of it never comes again. */
import {
  closeSync,
  existsSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs'
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
  /** Whether the folder can be looked into at all: a share may have gone. */
  readonly isThere: () => boolean
  /** Files waiting to be taken, newest first; of one moment in the order of their numbers. */
  readonly files: () => WatchedFile[]
  /** Whether a file ends as its kind ends; true where its kind has no such end, or it cannot be read. */
  readonly endsWell: (name: string) => boolean
  /**
   * Only files of the folder itself. Refuses with attachment.unknown, scan.too-large, scan.unreadable (it may be
   * locked).
   */
  readonly read: (name: string) => Result<Buffer>
  /** Says that a file is safe elsewhere: it is moved away, or remembered where that is not allowed. */
  readonly taken: (name: string) => void
  /** Deletes what was taken over more than a day before `now` (milliseconds since 1970). */
  readonly tidy: (now: number) => void
}

/** What stands near the end of a whole file of each kind, by how it begins; TIFF has none. */
const ENDS: readonly (readonly [Buffer, Buffer])[] = [
  [Buffer.from('%PDF-'), Buffer.from('%%EOF')],
  [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from([0xff, 0xd9])],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.from('IEND')],
]
const END_BYTES = 2_048

const byNumbers = new Intl.Collator('ro', { numeric: true })
const newestFirst = (a: WatchedFile, b: WatchedFile): number =>
  a.at === b.at ? byNumbers.compare(b.name, a.name) : a.at < b.at ? 1 : -1

const keyOf = ({ name, bytes, at }: WatchedFile): string => `${name}/${String(bytes)}/${at}`

export function watchedFolder(folder: string, memory: TakenMemory, now: () => number): WatchedFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // A share that is away must not keep the desk from opening; whoever scans is told.
  }
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
    isThere: () => {
      try {
        readdirSync(folder)
        return true
      } catch {
        return false
      }
    },
    endsWell: (name) => {
      let file: number | null = null
      try {
        file = openSync(path.join(folder, path.basename(name)), 'r')
        const { size } = fstatSync(file)
        const beginning = Buffer.alloc(8)
        readSync(file, beginning, 0, 8, 0)
        const end = Buffer.alloc(Math.min(END_BYTES, size))
        readSync(file, end, 0, end.length, size - end.length)
        const mark = ENDS.find(([begins]) => beginning.subarray(0, begins.length).equals(begins))?.[1]
        return mark === undefined || end.includes(mark)
      } catch {
        return true
      } finally {
        if (file !== null) closeSync(file)
      }
    },
    files: () => {
      try {
        return readdirSync(folder)
          .flatMap((name) => waiting(name) ?? [])
          .sort(newestFirst)
          .slice(0, MOST_FILES)
      } catch {
        // A share that has gone for the moment holds no files.
        return []
      }
    },
    read: (name) => {
      const file = waiting(name)
      if (file === null) return refuse('attachment.unknown')
      if (file.bytes > MOST_PAGE_BYTES)
        return refuse('scan.too-large', { name, size: file.bytes, limit: MOST_PAGE_BYTES })
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
        for (let n = 2; existsSync(target); n++)
          target = path.join(away, `${path.parse(name).name} (${String(n)})${path.extname(name)}`)
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
