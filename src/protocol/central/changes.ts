/** The feed of changes, and the bodies of its entities that are no request. */
import { z } from 'zod'
import { id, role, sha256 } from '../values.ts'
import { receipt } from './receipts.ts'

/** A member of staff as every desk may know it. */
export const staffBody = z.object({ id, name: z.string(), username: z.string(), role, disabled: z.boolean() })
/**
 * What desks are sent about an erasure: whose dossier (a keyed HMAC reference), which of its generations, and by which
 * request.
 */
export const eraseBody = z.object({ subjectRef: sha256, generation: z.int().positive(), requestId: id })
/**
 * The outcome of a command after its push was answered: parked, or resolved by a supervisor. Every desk receives it;
 * the desk that sent the command settles it.
 */
export const receiptBody = z.object({ deviceId: id, requestId: id, receipt })
/**
 * JSON that is parsed by the schema of what it is (`requestBody`, `staffBody`, `receiptBody`, `eraseBody`) or kept as
 * it came. It is JSON because it was read as such; walking through it once more to confirm that was half of the parsing
 * of a first pull (npm run bench -- first-pull).
 */
const laterParsed = z.custom<z.core.util.JSONType>((value) => value !== undefined)
export const change = z.object({
  position: z.int().positive(),
  /** An open list: a desk keeps kinds that it does not know. */
  entity: z.string(),
  id: z.string(),
  version: z.int(),
  op: z.enum(['upsert', 'tombstone', 'erase']),
  /**
   * State, never a difference: `requestBody` for a `request`, `staffBody` for a `staff`, `receiptBody` for a `receipt`,
   * `houseBody` for the `house`; unknown kinds are stored raw. For `erase` (entity `dossier`): `eraseBody`; never the
   * CNP.
   */
  body: laterParsed,
})
export type Change = z.infer<typeof change>

/** Hash over the feed up to a position: a store restored from a backup has another one there. */
export const feedMark = z.object({ position: z.int().positive(), hash: sha256 })
export type FeedMark = z.infer<typeof feedMark>
