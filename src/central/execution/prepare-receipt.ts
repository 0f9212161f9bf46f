/** Renders and seals the receipt of an execution that is about to happen. */
import { clinicalTotal, erasurePlan, planTotal } from '../../domain/dossier/erasure-plan.ts'
import type { PaperContent } from '../../domain/papers/paper-content.ts'
import { type Execution, receiptContent } from '../../domain/papers/receipt.ts'
import type { SealedPdf } from '../papers/paper-maker.ts'
import { paperRequestOf } from '../../request/paper-facts.ts'
import { newVerificationCode } from '../papers/verification-code.ts'
import { holderByCnp, latestDossier } from '../dossiers/dossiers.ts'
import { heldBy } from '../dossiers/holdings.ts'
import { readRequest, type RequestRow } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import type { ExecutionServices } from './execution-services.ts'

/** The facts behind the receipt; compared again inside the transaction. */
export interface ReceiptBasis {
  /** SHA-256 over the ids of all rows to be erased; null if there are none. */
  readonly rows: string | null
  readonly execution: Execution
}

export interface PreparedReceipt {
  readonly content: PaperContent
  readonly code: string
  readonly basis: ReceiptBasis
  readonly sealed: SealedPdf
  readonly at: string
}

export async function receiptBasis(db: Reading, request: RequestRow): Promise<ReceiptBasis> {
  if (request.kind === 'revert')
    return { rows: null, execution: { kind: 'revert', contentSince: request.requested_day } }
  const holder = await holderByCnp(db, request.holder_cnp)
  const dossier = holder && (await latestDossier(db, holder.id))
  if (dossier?.state !== 'active') throw new Error('an anonymisation without an active dossier')
  const { counts, rows } = await heldBy(db, dossier.id)
  const plan = erasurePlan({ dossierId: dossier.id, generation: dossier.generation }, counts)
  return { rows, execution: { kind: 'anonymise', documentsErased: clinicalTotal(plan), itemsErased: planTotal(plan) } }
}

export async function prepareReceipt(
  { store, random, now, make }: ExecutionServices,
  request: RequestRow,
): Promise<PreparedReceipt> {
  const { basis, body } = await store.read(async (db) => ({
    basis: await receiptBasis(db, request),
    body: await readRequest(db, request.id),
  }))
  if (!body) throw new RangeError('a request that is there')
  const code = newVerificationCode(random)
  const at = now()
  const content = receiptContent({
    ...paperRequestOf(body),
    executedAt: at,
    execution: basis.execution,
    verificationCode: code.printed,
  })
  return { content, code: code.kept, basis, sealed: await make(content, at), at }
}
