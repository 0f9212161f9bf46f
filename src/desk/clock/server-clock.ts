/**
 * Time as the central store keeps it, as far as this desk knows (docs/protocol.md S13). The workstation's clock may be
 * days off; what is printed and signed uses the corrected time, and the uncorrected time is kept with it.
 */
import type { Settings } from '../cache/settings.ts'
import type { Surroundings } from '../surroundings.ts'

export interface ServerClock {
  /** Best known true time, milliseconds. */
  readonly now: () => number
  readonly iso: () => string
  /** Never earlier than any time seen before: turning the clock back extends nothing. */
  readonly notBefore: () => number
  readonly offset: () => number | null
  readonly learn: (serverTime: string) => void
}

export function serverClock(settings: Settings, { now }: Pick<Surroundings, 'now'>): ServerClock {
  const clock: ServerClock = {
    now: () => now() - (settings.get('clockOffsetMs') ?? 0),
    iso: () => new Date(clock.now()).toISOString(),
    notBefore: () => Math.max(clock.now(), settings.get('latestSeen') ?? 0),
    offset: () => settings.get('clockOffsetMs'),
    learn: (serverTime) => {
      const offset = Math.round(now() - Date.parse(serverTime))
      const known = settings.get('clockOffsetMs')
      // Differences within half a second come from the network: they are not stored with every answer.
      if (known === null || Math.abs(known - offset) > 500) settings.set('clockOffsetMs', offset)
      if (Date.parse(serverTime) > (settings.get('latestSeen') ?? 0) + 60_000)
        settings.set('latestSeen', Date.parse(serverTime))
    },
  }
  return clock
}
