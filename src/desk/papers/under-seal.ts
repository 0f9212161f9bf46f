/** Asks the central store to seal a paper, for as long as a person at the counter can be asked to wait. */
import type { Result } from '../../domain/problem.ts'
import { hasRight } from '../../domain/rights.ts'
import type { SealCheck } from './seal-check.ts'
import type { Person } from '../session/session.ts'
import type { SyncLoop } from '../sync/sync.ts'

/** A sealed paper that takes longer than this is made at the desk instead, without a seal. */
const SEAL_WAIT_MS = 2_500
/** After a central store that did not answer in time, the next papers are made here at once for this long. */
const SPARED_MS = 30_000

interface Arrived {
  readonly bytes: Uint8Array
}
export interface SealedOnDemand<T extends Arrived> {
  readonly ask: (options: { token: string; signal: AbortSignal }) => Promise<Result<T>>
  /** Runs first, within the same time. */
  readonly before?: (limitMs: number) => Promise<void>
}

/** Null: the desk makes the paper itself. A returned paper has a valid seal. */
export type UnderSeal = <T extends Arrived>(person: Person, wanted: SealedOnDemand<T>) => Promise<T | null>

export function underSealOf(
  sync: Pick<SyncLoop, 'online'>,
  { isSealed }: Pick<SealCheck, 'isSealed'>,
  monotonic: () => number,
): UnderSeal {
  let sparedUntil = -Infinity
  return async (person, { ask, before }) => {
    if (!sync.online() || person.token === null || !hasRight(person.role, 'paper.print') || monotonic() < sparedUntil)
      return null
    const end = monotonic() + SEAL_WAIT_MS
    await before?.(SEAL_WAIT_MS)
    const left = end - monotonic()
    const answer = left > 0 ? await ask({ token: person.token, signal: AbortSignal.timeout(Math.ceil(left)) }) : null
    if (monotonic() >= end) sparedUntil = monotonic() + SPARED_MS
    return answer?.ok === true && (await isSealed(answer.value.bytes)) ? answer.value : null
  }
}
