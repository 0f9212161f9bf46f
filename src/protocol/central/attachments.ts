/** Attached files: uploaded in chunks, downloaded whole. */
import { z } from 'zod'
import { id, sha256 } from '../values.ts'
import { bytes, get, numberText, person, put, workstation } from './call.ts'
import { LIMITS } from './limits.ts'

const named = z.object({ sha256 })
const attachmentState = z.object({ sha256, received: z.int().nonnegative(), complete: z.boolean() })

export const attachmentCalls = {
  attachmentState: get('/v1/attachments/:sha256/state', {
    caller: workstation,
    params: named,
    output: attachmentState,
  }),
  /** A chunk, with its place and the size of the whole file. */
  putAttachment: put('/v1/attachments/:sha256', {
    caller: workstation,
    params: named,
    /** `sessionId`: of the person whose act names the file, at this workstation; it may have ended since. */
    query: z.object({
      sessionId: id,
      offset: numberText().int().nonnegative(),
      size: numberText().int().positive(),
    }),
    body: 'bytes',
    bodyLimit: LIMITS.attachmentChunk,
    output: attachmentState,
  }),
  getAttachment: get('/v1/attachments/:sha256', {
    caller: person('request.read'),
    params: named,
    output: bytes({ 'content-type': z.string(), 'content-length': z.string() }),
  }),
} as const
