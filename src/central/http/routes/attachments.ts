/** Attached files: up in chunks, down as they are. */
import { z } from 'zod'
import { ok, refuse } from '../../../domain/problem.ts'
import { attachmentState, LIMITS } from '../../../protocol/sync.ts'
import { sha256 } from '../../../protocol/values.ts'
import { route } from '../route.ts'
import type { RouteServices } from '../services.ts'

const named = z.object({ sha256 })
const chunk = z.object({ offset: z.coerce.number().int().nonnegative(), size: z.coerce.number().int().positive() })

export function attachmentRoutes({ store, attachments }: RouteServices) {
  return {
    attachmentState: route('attachmentState', {
      params: named,
      output: attachmentState,
      run: async ({ params }) => ok(await attachments.state(params.sha256)),
    }),
    putAttachment: route('putAttachment', {
      params: named,
      query: chunk,
      body: 'bytes',
      bodyLimit: LIMITS.attachmentChunk,
      output: attachmentState,
      run: ({ params, query, body }) =>
        query.size > LIMITS.attachmentBytes
          ? Promise.resolve(refuse('input.too-large', { limit: LIMITS.attachmentBytes }))
          : attachments.put(params.sha256, query.offset, query.size, body),
    }),
    getAttachment: route('getAttachment', {
      params: named,
      output: 'raw',
      run: async ({ params }) => {
        // Only what belongs to a request: a file that was merely sent is nobody's to read.
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
    }),
  }
}
