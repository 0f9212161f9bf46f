/** Receipts and letters as the central store sealed them; for a reprint its sealed duplicate, or one marked here. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { RequestBody } from '../../request/body.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { keepFetched } from '../blobs/keep-fetched.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { centralToken } from '../session/central-token.ts'
import type { Person } from '../session/session.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { SyncLoop } from '../sync/sync.ts'
import { paperOf } from '../requests/request-detail.ts'
import type { OpenPaperRenderer, PaperAtHand } from './paper-at-hand.ts'
import { loadPaperRenderer } from './paper-code.ts'
import type { UnderSeal } from './under-seal.ts'

interface IssuedOptions {
  readonly blobs: BlobStore
  readonly client: CentralClient
  readonly sync: Pick<SyncLoop, 'online' | 'stoppedBy'>
  readonly renderer: OpenPaperRenderer
  readonly underSeal: UnderSeal
}
type Issued = RequestBody['papers'][number]

export function issuedPaper({ blobs, client, sync, renderer, underSeal }: IssuedOptions) {
  /** The original: kept at this desk, or fetched and checked against its hash. */
  const originalOf = async ({ id, sha256 }: Issued, person: Person): Promise<Result<Uint8Array>> => {
    const kept = blobs.get(sha256)
    if (kept !== null) return ok(kept.bytes)
    const token = centralToken(person, sync)
    if (!token.ok) return token
    const fetched = await client.call('paper', { paperId: id }, { token: token.value })
    if (!fetched.ok) return fetched
    const copy = keepFetched(blobs, sha256, fetched.value.bytes)
    return copy.ok ? ok(fetched.value.bytes) : copy
  }
  const duplicateOf = async (
    { id }: Issued,
    original: Uint8Array,
    person: Person,
  ): Promise<Pick<PaperAtHand, 'pdf' | 'sealed'>> => {
    const copy = await underSeal(person, {
      ask: (options) => client.call('paperDuplicate', { paperId: id }, options),
    })
    if (copy !== null) return { pdf: copy.bytes, sealed: true }
    const { duplicateOf: mark } = await loadPaperRenderer()
    return { pdf: await mark(await renderer(), original), sealed: false }
  }
  return async (
    body: RequestBody,
    paper: Paper,
    paperId: string | null,
    person: Person,
  ): Promise<Result<PaperAtHand>> => {
    const record = paperOf(body, paper, paperId)
    if (record === undefined) return refuse('paper.not-yet', { paper })
    const original = await originalOf(record, person)
    if (!original.ok) return original
    const duplicate = record.printed > 0
    const { pdf, sealed } = duplicate
      ? await duplicateOf(record, original.value, person)
      : { pdf: original.value, sealed: true }
    const { pageCountOf } = await loadPaperRenderer()
    return ok({
      pdf,
      pages: await pageCountOf(original.value),
      sha256: sha256Hex(pdf),
      paperId: record.id,
      verificationCode: record.verificationCode,
      duplicate,
      sealed,
    })
  }
}
