/**
 * Opens cache, journal, outbox and sync of one data folder and puts them together. One opening of a desk; `desk.ts`
 * reopens after damage.
 */
import { randomBytes as systemRandom } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { localDay } from '../domain/calendar/bucharest.ts'
import { ok, refuse, type Result } from '../domain/problem.ts'
import { createPageReader } from '../paper/reading/page-reader.ts'
import { watchedFolder } from '../devices/scanner/folder/watched-folder.ts'
import { blobStore } from './blobs/blob-store.ts'
import { CacheInUse, isDiskFull, isSqliteFailure, openCache, truncateWal, type Database } from './cache/open-cache.ts'
import { settingsOf } from './cache/settings.ts'
import { chosenDevices } from './devices/chosen-devices.ts'
import { scanWorkFolder } from './scanning/scan-work-folder.ts'
import { scanningOf } from './scanning/scanning.ts'
import { takenFiles } from './scanning/taken-files.ts'
import { watchFolder } from './scanning/watch-folder.ts'
import { draftsOf } from './drafts/drafts.ts'
import { salvageDrafts } from './drafts/salvage-drafts.ts'
import { openJournal } from './journal/journal.ts'
import { purgeJournal } from './journal/purge.ts'
import { putBack } from './journal/put-back.ts'
import { deskKeys } from './keys/desk-keys.ts'
import type { DeskOptions } from './desk-options.ts'
import { numbersOf } from './numbers/numbers.ts'
import { outboxOf } from './outbox/outbox.ts'
import { freeBytesOf, performer, ROOM_NEEDED_BYTES, storeCommands } from './outbox/perform.ts'
import { waitingPapers } from './printing/waiting-papers.ts'
import type { DeskParts } from './parts.ts'
import { loginsOf } from './session/logins.ts'
import { sessionOf } from './session/session.ts'
import { newId as newIdFrom, randomFraction } from './surroundings.ts'
import { pagesOf } from './sync/apply-page.ts'
import { centralClient, reportingAnswers } from './central-client/central-client.ts'
import type { Changes } from './events/changes.ts'
import { serverClock } from './clock/server-clock.ts'
import { syncLoop } from './sync/sync.ts'
import { syncRun } from './sync/sync-run.ts'
import { watchNetwork } from './sync/watch-network.ts'
import { heldOf } from './parked/held.ts'
import { queueOf } from './queue/queue.ts'
import { requestStore } from './requests/request-store.ts'

/**
 * Acknowledged commands stay this long at the desk, so that a restored central store can be offered them again (S9).
 */
const KEEP_RECEIPTED_MS = 90 * 24 * 60 * 60_000
/** Copies of bytes that are at the central store too. */
const COPIES_LIMIT_BYTES = 512 * 1024 * 1024
const IDLE_MS = 10 * 60_000
const TIDY_EVERY_MS = 60 * 60_000

/** The code may come after the desk was opened. */
export interface CoreOptions extends Omit<DeskOptions, 'enrolmentCode'> {
  readonly enrolmentCode: () => string | undefined
}

export interface Core {
  readonly parts: DeskParts
  readonly cacheBytes: () => number
  readonly freeBytes: () => number
  readonly close: () => Promise<void>
}

/** Moves what cannot be trusted out of the way; it is kept, never deleted. */
function setAside(dataDir: string, names: readonly string[], stamp: string): string {
  const folder = path.join(dataDir, 'set-aside', stamp)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of names) {
    const file = path.join(dataDir, name)
    if (existsSync(file)) renameSync(file, path.join(folder, name))
  }
  return folder
}
const CACHE_FILES = ['cache.db', 'cache.db-wal', 'cache.db-shm', 'cache.db-journal'] as const

/** Opens everything. Where the cache breaks while it is put together, it is opened again with that cache set aside. */
export async function openCore(
  options: CoreOptions,
  changes: Changes,
  suspect: boolean,
  onBroken: (error: unknown) => void,
): Promise<Core> {
  const opened: (() => void)[] = []
  try {
    return await assemble(options, changes, suspect, opened, onBroken)
  } catch (error) {
    for (const close of opened.reverse()) close()
    if (suspect || !isSqliteFailure(error) || isDiskFull(error)) throw error
    options.log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'the cache broke while it was opened')
    return openCore(options, changes, true, onBroken)
  }
}

