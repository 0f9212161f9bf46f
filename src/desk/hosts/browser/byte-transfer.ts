/** Scans in and papers out: bytes are transferred outside the JSON, named by their SHA-256. */
import type { IncomingMessage } from 'node:http'
import type { FastifyReply } from 'fastify'
import type { Result } from '../../../domain/problem.ts'
import { SCAN_LIMITS } from '../../../files/limits.ts'
import { endingOf, isKept, UNKNOWN_MEDIA_TYPE } from '../../../files/media-type.ts'
import type { Desk, StoredBytes } from '../../desk-interface.ts'
import { storeReceived } from '../received-file.ts'
import { NOT_STORED } from '../page/response-headers.ts'

/**
 * How much is read and discarded beyond the limit, so that the browser receives the answer instead of a broken
 * connection.
 */
const MOST_DISCARDED_BYTES = 1024 * 1024 * 1024

/** The file's own name, percent-encoded in `x-des-name`. */
function nameOf(request: IncomingMessage): string {
  const header = request.headers['x-des-name']
  if (typeof header !== 'string') return ''
  try {
    return decodeURIComponent(header)
  } catch {
    return ''
  }
}

async function readBody(request: IncomingMessage): Promise<{ size: number; bytes: Buffer | null }> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= SCAN_LIMITS.bytes) chunks.push(chunk)
    else chunks.length = 0
    if (size > MOST_DISCARDED_BYTES) break
  }
  return { size, bytes: size <= SCAN_LIMITS.bytes ? Buffer.concat(chunks) : null }
}

export async function takeBytes(desk: Desk, request: IncomingMessage, window: string): Promise<Result<StoredBytes>> {
  const { size, bytes } = await readBody(request)
  return storeReceived((kept) => desk.putBytes(kept, window), { name: nameOf(request), size, bytes })
}

export async function giveBytes(
  desk: Desk,
  sha256: string,
  window: string,
  reply: FastifyReply,
): Promise<Result<Uint8Array>> {
  const found = await desk.getBytes(sha256, window)
  if (!found.ok) return found
  // Anything but a known kind of paper is only ever saved, never rendered.
  const { mediaType } = found.value
  const kept = isKept(mediaType)
  const name = `${sha256.slice(0, 12)}${kept ? endingOf(mediaType) : '.bin'}`
  void reply
    .header('content-type', kept ? mediaType : UNKNOWN_MEDIA_TYPE)
    .header('content-disposition', `${kept ? 'inline' : 'attachment'}; filename="${name}"`)
    .header('cache-control', NOT_STORED)
  return { ok: true, value: found.value.bytes }
}
