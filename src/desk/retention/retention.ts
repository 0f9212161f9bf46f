/** How long the desk keeps what the central store has too, and when it deletes the rest. */
import type { WatchedFolder } from '../../devices/scanner/folder/watched-folder.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { type Database, truncateWal } from '../cache/open-cache.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { Journal } from '../journal/journal.ts'
import { purgeJournal } from '../journal/purge.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Surroundings } from '../surroundings.ts'

/** Acknowledged commands stay this long, so that a central store restored from a backup can receive them again (S9). */
const KEEP_RECEIPTED_MS = 90 * 24 * 60 * 60_000
/** Copies of files that the central store has too. */
const COPIES_LIMIT_BYTES = 512 * 1024 * 1024
const TRIM_EVERY_MS = 60 * 60_000

interface RetentionOptions extends Pick<Surroundings, 'now' | 'monotonic'> {
  readonly db: Database
  readonly outbox: Pick<Outbox, 'forget' | 'holds'>
  readonly journal: Pick<Journal, 'read' | 'rewrite'>
  readonly blobs: Pick<BlobStore, 'trim' | 'deletePassing'>
  readonly scans: Pick<WatchedFolder, 'tidy'>
  readonly clock: Pick<ServerClock, 'now'>
}

export interface Retention {
  /** Deletes files taken from the scan folder, and files made to be shown, whose time is over. */
  readonly trimAtStart: () => void
  /** Deletes what is over its time; does nothing when the last time was less than an hour ago. */
  readonly trim: () => void
}

export function openRetention(options: RetentionOptions): Retention {
  const { db, outbox, journal, blobs, scans, clock, now, monotonic } = options
  let trimmedAt = monotonic()
  return {
    trimAtStart: () => {
      scans.tidy(now())
      blobs.deletePassing()
    },
    trim: () => {
      if (monotonic() - trimmedAt < TRIM_EVERY_MS) return
      trimmedAt = monotonic()
      const forgotten = outbox.forget({ before: new Date(clock.now() - KEEP_RECEIPTED_MS).toISOString() })
      if (forgotten.length > 0) purgeJournal(journal, ({ deviceSeq }) => !outbox.holds(deviceSeq))
      blobs.deletePassing()
      blobs.trim(COPIES_LIMIT_BYTES)
      scans.tidy(now())
      truncateWal(db)
    },
  }
}
