/**
 * A desk: one per workstation. Opens the data folder, serves the contract of src/protocol/desk.ts, and talks to the
 * central store by itself.
 */
import { ok, refuse } from '../domain/problem.ts'
import { defaultHouse } from '../domain/house/house.ts'
import { houseOf } from '../paper/house.ts'
import { SCAN_LIMITS } from '../files/limits.ts'
import { z } from 'zod'
import { isCorruption } from './cache/open-cache.ts'
import type { Desk } from './desk-interface.ts'
import type { DeskOptions } from './desk-options.ts'
import { type Core, type CoreOptions, openCore } from './open-core.ts'
import { aboutProcedures } from './about/procedures.ts'
import { admit, procedureDoor } from './door/call-procedure.ts'
import { decisionProcedures } from './decisions/procedures.ts'
import { takeFileOf } from './drafts/take-file.ts'
import { deviceProcedures } from './devices/procedures.ts'
import { draftProcedures } from './drafts/procedures.ts'
import { formProcedures } from './forms/procedures.ts'
import { paperProcedures } from './papers/procedures.ts'
import { parkedProcedures } from './parked/procedures.ts'
import { queueProcedures } from './queue/procedures.ts'
import { readingProcedures } from './reading/procedures.ts'
import { registryProcedures } from './registry/procedures.ts'
import { requestProcedures } from './requests/procedures.ts'
import { sessionProcedures } from './session/procedures.ts'
import { syncProcedures } from './sync/procedures.ts'
import { centralToken } from './session/central-token.ts'
import { changesOf } from './events/changes.ts'

export type { Desk } from './desk-interface.ts'
export type { DeskOptions } from './desk-options.ts'

/** No log line carries these, whoever writes it: at the top and one and two levels down. */
const PERSONAL = [
  'cnp',
  'surname',
  'givenNames',
  'name',
  'username',
  'password',
  'token',
  'address',
  'phone',
  'email',
  'holder',
  'representative',
  'payload',
  'content',
  'text',
  'body',
  'input',
  'message',
].flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/** For the host that starts both. */
export interface OpenedDesk extends Desk {
  /**
   * The central store has said that it is there: it is asked at once, enrolling with this code where that is still to
   * be done.
   */
  readonly centralReady: (code: string | undefined) => void
}

/**
 * Opens a desk; a damaged cache is set aside and rebuilt, so that it always opens. Throws `CacheInUse` where another
 * desk has the folder.
 */
export async function openDesk(given: DeskOptions): Promise<OpenedDesk> {
  const log = given.log.child({}, { redact: { paths: PERSONAL, remove: true } })
  let { enrolmentCode } = given
  const options: CoreOptions = { ...given, log, enrolmentCode: () => enrolmentCode }
  const changes = changesOf((error) =>
    log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'a listener broke'),
  )
  let closed = false
  let reopening: Promise<void> | null = null

  const reopen = (error: unknown): boolean => {
    if (!isCorruption(error) || closed) return false
    log.error('the cache is damaged; it is set aside and rebuilt from the journal and the central store')
    reopening ??= core
      .close()
      .then(() => openCore(options, changes, true, reopen))
      .then((fresh) => {
        core = fresh
        call = doorOf(fresh)
        fresh.parts.sync.start()
        changes.tell(['session', 'sync', 'queue', 'request', 'drafts', 'decisions'])
      })
      .finally(() => (reopening = null))
    return true
  }
  const doorOf = ({ parts, cacheBytes, freeBytes }: Core) => {
    const { settings } = parts
    const house = () => houseOf(settings.get('house') ?? defaultHouse(settings.get('demonstration') ?? false, ''))
    const takeFile = takeFileOf(parts)
    return procedureDoor({
      session: parts.session,
      changes,
      log,
      reference: () => parts.newId().slice(-12),
      freeBytes,
      onBroken: reopen,
      handlers: {
        ...aboutProcedures(parts, {
          version: options.version,
          host: options.host,
          keyStore: options.secretStore.name,
          cacheBytes,
          demonstrationLogins: options.demonstrationLogins ?? [],
        }),
        ...sessionProcedures(parts),
        ...syncProcedures(parts),
        ...queueProcedures(parts),
        ...requestProcedures(parts),
        ...draftProcedures(parts, takeFile),
        ...decisionProcedures(parts),
        ...parkedProcedures(parts),
        ...registryProcedures(parts),
        ...formProcedures(parts),
        ...paperProcedures(parts, house),
        ...readingProcedures(parts),
        ...deviceProcedures(parts, { house, takeFile }),
      },
    })
  }

  let core = await openCore(options, changes, false, reopen)
  let call = doorOf(core)
  core.parts.sync.start()

  return {
    call: async (procedure, input) => {
      await reopening
      if (closed) return refuse('cache.unavailable')
      // The door parses the answer by the procedure's own schema.
      return (await call(procedure, input)) as never
    },
    putBytes: async (bytes) => {
      await reopening
      const { session, blobs } = core.parts
      const person = admit(session, 'open')
      if (!person.ok) return person
      if (bytes.length > SCAN_LIMITS.bytes) return refuse('input.too-large', { limit: SCAN_LIMITS.bytes })
      session.active()
      const { sha256, bytes: size } = blobs.put(bytes)
      return ok({ sha256, bytes: size })
    },
    getBytes: async (sha256) => {
      await reopening
      const { session, blobs, client, sync } = core.parts
      const person = admit(session, 'request.read')
      if (!person.ok) return person
      if (
        !z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .safeParse(sha256).success
      )
        return refuse('attachment.unknown')
      const kept = blobs.get(sha256)
      if (kept !== null) return ok(kept)
      const token = centralToken(person.value, sync.online())
      if (!token.ok) return token
      const fetched = await client.call('getAttachment', { sha256 }, { token: token.value })
      if (!fetched.ok) return fetched
      const stored = blobs.put(fetched.value.bytes)
      if (stored.sha256 !== sha256) {
        blobs.delete(stored.sha256)
        return refuse('attachment.hash-mismatch')
      }
      blobs.markSent(sha256, stored.bytes, true)
      return ok({ bytes: fetched.value.bytes, mediaType: stored.mediaType })
    },
    subscribe: changes.subscribe,
    centralReady: (code) => {
      enrolmentCode = code ?? enrolmentCode
      if (closed) return
      core.parts.sync.reached()
      core.parts.sync.wake()
    },
    close: async () => {
      closed = true
      await reopening
      await core.close()
    },
  }
}
