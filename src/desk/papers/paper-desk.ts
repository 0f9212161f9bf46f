/** Papers at the desk: the proof of registration made here, also without the network; receipts and letters as the central store sealed them. */
import type { PaperRequest } from '../../domain/receipt/paper-content.ts'
import { type Decision, letterContent } from '../../domain/receipt/letter.ts'
import { proofOfRegistration } from '../../domain/receipt/proof-of-registration.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { House } from '../../paper/house.ts'
import type { Press } from '../../paper/render.ts'
import type { RequestBody } from '../../protocol/request.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { centralToken } from '../session/central-token.ts'
import type { Person } from '../session/session.ts'
import type { CentralClient } from '../sync/central-client.ts'
import { paperOf } from '../view/request-detail.ts'
import { numberOf } from '../view/request-row.ts'
import { pressCode } from './paper-code.ts'

type ProofFacts = NonNullable<RequestBody['papers'][number]['said']>
export interface PaperAtHand {
  /** As printed; of a duplicate with its mark. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** Of the paper itself, without the mark of a duplicate. */
  readonly paperSha256: string
  readonly paperId: string | null
  readonly verificationCode: string | null
  readonly duplicate: boolean
  /** What a proof of registration says, for its record. */
  readonly said?: ProofFacts
}
export interface PaperDesk {
  readonly take: (body: RequestBody, paper: Paper, paperId: string | null, person: Person) => Promise<Result<PaperAtHand>>
  /** A letter as a decision would send it, marked as a draft. */
  readonly draftLetter: (body: RequestBody, decision: Decision, today: string, now: number) => Promise<{ pdf: Uint8Array; pages: number }>
}

const factsOf = (body: RequestBody): PaperRequest => ({
  kind: body.kind,
  channel: body.channel,
  number: numberOf(body),
  registeredAt: body.registration.at,
  requestedDay: body.requestedDay,
  holder: body.holder,
  capacity: body.capacity,
  representative: body.representative,
  dueDay: body.dueDay,
})

const nameOf = ({ surname, givenNames }: { surname: string; givenNames: string }) => ({ surname, givenNames })
const proofFactsOf = (body: RequestBody): ProofFacts => ({
  kind: body.kind,
  number: numberOf(body),
  provisional: body.registration.sequence === null,
  holder: { ...nameOf(body.holder), cnp: body.holder.cnp },
  capacity: body.capacity,
  representative: body.representative && nameOf(body.representative),
  dueDay: body.dueDay,
  pages: body.attachments.reduce((sum, { pages }) => sum + pages, 0),
})

export function paperDesk({ blobs, client, online, house }: { blobs: BlobStore; client: CentralClient; online: () => boolean; house: () => House }): PaperDesk {
  let opened: Promise<Press> | null = null
  const press = (): Promise<Press> => (opened ??= pressCode().then(({ openPress }) => openPress(house())))

  const proof = async (body: RequestBody): Promise<Result<PaperAtHand>> => {
    const printed = paperOf(body, 'proof-of-registration')
    const duplicate = (printed?.printed ?? 0) > 0
    // A duplicate says what the paper in somebody's hand says, though a name was corrected or the term extended since.
    const said = printed?.said ?? proofFactsOf(body)
    const content = proofOfRegistration({ ...factsOf(body), ...said, registeredBy: body.registeredBy.name })
    const { renderProofOfRegistration } = await pressCode()
    const { pdf, pages } = await renderProofOfRegistration(await press(), content, { issuedAt: new Date(body.registration.at), duplicate })
    return ok({ pdf, pages, paperSha256: blobs.put(pdf).sha256, paperId: null, verificationCode: null, duplicate, said })
  }
  const sealed = async (body: RequestBody, paper: Paper, paperId: string | null, person: Person): Promise<Result<PaperAtHand>> => {
    const record = paperOf(body, paper, paperId)
    if (record === undefined) return refuse('paper.not-yet', { paper })
    let bytes: Uint8Array | null = blobs.get(record.sha256)?.bytes ?? null
    if (bytes === null) {
      const token = centralToken(person, online())
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
    const pdf = duplicate ? await duplicateOf(await press(), bytes) : bytes
    const pages = await pageCountOf(bytes)
    return ok({ pdf, pages, paperSha256: record.sha256, paperId: record.id, verificationCode: record.verificationCode, duplicate })
  }
  return {
    take: (body, paper, paperId, person) => (paper === 'proof-of-registration' ? proof(body) : sealed(body, paper, paperId, person)),
    draftLetter: async (body, decision, today, now) => {
      const content = letterContent({ ...factsOf(body), decidedDay: today, decision, verificationCode: null })
      const { renderLetter } = await pressCode()
      return renderLetter(await press(), content, { issuedAt: new Date(now), draft: true })
    },
  }
}
