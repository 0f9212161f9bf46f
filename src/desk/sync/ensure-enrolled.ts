/**
 * Signing in needs an enrolled workstation: where it is not yet one, a sync run enrols it now. It also waits until the
 * workstation is compared with the central store's record of it, because its first registration comes soon.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Settings } from '../cache/settings.ts'
import type { KnownPlace } from './known-place.ts'
import type { SyncLoop } from './sync.ts'

/** How long a person who signs in waits for the enrolment. */
const ENROLMENT_LIMIT_MS = 10_000
/** The same for the comparison; without a network it fails at once, and signing in offline follows. */
const COMPARISON_LIMIT_MS = 5_000

export async function ensureEnrolled(
  settings: Pick<Settings, 'get'>,
  sync: Pick<SyncLoop, 'now' | 'lastProblem'>,
  place: Pick<KnownPlace, 'isKnown' | 'learned'>,
): Promise<Result<true>> {
  if (settings.get('enrolment') !== null) {
    if (!place.isKnown()) await Promise.race([place.learned(), sync.now(COMPARISON_LIMIT_MS)])
    return ok(true)
  }
  await sync.now(ENROLMENT_LIMIT_MS)
  if (settings.get('enrolment') !== null) return ok(true)
  const problem = sync.lastProblem()
  return problem === null ? refuse('enrolment.invalid') : { ok: false, problem }
}
