/** Sealed papers: those that are stored, and those that are made when first requested. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { paperCalls } from '../../protocol/central/papers.ts'
import type { SealedPapers } from './paper-maker.ts'
import { sealedDuplicate } from './sealed-duplicate.ts'
import { sealedProof } from './sealed-proof.ts'
import { auditedBy } from '../http/callers/caller.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'

const pdfAnswer = <H extends Record<string, string>>(pdf: Uint8Array, declared: H) => ({
  content: Buffer.from(pdf),
  headers: {
    'content-type': 'application/pdf' as const,
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    ...declared,
  },
})

export function paperHandlers(services: RouteServices): Handlers<Omit<typeof paperCalls, 'verify'>> {
  const underSeal = (paper: string): Result<SealedPapers> => {
    const papers = services.papers()
    return papers === null ? refuse('paper.not-yet', { paper }) : ok(papers)
  }
  return {
    paper: async ({ params }) => {
      const paper = await services.store.read((db) =>
        db.selectFrom('paper').select(['pdf', 'content', 'kind']).where('id', '=', params.paperId).executeTakeFirst(),
      )
      // A proof of registration that was made only at a desk is not stored here.
      if (!paper || paper.content === null) return refuse('paper.unknown')
      if (paper.pdf === null) return refuse('paper.not-yet', { paper: paper.kind })
      return ok(pdfAnswer(paper.pdf, {}))
    },
    proof: async (call) => {
      const papers = underSeal('proof-of-registration')
      if (!papers.ok) return papers
      const proof = await sealedProof(services, papers.value, call.params.requestId, call.body.said, auditedBy(call))
      if (!proof.ok) return proof
      const { id: paperId, pdf, verificationCode } = proof.value
      const headers = { 'x-des-paper': paperId, 'x-des-verification-code': verificationCode }
      if (call.body.copy === 'original') return ok(pdfAnswer(pdf, headers))
      const duplicate = await sealedDuplicate(services, papers.value, paperId, auditedBy(call))
      return duplicate.ok ? ok(pdfAnswer(duplicate.value.pdf, headers)) : duplicate
    },
    paperDuplicate: async (call) => {
      const papers = underSeal('duplicate')
      if (!papers.ok) return papers
      const duplicate = await sealedDuplicate(services, papers.value, call.params.paperId, auditedBy(call))
      return duplicate.ok ? ok(pdfAnswer(duplicate.value.pdf, {})) : duplicate
    },
  }
}
