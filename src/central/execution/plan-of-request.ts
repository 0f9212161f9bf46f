/**
 * What the execution of a request would do, counted now, and what stands in its way. The hash covers the counts and
 * every row's id, so that one document more, or one in the place of another, is another plan.
 */
import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { type ErasureClass, ERASURE_CLASSES, erasurePlan, planFacts } from '../../domain/dossier/erasure-plan.ts'
import { DOCUMENT_TYPES } from '../../domain/dossier/document-type.ts'
import { canonicalJson } from '../../protocol/canonical.ts'
import type { plan as planSchema } from '../../protocol/central/requests.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { holderByCnp, latestDossier } from '../store/repositories/dossiers.ts'
import type { RequestRow } from '../store/requests.ts'
import { DOSSIER_RECORD_CLASSES, type Reading } from '../store/schema.ts'
import { obstaclesOf } from './obstacles.ts'

export type Plan = z.infer<typeof planSchema>

interface Held {
  readonly counts: Partial<Record<ErasureClass, number>>
  readonly oldestDay: string | null
  readonly newestDay: string | null
  /** SHA-256 over the ids of all rows, in order. */
  readonly rows: string
}

/** What a dossier holds, by class. */
export async function heldBy(db: Reading, dossierId: string): Promise<Held> {
  const documents = await db
    .selectFrom('clinical_document')
    .select(['id', 'type', 'recorded_day'])
    .where('dossier_id', '=', dossierId)
    .orderBy('id')
    .execute()
  const records = await db
    .selectFrom('dossier_record')
    .select(['id', 'class'])
    .where('dossier_id', '=', dossierId)
    .orderBy('id')
    .execute()
  const grants = await db
    .selectFrom('access_grant')
    .select('id')
    .where('dossier_id', '=', dossierId)
    .orderBy('id')
    .execute()
  const log = await db.selectFrom('access_log').select('id').where('dossier_id', '=', dossierId).orderBy('id').execute()
  const matrix = await db
    .selectFrom('security_matrix')
    .select('position')
    .where('dossier_id', '=', dossierId)
    .orderBy('position')
    .execute()
  const links = await db
    .selectFrom('portal_link')
    .select('id')
    .where('dossier_id', '=', dossierId)
    .orderBy('id')
    .execute()
  const days = documents.map((document) => document.recorded_day).sort()
  const rows = createHash('sha256')
  for (const group of [documents, records, grants, log, links]) for (const { id } of group) rows.update(`${id}\n`)
  for (const { position } of matrix) rows.update(`${position}\n`)
  return {
    counts: {
      ...Object.fromEntries(
        DOCUMENT_TYPES.map((type) => [
          `clinical-document.${type}`,
          documents.filter((document) => document.type === type).length,
        ]),
      ),
      ...Object.fromEntries(
        DOSSIER_RECORD_CLASSES.map((name) => [name, records.filter((record) => record.class === name).length]),
      ),
      grant: grants.length,
      'access-log-entry': log.length,
      'security-matrix': matrix.length,
      'portal-link': links.length,
    },
    oldestDay: days[0] ?? null,
    newestDay: days.at(-1) ?? null,
    rows: rows.digest('hex'),
  }
}

/**
 * Classes that this store keeps: a plan shows them also when they are empty. Those of the search index, thumbnails and
 * held documents come with their rooms.
 */
const SHOWN: readonly ErasureClass[] = ERASURE_CLASSES.filter(
  (name) => !(['search-entry', 'thumbnail', 'held-document'] as readonly string[]).includes(name),
)

export async function planOfRequest(db: Reading, keys: KeyRing, request: RequestRow, at: string): Promise<Plan> {
  const holder = await holderByCnp(db, request.holder_cnp)
  const dossier = holder && (await latestDossier(db, holder.id))
  const held = dossier && request.kind === 'anonymise' ? await heldBy(db, dossier.id) : null
  const counted = erasurePlan(
    { dossierId: dossier?.id ?? '', generation: dossier?.generation ?? 0 },
    held?.counts ?? {},
  )
  // Besides what is erased the approval rests on who is meant and what is done to them.
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
    hash: createHash('sha256').update(canonicalJson(facts)).digest('hex'),
    computedAt: at,
    dossierGeneration: dossier?.generation ?? null,
    counts: SHOWN.map((name) => ({ class: name, count: counted.counts[name] })),
    oldestDay: held?.oldestDay ?? null,
    newestDay: held?.newestDay ?? null,
    obstacles: await obstaclesOf(db, keys, request, { holder, dossier }),
  }
}
