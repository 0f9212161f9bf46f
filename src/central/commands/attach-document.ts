/**
 * Attaches a file that has arrived already (push looks before this runs). The same file twice in one role is one
 * attachment; in two roles it is two.
 */
import { ok, refuse } from '../../domain/problem.ts'
import type { Handler } from './command.ts'

export const attachDocument: Handler<'attach-document'> = async ({ writing, actor, at }, request, { attachment }) => {
  const { db } = writing
  const file = await db
    .selectFrom('attachment_file')
    .select('bytes')
    .where('sha256', '=', attachment.sha256)
    .executeTakeFirst()
  if (!file) return refuse('attachment.missing', { sha256: attachment.sha256 })
  await db
    .insertInto('request_attachment')
    .values({
      request_id: request.id,
      sha256: attachment.sha256,
      n: request.version + 1,
      role: attachment.role,
      media_type: attachment.mediaType,
      pages: attachment.pages,
      name: attachment.name,
      bytes: file.bytes,
      by_id: actor.id,
      by_name: actor.name,
      at,
    })
    .onConflict((conflict) => conflict.columns(['request_id', 'sha256', 'role']).doNothing())
    .execute()
  return ok({ facts: { sha256: attachment.sha256, role: attachment.role, pages: attachment.pages } })
}
