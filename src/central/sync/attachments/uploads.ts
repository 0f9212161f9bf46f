/**
 * Uploads whose file no request names yet: for whose session they are sent, how much one workstation may have here, and
 * when unused files are removed.
 */
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { LIMITS } from '../../../protocol/central/limits.ts'
import type { Reading } from '../../store/schema.ts'
import type { Store, Writing } from '../../store/store.ts'
import { attachmentPath } from './attachment-path.ts'

/** An unfinished file that was not continued for this long is removed; the desk sends it from the beginning. */
export const UNFINISHED_MS = 24 * 3_600_000
/**
 * A complete file that no request named for this long is removed; a desk that still needs it is asked to send it again.
 */
export const UNNAMED_MS = 7 * 24 * 3_600_000

interface Upload {
  readonly sha256: string
  readonly deviceId: string
  readonly sessionId: string
  /** Of the whole file. */
  readonly size: number
}

const isNamed = async (db: Reading, sha256: string): Promise<boolean> => {
  const attached = await db.selectFrom('request_attachment').select('n').where('sha256', '=', sha256).executeTakeFirst()
  if (attached) return true
  // A parked act still names its file.
  const parked = await db
    .selectFrom('command_receipt')
    .select('device_seq')
    .where('outcome', '=', 'parked')
    .where('envelope', 'like', `%${sha256}%`)
    .executeTakeFirst()
  return parked !== undefined
}

/** Bytes that a workstation sends or has sent, and that no request names. */
async function unnamedBytes(db: Reading, deviceId: string): Promise<number> {
  const row = await db
    .selectFrom('upload')
    .select((all) => all.fn.coalesce(all.fn.sum<number>('bytes'), all.lit(0)).as('bytes'))
    .where('device_id', '=', deviceId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('request_attachment')
            .select('request_attachment.n')
            .whereRef('request_attachment.sha256', '=', 'upload.sha256'),
        ),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(row.bytes)
}

/**
 * Records that a workstation continues an upload. Refuses with `session.required` if the session does not belong to
 * this workstation, and with `attachment.quota` if the workstation has too much here that no request names.
 */
export async function recordUpload({ db, at }: Writing, upload: Upload): Promise<Result<true>> {
  const { sha256, deviceId, sessionId, size } = upload
  const session = await db.selectFrom('session').select('device_id').where('id', '=', sessionId).executeTakeFirst()
  if (session?.device_id !== deviceId) return refuse('session.required')
  const known = await db.updateTable('upload').set({ last_at: at }).where('sha256', '=', sha256).executeTakeFirst()
  if (known.numUpdatedRows > 0n) return ok(true)
  const limit = LIMITS.unnamedUploadBytes
  if ((await unnamedBytes(db, deviceId)) + size > limit) return refuse('attachment.quota', { limit })
  await db
    .insertInto('upload')
    .values({ sha256, device_id: deviceId, session_id: sessionId, bytes: size, begun_at: at, last_at: at })
    .execute()
  return ok(true)
}

/** The upload is complete, or its bytes were not those of the file. */
export const forgetUpload = (store: Store, sha256: string) =>
  store.write(({ db }) => db.deleteFrom('upload').where('sha256', '=', sha256).execute())

const before = (at: string, milliseconds: number): string => new Date(Date.parse(at) - milliseconds).toISOString()

/** Runs work on a file when no other work on it is running. */
type InTurn = <T>(sha256: string, work: () => Promise<T>) => Promise<T>

/** Unfinished files in `incoming` that were abandoned. */
async function tidyUnfinished(store: Store, folder: string, at: string, inTurn: InTurn): Promise<number> {
  const incoming = path.join(folder, 'incoming')
  let removed = 0
  for (const sha256 of await readdir(incoming)) {
    const file = path.join(incoming, sha256)
    const row = await store.read((db) =>
      db.selectFrom('upload').select('last_at').where('sha256', '=', sha256).executeTakeFirst(),
    )
    const last = row?.last_at ?? (await stat(file)).mtime.toISOString()
    if (last > before(at, UNFINISHED_MS)) continue
    await inTurn(sha256, async () => {
      await rm(file, { force: true })
      await forgetUpload(store, sha256)
    })
    removed += 1
  }
  return removed
}

/** Whole files that no request names. The row goes first: a file without a row is no attachment. */
async function tidyUnnamed(store: Store, folder: string, at: string, inTurn: InTurn): Promise<number> {
  const old = await store.read((db) =>
    db.selectFrom('upload').select('sha256').where('last_at', '<=', before(at, UNNAMED_MS)).execute(),
  )
  let removed = 0
  for (const { sha256 } of old)
    await inTurn(sha256, async () => {
      const gone = await store.write(async ({ db }) => {
        await db.deleteFrom('upload').where('sha256', '=', sha256).execute()
        if (await isNamed(db, sha256)) return false
        await db.deleteFrom('attachment_file').where('sha256', '=', sha256).execute()
        return true
      })
      if (!gone) return
      await rm(attachmentPath(folder, sha256), { force: true })
      removed += 1
    })
  return removed
}

/** Removes unused files; returns how many. */
export const tidyUploads = async (store: Store, folder: string, at: string, inTurn: InTurn): Promise<number> =>
  (await tidyUnfinished(store, folder, at, inTurn)) + (await tidyUnnamed(store, folder, at, inTurn))
