/**
 * Uploads the file that an act names before the act itself (docs/protocol.md S7): in chunks, resuming where the last
 * attempt ended.
 */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { PartSize } from './part-size.ts'

interface UploadOptions {
  readonly client: CentralClient
  readonly blobs: BlobStore
  readonly signal?: AbortSignal | undefined
  readonly onProgress: () => void
  /** The session of the person whose act names the file. */
  readonly sessionId: string
  readonly parts: PartSize
}

/** A limit, in case the server keeps moving the offset back. */
const MOST_RESTARTS = 5

export async function upload(
  sha256: string,
  { client, blobs, signal, onProgress, sessionId, parts }: UploadOptions,
): Promise<Result<true>> {
  const state = await client.call('attachmentState', { sha256 }, { signal })
  if (!state.ok && state.problem.code !== 'attachment.unknown') return state
  let { received, complete } = state.ok ? state.value : { received: 0, complete: false }
  const blob = complete ? null : blobs.get(sha256)
  if (!complete && blob === null) return refuse('attachment.missing', { sha256 })
  for (let restarts = 0; blob !== null && !complete;) {
    const chunk = blob.bytes.subarray(received, received + parts.bytes())
    const place = { sha256, sessionId, offset: received, size: blob.bytes.length }
    const answer = await parts.learnFrom(chunk.length, () =>
      client.call('putAttachment', { ...place, bytes: chunk }, { signal }),
    )
    if (answer.ok) {
      received = answer.value.received
      complete = answer.value.complete
      blobs.markSent(sha256, received, complete)
      onProgress()
    } else if (answer.problem.code === 'attachment.offset' && restarts++ < MOST_RESTARTS) {
      received = answer.problem.details.expected
    } else {
      return answer
    }
  }
  blobs.markSent(sha256, received, true)
  return ok(true)
}
