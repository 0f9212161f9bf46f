/** Keeps a copy of bytes fetched from the central store; refuses bytes other than those that were asked for. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { mediaTypeOf, UNKNOWN_MEDIA_TYPE } from '../../files/media-type.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { isDiskFull } from '../cache/open-cache.ts'
import type { BlobStore } from './blob-store.ts'

export function keepFetched(
  blobs: Pick<BlobStore, 'put' | 'markSent'>,
  sha256: string,
  bytes: Uint8Array,
): Result<{ mediaType: string }> {
  // Before anything is stored: other bytes may be those of a scan that is stored here and still needed.
  if (sha256Hex(bytes) !== sha256) return refuse('attachment.hash-mismatch')
  try {
    const stored = blobs.put(bytes)
    blobs.markSent(sha256, stored.bytes, true)
  } catch (error) {
    // The copy is only for the next time: on a full disk the person still sees the file.
    if (!isDiskFull(error)) throw error
  }
  return ok({ mediaType: mediaTypeOf(bytes) ?? UNKNOWN_MEDIA_TYPE })
}
