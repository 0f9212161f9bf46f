/** The registration number of a request, as it is written and as it is stored. */
import { formatRegistryNumber } from '../../../domain/request/registry-number.ts'
import type { Database, Reading } from '../../store/schema.ts'

export const registrationOf = (db: Reading, requestId: string): Promise<Database['registration']> =>
  db.selectFrom('registration').selectAll().where('request_id', '=', requestId).executeTakeFirstOrThrow()

/** `12345/23.11.2026`. */
export const numberOf = async (db: Reading, requestId: string): Promise<string> =>
  formatRegistryNumber(await registrationOf(db, requestId))
