/**
 * Whether the refusal of an upload concerns the one file or the whole workstation. A refusal of the file holds up only
 * its request; any other, of the workstation, the line or the store, is retried before anything behind it is sent.
 */
import type { Problem } from '../../domain/problem.ts'

/** Nobody's file would be accepted now. */
const OF_THE_DESK: readonly Problem['code'][] = [
  'central.unreachable',
  'rate.exceeded',
  'store.full',
  'store.damaged',
  'store.different',
  'device.unknown',
  'device.signature',
  'device.clock',
  'device.frozen',
  'device.forked',
  'device.behind',
  'device.unchecked',
  'protocol.too-old',
  'route.unknown',
  'disk.full',
  'cache.unavailable',
]
/** May pass by itself: taken for a refusal of the file only when it comes again and again. */
const PASSING: readonly Problem['code'][] = ['unexpected', 'attachment.offset']
const MOST_PASSING = 3

export interface FileRefusals {
  readonly isOfTheFile: (sha256: string, problem: Problem) => boolean
}

/** Counts over all runs of a desk that is open. */
export function fileRefusals(): FileRefusals {
  const passing = new Map<string, number>()
  return {
    isOfTheFile: (sha256, { code }) => {
      if (OF_THE_DESK.includes(code)) return false
      if (!PASSING.includes(code)) return true
      const count = (passing.get(sha256) ?? 0) + 1
      passing.set(sha256, count)
      return count >= MOST_PASSING
    },
  }
}
