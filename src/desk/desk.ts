/**
 * A desk: one per workstation. Opens the data folder, serves the contract of src/protocol/desk.ts, and contacts the
 * central store automatically. A cache that is damaged while the desk is open is set aside, and the desk is opened
 * again.
 */
import { refuse } from '../domain/problem.ts'
import { isCorruption } from './cache/open-cache.ts'
import { type ComposedDesk, type ComposeOptions, compose } from './compose.ts'
import { type Desk, ONLY_WINDOW } from './desk-interface.ts'
import type { DeskOptions } from './desk-options.ts'
import { bytesDoor } from './door/bytes.ts'
import { procedureDoor } from './door/call-procedure.ts'
import { changesOf } from './events/changes.ts'
import { proceduresOf } from './procedures.ts'
import { redactedLog } from './redacted-log.ts'

export type { Desk } from './desk-interface.ts'
export type { DeskOptions } from './desk-options.ts'

/** For the host that starts both. */
export interface OpenedDesk extends Desk {
  /** The central store reports that it is ready: the desk calls it at once, and enrols with this code if it must. */
  readonly centralReady: (code: string | undefined) => void
}

/**
 * Opens a desk; a damaged cache is set aside and rebuilt, so that it always opens. Throws `CacheInUse` where another
 * desk has the folder.
 */
export async function openDesk(given: DeskOptions): Promise<OpenedDesk> {
  const log = redactedLog(given.log)
  let { enrolmentCode } = given
  let closed = false
  let reopening: Promise<void> | null = null
  const changes = changesOf((error) =>
    log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'a listener broke'),
  )

  const reopen = (error: unknown): boolean => {
    if (!isCorruption(error) || closed) return false
    log.error('the cache is damaged; it is set aside and rebuilt from the journal and the central store')
    reopening ??= open.composed
      .close()
      .then(() => compose(options, true))
      .then((composed) => {
        open = doorsOf(composed)
        composed.parts.sync.start()
        changes.notify(['session', 'sync', 'queue', 'request', 'drafts', 'decisions'])
      })
      .finally(() => (reopening = null))
    return true
  }
  const options: ComposeOptions = { ...given, log, changes, enrolmentCode: () => enrolmentCode, onBroken: reopen }
  const doorsOf = (composed: ComposedDesk) => {
    const { parts } = composed
    const about = {
      version: options.version,
      host: options.host,
      keyStore: options.secretStore.name,
      demonstrationLogins: options.demonstrationLogins ?? [],
    }
    const call = procedureDoor({
      session: parts.session,
      changes,
      log,
      reference: () => parts.newId().slice(-12),
      freeBytes: parts.freeBytes,
      onBroken: reopen,
      handlers: proceduresOf(parts, about),
    })
    return { composed, call, bytes: bytesDoor(parts) }
  }

  let open = doorsOf(await compose(options))
  open.composed.parts.sync.start()

  return {
    call: async (procedure, input, window = ONLY_WINDOW) => {
      await reopening
      if (closed) return refuse('cache.unavailable')
      // The door parses the answer by the procedure's own schema.
      return (await open.call(procedure, input, window)) as never
    },
    putBytes: async (bytes, window = ONLY_WINDOW) => {
      await reopening
      return open.bytes.putBytes(bytes, window)
    },
    getBytes: async (sha256, window = ONLY_WINDOW) => {
      await reopening
      return open.bytes.getBytes(sha256, window)
    },
    subscribe: changes.subscribe,
    centralReady: (code) => {
      enrolmentCode = code ?? enrolmentCode
      if (closed) return
      const { sync } = open.composed.parts
      sync.reached()
      sync.wake()
    },
    close: async () => {
      closed = true
      await reopening
      await open.composed.close()
    },
  }
}
