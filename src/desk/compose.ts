/**
 * Puts the rooms of a desk together: opens each and hands it what it needs. SQL, constants and rules are in the rooms;
 * what happens at the start and what runs from then on are the two lists at the end.
 */
import { draftReadings } from './reading/draft-readings.ts'
import { lookedUp } from './drafts/looked-up.ts'
import { localDay } from '../domain/calendar/bucharest.ts'
import { createPageReader } from '../paper/reading/page-reader.ts'
import { localAudit } from './audit/local-audit.ts'
import { blobStore } from './blobs/blob-store.ts'
import { isDiskFull, isSqliteFailure } from './cache/open-cache.ts'
import { settingsOf } from './cache/settings.ts'
import { centralClient, reportingAnswers } from './central-client/central-client.ts'
import { serverClock } from './clock/server-clock.ts'
import type { DeskOptions } from './desk-options.ts'
import { chosenDevices } from './devices/chosen-devices.ts'
import { scannerLoginOf } from './devices/scanner-login.ts'
import { draftsOf } from './drafts/drafts.ts'
import { takeFileOf } from './drafts/take-file.ts'
import { erasureTasks } from './erasure/erasure-tasks.ts'
import { reportErasures } from './erasure/report-erasures.ts'
import { runErasures } from './erasure/run-erasures.ts'
import type { Changes } from './events/changes.ts'
import { incidentsOf } from './incidents/incidents.ts'
import { numbersOf } from './numbers/numbers.ts'
import { outboxOf } from './outbox/outbox.ts'
import { performer, storeCommands } from './outbox/perform.ts'
import { replaceIdentity } from './identity/replace-identity.ts'
import { takeIdentity } from './identity/take-identity.ts'
import { heldOf } from './parked/held.ts'
import { knownHouse } from './papers/known-house.ts'
import { openSealCheck } from './papers/seal-check.ts'
import type { DeskParts } from './parts.ts'
import { waitingPapers } from './printing/waiting-papers.ts'
import { queueOf } from './queue/queue.ts'
import { requestStore } from './requests/request-store.ts'
import { openRetention } from './retention/retention.ts'
import { openScanFolders } from './scanning/scan-folders.ts'
import { scanningOf } from './scanning/scanning.ts'
import { watchFolder } from './scanning/watch-folder.ts'
import { endingSessions } from './session/end-sessions.ts'
import { loginsOf } from './session/logins.ts'
import { sessionOf } from './session/session.ts'
import { watchIdle } from './session/watch-idle.ts'
import { openStorage, type Storage } from './storage/open-storage.ts'
import { recover } from './storage/recover.ts'
import { type Surroundings, surroundingsOf } from './surroundings.ts'
import { knownPlace } from './sync/known-place.ts'
import { pagesOf } from './sync/apply-page.ts'
import { ensureEnrolled } from './sync/ensure-enrolled.ts'
import { stallWatch } from './sync/stall-watch.ts'
import { syncRun } from './sync/sync-run.ts'
import { syncLoop } from './sync/sync.ts'
import { watchNetwork } from './sync/watch-network.ts'

export interface ComposeOptions extends Omit<DeskOptions, 'enrolmentCode'> {
  /** The code may arrive after the desk was opened. */
  readonly enrolmentCode: () => string | undefined
  readonly changes: Changes
  /** A call or the sync met a damaged cache, or a bug. Returns whether the desk is opened again because of it. */
  readonly onBroken: (error: unknown) => boolean
  /** A person chose to continue with the readable part of a damaged journal. */
  readonly partial: () => boolean
}

export interface ComposedDesk {
  readonly parts: DeskParts
  readonly close: () => Promise<void>
}

/**
 * Opens a desk. If the cache breaks while the rooms are put together, it is set aside and the desk is opened once more.
 *
 * @param suspect set the present cache aside at once
 */
