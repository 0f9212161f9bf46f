/** The proof of registration: sealed by the central store if it answers in time, otherwise made here. */
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofContentOf, proofFactsOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { sha256Hex } from '../../files/sha256.ts'
import type { Person } from '../session/session.ts'
import type { CentralClient } from '../central-client/central-client.ts'
import type { SyncLoop } from '../sync/sync.ts'
import type { OpenPaperRenderer, PaperAtHand } from './paper-at-hand.ts'
import { loadPaperRenderer } from './paper-code.ts'
import type { UnderSeal } from './under-seal.ts'

interface ProofOptions {
  readonly blobs: BlobStore
  readonly client: CentralClient
  readonly sync: Pick<SyncLoop, 'now'>
  readonly renderer: OpenPaperRenderer
  readonly underSeal: UnderSeal
  /** The request as it stands now, and whether acts of this desk on it are still unconfirmed. */
  readonly standing: (requestId: string) => { readonly body: RequestBody; readonly pending: boolean } | null
}

const isDuplicate = ({ papers }: RequestBody): boolean =>
  (papers.findLast(({ paper }) => paper === 'proof-of-registration')?.printed ?? 0) > 0

export function proofPaper({ blobs, client, sync, renderer, underSeal, standing }: ProofOptions) {
  return async (opened: RequestBody, person: Person): Promise<PaperAtHand> => {
    let body = opened
    const sealed = await underSeal(person, {
      before: async (limitMs) => {
        // Just registered: send it now, and wait a moment for its receipt.
        if (standing(body.id)?.pending === true) await sync.now(limitMs)
        body = standing(body.id)?.body ?? body
      },
      ask: (options) => {
        const said = sha256Hex(canonicalJson(proofFactsOf(body)))
        const copy = isDuplicate(body) ? 'duplicate' : 'original'
        return client.call('proof', { requestId: body.id, said, copy }, options)
      },
    })
    // A duplicate states what the first print stated, even if a name was corrected or the term extended since.
    const said = proofFactsOf(body)
    const duplicate = isDuplicate(body)
    const common = { paperId: null, duplicate, said }
    const { pageCountOf, renderProofOfRegistration } = await loadPaperRenderer()
    if (sealed !== null) {
      const { bytes: pdf, headers } = sealed
      const verificationCode = headers['x-des-verification-code']
      const { sha256 } = blobs.putShown(pdf)
      return { ...common, pdf, pages: await pageCountOf(pdf), sha256, verificationCode, sealed: true }
    }
    const { pdf, pages } = await renderProofOfRegistration(await renderer(), proofContentOf(body, said, null), {
      issuedAt: new Date(body.registration.at),
      duplicate,
    })
    return { ...common, pdf, pages, sha256: blobs.putShown(pdf).sha256, verificationCode: null, sealed: false }
  }
}
