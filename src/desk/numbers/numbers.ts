/**
 * Registration numbers at the desk: taken from leased blocks, oldest first; when none is left, a clearly provisional
 * one. A number is taken in the transaction of its registration, so it is used exactly when its request exists.
 */
import type { Database } from '../cache/open-cache.ts'
import type { Settings } from '../cache/settings.ts'
import { formatProvisionalNumber } from '../../domain/request/registry-number.ts'
import type { NumberBlock } from '../../protocol/central/numbers.ts'

/** A block of this desk; without `from` while it is requested and not yet granted. */
interface HeldBlock {
  readonly blockId: string
  readonly registry: string
  readonly year: number
  readonly from: number | null
  readonly to: number | null
  /** The first unused number. */
  readonly next: number | null
  readonly closed: boolean
}

export interface Numbers {
  /** The number the next registration of a year would get; nothing is taken. */
  readonly peek: (
    registry: string,
    year: number,
    deskNumber: number,
  ) => { sequence: number; provisional: null } | { sequence: null; provisional: string }
  /** Marks a number as used, whichever block it is of; inside the caller's transaction. */
  readonly take: (registration: {
    registry: string
    year: number
    sequence: number | null
    provisional: string | null
  }) => void
  readonly left: (registry: string, year: number) => number
  /** A block requested and not yet granted, or null. Requesting it again under the same id leases nothing twice. */
  readonly asked: (registry: string, year: number) => { blockId: string; size: number } | null
  readonly ask: (blockId: string, registry: string, year: number, size: number) => void
  readonly grant: (blockId: string, block: NumberBlock) => void
  readonly blocks: () => HeldBlock[]
  /** Numbers of a block below this one are used. */
  readonly advance: (blockId: string, unusedFrom: number) => void
  /** From now on no number of the block is used, whatever the clock shows. */
  readonly close: (blockId: string) => void
  /** Deletes a block that is finished. */
  readonly drop: (blockId: string) => void
}

export function numbersOf(db: Database, settings: Settings): Numbers {
  const next = db.prepare<[string, number], { next_n: number }>(
    'SELECT next_n FROM number_block WHERE registry = ? AND year = ? AND from_n IS NOT NULL AND closed = 0 AND next_n <= to_n ORDER BY from_n LIMIT 1',
  )
  const take = db.prepare(
    'UPDATE number_block SET next_n = ? WHERE registry = ? AND year = ? AND from_n <= ? AND to_n >= ? AND next_n <= ?',
  )
  const left = db.prepare<[string, number], { n: number | null }>(
    'SELECT sum(to_n - next_n + 1) AS n FROM number_block WHERE registry = ? AND year = ? AND from_n IS NOT NULL AND closed = 0',
  )
  const asked = db.prepare<[string, number], { block_id: string; size: number }>(
    'SELECT block_id, size FROM number_block WHERE registry = ? AND year = ? AND from_n IS NULL',
  )
  const ask = db.prepare('INSERT INTO number_block (block_id, registry, year, size) VALUES (?, ?, ?, ?)')
  const grant = db.prepare(
    'UPDATE number_block SET registry = ?, year = ?, from_n = ?, to_n = ?, next_n = ? WHERE block_id = ? AND from_n IS NULL',
  )
  const blocks = db.prepare<
    [],
    {
      block_id: string
      registry: string
      year: number
      from_n: number | null
      to_n: number | null
      next_n: number | null
      closed: number
    }
  >('SELECT * FROM number_block ORDER BY year, from_n')
  const close = db.prepare('UPDATE number_block SET closed = 1 WHERE block_id = ?')
  const advance = db.prepare('UPDATE number_block SET next_n = ? WHERE block_id = ? AND next_n < ?')
  const drop = db.prepare('DELETE FROM number_block WHERE block_id = ?')
  return {
    peek: (registry, year, deskNumber) => {
      const row = next.get(registry, year)
      if (row !== undefined) return { sequence: row.next_n, provisional: null }
      return {
        sequence: null,
        provisional: formatProvisionalNumber({
          desk: String(deskNumber),
          sequence: (settings.get('provisionalUsed') ?? 0) + 1,
        }),
      }
    },
    take: ({ registry, year, sequence, provisional }) => {
      if (sequence !== null) take.run(sequence + 1, registry, year, sequence, sequence, sequence)
      else if (provisional !== null)
        settings.set(
          'provisionalUsed',
          Math.max(settings.get('provisionalUsed') ?? 0, Number(provisional.split('-')[2])),
        )
    },
    left: (registry, year) => left.get(registry, year)?.n ?? 0,
    asked: (registry, year) => {
      const row = asked.get(registry, year)
      return row === undefined ? null : { blockId: row.block_id, size: row.size }
    },
    ask: (blockId, registry, year, size) => void ask.run(blockId, registry, year, size),
    grant: (blockId, block) => void grant.run(block.registry, block.year, block.from, block.to, block.from, blockId),
    blocks: () =>
      blocks.all().map((row) => ({
        blockId: row.block_id,
        registry: row.registry,
        year: row.year,
        from: row.from_n,
        to: row.to_n,
        next: row.next_n,
        closed: row.closed === 1,
      })),
    advance: (blockId, unusedFrom) => void advance.run(unusedFrom, blockId, unusedFrom),
    close: (blockId) => void close.run(blockId),
    drop: (blockId) => void drop.run(blockId),
  }
}
