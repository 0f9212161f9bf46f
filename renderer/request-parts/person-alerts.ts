/** What the banner of a request shows beside the person: the state of the dossier, and what needs attention. */
import type { Day } from '../../src/domain/calendar/day.ts'
import { ageOn } from '../../src/domain/calendar/day.ts'
import { actsForAnother } from '../../src/domain/person/capacity.ts'
import { parseCnp } from '../../src/domain/person/cnp.ts'
import type { DraftContent, ProcedureOutput, RequestDetail } from '../../src/protocol/desk.ts'

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

interface Shown {
  readonly cnp: string
  readonly deceased: boolean
  readonly held: boolean
  readonly identityOpen: boolean
  readonly representative: { readonly surname: string; readonly givenNames: string } | null
  readonly capacity: RequestDetail['request']['capacity']
  /** Numbers of the person's other open requests. */
  readonly others: readonly string[]
  readonly dossier: LookUp['dossier'] | null
}

/** Most important first. */
function alertsOf(shown: Shown, today: Day): PersonAlert[] {
  const alerts: PersonAlert[] = []
  if (shown.deceased) alerts.push({ alert: 'deceased' })
  if (!parseCnp(shown.cnp).ok) alerts.push({ alert: 'cnp-wrong' })
  if (shown.held) alerts.push({ alert: 'held' })
  if (shown.identityOpen) alerts.push({ alert: 'identity' })
  const age = ageOfCnp(shown.cnp, today)
  if (age !== null && age < 18) alerts.push({ alert: 'minor' })
  if (shown.representative) {
    const { surname, givenNames } = shown.representative
    alerts.push({ alert: 'represented', by: `${surname} ${givenNames}`.trim(), capacity: shown.capacity })
  }
  if (shown.others.length > 0) alerts.push({ alert: 'other-requests', numbers: shown.others })
  if (shown.dossier !== null) alerts.push({ alert: 'dossier', state: shown.dossier })
  return alerts
}

/** Of a registered request. `found`: what the central store knows of the person; null while it is not known. */
export function personAlerts(detail: RequestDetail, found: LookUp | null, today: Day): PersonAlert[] {
  const { request } = detail
  const others = (found?.openRequests ?? []).filter(({ requestId }) => requestId !== request.id)
  return alertsOf(
    {
      cnp: request.holder.cnp,
      deceased: found?.deceased === true || request.execution?.problem?.code === 'request.deceased',
      held: detail.held,
      identityOpen: request.identityCheck?.outcome !== 'passed',
      representative: request.representative,
      capacity: request.capacity,
      others: others.map(({ number }) => number),
      dossier: found?.dossier ?? null,
    },
    today,
  )
}

const CNP_LENGTH = 13
const isNamed = ({ surname, givenNames }: DraftContent['representative']) => `${surname}${givenNames}`.trim() !== ''

/** Of the draft on the screen. A CNP that is not yet whole is not called wrong. */
export function draftAlerts(
  { holder, representative, capacity }: Pick<DraftContent, 'holder' | 'representative' | 'capacity'>,
  found: LookUp | null,
  today: Day,
): PersonAlert[] {
  const alerts = alertsOf(
    {
      cnp: holder.cnp,
      deceased: found?.deceased === true,
      held: false,
      identityOpen: false,
      // Named only once there is a name to show.
      representative: actsForAnother(capacity) && isNamed(representative) ? representative : null,
      capacity,
      others: (found?.openRequests ?? []).map(({ number }) => number),
      dossier: found?.dossier ?? null,
    },
    today,
  )
  return holder.cnp.trim().length < CNP_LENGTH ? alerts.filter(({ alert }) => alert !== 'cnp-wrong') : alerts
}
