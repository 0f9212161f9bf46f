/**
 * A desk: one per workstation. Opens the data folder, serves the contract of src/protocol/desk.ts, and contacts the
 * central store automatically. A cache that is damaged while the desk is open is set aside, and the desk is opened
 * again. A desk that cannot open its data waits for a person's choice; its windows show the cause.
 */
import { refuse, type Result } from '../domain/problem.ts'
import { type StartCause, TOPICS } from '../protocol/desk.ts'
import { isCorruption } from './cache/open-cache.ts'
import { type ComposedDesk, type ComposeOptions, compose } from './compose.ts'
import { type Desk, ONLY_WINDOW } from './desk-interface.ts'
import type { DeskOptions } from './desk-options.ts'
import { bytesDoor } from './door/bytes.ts'
import { procedureDoor } from './door/call-procedure.ts'
import { changesOf } from './events/changes.ts'
import { proceduresOf } from './procedures.ts'
import { redactedLog } from './redacted-log.ts'
import { blockedDoor } from './start/blocked-door.ts'
import { dataFolder } from './storage/data-folder.ts'
import { StartBlocked } from './storage/start-blocked.ts'
import { surroundingsOf } from './surroundings.ts'

export type { Desk } from './desk-interface.ts'
export type { DeskOptions } from './desk-options.ts'

/** For the host that starts both. */
export interface OpenedDesk extends Desk {
  /** The central store reports that it is ready: the desk calls it at once, and enrols with this code if it must. */
  readonly centralReady: (code: string | undefined) => void
}

/** A key store that was locked or not ready at the start is tried again this often, without anybody asking. */
const RETRY_MS = 5_000

/** What answers the calls of windows: an open desk, or one that waits for a person's choice. */
interface Doors {
  /** Null while the desk waits. */
  readonly composed: ComposedDesk | null
  readonly call: (procedure: string, input: unknown) => Promise<Result<unknown>>
  readonly bytes: Pick<Desk, 'putBytes' | 'getBytes'>
  readonly cause: StartCause | null
}

/**
 * Opens a desk; a damaged cache is set aside and rebuilt, and a desk whose data cannot be opened waits for a person's
 * choice, so that it always opens. Throws `CacheInUse` where another desk has the folder.
 */
export async function openDesk(given: DeskOptions): Promise<OpenedDesk> {
  const log = redactedLog(given.log)
  let { enrolmentCode } = given
  let closed = false
  let reopening: Promise<void> | null = null
  let retrying: NodeJS.Timeout | undefined
  const changes = changesOf((error) =>
    log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'a listener broke'),
  )

  /** Ends what is open, and opens again; all calls wait for it. */
  const openAgain = (
    prepare: () => void,
    suspect = false,
    onOpen?: (composed: ComposedDesk) => void,
  ): Promise<void> => {
    reopening ??= (open.composed?.close() ?? Promise.resolve())
      .then(prepare)
      .then(() => attempt(suspect))
      .catch((error: unknown) => {
        log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'the desk could not be opened again')
        return waitingDoors('files-unavailable')
      })
      .then((doors) => {
        open = doors
        if (doors.composed !== null) onOpen?.(doors.composed)
        doors.composed?.parts.sync.start()
        changes.notify(TOPICS)
      })
      .finally(() => (reopening = null))
    return reopening
  }
  const nothing = (): void => undefined
  const reopen = (error: unknown): boolean => {
    if (!isCorruption(error) || closed) return false
    log.error('the cache is damaged; it is set aside and rebuilt from the journal and the central store')
    void openAgain(nothing, true)
    return true
  }
  const options: ComposeOptions = { ...given, log, changes, enrolmentCode: () => enrolmentCode, onBroken: reopen }

  const doorsOf = (composed: ComposedDesk): Doors => {
    const { parts } = composed
    const about = {
      version: options.version,
      host: options.host,
      keyStore: options.secretStore.name,
      folder: options.dataDir,
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
    return { composed, call, bytes: bytesDoor(parts), cause: null }
  }
  const waitingDoors = (cause: StartCause): Doors => {
    log.error({ cause }, 'the desk cannot open its data, and waits for a person')
    const refused = () => Promise.resolve(refuse('desk.start-blocked', { cause }))
    const retry = async () => {
      await openAgain(nothing)
      return open.cause
    }
    const beginAnew = async () => {
      log.error({ cause }, 'a person chose to begin anew; everything encrypted and its keys are set aside')
      const aside = dataFolder(given.dataDir, surroundingsOf(options).stamp).setEverythingAside
      await openAgain(aside, false, ({ parts }) => parts.incidents.report('began-anew'))
      return open.cause
    }
    clearTimeout(retrying)
    if (cause.endsWith('-unavailable')) retrying = setTimeout(() => void retry(), RETRY_MS).unref()
    return {
      composed: null,
      call: blockedDoor({ cause, folder: given.dataDir, retry, beginAnew }),
      bytes: { putBytes: refused, getBytes: refused },
      cause,
    }
  }
  const attempt = async (suspect = false): Promise<Doors> => {
    try {
      return doorsOf(await compose(options, suspect))
    } catch (error) {
      if (error instanceof StartBlocked) return waitingDoors(error.reason)
      throw error
    }
  }

  let open = await attempt()
  open.composed?.parts.sync.start()

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
      open.composed?.parts.sync.reached()
      open.composed?.parts.sync.wake()
    },
    close: async () => {
      closed = true
      clearTimeout(retrying)
      await reopening
      await open.composed?.close()
    },
  }
}
