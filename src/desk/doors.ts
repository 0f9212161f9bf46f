/** What answers the calls of windows: an open desk, or one that waits for a person's choice. */
import { refuse, type Result } from '../domain/problem.ts'
import type { StartCause } from '../protocol/desk.ts'
import type { ComposedDesk, ComposeOptions } from './compose.ts'
import { type BytesDoor, bytesDoor } from './door/bytes.ts'
import { procedureDoor } from './door/call-procedure.ts'
import { guardOf } from './door/guard.ts'
import { proceduresOf } from './procedures.ts'
import { blockedDoor } from './start/blocked-door.ts'

export interface Doors {
  /** Null while the desk waits. */
  readonly composed: ComposedDesk | null
  readonly call: (procedure: string, input: unknown, window: string) => Promise<Result<unknown>>
  readonly bytes: BytesDoor
  /** What the desk waits for; null while it is open. */
  readonly cause: StartCause | null
}

export function doorsOfOpen(composed: ComposedDesk, options: ComposeOptions): Doors {
  const { parts } = composed
  const about = {
    version: options.version,
    host: options.host,
    keyStore: options.secretStore.name,
    folder: options.dataDir,
    demonstrationLogins: options.demonstrationLogins ?? [],
  }
  const { changes, log, onBroken } = options
  const { session, freeBytes } = parts
  const guard = guardOf({ log, onBroken, freeBytes, reference: () => parts.newId().slice(-12) })
  const call = procedureDoor({ session, changes, log, guard, handlers: proceduresOf(parts, about) })
  return { composed, call, bytes: bytesDoor({ ...parts, guard }), cause: null }
}

export function doorsOfWaiting(waiting: Parameters<typeof blockedDoor>[0]): Doors {
  const { cause } = waiting
  const refused = () => Promise.resolve(refuse('desk.start-blocked', { cause }))
  return {
    composed: null,
    call: blockedDoor(waiting),
    bytes: { putBytes: refused, getBytes: refused },
    cause,
  }
}
