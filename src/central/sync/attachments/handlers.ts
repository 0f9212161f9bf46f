/** Attached files: uploaded in chunks, downloaded whole. */
import { ok, refuse } from '../../../domain/problem.ts'
import type { attachmentCalls } from '../../../protocol/central/attachments.ts'
import { LIMITS } from '../../../protocol/central/limits.ts'
import type { Handlers } from '../../http/route.ts'
import { forgetUpload, recordUpload } from './uploads.ts'
import type { RouteServices } from '../../http/services.ts'

export function attachmentHandlers({ store, attachments }: RouteServices): Handlers<typeof attachmentCalls> {
  return {
    attachmentState: async ({ params }) => ok(await attachments.state(params.sha256)),
    putAttachment: async ({ params: { sha256 }, query: { sessionId, offset, size }, body, device }) => {
      if (size > LIMITS.attachmentBytes) return refuse('input.too-large', { limit: LIMITS.attachmentBytes })
      const upload = { sha256, deviceId: device.id, sessionId, size }
      const recorded = await store.write((writing) => recordUpload(writing, upload))
      if (!recorded.ok) return recorded
      const put = await attachments.put(sha256, offset, size, body)
      if (!put.ok && put.problem.code === 'attachment.hash-mismatch') await forgetUpload(store, sha256)
      return put
    },
    getAttachment: async ({ params }) => {
      // Only files that belong to a request can be read, not files that were merely uploaded.
      const attached = await store.read((db) =>
        db
          .selectFrom('request_attachment')
          .select(['media_type', 'bytes'])
          .where('sha256', '=', params.sha256)
          .limit(1)
          .executeTakeFirst(),
      )
      if (!attached) return refuse('attachment.unknown')
      const file = await attachments.open(params.sha256)
      if (!file.ok) return file
      return ok({
        content: file.value.stream,
        headers: {
          'content-type': attached.media_type,
          'content-length': String(file.value.bytes),
          'content-disposition': 'attachment',
          'x-content-type-options': 'nosniff',
        },
      })
    },
  }
}
