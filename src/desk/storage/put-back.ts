/**
 * On start (docs/protocol.md S4): acts that are in the journal but not in the outbox are restored; acts that are in the
 * outbox but missing from the journal are written to it again.
 */
import type { Settings } from '../cache/settings.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Logins } from '../session/logins.ts'
import type { Journal } from '../journal/journal.ts'
import type { JournalledCommand, JournalRecord } from '../journal/records.ts'

interface PutBackOptions {
  readonly journal: Journal
  readonly outbox: Outbox
  readonly settings: Settings
  readonly logins: Logins
  readonly store: (commands: readonly JournalledCommand[], draftId: string | null) => void
  /** The cache was newly created: logins are restored too. */
  readonly cacheIsNew: boolean
}

export function putBack({ journal, outbox, settings, logins, store, cacheIsNew }: PutBackOptions): {
  commands: number
  journalled: number
} {
  let restored = 0
  const journalled = new Set<number>()
  for (const record of journal.found) {
    if (record.type === 'enrolled') {
      const { type: _type, ...enrolment } = record
      if (settings.get('enrolment') === null) settings.set('enrolment', enrolment)
    } else if (record.type === 'gone') {
      journalled.add(record.deviceSeq)
      if (record.deviceSeq > outbox.tip().deviceSeq) outbox.moveTip(record.deviceSeq, record.chainHash)
    } else if (record.type === 'acts') {
      for (const { deviceSeq } of record.commands) journalled.add(deviceSeq)
      // Only acts that continue the chain: a gap in the journal must not become a gap in the chain.
      const missing = record.commands.filter(({ deviceSeq }) => deviceSeq > outbox.tip().deviceSeq)
      if (missing.length === 0) continue
      store(missing, record.draftId)
      restored += missing.length
    }
  }
  if (cacheIsNew) logins.recall(journal.found)

  const lost = outbox
    .list(['queued', 'sent', 'parked'], -1)
    .filter(({ envelope }) => !journalled.has(envelope.deviceSeq))
  if (lost.length > 0) {
    const records = lost.reverse().map(({ envelope, actorName }): JournalRecord => ({
      type: 'acts',
      commands: [{ ...envelope, actorName, chainHash: outbox.chainHashOf(envelope.deviceSeq) }],
      draftId: null,
    }))
    journal.rewrite([...journal.found, ...records])
  }
  return { commands: restored, journalled: lost.length }
}
