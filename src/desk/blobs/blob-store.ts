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
import { writeDurably } from '../keys/durable-file.ts'
import { open, seal } from '../keys/sealed-bytes.ts'
import { mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../../files/media-type.ts'

export interface BlobStore {
  /** On the disk when it returns. The same bytes are stored once. */
  readonly put: (bytes: Uint8Array) => { sha256: string; bytes: number; mediaType: string }
  /** Null if the bytes are not here or no longer readable. */
  readonly get: (sha256: string) => { bytes: Buffer; mediaType: string } | null
  readonly has: (sha256: string) => boolean
  readonly delete: (sha256: string) => void
  readonly markSent: (sha256: string, sentBytes: number, complete: boolean) => void
  readonly isUploaded: (sha256: string) => boolean
  /** Deletes the least recently used copies that nothing here needs, until at most `limit` bytes are kept. */
  readonly trim: (limit: number) => number
  /** Lists the files again after the cache was lost. */
  readonly relist: () => void
}

interface BlobOptions {
  readonly db: Database
  readonly folder: string
  readonly key: Uint8Array
  readonly randomBytes: (length: number) => Uint8Array
  readonly now: () => number
}

/** Needed: on a page of a draft, or named by an act that is not yet receipted. */
const NEEDED = `EXISTS (SELECT 1 FROM draft_page WHERE draft_page.sha256 = blob.sha256)
  OR EXISTS (SELECT 1 FROM outbox WHERE outbox.state IN ('queued', 'sent', 'parked') AND outbox.kind = 'attach-document' AND json_extract(outbox.payload, '$.attachment.sha256') = blob.sha256)`
/** Bytes stored for a draft and not yet added to it are kept at least this long. */
const GRACE_MS = 24 * 60 * 60_000

export function blobStore({ db, folder, key, randomBytes, now }: BlobOptions): BlobStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const fileOf = (sha256: string): string =>
    path.join(folder, `${createHmac('sha256', key).update(sha256).digest('hex')}.blob`)
  const at = (): string => new Date(now()).toISOString()
  const insert = db.prepare(
    `INSERT INTO blob (sha256, media_type, bytes, stored_at, last_used, sent_bytes, uploaded) VALUES (?, ?, ?, ?, ?, 0, 0)
     ON CONFLICT (sha256) DO UPDATE SET last_used = excluded.last_used`,
  )
  const row = db.prepare<[string], { media_type: string; uploaded: number }>(
    'SELECT media_type, uploaded FROM blob WHERE sha256 = ?',
  )
  const touch = db.prepare('UPDATE blob SET last_used = ? WHERE sha256 = ?')
  const remove = db.prepare('DELETE FROM blob WHERE sha256 = ?')
  const sent = db.prepare('UPDATE blob SET sent_bytes = ?, uploaded = ? WHERE sha256 = ?')
  const total = db.prepare<[], { bytes: number }>('SELECT coalesce(sum(bytes), 0) AS bytes FROM blob')

  const read = (sha256: string): Buffer | null => {
    const file = fileOf(sha256)
    if (!existsSync(file)) return null
    const bytes = open(key, readFileSync(file), path.basename(file))
    return bytes !== null && sha256Hex(bytes) === sha256 ? bytes : null
  }
  const forget = (sha256: string): void => {
    const file = fileOf(sha256)
    if (existsSync(file)) unlinkSync(file)
    remove.run(sha256)
  }
  const store: BlobStore = {
    put: (bytes) => {
      const sha256 = sha256Hex(bytes)
      const mediaType = mediaTypeOf(bytes) ?? UNKNOWN_MEDIA_TYPE
      const file = fileOf(sha256)
      if (read(sha256) === null) writeDurably(file, seal(key, bytes, path.basename(file), randomBytes(12)))
      insert.run(sha256, mediaType, bytes.length, at(), at())
      return { sha256, bytes: bytes.length, mediaType }
    },
    get: (sha256) => {
      const known = row.get(sha256)
      const bytes = known && read(sha256)
      if (!known || !bytes) return null
      try {
        touch.run(at(), sha256)
      } catch (error) {
        // The time of use only decides what is trimmed first: on a full disk the file is still shown.
        if (!isDiskFull(error)) throw error
      }
      return { bytes, mediaType: known.media_type }
    },
    has: (sha256) => row.get(sha256) !== undefined && existsSync(fileOf(sha256)),
    delete: forget,
    markSent: (sha256, sentBytes, complete) => void sent.run(sentBytes, complete ? 1 : 0, sha256),
    isUploaded: (sha256) => row.get(sha256)?.uploaded === 1,
    trim: (limit) => {
      let kept = total.get()?.bytes ?? 0
      let dropped = 0
      if (kept <= limit) return 0
      const spare = db
        .prepare<[string], { sha256: string; bytes: number }>(
          `SELECT sha256, bytes FROM blob WHERE stored_at < ? AND NOT (${NEEDED}) ORDER BY last_used`,
        )
        .all(new Date(now() - GRACE_MS).toISOString())
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
        if (bytes !== null)
          insert.run(sha256Hex(bytes), mediaTypeOf(bytes) ?? UNKNOWN_MEDIA_TYPE, bytes.length, at(), at())
      }
    },
  }
  return store
}