async function assemble(
  options: CoreOptions,
  changes: Changes,
  suspect: boolean,
  opened: (() => void)[],
  onBroken: (error: unknown) => void,
): Promise<Core> {
  const { dataDir, log, enrolmentCode } = options
  const began = performance.now()
  const now = options.clock ?? Date.now
  const randomBytes = options.random ?? ((length: number) => systemRandom(length))
  const surroundings = { now, randomBytes, log }
  const newId = (): string => newIdFrom(surroundings)
  const stamp = (): string => new Date(now()).toISOString().replace(/[:.]/g, '-')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })

  const { keys, unreadable } = await deskKeys(dataDir, options.secretStore, randomBytes)
  if (unreadable) setAside(dataDir, [...CACHE_FILES, 'journal', 'blobs'], stamp())
  const cacheFile = path.join(dataDir, 'cache.db')
  let setAsideIn = suspect ? setAside(dataDir, CACHE_FILES, stamp()) : null
  let cacheIsNew = !existsSync(cacheFile)
  let db: Database
  try {
    db = openCache(cacheFile, keys.cache)
  } catch (error) {
    if (error instanceof CacheInUse || isDiskFull(error)) throw error
    log.error(
      { kind: error instanceof Error ? error.name : 'unknown' },
      'the cache cannot be opened; it is set aside and rebuilt',
    )
    setAsideIn = setAside(dataDir, CACHE_FILES, stamp())
    cacheIsNew = true
    db = openCache(cacheFile, keys.cache)
  }
  opened.push(() => db.close())
  const journal = openJournal({
    file: path.join(dataDir, 'journal', 'journal.bin'),
    key: keys.journal,
    randomBytes,
    stamp,
    ...(options.journalDisk ? { disk: options.journalDisk } : {}),
  })
  opened.push(journal.close)
  if (journal.damage === 'damaged')
    log.error('the journal was damaged; what could be read is kept, the file as found beside it')

  const settings = settingsOf(db)
  const clock = serverClock(settings, surroundings)
  const today = (): string => localDay(clock.now())
  const outbox = outboxOf(db)
  const numbers = numbersOf(db, settings)
  const requests = requestStore(db)
  const pages = pagesOf({
    db,
    settings,
    outbox,
    requests,
    onUnreadable: (change) => log.error(change, 'a change of unknown shape is kept as it is'),
  })
  const blobs = blobStore({ db, folder: path.join(dataDir, 'blobs'), key: keys.blobs, randomBytes, now })
  const logins = loginsOf(db)
  const drafts = draftsOf(db, { now: clock.iso, newId })
  const freeBytes = options.freeBytes ?? (() => freeBytesOf(dataDir))

  const restored = putBack({
    journal,
    outbox,
    settings,
    logins,
    cacheIsNew,
    store: (commands, draftId) => storeCommands({ db, outbox, numbers, pages }, commands, draftId),
  })
  if (cacheIsNew) blobs.relist()
  if (setAsideIn !== null) {
    const drafted = salvageDrafts(path.join(setAsideIn, 'cache.db'), keys.cache, db)
    log.warn({ drafts: drafted }, 'drafts saved from the cache that was set aside')
  }
  if (restored.commands > 0) log.warn({ commands: restored.commands }, 'acts put back from the journal')

  log.info(
    { milliseconds: Math.round(performance.now() - began), queued: outbox.counts().queued, cacheIsNew },
    'cache and journal are open',
  )

  const client = centralClient({
    url: options.centralUrl,
    clock,
    deviceId: () => settings.get('enrolment')?.deviceId ?? null,
    sign: keys.sign,
  })
  // What people ask for; the loop has its own calls, which must not wake it.
  const forPeople = reportingAnswers(client, () => sync.reached())
  const audit = db.prepare('INSERT INTO local_audit (at, actor_id, act, subject) VALUES (?, ?, ?, NULL)')
  const monotonic = options.monotonic ?? (() => performance.now())
  const session = sessionOf({
    logins,
    client: forPeople,
    clock,
    journal,
    monotonic,
    idleMs: options.idleMs ?? IDLE_MS,
    audit: (act, actorId) => void audit.run(clock.iso(), actorId, act),
    onChange: () => changes.tell(['session']),
    enrolled: async (): Promise<Result<true>> => {
      if (settings.get('enrolment') !== null) return ok(true)
      await sync.now(10_000)
      if (settings.get('enrolment') !== null) return ok(true)
      const reason = sync.lastProblem()
      return reason === null ? refuse('enrolment.invalid') : { ok: false, problem: reason }
    },
  })

  const erase = (requestIds: readonly string[]): void => {
    for (const requestId of requestIds) {
      const found = requests.open(requestId)
      if (found === null) continue
      for (const { sha256 } of [...found.body.attachments, ...found.body.papers])
        if (blobs.isUploaded(sha256)) blobs.delete(sha256)
      drafts.discardOf(found.body.holder.cnp)
      outbox.forget({ requestId })
    }
    purgeJournal(journal, ({ aggregateId, deviceSeq }) => requestIds.includes(aggregateId) && !outbox.holds(deviceSeq))
    truncateWal(db)
    changes.tell(['drafts', 'request'], requestIds)
  }
  const scans = watchedFolder(options.scanFolder ?? path.join(dataDir, 'scans'), takenFiles(settings), now)
  scans.tidy(now())
  let tidied = monotonic()
  const tidy = (): void => {
    void session.reconnect()
    if (monotonic() - tidied < TIDY_EVERY_MS) return
    tidied = monotonic()
    const forgotten = outbox.forget({ before: new Date(clock.now() - KEEP_RECEIPTED_MS).toISOString() })
    if (forgotten.length > 0) purgeJournal(journal, ({ deviceSeq }) => !outbox.holds(deviceSeq))
    blobs.trim(COPIES_LIMIT_BYTES)
    scans.tidy(now())
    truncateWal(db)
  }
  const sync = syncLoop({
    run: syncRun({
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
      enrolment: { code: enrolmentCode, publicKey: keys.publicKey, name: options.deskName },
      erase,
      tidy,
      log,
    }),
    listen: client.listen,
    queued: () => outbox.counts().queued,
    fraction: () => randomFraction(surroundings),
    nowIso: clock.iso,
    onChange: () => changes.tell(['sync']),
    onBroken,
    log,
  })
  const perform = performer({
    db,
    settings,
    journal,
    outbox,
    numbers,
    pages,
    clock,
    now,
    newId,
    freeBytes,
    onPerformed: (requestIds) => changes.tell(['queue', 'request', 'sync'], requestIds),
  })
  const workFolder = scanWorkFolder(dataDir)
  const devices = chosenDevices({
    settings,
    folder: scans,
    workFolder,
    configured: options.printer,
    options: options.devices ?? {},
  })
  const scanning = scanningOf({ devices, changes, freeBytes, roomNeeded: ROOM_NEEDED_BYTES })
  const stopWatching = watchFolder(scans.folder, () => changes.tell(['scans']))
  const stopWatchingNetwork = watchNetwork({ matters: () => sync.offlineSince() !== null, onChange: sync.reached })
  const idle = setInterval(session.checkIdle, 5_000)
  idle.unref()

  const pageReader = createPageReader()
  const parts: DeskParts = {
    db,
    settings,
    outbox,
    numbers,
    journal,
    blobs,
    requests,
    queue: queueOf(db),
    held: heldOf(db),
    pages,
    drafts,
    scans,
    clock,
    client: forPeople,
    session,
    sync,
    changes,
    perform,
    devices,
    scanning,
    waiting: waitingPapers(db, requests),
    pageReader,
    newId,
    monotonic,
    log,
    today,
  }
  return {
    parts,
    freeBytes,
    cacheBytes: () =>
      CACHE_FILES.reduce(
        (sum, name) => sum + (existsSync(path.join(dataDir, name)) ? statSync(path.join(dataDir, name)).size : 0),
        0,
      ),
    close: async () => {
      clearInterval(idle)
      stopWatching()
      stopWatchingNetwork()
      scanning.cancel()
      rmSync(workFolder, { recursive: true, force: true })
      await pageReader.close()
      await sync.close()
      await client.close()
      journal.close()
      db.close()
    },
  }
}
