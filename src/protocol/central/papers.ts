/** Sealed papers: those that are kept, those that are made when they are first asked for, and what a code proves. */
import { z } from 'zod'
import { id, sha256 } from '../values.ts'
import { anyone, bytes, get, page, pdf, person, post } from './call.ts'

const ofPaper = z.object({ paperId: id })

export const paperCalls = {
  paper: get('/v1/papers/:paperId', { caller: person('paper.read'), params: ofPaper, output: pdf }),
  /**
   * The proof of registration under seal, made when it is first asked for. `said`: SHA-256 of
   * `canonicalJson(proofFactsOf(request))` as the desk has it; answered only while both ends have the same facts.
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
   * A sealed paper marked DUPLICAT, under a seal of its own, made when it is first asked for. Whether a print is one is
   * judged by its record (`record-print`), not here.
   */
  paperDuplicate: post('/v1/papers/:paperId/duplicate', {
    caller: person('paper.print'),
    params: ofPaper,
    output: pdf,
  }),
  /** For whoever holds a paper: what the paper says and nothing more. */
  verify: get('/verify/:code', {
    caller: anyone,
    params: z.object({ code: z.string().max(200) }),
    query: z.object({ lang: z.enum(['ro', 'en']).optional().catch(undefined) }),
    output: page({ 'content-type': z.literal('text/html; charset=utf-8'), 'content-language': z.enum(['ro', 'en']) }),
    perMinute: 60,
  }),
} as const
