/**
 * Time as the central store keeps it, as far as this desk knows (docs/protocol.md S13). The workstation's clock may be
 * days off; what is printed and signed uses the corrected time, and the uncorrected time is kept with it.
 *
 * Both clocks can be wrong, so a jump needs a witness: an answer of the central store is believed when it agrees with
 * the time that has passed since the last one, or with the workstation's own clock; else once answers have agreed with
 * each other for an hour (ADR 0084). Calls are always signed by the time of the last answer.
 */
import { problem, type Problem } from '../../domain/problem.ts'
import type { Settings } from '../cache/settings.ts'
import type { Surroundings } from '../surroundings.ts'

export interface ServerClock {
  /** Best known true time, milliseconds; never before a believed time of the central store. */
  readonly now: () => number
  readonly iso: () => string
  /** Never earlier than any time seen before: turning the clock back extends nothing. */
  readonly notBefore: () => number
  /** The workstation's clock minus the best known time; null before the first contact. */
  readonly offset: () => number | null
  /** For signing calls: the time as the last answer of the central store had it, believed or not. */
  readonly callIso: () => string
  /** Returns whether the time for signing calls has changed by it. */
  readonly learn: (serverTime: string) => boolean
  /** Why no date may be written on a paper now; null if it may. */
  readonly doubt: () => Problem | null
}

const HOUR_MS = 60 * 60_000
/** Two clocks that differ by less agree. */
const AGREE_MS = 24 * HOUR_MS
/** Answers that agree with each other for this long are believed, whatever the workstation's clock shows. */
const CONFIRMED_AFTER_MS = HOUR_MS
/** A clock further behind a believed time has been turned back, and is no longer a witness. */
const BEHIND_MS = 10 * 60_000
/**
 * A clock that is further behind (an empty battery: 2020, 1970) gives no date, because it is unknown how long it was
 * off.
 */
const NO_DAY_MS = 3 * 24 * HOUR_MS
/** Differences within half a second come from the network: they are not stored with every answer. */
const NETWORK_MS = 500

/** A time of the central store, and when it arrived by the clock that only goes forward. */
interface Answer {
  readonly time: number
  readonly at: number
}

export function serverClock(
  settings: Settings,
  { now: wall, monotonic }: Pick<Surroundings, 'now' | 'monotonic'>,
): ServerClock {
  /** The last believed answer of this process. */
  let believed: Answer | null = null
  /** The first of the answers that are not believed yet. */
  let held: Answer | null = null
  let callOffset: number | null = settings.get('clockOffsetMs')

  const passedSince = ({ time, at }: Answer): number => time + monotonic() - at
  const latestSeen = (): number => settings.get('latestSeen') ?? 0
  /**
   * By the workstation's clock, corrected; it may have been turned since. A clock that was days off and now shows a
   * possible time without correction has been set right.
   */
  const corrected = (): number => {
    const offset = settings.get('clockOffsetMs') ?? 0
    const time = wall() - offset
    const wasSet = Math.abs(offset) > NO_DAY_MS && wall() >= latestSeen() - BEHIND_MS
    return wasSet ? Math.min(time, wall()) : time
  }
  const isBehind = (tolerance: number): boolean => corrected() < latestSeen() - tolerance
  const agrees = (time: number, with_: number): boolean => Math.abs(time - with_) <= AGREE_MS
  /** What this desk knows of the time without this answer; null if nothing. */
  const expected = (): number | null => {
    if (believed !== null) return passedSince(believed)
    return settings.get('clockOffsetMs') === null || isBehind(BEHIND_MS) ? null : corrected()
  }

  const believe = (answer: Answer): void => {
    believed = answer
    held = null
    const offset = Math.round(wall() - answer.time)
    const known = settings.get('clockOffsetMs')
    if (known === null || Math.abs(known - offset) > NETWORK_MS) settings.set('clockOffsetMs', offset)
    // The central store may also put the time back: then an earlier answer of it was wrong.
    if (Math.abs(latestSeen() - answer.time) > 60_000) settings.set('latestSeen', answer.time)
  }
  const isWitnessed = ({ time }: Answer): boolean => {
    const passed = expected()
    if (agrees(time, wall())) settings.set('clockWitnessed', true)
    else if (passed === null) settings.set('clockWitnessed', false)
    else if (settings.get('clockWitnessed') !== false) return agrees(time, passed)
    // A time that had no witness itself is no evidence against a later answer.
    return true
  }
  const isConfirmed = (answer: Answer): boolean => {
    if (held === null || !agrees(answer.time, passedSince(held))) {
      held = answer
      return false
    }
    return answer.at - held.at >= CONFIRMED_AFTER_MS
  }

  const clock: ServerClock = {
    now: () => Math.max(corrected(), latestSeen(), believed === null ? 0 : passedSince(believed)),
    iso: () => new Date(clock.now()).toISOString(),
    notBefore: () => clock.now(),
    offset: () => (settings.get('clockOffsetMs') === null ? null : Math.round(wall() - clock.now())),
    callIso: () => new Date(wall() - (callOffset ?? 0)).toISOString(),
    learn: (serverTime) => {
      const answer = { time: Date.parse(serverTime), at: monotonic() }
      const before = callOffset
      callOffset = Math.round(wall() - answer.time)
      if (isWitnessed(answer) || isConfirmed(answer)) believe(answer)
      return before === null || Math.abs(before - callOffset) > NETWORK_MS
    },
    doubt: () =>
      believed === null && isBehind(NO_DAY_MS)
        ? problem('clock.behind', { seen: new Date(latestSeen()).toISOString() })
        : null,
  }
  return clock
}
