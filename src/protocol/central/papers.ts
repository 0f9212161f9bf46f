/** Sealed papers: those that are stored, those that are made when first requested, and what a code proves. */
import { z } from 'zod'
import { id, sha256 } from '../values.ts'
import { anyone, bytes, get, page, pdf, person, post } from './call.ts'

const ofPaper = z.object({ paperId: id })

export const paperCalls = {
  paper: get('/v1/papers/:paperId', { caller: person('paper.read'), params: ofPaper, output: pdf }),
  /**
   * The proof of registration under seal, made when first requested. `said`: SHA-256 of
   * `canonicalJson(proofFactsOf(request))` as the desk has it; the call succeeds only while both sides have the same
   * facts.
   */
  proof: post('/v1/requests/:requestId/proof', {
    caller: person('paper.print'),
    params: z.object({ requestId: id }),
    body: z.object({ said: sha256, copy: z.enum(['original', 'duplicate']) }),
    output: bytes({
      'content-type': z.literal('application/pdf'),
      'x-des-paper': id,
      'x-des-verification-code': z.string(),
    }),
  }),
  /**
   * A sealed paper marked DUPLICAT, under a seal of its own, made when first requested. Whether a print counts as a
   * duplicate is decided when it is recorded (`record-print`), not here.
   */
  paperDuplicate: post('/v1/papers/:paperId/duplicate', {
    caller: person('paper.print'),
    params: ofPaper,
    output: pdf,
  }),
  /** For anyone who has a paper: what the paper states and nothing more. */
  verify: get('/verify/:code', {
    caller: anyone,
    listener: 'public',
    params: z.object({ code: z.string().max(200) }),
    query: z.object({ lang: z.enum(['ro', 'en']).optional().catch(undefined) }),
    output: page({ 'content-type': z.literal('text/html; charset=utf-8'), 'content-language': z.enum(['ro', 'en']) }),
    perMinute: 60,
  }),
} as const
