/** What the desk takes from the world around it, passed in so that tests can turn the clock and the dice. */
import { v7 } from 'uuid'
import type { Logger } from 'pino'

export interface Surroundings {
  /** The wall clock of the workstation, milliseconds since 1970; may be wrong by days. */
  readonly now: () => number
  readonly randomBytes: (length: number) => Uint8Array
  readonly log: Logger
}

/** UUIDv7 (RFC 9562) of the workstation's clock. */
export const newId = ({ now, randomBytes }: Pick<Surroundings, 'now' | 'randomBytes'>): string =>
  v7({ msecs: now(), random: randomBytes(16) })

/** A number in [0, 1) from the same source, for jitter. */
export const randomFraction = ({ randomBytes }: Pick<Surroundings, 'randomBytes'>): number =>
  Buffer.from(randomBytes(6)).readUIntBE(0, 6) / 2 ** 48
