/**
 * The result of comparing this desk with the central store's record of it, since it was opened. A person who works
 * online waits for the first answer; without the network, work continues without it. The last answer is kept in the
 * cache, so that a desk known to be behind records nothing after a restart without a network either.
 */
import { problem, type Problem, type Result } from '../../domain/problem.ts'
import type { Settings } from '../cache/settings.ts'

/** Answers that concern this workstation; a lost connection is none. */
const OBSTACLES: readonly Problem['code'][] = ['device.behind', 'device.forked', 'store.different']

export interface KnownPlace {
  readonly learn: (place: Result<true>) => void
  readonly isKnown: () => boolean
  /** Resolves with the next answer, before the rest of its run. */
  readonly learned: () => Promise<void>
  /** Nothing may be recorded until the returned function is called. */
  readonly hold: () => () => void
  /** Why nothing may be recorded here now, or null. */
  readonly obstacle: (author: { readonly offline: boolean }) => Problem | null
}

export function knownPlace(settings: Pick<Settings, 'get' | 'set' | 'forget'>): KnownPlace {
  let known = false
  let held = false
  let waiting: (() => void)[] = []
  return {
    learn: (place) => {
      if (place.ok) settings.forget('obstacle')
      else if (OBSTACLES.includes(place.problem.code)) settings.set('obstacle', place.problem)
      else return
      known = true
      for (const resolve of waiting) resolve()
      waiting = []
    },
    isKnown: () => known,
    learned: () => new Promise((resolve) => waiting.push(resolve)),
    hold: () => {
      held = true
      return () => {
        held = false
      }
    },
    obstacle: ({ offline }) => {
      if (held) return problem('device.unchecked')
      const kept = settings.get('obstacle')
      if (kept !== null) return kept
      return known || offline ? null : problem('device.unchecked')
    },
  }
}
