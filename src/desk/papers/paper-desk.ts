/**
 * Papers at the desk: receipts and letters as the central store sealed them; proofs of registration and duplicates
 * sealed by it if it answers in time, otherwise made here, without a seal and without claiming one.
 */
import { type Decision, letterContent } from '../../domain/papers/letter.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { Paper } from '../../domain/request/request.ts'
import type { House } from '../../paper/house.ts'
import type { PaperRenderer } from '../../paper/render.ts'
import { paperRequestOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import type { Person } from '../session/session.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { SyncLoop } from '../sync/sync.ts'
import { issuedPaper } from './issued-paper.ts'
import type { PaperAtHand } from './paper-at-hand.ts'
import { loadPaperRenderer } from './paper-code.ts'
import { proofPaper } from './proof-paper.ts'
import type { SealCheck } from './seal-check.ts'
import { underSealOf } from './under-seal.ts'

export interface PaperDesk {
  readonly take: (
    body: RequestBody,
    paper: Paper,
    paperId: string | null,
    person: Person,
  ) => Promise<Result<PaperAtHand>>
  /** The letter that a decision would send, marked as a draft. */
  readonly draftLetter: (
    body: RequestBody,
    decision: Decision,
    today: string,
    now: number,
  ) => Promise<{ pdf: Uint8Array; pages: number }>
}

interface PaperDeskOptions {
  readonly blobs: BlobStore
  readonly client: CentralClient
  readonly sync: Pick<SyncLoop, 'online' | 'stoppedBy' | 'now'>
  /** Null until the desk knows it: nothing is printed before. */
  readonly house: () => House | null
  /** The request as it stands now, and whether acts of this desk on it are still unconfirmed. */
  readonly standing: (requestId: string) => { readonly body: RequestBody; readonly pending: boolean } | null
  readonly monotonic: () => number
  readonly sealCheck: Pick<SealCheck, 'isSealed'>
}

export function paperDesk({ blobs, client, sync, house, standing, monotonic, sealCheck }: PaperDeskOptions): PaperDesk {
  const requiredHouse = (): House => {
    const known = house()
    if (known === null) throw new Error('no paper is rendered before the house is known')
    return known
  }
  let opened: Promise<PaperRenderer> | null = null
  // Fonts are read once; the house's data may change while the desk is open.
  const renderer = async (): Promise<PaperRenderer> => {
    const present = requiredHouse()
    return {
      ...(await (opened ??= loadPaperRenderer().then(({ openPaperRenderer }) => openPaperRenderer(present)))),
      house: present,
    }
  }
  const underSeal = underSealOf(sync, sealCheck, monotonic)
  const proof = proofPaper({ blobs, client, sync, renderer, underSeal, standing })
  const issued = issuedPaper({ blobs, client, sync, renderer, underSeal })
  return {
    take: async (body, paper, paperId, person) => {
      if (house() === null) return refuse('paper.not-yet', { paper })
      return paper === 'proof-of-registration' ? ok(await proof(body, person)) : issued(body, paper, paperId, person)
    },
    draftLetter: async (body, decision, today, now) => {
      const content = letterContent({
        house: requiredHouse().name,
        ...paperRequestOf(body),
        decidedDay: today,
        decision,
        verificationCode: null,
      })
      const { renderLetter } = await loadPaperRenderer()
      return renderLetter(await renderer(), content, { issuedAt: new Date(now), draft: true })
    },
  }
}
