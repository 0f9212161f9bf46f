/** Requests with a command of any desk that waits at the central store for a supervisor, as reported by the feed. */
import type { Database } from '../cache/open-cache.ts'

export interface Held {
  readonly count: () => number
  readonly isHeld: (requestId: string) => boolean
}

export function heldOf(db: Database): Held {
  const parked = `entity = 'receipt' AND json_extract(body, '$.receipt.outcome') = 'parked'`
  const counted = db.prepare<[], { n: number }>(
    `SELECT count(DISTINCT json_extract(body, '$.requestId')) AS n FROM raw_change WHERE ${parked}`,
  )
  const found = db.prepare<[string], { n: number }>(
    `SELECT count(*) AS n FROM raw_change WHERE ${parked} AND json_extract(body, '$.requestId') = ?`,
  )
  return { count: () => counted.get()?.n ?? 0, isHeld: (requestId) => (found.get(requestId)?.n ?? 0) > 0 }
}
