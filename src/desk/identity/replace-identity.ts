/**
 * Enrols a workstation again that the central store admits no more: restored from a copy, frozen, or revoked. It keeps
 * its data, gets a new key and a new device number, and continues its chain (ADR 0089).
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { isReplaceable } from '../../protocol/desk.ts'
import type { Settings } from '../cache/settings.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { Journal } from '../journal/journal.ts'
import type { Identities } from '../keys/identities.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { DeskSession } from '../session/session.ts'
import type { KnownPlace } from '../sync/known-place.ts'
import type { SyncLoop } from '../sync/sync.ts'
import type { TakeIdentity } from './take-identity.ts'

interface ReplaceOptions {
  readonly settings: Pick<Settings, 'get'>
  readonly outbox: Pick<Outbox, 'tip'>
  readonly client: Pick<CentralClient, 'call'>
  readonly journal: Pick<Journal, 'append'>
  readonly identities: Identities
  readonly identity: Pick<TakeIdentity, 'take'>
  readonly session: Pick<DeskSession, 'signOutAll'>
  readonly place: Pick<KnownPlace, 'hold'>
  readonly sync: Pick<SyncLoop, 'stoppedBy' | 'wake'>
  readonly deskName: string
}

export type ReplaceIdentity = (code: string) => Promise<Result<Record<string, never>>>

export function replaceIdentity(options: ReplaceOptions): ReplaceIdentity {
  const { settings, outbox, client, journal, identities, identity, session, place, sync, deskName } = options
  return async (code) => {
    const present = settings.get('enrolment')
    if (present === null || !isReplaceable(sync.stoppedBy())) return refuse('device.not-replaceable')
    // The chain ends here: nothing is recorded until the central store has answered.
    const release = place.hold()
    try {
      const key = await identities.next(present.publicKey)
      const tip = outbox.tip()
      const answer = await client.call('enrol', { code, publicKey: key.publicKey, name: deskName, continues: tip })
      if (!answer.ok) return answer
      const { deviceId, deskNumber, deskName: name, storeId, epoch } = answer.value
      const enrolment = {
        ...{ deviceId, deskNumber, deskName: name, storeId, epoch, publicKey: key.publicKey },
        earlier: [
          ...(present.earlier ?? []),
          { deviceId: present.deviceId, deskNumber: present.deskNumber, lastSeq: tip.deviceSeq },
        ],
      }
      // The journal first: a start that finds the record there takes the identity.
      journal.append({ type: 'enrolled', ...enrolment })
      session.signOutAll()
      identity.take(enrolment)
    } finally {
      release()
    }
    sync.wake()
    return ok({})
  }
}
