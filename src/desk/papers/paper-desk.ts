/**
 * Papers at the desk: receipts and letters as the central store sealed them; proofs of registration and duplicates
 * under its seal where it can be reached in a moment, else made here, without a seal and without saying that they had
 * one.
 */
import { type Decision, letterContent } from '../../domain/papers/letter.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { hasRight } from '../../domain/rights.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { House } from '../../paper/house.ts'
import type { Press } from '../../paper/render.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { paperRequestOf, proofContentOf, type ProofFacts, proofFactsOf } from '../../protocol/paper-facts.ts'
import type { RequestBody } from '../../protocol/request.ts'
import { type BlobStore, sha256Hex } from '../blobs/blob-store.ts'
import { centralToken } from '../session/central-token.ts'
import type { Person } from '../session/session.ts'
import type { CentralClient } from '../sync/central-client.ts'
import type { SyncLoop } from '../sync/sync.ts'
import { paperOf } from '../view/request-detail.ts'
import { pressCode } from './paper-code.ts'

export interface PaperAtHand {
  /** As printed; of a duplicate with its mark. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** Of the paper itself, without the mark of a duplicate. */
  readonly paperSha256: string
  readonly paperId: string | null
  readonly verificationCode: string | null
  readonly duplicate: boolean
  /** Whether these bytes bear the house's seal. */
  readonly sealed: boolean
  /** What a proof of registration says, for its record. */
  readonly said?: ProofFacts
}
export interface PaperDesk {
  readonly take: (
    body: RequestBody,
    paper: Paper,
    paperId: string | null,
    person: Person,
  ) => Promise<Result<PaperAtHand>>
  /** A letter as a decision would send it, marked as a draft. */
  readonly draftLetter: (
    body: RequestBody,
    decision: Decision,
    today: string,
    now: number,
  ) => Promise<{ pdf: Uint8Array; pages: number }>
}

/** A person waits at the counter: a sealed paper that takes longer than this is made here instead, without a seal. */
const PATIENCE_MS = 2_500
/** After a central store that let somebody wait in vain, the next papers are made here at once for this long. */
const SPARED_MS = 30_000

interface PaperDeskOptions {
  readonly blobs: BlobStore
  readonly client: CentralClient
  readonly sync: Pick<SyncLoop, 'online' | 'now'>
  readonly house: () => House
  /** The request as it stands now, and whether acts of this desk upon it are still on their way. */
  readonly standing: (requestId: string) => { readonly body: RequestBody; readonly pending: boolean } | null
  readonly monotonic: () => number
}

