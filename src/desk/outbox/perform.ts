/**
 * One counter action (docs/protocol.md S5): free space → journal, flushed → one immediate transaction with outbox,
 * number, request rows and local audit → done. All of it is synchronous, so nothing can happen in between. If a step
 * fails, all earlier steps are rolled back.
 */
import { ok, type Problem, refuse, type Result } from '../../domain/problem.ts'
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
  /** The workstation's own clock, uncorrected. */
  readonly now: () => number
  readonly newId: () => string
  readonly freeBytes: () => number
  /** Why nothing may be recorded here now (a restored workstation), or null. */
  readonly standing: (author: Pick<Author, 'offline'>) => Problem | null
  readonly onPerformed: (requestIds: readonly string[]) => void
}

type StoreOptions = Pick<PerformOptions, 'db' | 'outbox' | 'numbers' | 'pages' | 'drafts' | 'audit'>

/** Stores journalled commands with all their effects; also used to restore them after the cache was lost. */
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
    const [first] = commands
    if (draftId !== null && first !== undefined) drafts.removeRegistered(draftId, first.aggregateId)
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
    const obstacle = options.standing(author)
    if (obstacle !== null) return { ok: false, problem: obstacle }
    // A payload that the central store would refuse as malformed never enters the chain.
    const checked: Act[] = []
    for (const act of acts) {
      const payload = parseInput(COMMANDS[act.kind].payload, act.payload)
      if (!payload.ok) return payload
      // What is taken over stays as it was signed, or nothing would prove who did it first.
      checked.push(act.takenOver === undefined ? ({ ...act, payload: payload.value } as Act) : act)
    }
    const commands = outbox.chain(checked, author, { now: now(), clockOffsetMs: clock.offset(), newId })
    let written: { undo: () => void } | null = null
    try {
      written = journal.append({ type: 'acts', commands, draftId: draftId ?? null })
      storeCommands(options, commands, draftId ?? null, within)
    } catch (error) {
      // The action was not reported as done, so the journal must not restore it.
      written?.undo()
      if (isDiskFull(error)) return full()
      throw error
    }
    onPerformed([...new Set(commands.map(({ aggregateId }) => aggregateId))])
    return ok({ commands })
  }
}
