/**
 * The store's door: every read sees one snapshot, every write is one transaction. What a write changed for the desks
 * and for the audit is collected and put down at its end, so that the counters of positions are held for as short as
 * possible and run in the order of commits.
 */
import type { Transaction } from 'kysely'
import { type AuditFact, appendAudit } from '../audit/append-audit.ts'
import type { Random } from '../random.ts'
import { type ChangeFact, publishChanges } from './change-feed.ts'
import type { Database, Reading } from './schema.ts'

export interface Writing {
  readonly db: Transaction<Database>
  /** The moment of this transaction, by the central store's clock. */
  readonly at: string
  /**
   * Says that an entity has changed; its state goes to the desks. Answers the place in this write's order of changes,
   * from 0.
   */
  changed(change: ChangeFact): number
  audited(entry: AuditFact): void
  /** Runs work under a savepoint: unless it says `keep`, all of it is undone, changes and audit too. */
  attempt<T>(work: () => Promise<{ keep: boolean; value: T }>): Promise<T>
  /**
   * Puts the collected changes and audit entries down and answers the position of the first change. Once, as the last
   * but receipts.
   */
  publish(): Promise<number>
}

export interface Store {
  read<T>(work: (db: Reading) => Promise<T>): Promise<T>
  write<T>(work: (writing: Writing) => Promise<T>): Promise<T>
  /** Takes what was deleted out of the log files too, so that no bytes of it stay behind. */
  forgetDeleted(): Promise<void>
  /** Whether an error is the store's own (disk full, input/output, busy): not of the work that met it. */
  isFailure(error: unknown): boolean
  /** Called after a commit that changed something for the desks, with the new head. */
  onHead(listener: (head: number) => void): () => void
  close(): Promise<void>
}

interface Collected {
  changes: ChangeFact[]
  audits: AuditFact[]
}

/** The writing of one transaction. `engine` gives savepoints, which are the same words on SQLite and PostgreSQL. */
export function writingIn(
  db: Transaction<Database>,
  {
    at,
    random,
    savepoint,
  }: { at: string; random: Random; savepoint: (act: 'begin' | 'keep' | 'undo') => Promise<void> },
): Writing & { readonly head: () => number | null } {
  const collected: Collected = { changes: [], audits: [] }
  let published: { first: number; head: number | null } | null = null
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
      await appendAudit(db, { at, random }, collected.audits)
      published = { first, head }
      return first
    },
    head: () => published?.head ?? null,
  }
}
