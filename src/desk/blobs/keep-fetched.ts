/** Keeps a copy of bytes fetched from the central store; refuses bytes other than those that were asked for. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { BlobStore } from './blob-store.ts'

export function keepFetched(
  blobs: Pick<BlobStore, 'put' | 'delete' | 'markSent'>,
  sha256: string,
  bytes: Uint8Array,
): Result<{ mediaType: string }> {
  const stored = blobs.put(bytes)
  if (stored.sha256 !== sha256) {
    blobs.delete(stored.sha256)
    return refuse('attachment.hash-mismatch')
  }
  blobs.markSent(sha256, stored.bytes, true)
  return ok({ mediaType: stored.mediaType })
}
