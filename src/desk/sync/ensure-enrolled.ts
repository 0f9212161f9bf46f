/** Signing in needs an enrolled workstation: where it is not yet one, a sync run enrols it now. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Settings } from '../cache/settings.ts'
import type { SyncLoop } from './sync.ts'

/** How long a person who signs in waits for the enrolment. */
const ENROLMENT_LIMIT_MS = 10_000

export async function ensureEnrolled(
  settings: Pick<Settings, 'get'>,
  sync: Pick<SyncLoop, 'now' | 'lastProblem'>,
): Promise<Result<true>> {
  if (settings.get('enrolment') !== null) return ok(true)
  await sync.now(ENROLMENT_LIMIT_MS)
  if (settings.get('enrolment') !== null) return ok(true)
  const problem = sync.lastProblem()
  return problem === null ? refuse('enrolment.invalid') : { ok: false, problem }
}
