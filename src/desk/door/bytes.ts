/** Files that pass the door outside the procedures: sent by a window, or shown in one. */
import { ok, refuse } from '../../domain/problem.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { sha256 as sha256Schema } from '../../protocol/values.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { keepFetched } from '../blobs/keep-fetched.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { Desk } from '../desk-interface.ts'
import { centralToken } from '../session/central-token.ts'
import type { DeskSession } from '../session/session.ts'
import type { SyncLoop } from '../sync/sync.ts'
import { admit } from './call-procedure.ts'
import type { Guard } from './guard.ts'

interface BytesOptions {
  readonly session: Pick<DeskSession, 'at'>
  readonly blobs: Pick<BlobStore, 'get' | 'put' | 'putGiven' | 'markSent'>
  readonly client: Pick<CentralClient, 'call'>
  readonly sync: Pick<SyncLoop, 'online' | 'stoppedBy'>
  readonly guard: Guard
}

export interface BytesDoor {
  readonly putBytes: (bytes: Uint8Array, window: string) => ReturnType<Desk['putBytes']>
  readonly getBytes: (sha256: string, window: string) => ReturnType<Desk['getBytes']>
}

export function bytesDoor({ session, blobs, client, sync, guard }: BytesOptions): BytesDoor {
  return {
    putBytes: (bytes, window) =>
      guard('putBytes', () => {
        const person = admit(session.at(window), 'open')
        if (!person.ok) return person
        if (bytes.length > SCAN_LIMITS.bytes) return refuse('input.too-large', { limit: SCAN_LIMITS.bytes })
        const { sha256, bytes: size } = blobs.putGiven(bytes)
        return ok({ sha256, bytes: size })
      }),
    getBytes: (sha256, window) =>
      guard('getBytes', async () => {
        const person = admit(session.at(window), 'request.read')
        if (!person.ok) return person
        if (!sha256Schema.safeParse(sha256).success) return refuse('attachment.unknown')
        const kept = blobs.get(sha256)
        if (kept !== null) return ok(kept)
        const token = centralToken(person.value, sync)
        if (!token.ok) return token
        const fetched = await client.call('getAttachment', { sha256 }, { token: token.value })
        if (!fetched.ok) return fetched
        const { bytes } = fetched.value
        const copy = keepFetched(blobs, sha256, bytes)
        return copy.ok ? ok({ bytes, mediaType: copy.value.mediaType }) : copy
      }),
  }
}