export async function compose(options: ComposeOptions, suspect = false): Promise<ComposedDesk> {
  const surroundings = surroundingsOf(options)
  let storage: Storage | null = null
  try {
    storage = await openStorage(options, surroundings, suspect, options.partial())
    return assemble(options, surroundings, storage)
  } catch (error) {
    storage?.close()
    if (suspect || !isSqliteFailure(error) || isDiskFull(error)) throw error
    options.log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'the cache broke while it was opened')
    return compose(options, true)
  }
}

/** The rooms that keep something: in the cache, in the journal, in files. */
function openStores(options: ComposeOptions, surroundings: Surroundings, { db, keys, folder }: Storage) {
  const { log } = options
  const { now, newId } = surroundings
  const settings = settingsOf(db)
  const clock = serverClock(settings, surroundings)
  const outbox = outboxOf(db)
  const requests = requestStore(db)
  const logins = loginsOf(db)
  const tasks = erasureTasks(db, { now: clock.iso })
  const blobs = blobStore({ db, folder: folder.blobs, key: keys.blobs, ...surroundings })
  const onUnreadable = (change: object): void => log.error(change, 'a change of unknown shape is kept as it is')
  const numbers = numbersOf(db, settings)
  const pages = pagesOf({ db, settings, outbox, requests, logins, tasks, onUnreadable })
  return {
    settings,
    clock,
    audit: localAudit(db),
    incidents: incidentsOf(db, { now: clock.iso, log, onChange: () => options.changes.notify(['incidents']) }),
    outbox,
    numbers,
    requests,
    logins,
    pages,
    identity: takeIdentity({ db, settings, outbox, numbers, logins, pages, nowIso: clock.iso }),
    tasks,
    blobs,
    drafts: draftsOf(db, { now: clock.iso, newId, files: blobs, tasks }),
    ...openScanFolders({
      dataDir: options.dataDir,
      scanFolder: options.scanFolder ?? folder.scans,
      settings,
      now,
    }),
  }
}

type Stores = ReturnType<typeof openStores>

/** The central store, and the person at the desk. */
function connect(options: ComposeOptions, surroundings: Surroundings, storage: Storage, stores: Stores) {
  const { changes, log } = options
  const { now, monotonic, newId, fraction } = surroundings
  const { db, journal, keys } = storage
  const { settings, clock, audit, outbox, numbers, requests, logins, pages, blobs, drafts, scans } = stores
  const retention = openRetention({ db, outbox, journal, blobs, scans, clock, now, monotonic })
  const erase = runErasures({
    ...{ db, requests, blobs, drafts, outbox, journal, changes, log },
    ...{ tasks: stores.tasks, incidents: stores.incidents },
  })
  const client = centralClient({
    url: options.centralUrl,
    clock,
    deviceId: () => settings.get('enrolment')?.deviceId ?? null,
    sign: (text) => storage.identities.enrolled(settings.get('enrolment')?.publicKey).sign(text),
  })
  const enrolment = { code: options.enrolmentCode, publicKey: keys.publicKey, name: options.deskName }
  const place = knownPlace(settings)
  const stall = stallWatch({
    queued: () => outbox.counts().queued,
    isExplained: () => sync.offlineSince() !== null || sync.stoppedBy() !== null,
    monotonic,
    nowIso: clock.iso,
    onStall: (count) => stores.incidents.report('stalled', { count }),
    onChange: () => changes.notify(['sync']),
  })
  const sync = syncLoop({
    run: syncRun({
      ...{ incidents: stores.incidents, onAdvance: stall.advanced, onPlace: place.learn },
      ...{
        settings,
        outbox,
        pages,
        blobs,
        numbers,
        journal,
        client,
        clock,
        changes,
        newId,
        monotonic,
        enrolment,
        erase,
        log,
      },
      reportErasures: (signal) => reportErasures({ tasks: stores.tasks, client, signal }),
      afterRun: () => {
        session.checkEnd()
        void ending.run()
        retention.trim()
      },
    }),
    listen: client.listen,
    queued: () => outbox.counts().queued,
    fraction,
    nowIso: clock.iso,
    onChange: () => changes.notify(['sync']),
    onBroken: options.onBroken,
    log,
  })
  // For calls that a person makes: an answer shows the sync that the central store can be reached.
  const clientForPeople = reportingAnswers(client, () => sync.reached())
  const ending = endingSessions({ client, hasUnsent: outbox.hasUnsentOf })
  const session = sessionOf({
    ...{ logins, client: clientForPeople, clock, journal, ending, monotonic, idleMs: options.idleMs },
    audit: (act, actorId) => audit({ at: clock.iso(), actorId, act }),
    onChange: () => changes.notify(['session']),
    onUnrecorded: (error) =>
      log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'the end of a session was not recorded'),
    enrolled: () => ensureEnrolled(settings, sync, place),
  })
  const replace = replaceIdentity({
    ...{ settings, outbox, client, journal, session, place, sync },
    ...{ identities: storage.identities, identity: stores.identity, deskName: options.deskName },
  })
  return { client, clientForPeople, sync, session, retention, erase, stall, place, replace }
}

