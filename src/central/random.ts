/** Randomness as it is passed in: unpredictable bytes, and ids that sort by the time at which they were made. */
import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'

export interface Random {
  bytes(length: number): Uint8Array
  /** UUIDv7 (RFC 9562). */
  id(at: number): string
}

export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  id: (at) => v7({ msecs: at }),
}

/** Milliseconds since 1970-01-01T00:00Z. */
export type Clock = () => number

export const instantOf = (at: number): string => new Date(at).toISOString()
