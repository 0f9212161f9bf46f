/** What the banner of a request shows beside the person: the state of the dossier, and what needs attention. */
import type { Day } from '../../src/domain/calendar/day.ts'
import { ageOn } from '../../src/domain/calendar/day.ts'
import { parseCnp } from '../../src/domain/person/cnp.ts'
import type { ProcedureOutput, RequestDetail } from '../../src/protocol/desk.ts'

export type LookUp = ProcedureOutput<'holder.lookUp'>

export type PersonAlert =
  | { readonly alert: 'deceased' | 'cnp-wrong' | 'minor' | 'identity' | 'held' }
  | { readonly alert: 'dossier'; readonly state: LookUp['dossier'] }
  | { readonly alert: 'other-requests'; readonly numbers: readonly string[] }
  | { readonly alert: 'represented'; readonly by: string; readonly capacity: RequestDetail['request']['capacity'] }

/** Full years on a day; null where the CNP does not state the birth date. */
export function ageOfCnp(cnp: string, day: Day): number | null {
  const parsed = parseCnp(cnp)
  return parsed.ok && parsed.value.birthDate !== null ? ageOn(parsed.value.birthDate, day) : null
}

/** Most important first. `found`: what the central store knows of the person; null while it is not known. */
export function personAlerts(detail: RequestDetail, found: LookUp | null, today: Day): PersonAlert[] {
  const { request } = detail
  const alerts: PersonAlert[] = []
  if (found?.deceased === true || request.execution?.problem?.code === 'request.deceased')
    alerts.push({ alert: 'deceased' })
  if (!parseCnp(request.holder.cnp).ok) alerts.push({ alert: 'cnp-wrong' })
  if (detail.held) alerts.push({ alert: 'held' })
  if (request.identityCheck?.outcome !== 'passed') alerts.push({ alert: 'identity' })
  const age = ageOfCnp(request.holder.cnp, today)
  if (age !== null && age < 18) alerts.push({ alert: 'minor' })
  if (request.representative)
    alerts.push({
      alert: 'represented',
      by: `${request.representative.surname} ${request.representative.givenNames}`,
      capacity: request.capacity,
    })
  const others = (found?.openRequests ?? []).filter(({ requestId }) => requestId !== request.id)
  if (others.length > 0) alerts.push({ alert: 'other-requests', numbers: others.map(({ number }) => number) })
  if (found !== null) alerts.push({ alert: 'dossier', state: found.dossier })
  return alerts
}