function assemble(options: ComposeOptions, surroundings: Surroundings, storage: Storage): ComposedDesk {
  const { changes, log } = options
  const { now, monotonic, newId } = surroundings
  const { db, journal, folder } = storage
  const stores = openStores(options, surroundings, storage)
  const { settings, clock, audit, outbox, numbers, requests, logins, pages, blobs, drafts, scans, incidents } = stores
  const { client, clientForPeople, sync, session, retention, erase, stall, place, replace } = connect(
    options,
    surroundings,
    storage,
    stores,
  )
  const freeBytes = options.freeBytes ?? folder.freeBytes

  const perform = performer({
    ...{ db, journal, outbox, numbers, pages, drafts, audit, clock, now, newId, freeBytes },
    standing: place.obstacle,
    onPerformed: (requestIds) => changes.notify(['queue', 'request', 'sync'], requestIds),
  })
  const devices = chosenDevices({
    ...{ settings, folder: scans, workFolder: stores.workFolder },
    configured: options.printer,
    options: options.devices ?? {},
    login: scannerLoginOf(settings, options.secretStore),
  })
  const scanning = scanningOf({ devices, changes, freeBytes })
  const pageReader = createPageReader()
  const today = () => localDay(clock.now())
  const sealCheck = openSealCheck(clock.now)

  // At the start, in this order.
  recover({
    ...{ storage, outbox, settings, logins, blobs, incidents, log, identity: stores.identity },
    store: (commands, draftId) => storeCommands({ db, outbox, numbers, pages, drafts, audit }, commands, draftId),
  })
  retention.trimAtStart()
  erase()
  // From then on, until the desk is closed.
  const stopWatching = [
    watchFolder(scans.folder, () => changes.notify(['scans'])),
    watchNetwork({ matters: () => sync.offlineSince() !== null, onChange: sync.reached }),
    watchIdle(session),
    stall.start(),
  ]

  return {
    parts: {
      ...{ db, settings, outbox, numbers, journal, blobs, requests, pages, drafts, scans, clock, session, sync },
      ...{
        changes,
        perform,
        audit,
        incidents,
        erase,
        devices,
        scanning,
        sealCheck,
        newId,
        monotonic,
        ...{ log, freeBytes, today },
      },
      client: clientForPeople,
      replaceIdentity: replace,
      cacheBytes: folder.cacheBytes,
      queue: queueOf(db),
      held: heldOf(db),
      stalledSince: stall.since,
      waiting: waitingPapers(db, requests),
      takeFile: takeFileOf({ drafts, blobs }),
      lookedUp: lookedUp(),
      readings: draftReadings({ bytesOf: (sha256) => blobs.get(sha256)?.bytes ?? null, reader: pageReader, today }),
      house: () => knownHouse(settings),
    },
    close: async () => {
      for (const stop of stopWatching) stop()
      scanning.cancel()
      stores.removeWorkFolder()
      await pageReader.close()
      await sealCheck.close()
      await sync.close()
      await client.close()
      storage.close()
    },
  }
}