export function paperDesk({ blobs, client, sync, house, standing, monotonic }: PaperDeskOptions): PaperDesk {
  let opened: Promise<Press> | null = null
  // Fonts are read once; what the house says of itself may change while the desk is open.
  const press = async (): Promise<Press> => ({
    ...(await (opened ??= pressCode().then(({ openPress }) => openPress(house())))),
    house: house(),
  })

  let sparedUntil = -Infinity
  /** What the central store seals, within the time that a person can be let wait; null: it is made here. */
  const underSeal = async (
    person: Person,
    ask: (call: { token: string; signal: AbortSignal }) => ReturnType<CentralClient['bytes']>,
    before?: (limitMs: number) => Promise<void>,
  ) => {
    if (!sync.online() || person.token === null || !hasRight(person.role, 'paper.print') || monotonic() < sparedUntil)
      return null
    const end = monotonic() + PATIENCE_MS
    await before?.(PATIENCE_MS)
    const left = end - monotonic()
    const answer = left > 0 ? await ask({ token: person.token, signal: AbortSignal.timeout(Math.ceil(left)) }) : null
    if (monotonic() >= end) sparedUntil = monotonic() + SPARED_MS
    return answer?.ok === true ? answer.value : null
  }

  const proof = async (opened: RequestBody, person: Person): Promise<Result<PaperAtHand>> => {
    let body = opened
    const duplicateOf = ({ papers }: RequestBody): boolean =>
      (papers.findLast(({ paper }) => paper === 'proof-of-registration')?.printed ?? 0) > 0
    const arrived = async (limitMs: number): Promise<void> => {
      // Just registered: it is about to be sent, and is back with what became of it in a moment.
      if (standing(body.id)?.pending === true) await sync.now(limitMs)
      body = standing(body.id)?.body ?? body
    }
    const ask = ({ token, signal }: { token: string; signal: AbortSignal }) =>
      client.bytes('proof', {
        parameters: { requestId: body.id },
        query: {
          said: sha256Hex(canonicalJson(proofFactsOf(body))),
          copy: duplicateOf(body) ? 'duplicate' : 'original',
        },
        token,
        signal,
      })
    const fetched = await underSeal(person, ask, arrived)
    // A duplicate says what the paper in somebody's hand says, though a name was corrected or the term extended since.
    const said = proofFactsOf(body)
    const duplicate = duplicateOf(body)
    if (fetched !== null) {
      const { pageCountOf } = await pressCode()
      const { bytes, headers } = fetched
      return ok({
        pdf: bytes,
        pages: await pageCountOf(bytes),
        paperSha256: blobs.put(bytes).sha256,
        paperId: null,
        verificationCode: headers['x-des-verification-code'] ?? null,
        duplicate,
        sealed: true,
        said,
      })
    }
    const { renderProofOfRegistration } = await pressCode()
    const { pdf, pages } = await renderProofOfRegistration(await press(), proofContentOf(body, said, null), {
      issuedAt: new Date(body.registration.at),
      duplicate,
    })
    return ok({
      pdf,
      pages,
      paperSha256: blobs.put(pdf).sha256,
      paperId: null,
      verificationCode: null,
      duplicate,
      sealed: false,
      said,
    })
  }
  const sealed = async (
    body: RequestBody,
    paper: Paper,
    paperId: string | null,
    person: Person,
  ): Promise<Result<PaperAtHand>> => {
    const record = paperOf(body, paper, paperId)
    if (record === undefined) return refuse('paper.not-yet', { paper })
    let bytes: Uint8Array | null = blobs.get(record.sha256)?.bytes ?? null
    if (bytes === null) {
      const token = centralToken(person, sync.online())
      if (!token.ok) return token
      const fetched = await client.bytes('paper', { parameters: { paperId: record.id }, token: token.value })
      if (!fetched.ok) return fetched
      const stored = blobs.put(fetched.value.bytes)
      if (stored.sha256 !== record.sha256) {
        blobs.delete(stored.sha256)
        return refuse('attachment.hash-mismatch')
      }
      blobs.markSent(stored.sha256, stored.bytes, true)
      bytes = fetched.value.bytes
    }
    const duplicate = record.printed > 0
    const { duplicateOf, pageCountOf } = await pressCode()
    const copy = duplicate
      ? await underSeal(person, ({ token, signal }) =>
          client.bytes('paperDuplicate', { parameters: { paperId: record.id }, token, signal }),
        )
      : null
    const pdf = duplicate ? (copy?.bytes ?? (await duplicateOf(await press(), bytes))) : bytes
    const pages = await pageCountOf(bytes)
    return ok({
      pdf,
      pages,
      paperSha256: record.sha256,
      paperId: record.id,
      verificationCode: record.verificationCode,
      duplicate,
      sealed: !duplicate || copy !== null,
    })
  }
  return {
    take: (body, paper, paperId, person) =>
      paper === 'proof-of-registration' ? proof(body, person) : sealed(body, paper, paperId, person),
    draftLetter: async (body, decision, today, now) => {
      const content = letterContent({ ...paperRequestOf(body), decidedDay: today, decision, verificationCode: null })
      const { renderLetter } = await pressCode()
      return renderLetter(await press(), content, { issuedAt: new Date(now), draft: true })
    },
  }
}
