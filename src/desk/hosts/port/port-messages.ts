/** Messages over the MessagePort between Electron's preload and the desk. Parsed on arrival on both sides. */
import { z } from 'zod'
import { problemSchema } from '../../../protocol/problem.ts'
import { deskEvent } from '../../../protocol/desk.ts'

const callId = z.int().nonnegative()
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)

export const toDesk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), callId, procedure: z.string().max(100), input: z.unknown() }),
  /** `name`: the file's own. */
  z.object({ type: z.literal('put-bytes'), callId, bytes, name: z.string().max(4096) }),
  z.object({ type: z.literal('get-bytes'), callId, sha256: z.string().max(64) }),
])
export type ToDesk = z.infer<typeof toDesk>
/** The number of the call that a message belongs to, even if the rest is malformed; null if that is malformed too. */
export const callNumber = (message: unknown): number | null =>
  z.object({ callId }).safeParse(message).data?.callId ?? null

const answer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
])
export const fromDesk = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), callId, result: answer }),
  z.object({ type: z.literal('event'), event: deskEvent }),
])
export type FromDesk = z.infer<typeof fromDesk>

/** The part of a MessagePort that both Electron's and Node's have once each is wrapped: post, and listen. */
export interface Port {
  post(message: FromDesk | ToDesk): void
  listen(listener: (message: unknown) => void): void
}
