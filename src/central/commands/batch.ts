/**
 * What the commands of one transaction have in common: read once, and kept true as the commands change it. It ends with
 * its transaction, which is the only writer meanwhile, so nothing that another call changes can be missed: a session
 * that ended, a person who was disabled and a new role are seen by the next batch.
 */
import type { RequestBody } from '../../request/body.ts'
import type { CommandEnvelope } from '../../protocol/commands.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { readRequest } from '../store/repositories/requests.ts'
import type { Writing } from '../store/store.ts'
import { type SessionFacts, sessionFacts } from './authorise-command.ts'
import { decidedAmong } from './taken-over.ts'

export interface Batch {
  /** A session with its person; no command changes either. */
  session(id: string): Promise<SessionFacts | undefined>
  /** A request as the earlier commands left it. */
  request(id: string): Promise<RequestBody | null>
  /** The keyed reference of a person (`KeyRing.subjectRef`). */
  subjectRef(cnp: string): string
  /** Whether an act was taken over or set aside, also by an earlier command. */
  isDecided(commandId: string): boolean
  /** After a command whose writes are kept. `after` is null where it may have changed more than its own request. */
  applied(after: RequestBody | null, takenOver: string | undefined): void
}

/** Reads once the result for each name. */
function readOnce<T>(read: (name: string) => Promise<T>): { get(name: string): Promise<T>; known: Map<string, T> } {
  const known = new Map<string, T>()
  return {
    known,
    async get(name) {
      if (known.has(name)) return known.get(name) as T
      const value = await read(name)
      known.set(name, value)
      return value
    },
  }
}

export async function openBatch({ db }: Writing, keys: KeyRing, envelopes: readonly CommandEnvelope[]): Promise<Batch> {
  const sessions = readOnce((id) => sessionFacts(db, id))
  const requests = readOnce(async (id) => (await readRequest(db, id)) ?? null)
  const references = new Map<string, string>()
  const decided = await decidedAmong(
    db,
    envelopes.map(({ commandId }) => commandId),
  )
  return {
    session: sessions.get,
    request: requests.get,
    subjectRef(cnp) {
      const reference = references.get(cnp) ?? keys.subjectRef(cnp)
      references.set(cnp, reference)
      return reference
    },
    isDecided: (commandId) => decided.has(commandId),
    applied(after, takenOver) {
      if (takenOver !== undefined) decided.add(takenOver)
      if (after === null) requests.known.clear()
      else requests.known.set(after.id, after)
    },
  }
}
