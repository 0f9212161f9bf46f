/** What the desk takes from the world around it, passed in so that tests can set the clock and the random bytes. */
import { randomBytes as systemRandomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import { v7 } from 'uuid'

export interface SurroundingsOptions {
  readonly log: Logger
  /** The wall clock, milliseconds since 1970. */
  readonly clock?: () => number
  /** Milliseconds that only go forward, for idle times. */
  readonly monotonic?: () => number
  readonly random?: (length: number) => Uint8Array
}

export interface Surroundings {
  /** The wall clock of the workstation, milliseconds since 1970; may be wrong by days. */
  readonly now: () => number
  /** Milliseconds that only go forward. */
  readonly monotonic: () => number
  readonly randomBytes: (length: number) => Uint8Array
  /** UUIDv7 (RFC 9562) of the workstation's clock. */
  readonly newId: () => string
  /** A random number in [0, 1), for jitter. */
  readonly fraction: () => number
  /** The present moment as part of a file name. */
  readonly stamp: () => string
  readonly log: Logger
}

export function surroundingsOf({
  clock: now = Date.now,
  monotonic = () => performance.now(),
  random: randomBytes = (length) => systemRandomBytes(length),
  log,
}: SurroundingsOptions): Surroundings {
  return {
    now,
    monotonic,
    randomBytes,
    newId: () => v7({ msecs: now(), random: randomBytes(16) }),
    fraction: () => Buffer.from(randomBytes(6)).readUIntBE(0, 6) / 2 ** 48,
    stamp: () => new Date(now()).toISOString().replace(/[:.]/g, '-'),
    log,
  }
}
