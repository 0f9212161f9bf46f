/**
 * Attached files, named by their SHA-256 and uploaded in chunks that may stop at any point (docs/protocol.md S7). A
 * file gets its name only when all bytes are on the disk and their hash was verified; before that it is in `incoming`.
 */
import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { syncFolder } from '../../../files/sync-folder.ts'
import { attachmentPath } from './attachment-path.ts'
import { tidyUploads } from './uploads.ts'
import type { Store } from '../../store/store.ts'

interface AttachmentState {
  readonly sha256: string
  readonly received: number
  readonly complete: boolean
}

export interface AttachmentFiles {
  state(sha256: string): Promise<AttachmentState>
  /**
   * Appends a chunk at `offset` of a file of `size` bytes. Refuses with `attachment.offset` (and the offset to continue
   * at) or `attachment.hash-mismatch`.
   */
  put(sha256: string, offset: number, size: number, chunk: Uint8Array): Promise<Result<AttachmentState>>
  /** Removes parts and files that are unused at this instant; returns how many. */
  tidy(at: string): Promise<number>
  /** The bytes of a complete file. */
  open(sha256: string): Promise<Result<{ stream: ReadStream; bytes: number }>>
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** Writes a chunk into an incomplete file; it is on the disk when this returns. */
async function append(file: string, offset: number, chunk: Uint8Array): Promise<void> {
  const handle = await open(file, offset === 0 ? 'w' : 'r+', 0o600)
  try {
    let written = 0
    while (written < chunk.length)
      written += (await handle.write(chunk, written, chunk.length - written, offset + written)).bytesWritten
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

export async function openAttachmentFiles({
  folder,
  store,
}: {
  folder: string
  store: Store
}): Promise<AttachmentFiles> {
  const incoming = path.join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  const pathOf = (sha256: string): string => attachmentPath(folder, sha256)
  // One writer for each file: two desks may send the same scan at the same time.
  const busy = new Map<string, Promise<unknown>>()
  const inTurn = async <T>(sha256: string, work: () => Promise<T>): Promise<T> => {
    const before = busy.get(sha256) ?? Promise.resolve()
    const queued = before.then(work, work)
    busy.set(sha256, queued)
    try {
      return await queued
    } finally {
      if (busy.get(sha256) === queued) busy.delete(sha256)
    }
  }

  const rowOf = (sha256: string) =>
    store.read((db) => db.selectFrom('attachment_file').select('bytes').where('sha256', '=', sha256).executeTakeFirst())

  async function state(sha256: string): Promise<AttachmentState> {
    const row = await rowOf(sha256)
    // A file that is missing or was cut is requested again, from any desk that still has it.
    if (row && (await sizeOf(pathOf(sha256))) === row.bytes) return { sha256, received: row.bytes, complete: true }
    return { sha256, received: await sizeOf(path.join(incoming, sha256)), complete: false }
  }

  async function complete(sha256: string, unfinished: string, bytes: number): Promise<Result<AttachmentState>> {
    if ((await sha256OfFile(unfinished)) !== sha256) {
      await rm(unfinished, { force: true })
      return refuse('attachment.hash-mismatch')
    }
    const file = pathOf(sha256)
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
    await rename(unfinished, file)
    syncFolder(path.dirname(file))
    syncFolder(folder)
    await store.write(({ db, at }) =>
      db
        .insertInto('attachment_file')
        .values({ sha256, bytes, received_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    )
    return ok({ sha256, received: bytes, complete: true })
  }

  return {
    state: (sha256) => inTurn(sha256, () => state(sha256)),
    put: (sha256, offset, size, chunk) =>
      inTurn(sha256, async () => {
        const now = await state(sha256)
        if (now.complete) return ok(now)
        const unfinished = path.join(incoming, sha256)
        // After a crash between the rename and the row the file exists, so the row is added.
        if (now.received === 0 && (await sizeOf(pathOf(sha256))) > 0) {
          await rename(pathOf(sha256), unfinished)
          return complete(sha256, unfinished, await sizeOf(unfinished))
        }
        if (offset !== 0 && offset !== now.received) return refuse('attachment.offset', { expected: now.received })
        if (chunk.length === 0 || offset + chunk.length > size)
          return refuse('input.invalid', { issues: [{ path: 'size', message: 'chunk_does_not_fit' }] })
        await append(unfinished, offset, chunk)
        const received = offset + chunk.length
        return received === size ? complete(sha256, unfinished, size) : ok({ sha256, received, complete: false })
      }),
    tidy: (at) => tidyUploads(store, folder, at, inTurn),
    async open(sha256) {
      const row = await rowOf(sha256)
      if (!row) return refuse('attachment.unknown')
      const file = pathOf(sha256)
      if ((await sizeOf(file)) !== row.bytes || (await sha256OfFile(file)) !== sha256)
        return refuse('attachment.damaged', { sha256 })
      return ok({ stream: createReadStream(file), bytes: row.bytes })
    },
  }
}
