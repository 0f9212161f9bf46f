/** The one transaction of an execution: all of its effects, or none. */
import { sha256Hex } from '../../files/sha256.ts'
import { erasurePlan, planFacts } from '../../domain/dossier/erasure-plan.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { Facts } from '../../request/acts.ts'
import { createDossier, holderByCnp, latestDossier } from '../dossiers/dossiers.ts'
import { requestRow, type RequestRow } from '../store/repositories/requests.ts'
import type { Writing } from '../store/store.ts'
import type { Claim } from './claim-execution.ts'
import { actByItself } from './act-by-itself.ts'
import { eraseDossier } from '../dossiers/erase-dossier.ts'
import type { ExecutionServices } from './execution-services.ts'
import { releaseExecution } from './hold-execution.ts'
import { type PreparedReceipt, receiptBasis } from './prepare-receipt.ts'

type Claimed = Extract<Claim, { outcome: 'claimed' }>
type Committed =
  | { readonly outcome: 'executed'; readonly paperId: string }
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'basis-changed' }
type Executed = Facts<'executed'>

async function anonymise(
  { keys, reached }: ExecutionServices,
  writing: Writing,
  request: RequestRow,
  approvedPlan: string,
): Promise<Executed> {
  const { db, at } = writing
  const holder = await holderByCnp(db, request.holder_cnp)
  const dossier = holder && (await latestDossier(db, holder.id))
  if (dossier?.state !== 'active') throw new Error('an anonymisation without an active dossier')
  const erased = await eraseDossier(writing, dossier, request.id, reached)
  await db
    .insertInto('anonymised_person')
    .values({
      person_ref: keys.anonymisedRef(request.holder_cnp),
      request_id: request.id,
      anonymised_at: at,
      reverted_by: null,
    })
    .execute()
  const certificate = {
    format: 'erasure-certificate/1',
    requestId: request.id,
    at,
    // Everything that exists at this moment is erased, because the person asked for everything. The plan that was
    // approved is recorded beside it.
    approvedPlan,
    erased: planFacts(erasurePlan(erased, erased.counts)),
    keyDestroyed: erased.key,
    ciphertexts: erased.ciphertexts,
  }
  const body = canonicalJson(certificate)
  const hash = sha256Hex(body)
  await db.insertInto('erasure_certificate').values({ request_id: request.id, at, body, hash }).execute()
  reached('certified')
  writing.changed({
    entity: 'dossier',
    id: dossier.id,
    version: dossier.generation + 1,
    op: 'erase',
    body: { subjectRef: keys.subjectRef(request.holder_cnp), generation: dossier.generation, requestId: request.id },
  })
  return { generation: dossier.generation, certificate: hash }
}

async function revert(
  { keys, random, reached }: ExecutionServices,
  writing: Writing,
  request: RequestRow,
): Promise<Executed> {
  const { db, at } = writing
  const holder = await holderByCnp(db, request.holder_cnp)
  if (!holder) throw new Error('a revert without a holder')
  const { generation } = await createDossier(
    writing,
    { keys, random },
    { dossierId: random.id(Date.parse(at)), holderId: holder.id, contentFromDay: request.requested_day },
  )
  reached('opened')
  const reverted = await db
    .updateTable('anonymised_person')
    .set({ reverted_by: request.id })
    .where('person_ref', '=', keys.anonymisedRef(request.holder_cnp))
    .where('reverted_by', 'is', null)
    .returning('request_id')
    .execute()
  if (reverted.length !== 1) throw new Error('a revert of what is not anonymised')
  return { generation, contentSince: request.requested_day }
}

export function commitExecution(
  services: ExecutionServices,
  claim: Claimed,
  receipt: PreparedReceipt,
): Promise<Committed> {
  const { store, keys, random, actor, reached } = services
  const requestId = claim.request.id
  return store.write(async (writing): Promise<Committed> => {
    const { db, at } = writing
    const execution = await db
      .selectFrom('execution')
      .select(['state', 'fence'])
      .where('request_id', '=', requestId)
      .executeTakeFirst()
    if (execution?.state !== 'running' || execution.fence !== claim.fence) return { outcome: 'overtaken' }
    const request = await requestRow(db, requestId)
    if (!request) throw new RangeError('a request that is there')
    if (canonicalJson(await receiptBasis(db, request)) !== canonicalJson(receipt.basis))
      return { outcome: 'basis-changed' }
    const facts =
      request.kind === 'anonymise'
        ? await anonymise(services, writing, request, claim.approvedPlan)
        : await revert(services, writing, request)
    const paperId = random.id(Date.parse(at))
    await db
      .insertInto('paper')
      .values({
        id: paperId,
        request_id: requestId,
        n: request.version + 1,
        kind: 'receipt',
        letter: null,
        content: canonicalJson(receipt.content),
        verification_code: receipt.code,
        at,
        sealed_at: receipt.at,
        sha256: receipt.sealed.sha256,
        pdf: receipt.sealed.pdf,
        printed: 0,
      })
      .execute()
    reached('receipted')
    await db
      .updateTable('execution')
      .set({ state: 'executed', finished_at: at, paper_id: paperId, problem: null })
      .where('request_id', '=', requestId)
      .execute()
    await releaseExecution(writing, requestId)
    const executed = await actByItself(services, writing, requestId, { kind: 'executed', payload: facts })
    if (!executed.ok) throw new Error(`an execution of a request that is ${request.state}`)
    writing.audited({
      actor: actor.id,
      device: null,
      action: `${request.kind}.executed`,
      subjectRef: keys.subjectRef(request.holder_cnp),
      body: { requestId, paperId, paperSha256: receipt.sealed.sha256, ...facts },
    })
    reached('before-commit')
    return { outcome: 'executed', paperId }
  })
}
