/**
 * One counter action (sync.md S5): room on the disk → journal, flushed → one immediate transaction with outbox, number,
 * view and local audit → only then it is done. All of it is synchronous, so nothing comes in between; whatever fails
 * takes everything back.
 */
import { statfsSync } from 'node:fs'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { type Database, isDiskFull } from '../cache/open-cache.ts'
import type { Settings } from '../cache/settings.ts'
import { COMMANDS } from '../../request/acts.ts'
import { momentOf } from '../../protocol/moment-of.ts'
import { parseInput } from '../../protocol/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { JournalledCommand } from '../journal/records.ts'
import type { Pages } from '../sync/apply-page.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import type { Act, Author, Outbox } from './outbox.ts'
import type { Numbers } from '../numbers/numbers.ts'

/** Below this the desk stops taking on work while it can still finish what it has. */
export const ROOM_NEEDED_BYTES = 64 * 1024 * 1024

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
  readonly settings: Settings
  readonly journal: Journal
  readonly outbox: Outbox
  readonly numbers: Numbers
  readonly pages: Pages
  readonly clock: ServerClock
  /** The workstation's own clock, as it is. */
  readonly now: () => number
  readonly newId: () => string
  readonly freeBytes: () => number
  readonly onPerformed: (requestIds: readonly string[]) => void
}

export const freeBytesOf = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

/**
 * Stores journalled commands with everything that follows from them; also what puts them back after the cache was lost.
 */
export function storeCommands(
  { db, outbox, numbers, pages }: Pick<PerformOptions, 'db' | 'outbox' | 'numbers' | 'pages'>,
  commands: readonly JournalledCommand[],
  draftId: string | null,
  within?: () => void,
): void {
  const audit = db.prepare('INSERT INTO local_audit (at, actor_id, act, subject) VALUES (?, ?, ?, ?)')
  const dropDraft = db.prepare('DELETE FROM draft WHERE id = ?')
  db.transaction(() => {
    outbox.add(commands)
    for (const command of commands) {
      if (command.kind === 'register-request') {
        const payload = COMMANDS['register-request'].payload.safeParse(command.payload)
        if (payload.success) numbers.take(payload.data.registration)
      }
      audit.run(momentOf(command), command.actorId, command.kind, command.aggregateId)
    }
    if (draftId !== null) dropDraft.run(draftId)
    within?.()
    for (const requestId of new Set(commands.map(({ aggregateId }) => aggregateId))) pages.refresh(requestId)
  }).immediate()
}

export function performer(options: PerformOptions): Perform {
  const { journal, outbox, clock, now, newId, freeBytes, onPerformed } = options
  return (acts, author, { draftId, within } = {}) => {
    const free = freeBytes()
    const full = (): Result<Performed> => refuse('disk.full', { freeBytes: free, neededBytes: ROOM_NEEDED_BYTES })
    if (free < ROOM_NEEDED_BYTES) return full()
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
