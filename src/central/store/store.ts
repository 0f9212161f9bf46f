/**
 * The interface of the store: every read sees one snapshot, every write is one transaction. Changes for the desks and
 * entries of the audit are collected and written at the end of the transaction, so that the counters of positions are
 * locked as briefly as possible and run in the order of commits.
 */
import type { Transaction } from 'kysely'
import { type AuditFact, appendAudit, type ChainEnd } from '../audit/append-audit.ts'
import type { Random } from '../random.ts'
import { type ChangeFact, publishChanges } from './change-feed.ts'
import type { Database, Reading } from './schema.ts'

export interface Writing {
  readonly db: Transaction<Database>
  /** The time of this transaction, by the clock of the central store. */
  readonly at: string
  /**
   * Reports that an entity has changed, so that its state is sent to the desks. Returns the index in this transaction's
   * order of changes, from 0.
   */
  changed(change: ChangeFact): number
  audited(entry: AuditFact): void
  /**
   * Runs work under a savepoint. Unless the result is marked as kept, all of it is rolled back, changes and audit
   * included.
   */
  attempt<T>(work: () => Promise<{ keep: boolean; value: T }>): Promise<T>
  /**
   * Writes the collected changes and audit entries and returns the position of the first change. Called once, after
   * everything else but the receipts.
   */
  publish(): Promise<number>
}

export interface Store {
  read<T>(work: (db: Reading) => Promise<T>): Promise<T>
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>
  /** Removes deleted data from the log files too, so that none of their bytes remain. */
  forgetDeleted(): Promise<void>
  /** Whether an error comes from the store (disk full, input/output, busy) and not from the work that met it. */
  isFailure(error: unknown): boolean
  /** The problem that reports a failure of the store; null for a failure without a problem of its own. */
  problemOf(error: unknown): 'store.full' | 'store.damaged' | null
  /** Called after a commit that added to the audit chain, with its newest entry. */
  onAudit(listener: (end: ChainEnd) => void): () => void
  /** Called after a commit that changed something for the desks, with the new head. */
  onHead(listener: (head: number) => void): () => void
  close(): Promise<void>
}

interface Collected {
  changes: ChangeFact[]
  audits: AuditFact[]
}

/**
 * The writes of one transaction. `engine` provides savepoints, whose statements are the same on SQLite and PostgreSQL.
 */
export function writingIn(
  db: Transaction<Database>,
  {
    at,
    random,
    savepoint,
  }: { at: string; random: Random; savepoint: (act: 'begin' | 'keep' | 'undo') => Promise<void> },
): Writing & { readonly head: () => number | null; readonly auditEnd: () => ChainEnd | null } {
  const collected: Collected = { changes: [], audits: [] }
  let published: { first: number; head: number | null; auditEnd: ChainEnd | null } | null = null
  const open = (): void => {
    if (published) throw new Error('this write has been published')
  }
  return {
    db,
    at,
    changed(change) {
      open()
      return collected.changes.push(change) - 1
    },
    audited(entry) {
      open()
      collected.audits.push(entry)
    },
    async attempt(work) {
      open()
      const mark = { changes: collected.changes.length, audits: collected.audits.length }
      await savepoint('begin')
      const undo = async (): Promise<void> => {
        collected.changes.length = mark.changes
        collected.audits.length = mark.audits
        await savepoint('undo')
      }
      try {
        const { keep, value } = await work()
        await (keep ? savepoint('keep') : undo())
        return value
      } catch (error) {
        await undo()
        throw error
      }
    },
    async publish() {
      if (published) return published.first
      const { first, head } = await publishChanges(db, collected.changes)
      const auditEnd = await appendAudit(db, { at, random }, collected.audits)
      published = { first, head, auditEnd }
      return first
    },
    head: () => published?.head ?? null,
    auditEnd: () => published?.auditEnd ?? null,
  }
}
