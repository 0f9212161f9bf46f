/**
 * The journal (docs/protocol.md S4): a second, append-only, encrypted file that receives every act of this desk before
 * the database does. A lost cache is rebuilt from it. Appending blocks until the bytes are on the disk; only then the
 * screen shows "înregistrată".
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { syncFolder } from '../../files/sync-folder.ts'
import { writeDurably } from '../keys/durable-file.ts'
import { frameOf, headerOf, readFrames, type ReadFrames } from './frames.ts'
import { type JournalRecord, journalRecord } from './records.ts'

/** The calls that put bytes on the disk, passed in so that tests can use a full or failing disk. */
export interface JournalDisk {
  readonly write: (handle: number, bytes: Uint8Array, position: number) => void
  readonly flush: (handle: number) => void
}
export const realDisk: JournalDisk = {
  write: (handle, bytes, position) => {
    for (let written = 0; written < bytes.length;)
      written += writeSync(handle, bytes, written, bytes.length - written, position + written)
  },
  flush: fdatasyncSync,
}

export interface Journal {
  /** What was readable at opening. */
  readonly found: readonly JournalRecord[]
  readonly damage: ReadFrames['damage']
  /** On the disk when it returns; if it throws, nothing was kept. Returns the function that undoes it. */
  readonly append: (record: JournalRecord) => { undo: () => void }
  /** Replaces all records of the journal with these. */
  readonly rewrite: (records: readonly JournalRecord[]) => void
  /** All records, read again from the disk. */
  readonly read: () => readonly JournalRecord[]
  readonly bytes: () => number
  readonly close: () => void
}

interface JournalOptions {
  readonly file: string
  readonly key: Uint8Array
  readonly randomBytes: (length: number) => Uint8Array
  /** Names the copy that is kept of a damaged journal. */
  readonly stamp: () => string
  readonly disk?: JournalDisk
}

function parse(contents: readonly { content: Buffer }[]): JournalRecord[] {
  return contents.flatMap(({ content }) => {
    const parsed = journalRecord.safeParse(JSON.parse(content.toString('utf8')))
    return parsed.success ? [parsed.data] : []
  })
}

/** What a journal contains; nothing is changed. Null if there is none. Throws what the disk throws. */
export function lookIntoJournal(
  file: string,
  key: Uint8Array,
): { found: readonly JournalRecord[]; damage: ReadFrames['damage'] } | null {
  if (!existsSync(file)) return null
  const { frames, damage } = readFrames(key, readFileSync(file))
  return { found: parse(frames), damage }
}

/** Makes an empty journal if there is none. */
export function makeJournal(file: string, key: Uint8Array): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeDurably(file, headerOf(key))
}

/** Copies a damaged journal to a name that is not in use; nothing is ever cut from the only copy. */
function copyAside(file: string, stamp: string): void {
  let n = 1
  while (existsSync(`${file}.damaged-${stamp}-${String(n)}`)) n++
  copyFileSync(file, `${file}.damaged-${stamp}-${String(n)}`)
  syncFolder(path.dirname(file))
}

/**
 * Opens the journal, cuts off an unfinished end, and copies a journal with any other damage before rewriting it with
 * what could be read.
 */
export function openJournal({ file, key, randomBytes, stamp, disk = realDisk }: JournalOptions): Journal {
  makeJournal(file, key)
  const contents = readFileSync(file)
  const { frames, intactUntil, damage, early } = readFrames(key, contents)
  const found = parse(frames)

  let handle = openSync(file, 'r+')
  let end = intactUntil
  let seq = frames.at(-1)?.seq ?? 0
  let tag: Uint8Array | null = frames.at(-1)?.tag ?? null

  const cutTo = (length: number): void => {
    ftruncateSync(handle, length)
    disk.flush(handle)
  }
  const encode = (record: JournalRecord, number: number, previous: Uint8Array | null) =>
    frameOf(key, number, Buffer.from(JSON.stringify(record)), previous, randomBytes(12))

  const rewrite = (records: readonly JournalRecord[]): void => {
    const parts: Buffer[] = [headerOf(key)]
    let [number, previous]: [number, Uint8Array | null] = [0, null]
    for (const record of records) {
      const frame = encode(record, ++number, previous)
      parts.push(frame.bytes)
      previous = frame.tag
    }
    const bytes = Buffer.concat(parts)
    writeDurably(file, bytes)
    closeSync(handle)
    handle = openSync(file, 'r+')
    ;[end, seq, tag] = [bytes.length, number, previous]
  }

  if (damage === 'torn-end') cutTo(end)
  if (damage === 'damaged' || damage === 'foreign') {
    copyAside(file, stamp())
    rewrite(found)
  } else if (early) rewrite(found)

  return {
    found,
    damage,
    append: (record) => {
      const before = { end, seq, tag }
      const frame = encode(record, seq + 1, tag)
      try {
        disk.write(handle, frame.bytes, end)
        disk.flush(handle)
      } catch (error) {
        cutTo(before.end)
        throw error
      }
      ;[end, seq, tag] = [end + frame.bytes.length, seq + 1, frame.tag]
      return {
        undo: () => {
          cutTo(before.end)
          ;({ end, seq, tag } = before)
        },
      }
    },
    rewrite,
    read: () => parse(readFrames(key, readFileSync(file)).frames),
    bytes: () => end,
    close: () => closeSync(handle),
  }
}
