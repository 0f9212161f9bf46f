/**
 * The proof of registration under the seal of the house (docs/adr/0039): made when first requested and stored, so that
 * the same bytes are returned from then on. Until it is printed it follows the request: if the facts have changed (a
 * name corrected, a page added), it is made again under the same code.
 */
import { sha256Hex } from '../../files/sha256.ts'
import { refuse, ok, type Result } from '../../domain/problem.ts'
import { formatVerificationCode } from '../../domain/papers/verification-code.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import { proofContentOf, proofFactsOf } from '../../request/paper-facts.ts'
import type { RequestBody } from '../../request/body.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { Random } from '../random.ts'
import { touchRequest } from '../store/repositories/keep-request.ts'
import { readRequest } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { SealedPapers } from './paper-maker.ts'
import { newVerificationCode } from './verification-code.ts'

export interface SealingServices {
  readonly store: Store
  readonly keys: KeyRing
  readonly random: Random
  readonly now: () => string
}
/** Who requested it, for the audit. */
export interface AskedBy {
  readonly actor: string
  readonly device: string
}
export interface KeptProof {
  readonly id: string
  readonly pdf: Uint8Array
  readonly sha256: string
  /** Without separators, as everywhere except on the paper. */
  readonly verificationCode: string
}

const PROOF = 'proof-of-registration'
/** Two desks may correct the request and ask in alternation; in each round one of them has got its paper. */
const ROUNDS = 3

const rowOf = (db: Reading, requestId: string) =>
  db
    .selectFrom('paper')
    .leftJoin('sealed_proof', 'paper_id', 'paper.id')
    .select(['id', 'pdf', 'sha256', 'verification_code as code', 'said'])
    .where('request_id', '=', requestId)
    .where('kind', '=', PROOF)
    .executeTakeFirst()
type Row = Awaited<ReturnType<typeof rowOf>>

const keptOf = (row: Row, said: string): KeptProof | null =>
  row?.pdf && row.sha256 !== null && row.code !== null && row.said === said
    ? { id: row.id, pdf: row.pdf, sha256: row.sha256, verificationCode: row.code }
    : null

const factsOf = (request: RequestBody): string => canonicalJson(proofFactsOf(request))

/**
 * `said`: SHA-256 of the content that the calling desk shows. Other content is not sealed: a desk must not hand out a
 * paper that differs from what it shows.
 */
export async function sealedProof(
  { store, keys, random, now }: SealingServices,
  papers: SealedPapers,
  requestId: string,
  said: string,
  by: AskedBy,
): Promise<Result<KeptProof>> {
  for (let round = 0; round < ROUNDS; round++) {
    const { request, row } = await store.read(async (db) => ({
      request: await readRequest(db, requestId),
      row: await rowOf(db, requestId),
    }))
    if (!request) return refuse('request.unknown')
    const facts = factsOf(request)
    if (sha256Hex(facts) !== said) return refuse('paper.not-yet', { paper: PROOF })
    const kept = keptOf(row, facts)
    if (kept) return ok(kept)
    const code = row?.code ?? newVerificationCode(random).kept
    const content = proofContentOf(request, proofFactsOf(request), formatVerificationCode(code))
    const sealedAt = now()
    const { pdf, sha256 } = await papers.paper(content, sealedAt)
    const taken = await store.write(async (writing) => {
      const { db } = writing
      const [current, before] = [await readRequest(db, requestId), await rowOf(db, requestId)]
      if (
        !current ||
        factsOf(current) !== facts ||
        (before?.code ?? null) !== (row?.code ?? null) ||
        keptOf(before, facts)
      )
        return null
      const id = before?.id ?? random.id(Date.parse(writing.at))
      const sealed = { content: canonicalJson(content), verification_code: code, sealed_at: sealedAt, sha256, pdf }
      if (before) await db.updateTable('paper').set(sealed).where('id', '=', id).execute()
      else
        await db
          .insertInto('paper')
          .values({
            id,
            request_id: requestId,
            n: current.version + 1,
            kind: PROOF,
            letter: null,
            at: writing.at,
            printed: 0,
            ...sealed,
          })
          .execute()
      await db
        .insertInto('sealed_proof')
        .values({ paper_id: id, said: facts })
        .onConflict((conflict) => conflict.column('paper_id').doUpdateSet({ said: facts }))
        .execute()
      writing.audited({
        ...by,
        action: 'proof.sealed',
        subjectRef: keys.subjectRef(current.holder.cnp),
        body: { requestId, paperId: id, sha256 },
      })
      await touchRequest(writing, requestId)
      return { id, pdf, sha256, verificationCode: code }
    })
    if (taken) return ok(taken)
  }
  return refuse('paper.not-yet', { paper: PROOF })
}
