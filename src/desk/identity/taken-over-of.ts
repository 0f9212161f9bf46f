/** What an act of an earlier identity of this workstation carries when a person takes it over (ADR 0089). */
import type { TakenOverAct } from '../../protocol/commands.ts'
import type { Enrolment } from '../cache/settings.ts'
import type { OutboxEntry } from '../outbox/outbox.ts'

type Earlier = NonNullable<Enrolment['earlier']>[number]

/** The identity under which an act was done, if it is not the present one. */
export const earlierIdentityOf = (enrolment: Enrolment | null, deviceSeq: number): Earlier | undefined =>
  enrolment?.earlier?.find(({ lastSeq }) => deviceSeq <= lastSeq)

/**
 * Undefined for an act of the present identity. Where the act was itself a take-over, its first author stays the first.
 */
export function takenOverOf(
  { envelope, actorName }: Pick<OutboxEntry, 'envelope' | 'actorName'>,
  enrolment: Enrolment | null,
): TakenOverAct | undefined {
  const { takenOver, kind: _kind, aggregateId: _aggregateId, payload: _payload, ...signed } = envelope
  if (takenOver !== undefined) return takenOver
  const earlier = earlierIdentityOf(enrolment, envelope.deviceSeq)
  return earlier && { ...signed, deviceId: earlier.deviceId, deskNumber: earlier.deskNumber, actorName }
}
