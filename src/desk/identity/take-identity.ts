/**
 * This workstation under a new identity: everything that belonged to the earlier one ends in one transaction. Numbers
 * leased to it and sessions granted at it are of no use any more; what it could not send goes back to a person.
 */
import { problem } from '../../domain/problem.ts'
import type { Database } from '../cache/open-cache.ts'
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Numbers } from '../numbers/numbers.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Logins } from '../session/logins.ts'
import type { Pages } from '../sync/apply-page.ts'

interface IdentityOptions {
  readonly db: Database
  readonly settings: Settings
  readonly outbox: Pick<Outbox, 'replace' | 'resolveTakenOver'>
  readonly numbers: Pick<Numbers, 'blocks' | 'drop'>
  readonly logins: Pick<Logins, 'records' | 'remove'>
  readonly pages: Pick<Pages, 'refresh'>
  readonly nowIso: () => string
}

export interface TakeIdentity {
  readonly take: (enrolment: Enrolment) => void
  /** Returns unsent acts of earlier identities to a person, also those that a start has restored from the journal. */
  readonly returnActs: () => void
}

export function takeIdentity(options: IdentityOptions): TakeIdentity {
  const { db, settings, outbox, numbers, logins, pages, nowIso } = options
  const returnActs = (): void => {
    const touched = (settings.get('enrolment')?.earlier ?? []).flatMap(({ lastSeq, deviceId, deskNumber }) =>
      outbox.replace(lastSeq, problem('device.replaced', { deviceId, deskNumber }), nowIso()),
    )
    outbox.resolveTakenOver()
    for (const requestId of new Set(touched)) pages.refresh(requestId)
  }
  return {
    take: (enrolment) =>
      db
        .transaction(() => {
          settings.set('enrolment', enrolment)
          settings.forget('obstacle')
          for (const { blockId } of numbers.blocks()) numbers.drop(blockId)
          for (const { actorId } of logins.records()) logins.remove(actorId)
          returnActs()
        })
        .immediate(),
    returnActs: () => db.transaction(returnActs).immediate(),
  }
}
