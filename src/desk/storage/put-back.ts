/**
 * On start (docs/protocol.md S4): acts that are in the journal but not in the outbox are restored; whatever the cache
 * has and the journal lacks (acts, enrolment, logins) is written to the journal again.
 */
import type { Enrolment, Settings } from '../cache/settings.ts'
import type { Outbox, OutboxEntry } from '../outbox/outbox.ts'
import type { Logins } from '../session/logins.ts'
import type { Journal } from '../journal/journal.ts'
import type { JournalledCommand, JournalRecord } from '../journal/records.ts'

interface PutBackOptions {
  readonly journal: Pick<Journal, 'found' | 'rewrite'>
  readonly outbox: Outbox
  readonly settings: Pick<Settings, 'get' | 'set'>
  readonly logins: Pick<Logins, 'recall' | 'records'>
  /** Makes a later identity of the workstation its present one. */
  readonly takeIdentity: (enrolment: Enrolment) => void
  readonly store: (commands: readonly JournalledCommand[], draftId: string | null) => void
  /** The cache was newly created, and is empty. */
  readonly cacheIsNew: boolean
}

/** The last identity in the journal, and what was recorded under it. */
function lastIdentity(found: readonly JournalRecord[]): {
  enrolment: Enrolment | null
  since: readonly JournalRecord[]
} {
  const at = found.findLastIndex(({ type }) => type === 'enrolled')
  const record = found[at]
  if (record?.type !== 'enrolled') return { enrolment: null, since: found }
  const { type: _type, ...enrolment } = record
  // A single identity has everything; logins may have been written again before it.
  return { enrolment, since: enrolment.earlier === undefined ? found : found.slice(at) }
}

const identitiesBefore = (enrolment: Enrolment | null): number => enrolment?.earlier?.length ?? 0

export function putBack({ journal, outbox, settings, logins, store, takeIdentity, cacheIsNew }: PutBackOptions): {
  commands: number
  journalled: number
} {
  const { enrolment, since } = lastIdentity(journal.found)
  const present = settings.get('enrolment')
  if (present === null && enrolment !== null) settings.set('enrolment', enrolment)
  // The process ended after the journal had the identity and before the cache had it.
  else if (enrolment !== null && identitiesBefore(enrolment) > identitiesBefore(present)) takeIdentity(enrolment)
  let restored = 0
  const journalled = new Set<number>()
  for (const record of journal.found) {
    if (record.type === 'gone') {
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
  if (cacheIsNew || restored > 0) logins.recall(since)

  const missing = missingRecords(journal.found, { journalled, outbox, settings, logins })
  if (missing.length > 0) journal.rewrite(inOrder([...journal.found, ...missing]))
  return { commands: restored, journalled: missing.length }
}

/** What the cache has and the journal lacks. */
function missingRecords(
  found: readonly JournalRecord[],
  {
    journalled,
    outbox,
    settings,
    logins,
  }: { journalled: ReadonlySet<number> } & Pick<PutBackOptions, 'outbox' | 'settings' | 'logins'>,
): JournalRecord[] {
  const enrolment = settings.get('enrolment')
  const isKnown = (actorId: string): boolean =>
    found.some((record) => record.type === 'login' && record.actorId === actorId)
  const recordOf = ({ envelope, actorName }: OutboxEntry): JournalRecord => ({
    type: 'acts',
    commands: [{ ...envelope, actorName, chainHash: outbox.chainHashOf(envelope.deviceSeq) }],
    draftId: null,
  })
  return [
    ...(enrolment !== null &&
    !found.some((record) => record.type === 'enrolled' && record.deviceId === enrolment.deviceId)
      ? [{ type: 'enrolled' as const, ...enrolment }]
      : []),
    ...logins.records().filter(({ actorId }) => !isKnown(actorId)),
    ...outbox.entries(outbox.sequences().filter((deviceSeq) => !journalled.has(deviceSeq))).map(recordOf),
  ]
}

/** Acts in the order of their sequence, after everything else: a start restores them in this order. */
function inOrder(records: readonly JournalRecord[]): readonly JournalRecord[] {
  const sequenceOf = (record: JournalRecord): number => {
    if (record.type === 'gone') return record.deviceSeq
    return record.type === 'acts' ? (record.commands[0]?.deviceSeq ?? 0) : 0
  }
  return [...records].sort((a, b) => sequenceOf(a) - sequenceOf(b))
}
