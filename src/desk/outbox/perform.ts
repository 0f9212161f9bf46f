/**
 * One counter action (sync.md S5): room on the disk → journal, flushed → one immediate transaction with outbox, number,
 * view and local audit → only then it is done. All of it is synchronous, so nothing comes in between; whatever fails
 * takes everything back.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { type Database, isDiskFull } from '../cache/open-cache.ts'
import { COMMANDS } from '../../request/acts.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import { parseInput } from '../../protocol/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { JournalledCommand } from '../journal/records.ts'
import type { LocalAudit } from '../audit/local-audit.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { FREE_BYTES_NEEDED } from '../storage/data-folder.ts'
import type { Pages } from '../sync/apply-page.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { Act, Author, Outbox } from './outbox.ts'
import type { Numbers } from '../numbers/numbers.ts'

interface Performed {
  readonly commands: readonly JournalledCommand[]
}
export type Perform = (
  acts: readonly Act[],
  author: Author,
  options?: { draftId?: string; within?: () => void },
) => Result<Performed>

interface PerformOptions {
  readonly db: Database
  readonly journal: Journal
  readonly outbox: Outbox
  readonly numbers: Numbers
  readonly pages: Pages
  readonly drafts: Pick<Drafts, 'removeRegistered'>
  readonly audit: LocalAudit
  readonly clock: ServerClock
  /** The workstation's own clock, as it is. */
  readonly now: () => number
  readonly newId: () => string
  readonly freeBytes: () => number
  readonly onPerformed: (requestIds: readonly string[]) => void
}

type StoreOptions = Pick<PerformOptions, 'db' | 'outbox' | 'numbers' | 'pages' | 'drafts' | 'audit'>

/**
 * Stores journalled commands with everything that follows from them; also what puts them back after the cache was lost.
 */
export function storeCommands(
  { db, outbox, numbers, pages, drafts, audit }: StoreOptions,
  commands: readonly JournalledCommand[],
  draftId: string | null,
  within?: () => void,
): void {
  db.transaction(() => {
    outbox.add(commands)
    for (const command of commands) {
      if (command.kind === 'register-request') {
        const payload = COMMANDS['register-request'].payload.safeParse(command.payload)
        if (payload.success) numbers.take(payload.data.registration)
      }
      audit({ at: momentOf(command), actorId: command.actorId, act: command.kind, subject: command.aggregateId })
    }
    if (draftId !== null) drafts.removeRegistered(draftId)
    within?.()
    for (const requestId of new Set(commands.map(({ aggregateId }) => aggregateId))) pages.refresh(requestId)
  }).immediate()
}

export function performer(options: PerformOptions): Perform {
  const { journal, outbox, clock, now, newId, freeBytes, onPerformed } = options
  return (acts, author, { draftId, within } = {}) => {
    const free = freeBytes()
    const full = (): Result<Performed> => refuse('disk.full', { freeBytes: free, neededBytes: FREE_BYTES_NEEDED })
    if (free < FREE_BYTES_NEEDED) return full()
    // What would be refused at the centre for its form never gets into the chain.
    const checked: Act[] = []
    for (const act of acts) {
      const payload = parseInput(COMMANDS[act.kind].payload, act.payload)
      if (!payload.ok) return payload
      checked.push({ ...act, payload: payload.value } as Act)
    }
    const commands = outbox.chain(checked, author, { now: now(), clockOffsetMs: clock.offset(), newId })
    let written: { undo: () => void } | null = null
    try {
      written = journal.append({ type: 'acts', commands, draftId: draftId ?? null })
      storeCommands(options, commands, draftId ?? null, within)
    } catch (error) {
      // Nobody was told that it is done, so the journal must not bring it back.
      written?.undo()
      if (isDiskFull(error)) return full()
      throw error
    }
    onPerformed([...new Set(commands.map(({ aggregateId }) => aggregateId))])
    return ok({ commands })
  }
}
