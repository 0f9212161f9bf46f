/**
 * A desk: one per workstation. Opens the data folder, serves the contract of src/protocol/desk.ts, and contacts the
 * central store automatically. A cache that is damaged while the desk is open is set aside, and the desk is opened
 * again. A desk that cannot open its data waits for a person's choice; its windows show the cause.
 */
import { refuse } from '../domain/problem.ts'
import { type Desk, ONLY_WINDOW } from './desk-interface.ts'
import type { DeskOptions } from './desk-options.ts'
import { changesOf } from './events/changes.ts'
import { keepOpen } from './keep-open.ts'
import { lockDesk, type LockedDeskFolder } from './storage/lock-desk.ts'
import { redactedLog } from './redacted-log.ts'

export type { Desk } from './desk-interface.ts'
export type { DeskOptions } from './desk-options.ts'

/** For the host that starts both. */
export interface OpenedDesk extends Desk {
  /** The central store reports that it is ready: the desk calls it at once, and enrols with this code if it must. */
  readonly centralReady: (code: string | undefined) => void
}

/**
 * Opens a desk; a damaged cache is set aside and rebuilt, and a desk whose data cannot be opened waits for a person's
 * choice, so that it always opens. Throws `DeskFolderRefused` where another desk has the folder, or it
 * cannot be used.
 */
export async function openDesk(given: DeskOptions): Promise<OpenedDesk> {
  const lock = lockDesk(given.dataDir)
  try {
    return await openLockedDesk(given, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function openLockedDesk(given: DeskOptions, lock: LockedDeskFolder): Promise<OpenedDesk> {
  const log = redactedLog(given.log)
  if (lock.wasOpenToOthers.length > 0)
    log.error({ files: lock.wasOpenToOthers }, 'other accounts of this machine could read these files until now')
  let { enrolmentCode } = given
  let closed = false
  const changes = changesOf((error) =>
    log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'a listener failed'),
  )
  const kept = await keepOpen({ ...given, log, changes, enrolmentCode: () => enrolmentCode })

  return {
    call: async (procedure, input, window = ONLY_WINDOW) => {
      const doors = await kept.doors()
      if (closed) return refuse('cache.unavailable')
      // The door parses the answer by the procedure's own schema.
      return (await doors.call(procedure, input, window)) as never
    },
    putBytes: async (bytes, window = ONLY_WINDOW) => (await kept.doors()).bytes.putBytes(bytes, window),
    getBytes: async (sha256, window = ONLY_WINDOW) => (await kept.doors()).bytes.getBytes(sha256, window),
    subscribe: changes.subscribe,
    centralReady: (code) => {
      enrolmentCode = code ?? enrolmentCode
      const { composed } = kept.present()
      if (closed || composed === null) return
      composed.parts.sync.reached()
      composed.parts.sync.wake()
    },
    close: async () => {
      closed = true
      await kept.close()
      lock.release()
    },
  }
}
