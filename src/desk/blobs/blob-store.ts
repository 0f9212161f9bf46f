/**
 * Files at the desk by SHA-256: scans not yet sent, and copies fetched from the central store. Each is a file of its
 * own, encrypted, under a name from which its content cannot be guessed; the list of them is in the cache and can be
 * rebuilt from the files.
 */
import { createHmac } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, unlinkSync } from 'node:fs'
import path from 'node:path'
import { sha256Hex } from '../../files/sha256.ts'
import { type Database, isDiskFull } from '../cache/open-cache.ts'
import { blobRows, PASSING } from './blob-rows.ts'
import { writeDurably } from '../keys/durable-file.ts'
import { open, seal } from '../keys/sealed-bytes.ts'
import { mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../../files/media-type.ts'

export interface BlobStore {
  /** On the disk when it returns. The same bytes are stored once. */
  readonly put: (bytes: Uint8Array) => StoredBlob
  /** For papers and forms made to be shown: deleted after an hour, and at once with the next erasure. */
  readonly putShown: (bytes: Uint8Array) => StoredBlob
  /** For a file that no draft has taken yet: deleted if none has taken it in an hour. */
  readonly putGiven: (bytes: Uint8Array) => StoredBlob
  /** Null if the bytes are not here or no longer readable. The file decides, not the list of files. */
  readonly get: (sha256: string) => { bytes: Buffer; mediaType: string } | null
  readonly has: (sha256: string) => boolean
  readonly delete: (sha256: string) => void
  /** The file belongs to a draft or a request, and is deleted with it. */
  readonly keepFor: (sha256: string, owner: string) => void
  /** A draft became a request: its pages and files belong to the request; inside the caller's transaction. */
  readonly moveOwner: (draftId: string, requestId: string) => void
  /** Files of a draft or a request: its own, and the pages of a draft. */
  readonly ownedBy: (owner: string) => string[]
  /** Deletes the files that belonged to `owner` and that nothing else here needs. */
  readonly release: (files: readonly string[], owner: string | null) => void
  /** Deletes what was only made to be shown. */
  readonly deleteShown: () => void
  /** Deletes what was shown, and what was given and not taken, if it is older than an hour. */
  readonly deletePassing: () => void
  readonly markSent: (sha256: string, sentBytes: number, complete: boolean) => void
  readonly isUploaded: (sha256: string) => boolean
  /** Deletes the least recently used copies that nothing here needs, until at most `limit` bytes are kept. */
  readonly trim: (limit: number) => number
  /** Lists the files again after the cache was lost. */
  readonly relist: () => void
}

interface StoredBlob {
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: string
}

interface BlobOptions {
  readonly db: Database
  readonly folder: string
  readonly key: Uint8Array
  readonly randomBytes: (length: number) => Uint8Array
  readonly now: () => number
}

/** Bytes stored for a draft and not yet added to it are kept at least this long. */
const GRACE_MS = 24 * 60 * 60_000
/** Files that are only passing are kept this long. */
const PASSING_MS = 60 * 60_000

type Owners = Pick<BlobStore, 'keepFor' | 'moveOwner' | 'ownedBy' | 'release' | 'deleteShown' | 'deletePassing'>
const ownersOf = (sql: ReturnType<typeof blobRows>, forget: (sha256: string) => void, now: () => number): Owners => ({
  keepFor: (sha256, owner) => {
    sql.use.run(sha256, owner)
    sql.stay.run(sha256)
  },
  moveOwner: (draftId, requestId) => {
    sql.usePages.run(requestId, draftId)
    sql.moveUses.run(requestId, draftId)
    sql.dropUses.run(draftId)
  },
  ownedBy: (owner) => sql.owned.all(owner, owner).map(({ sha256 }) => sha256),
  release: (files, owner) => {
    for (const sha256 of files) if (sql.isFree.get(sha256, owner) !== undefined) forget(sha256)
    // At the end: whatever interrupts the deletion, the next attempt finds the rest of the owner's files.
    if (owner !== null) sql.dropUses.run(owner)
  },
  deleteShown: () => {
    for (const { sha256 } of sql.passing.all(PASSING.shown, '9999')) forget(sha256)
  },
  deletePassing: () => {
    const before = new Date(now() - PASSING_MS).toISOString()
    for (const kind of [PASSING.shown, PASSING.given])
      for (const { sha256 } of sql.passing.all(kind, before)) forget(sha256)
  },
})

export function blobStore({ db, folder, key, randomBytes, now }: BlobOptions): BlobStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fileOf = (sha256: string): string =>
    path.join(folder, `${createHmac('sha256', key).update(sha256).digest('hex')}.blob`)
  const at = (): string => new Date(now()).toISOString()
  const sql = blobRows(db)

  const read = (sha256: string): Buffer | null => {
    const file = fileOf(sha256)
    if (!existsSync(file)) return null
    const bytes = open(key, readFileSync(file), path.basename(file))
    return bytes !== null && sha256Hex(bytes) === sha256 ? bytes : null
  }
  const forget = (sha256: string): void => {
    const file = fileOf(sha256)
    if (existsSync(file)) unlinkSync(file)
    sql.remove.run(sha256)
  }
  const keep = (bytes: Uint8Array, passing: number): StoredBlob => {
    const sha256 = sha256Hex(bytes)
    const mediaType = mediaTypeOf(bytes) ?? UNKNOWN_MEDIA_TYPE
    const file = fileOf(sha256)
    if (read(sha256) === null) writeDurably(file, seal(key, bytes, path.basename(file), randomBytes(12)))
    sql.insert.run(sha256, mediaType, bytes.length, at(), at(), passing)
    return { sha256, bytes: bytes.length, mediaType }
  }
  /** The row of a file that is here, made again if it was lost. */
  const listed = (sha256: string, bytes: Buffer): string => {
    const mediaType = mediaTypeOf(bytes) ?? UNKNOWN_MEDIA_TYPE
    sql.insert.run(sha256, mediaType, bytes.length, at(), at(), 0)
    return mediaType
  }
  const store: BlobStore = {
    put: (bytes) => keep(bytes, PASSING.no),
    putShown: (bytes) => keep(bytes, PASSING.shown),
    putGiven: (bytes) => keep(bytes, PASSING.given),
    get: (sha256) => {
      const bytes = read(sha256)
      if (bytes === null) return null
      const known = sql.row.get(sha256)
      try {
        sql.touch.run(at(), sha256)
      } catch (error) {
        // The time of use only decides what is trimmed first: on a full disk the file is still shown.
        if (!isDiskFull(error)) throw error
      }
      return { bytes, mediaType: known?.media_type ?? listed(sha256, bytes) }
    },
    has: (sha256) => existsSync(fileOf(sha256)),
    delete: forget,
    ...ownersOf(sql, forget, now),
    markSent: (sha256, sentBytes, complete) => void sql.sent.run(sha256, at(), at(), sentBytes, complete ? 1 : 0),
    isUploaded: (sha256) => sql.row.get(sha256)?.uploaded === 1,
    trim: (limit) => {
      let kept = sql.total.get()?.bytes ?? 0
      let dropped = 0
      if (kept <= limit) return 0
      const spare = sql.spare.all(new Date(now() - GRACE_MS).toISOString())
      for (const { sha256, bytes } of spare) {
        if (kept <= limit) break
        forget(sha256)
        kept -= bytes
        dropped += 1
      }
      return dropped
    },
    relist: () => {
      for (const name of readdirSync(folder)) {
        const bytes = open(key, readFileSync(path.join(folder, name)), name)
        if (bytes !== null) listed(sha256Hex(bytes), bytes)
      }
    },
  }
  return store
}
