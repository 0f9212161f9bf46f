/** The folder into which a scanner writes its files. A file that was taken over never appears again. */
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
import { usualEndOf } from '../../../files/media-type.ts'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { MOST_PAGE_BYTES } from '../scanner.ts'

/**
 * Files that were taken over stay here for a day as a backup. Then they are deleted, because they are not encrypted.
 */
const TAKEN = 'preluate'
const KEEP_TAKEN_MS = 24 * 60 * 60_000
const MOST_FILES = 200
/** A file with another name is no scan. The intake detects the type by the bytes. */
const MAY_BE_SCAN = /^[^.].*\.(pdf|png|jpe?g|tiff?)$/i

export interface WatchedFile {
  readonly name: string
  readonly bytes: number
  /** When it was last written, RFC 3339. */
  readonly at: string
}
/** Remembers files that could not be moved, for example on a share without that right. */
export interface TakenMemory {
  readonly has: (key: string) => boolean
  readonly add: (key: string) => void
}
export interface WatchedFolder {
  readonly folder: string
  /** Whether the folder can be read; a share may be unreachable. */
  readonly isThere: () => boolean
  /** Files that were not taken over yet, newest first; files of the same time by their numbers. */
  readonly files: () => WatchedFile[]
  /** Whether a file has the end of its type; true where its type has no fixed end or the file cannot be read. */
  readonly looksComplete: (name: string) => boolean
  /**
   * Reads a file of the folder itself. Refuses with attachment.unknown, scan.too-large or scan.unreadable (it may be
   * locked).
   */
  readonly read: (name: string) => Result<Buffer>
  /** Call this once a file is stored elsewhere: it is moved away, or remembered where moving is not allowed. */
  readonly markTaken: (name: string) => void
  /** Deletes files that were taken over more than a day before `now` (milliseconds since 1970). */
  readonly tidy: (now: number) => void
}

/** Enough bytes to recognise the type of a file. */
const BEGINNING_BYTES = 1_024
const END_BYTES = 2_048

const byNumbers = new Intl.Collator('ro', { numeric: true })
const newestFirst = (a: WatchedFile, b: WatchedFile): number => {
  if (a.at === b.at) return byNumbers.compare(b.name, a.name)
  return a.at < b.at ? 1 : -1
}

const keyOf = ({ name, bytes, at }: WatchedFile): string => `${name}/${String(bytes)}/${at}`

function hasUsualEnd(path: string): boolean {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const { size } = fstatSync(file)
    const beginning = Buffer.alloc(Math.min(BEGINNING_BYTES, size))
    readSync(file, beginning, 0, beginning.length, 0)
    const end = Buffer.alloc(Math.min(END_BYTES, size))
    readSync(file, end, 0, end.length, size - end.length)
    const mark = usualEndOf(beginning)
    return mark === null || end.includes(Buffer.from(mark))
  } catch {
    return true
  } finally {
    if (file !== null) closeSync(file)
  }
}

function moveAway(folder: string, name: string, now: Date): void {
  const taken = path.join(folder, TAKEN)
  mkdirSync(taken, { recursive: true, mode: 0o700 })
  let target = path.join(taken, name)
  for (let n = 2; existsSync(target); n++)
    target = path.join(taken, `${path.parse(name).name} (${String(n)})${path.extname(name)}`)
  renameSync(path.join(folder, name), target)
  // The day until its deletion begins now, whenever it was scanned.
  utimesSync(target, now, now)
}

export function watchedFolder(folder: string, memory: TakenMemory, now: () => number): WatchedFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch {
    // An unreachable share must not keep the desk from opening. Each scan reports it.
  }
  /** Links are ignored, because they may point anywhere. */
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
    looksComplete: (name) => hasUsualEnd(path.join(folder, path.basename(name))),
    files: () => {
      try {
        return readdirSync(folder)
          .flatMap((name) => waiting(name) ?? [])
          .sort(newestFirst)
          .slice(0, MOST_FILES)
      } catch {
        // The share is unreachable at the moment.
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
    markTaken: (name) => {
      const file = look(name)
      if (file === null) return
      try {
        moveAway(folder, name, new Date(now()))
      } catch {
        memory.add(keyOf(file))
      }
    },
    tidy: (moment) => {
      const taken = path.join(folder, TAKEN)
      try {
        for (const name of readdirSync(taken)) {
          const file = path.join(taken, name)
          if (moment - lstatSync(file).mtimeMs > KEEP_TAKEN_MS) rmSync(file, { force: true })
        }
      } catch {
        // Nothing was taken over yet, or the share is unreachable. The next call retries.
      }
    },
  }
}
