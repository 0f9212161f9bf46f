/**
 * What a clerk may know of a person before writing a request: whether they are known and alive, the state of their
 * dossier, and their open requests. Nothing medical.
 */
import type { z } from 'zod'
import { isClosed } from '../../domain/request/lifecycle.ts'
import { formatRegistryNumber } from '../../domain/request/registry-number.ts'
import type { lookUpOutput } from '../../protocol/central/requests.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import { holderByCnp, latestDossier } from './dossiers.ts'
import type { Reading } from '../store/schema.ts'

export async function lookUpHolder(db: Reading, keys: KeyRing, cnp: string): Promise<z.infer<typeof lookUpOutput>> {
  const holder = await holderByCnp(db, cnp)
  const dossier = holder && (await latestDossier(db, holder.id))
  const standing = await db
    .selectFrom('anonymised_person')
    .select('request_id')
    .where('person_ref', '=', keys.anonymisedRef(cnp))
    .where('reverted_by', 'is', null)
    .executeTakeFirst()
  const requests = await db
    .selectFrom('request')
    .innerJoin('registration', 'registration.request_id', 'request.id')
    .select(['request.id', 'request.kind', 'request.state', 'registration.sequence', 'registration.day'])
    .where('request.holder_cnp', '=', cnp)
    .execute()
  return {
    known: holder !== undefined,
    deceased: holder !== undefined && holder.deceased_day !== null,
    dossier: standing ? 'anonymised' : dossier?.state === 'active' ? 'active' : 'none',
    name: holder ? { surname: holder.surname, givenNames: holder.given_names } : null,
    openRequests: requests
      .filter(({ state }) => !isClosed(state))
      .map((request) => ({ requestId: request.id, number: formatRegistryNumber(request), kind: request.kind })),
    receiptRequestId: standing?.request_id ?? null,
  }
}
