/**
 * Makes this installation a workstation of the house: once, with a one-time code (architecture.md, "Security floor").
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Journal } from '../journal/journal.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { ServerClock } from '../clock/server-clock.ts'

interface Introduction {
  readonly client: CentralClient
  readonly settings: Settings
  readonly clock: ServerClock
  readonly signal?: AbortSignal | undefined
}

export async function enrol(
  options: Introduction & { journal: Journal; code: string; publicKey: string; name: string },
): Promise<Result<Enrolment>> {
  const { client, settings, clock, journal, code, publicKey, name, signal } = options
  const answer = await client.call('enrol', { code, publicKey, name }, { signal })
  if (!answer.ok) return answer
  const { deviceId, deskNumber, deskName, storeId, epoch, serverTime, demonstration } = answer.value
  const enrolment = { deviceId, deskNumber, deskName, storeId, epoch }
  clock.learn(serverTime)
  journal.append({ type: 'enrolled', ...enrolment })
  settings.set('enrolment', enrolment)
  settings.set('demonstration', demonstration)
  return ok(enrolment)
}

/**
 * Asks the central store for its identity and for the minimum protocol. Another store, or the same one restored, stops
 * the sync; a person decides what to do then (S9).
 */
export async function greet({
  client,
  settings,
  clock,
  signal,
  enrolment,
}: Introduction & { enrolment: Enrolment | null }): Promise<Result<true>> {
  const answer = await client.call('hello', {}, { signal })
  if (!answer.ok) return answer
  const { storeId, epoch, serverTime, head, demonstration, minimumProtocol } = answer.value
  clock.learn(serverTime)
  settings.set('lastContactAt', clock.iso())
  settings.set('demonstration', demonstration)
  settings.set('minimumProtocol', Math.max(minimumProtocol, 0))
  if (
    enrolment !== null &&
    (storeId !== enrolment.storeId || epoch !== enrolment.epoch || head < (settings.get('cursor') ?? 0))
  )
    return refuse('store.different', { storeId, epoch })
  settings.set('head', head)
  return ok(true)
}
