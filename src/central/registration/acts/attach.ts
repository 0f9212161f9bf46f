/** The file must have arrived already (push checks this first). Its size is the one counted here. */
import { ok, refuse } from '../../../domain/problem.ts'
import type { Keeping } from '../../commands/command.ts'

export const attachDocument: Keeping<'attach-document'> = {
  prepare: async ({ writing }, _request, { attachment }) => {
    const file = await writing.db
      .selectFrom('attachment_file')
      .select('bytes')
      .where('sha256', '=', attachment.sha256)
      .executeTakeFirst()
    if (!file) return refuse('attachment.missing', { sha256: attachment.sha256 })
    return ok({ attachment: { ...attachment, bytes: file.bytes } })
  },
}
