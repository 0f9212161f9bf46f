/**
 * What the execution of a request would do, counted now, and its obstacles. The hash covers the counts and the id of
 * every row, so that one document more, or one exchanged for another, gives another plan.
 */
import type { z } from 'zod'
import { erasurePlan, planFacts } from '../../domain/dossier/erasure-plan.ts'
import { ERASURE_CLASSES } from '../../domain/dossier/holdings.ts'
import { sha256Hex } from '../../files/sha256.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { plan as planSchema } from '../../protocol/central/requests.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { holderByCnp, latestDossier } from '../dossiers/dossiers.ts'
import { heldBy } from '../dossiers/holdings.ts'
import type { RequestRow } from '../store/repositories/requests.ts'
import type { Reading } from '../store/schema.ts'
import { obstaclesOf } from './obstacles.ts'

export type Plan = z.infer<typeof planSchema>

export async function planOfRequest(db: Reading, keys: KeyRing, request: RequestRow, at: string): Promise<Plan> {
  const holder = await holderByCnp(db, request.holder_cnp)
  const dossier = holder && (await latestDossier(db, holder.id))
  const held = dossier && request.kind === 'anonymise' ? await heldBy(db, dossier.id) : null
  const counted = erasurePlan(
    { dossierId: dossier?.id ?? '', generation: dossier?.generation ?? 0 },
    held?.counts ?? {},
  )
  // The approval depends not only on what is erased but also on whose dossier it is and what is done to it.
  const facts = [
    'execution-plan/1',
    request.id,
    request.kind,
    request.holder_cnp,
    dossier?.state ?? 'none',
    planFacts(counted),
    held?.rows ?? null,
  ]
  return {
    requestId: request.id,
    kind: request.kind,
    hash: sha256Hex(canonicalJson(facts)),
    computedAt: at,
    dossierGeneration: dossier?.generation ?? null,
    counts: ERASURE_CLASSES.map((name) => ({ class: name, count: counted.counts[name] })),
    oldestDay: held?.oldestDay ?? null,
    newestDay: held?.newestDay ?? null,
    obstacles: await obstaclesOf(db, keys, request, { holder, dossier }),
  }
}
