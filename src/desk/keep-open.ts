/**
 * Keeps a desk open: opens it, opens it again when its cache is damaged while open, and waits for a person's choice
 * when its data cannot be opened (docs/adr/0074).
 */
import { type StartCause, TOPICS } from '../protocol/desk.ts'
import { isCorruption } from './cache/open-cache.ts'
import { type ComposedDesk, type ComposeOptions, compose } from './compose.ts'
import { type Doors, doorsOfOpen, doorsOfWaiting } from './doors.ts'
import { dataFolder } from './storage/data-folder.ts'
import { StartBlocked } from './storage/start-blocked.ts'
import { surroundingsOf } from './surroundings.ts'

/** A key store that was locked or not ready at the start is tried again this often, automatically. */
const RETRY_MS = 5_000

export interface KeptOpen {
  /** The door that answers now; while the desk is being opened again, waits for it. */
  readonly doors: () => Promise<Doors>
  /** The door that answers now, without waiting. */
  readonly present: () => Doors
  readonly close: () => Promise<void>
}

interface Reopening {
  /** Runs between closing and opening. */
  readonly prepare?: () => void
  /** Set the present cache aside without opening it. */
  readonly suspect?: boolean
  readonly onOpen?: (composed: ComposedDesk) => void
}

export async function keepOpen(given: Omit<ComposeOptions, 'onBroken' | 'partial'>): Promise<KeptOpen> {
  const { log, changes, dataDir } = given
  let closed = false
  let reopening: Promise<void> | null = null
  let retrying: NodeJS.Timeout | undefined
  /** A person chose to continue with what can be read. */
  let partial = false

  /** Ends what is open, and opens again; all calls wait for it. */
  const openAgain = ({ prepare, suspect = false, onOpen }: Reopening = {}): Promise<void> => {
    reopening ??= (open.composed?.close() ?? Promise.resolve())
      .then(prepare)
      .then(() => attempt(suspect))
      .catch((error: unknown) => {
        log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'the desk could not be opened again')
        return waiting('files-unavailable')
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
  const onBroken = (error: unknown): boolean => {
    if (!isCorruption(error) || closed) return false
    log.error('the cache is damaged; it is set aside and rebuilt from the journal and the central store')
    void openAgain({ suspect: true })
    return true
  }
  const options: ComposeOptions = { ...given, onBroken, partial: () => partial }
  const waiting = (cause: StartCause): Doors => {
    log.error({ cause }, 'the desk cannot open its data, and waits for a person')
    const retry = () => openAgain().then(() => open.cause)
    const goOn = async () => {
      log.error({ cause }, 'a person chose to go on with what can be read')
      partial = true
      await openAgain()
      partial = false
      return open.cause
    }
    const beginAnew = () => {
      log.error({ cause }, 'a person chose to begin anew; everything encrypted and its keys are set aside')
      return openAgain({
        prepare: dataFolder(dataDir, surroundingsOf(options).stamp).setEverythingAside,
        onOpen: ({ parts }) => parts.incidents.report('began-anew'),
      }).then(() => open.cause)
    }
    clearTimeout(retrying)
    if (cause.endsWith('-unavailable') && !closed) retrying = setTimeout(() => void retry(), RETRY_MS).unref()
    return doorsOfWaiting({ cause, folder: dataDir, retry, goOn, beginAnew })
  }
  const attempt = async (suspect = false): Promise<Doors> => {
    try {
      return doorsOfOpen(await compose(options, suspect), options)
    } catch (error) {
      if (error instanceof StartBlocked) return waiting(error.reason)
      throw error
    }
  }

  let open = await attempt()
  open.composed?.parts.sync.start()
  return {
    doors: async () => {
      await reopening
      return open
    },
    present: () => open,
    close: async () => {
      closed = true
      clearTimeout(retrying)
      await reopening
      await open.composed?.close()
    },
  }
}
