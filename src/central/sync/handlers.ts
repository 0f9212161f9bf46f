/** Push, pull and the live feed. */
import { PassThrough } from 'node:stream'
import { ok } from '../../domain/problem.ts'
import type { syncCalls } from '../../protocol/central/sync.ts'
import { pull } from './pull/pull.ts'
import { push } from './push/push.ts'
import { markAt, readHead } from '../store/change-feed.ts'
import type { Handlers } from '../http/route.ts'
import type { RouteServices } from '../http/services.ts'

/** Proxies close a silent connection after a minute at the earliest. */
const HEARTBEAT_MS = 15_000

export function syncHandlers(services: RouteServices): Handlers<typeof syncCalls> {
  const { store, now, identity, minimumProtocol, wake } = services
  return {
    push: async ({ device, body }) => {
      const pushed = await push(services, device.id, body)
      if (pushed.ok) wake()
      return pushed
    },
    standing: async ({ device, query: { at } }) => {
      const { storeId, epoch } = identity
      const mark = await store.read((db) => markAt(db, at))
      return ok({ lastSeq: device.last_seq, lastHash: device.last_hash, storeId, epoch, mark })
    },
    pull: ({ query }) => pull({ store, identity, minimumProtocol, now }, query),
    /**
     * Server-sent events (WHATWG HTML section 9.2): `head` with `{"head": n}`, once at the beginning and after every
     * commit with a change for the desks.
     */
    live: async () => {
      const stream = new PassThrough()
      const sendHead = (head: number): void => {
        // A slow reader gets the newest head with the next event after it reads again; nothing is queued for it.
        if (!stream.destroyed && !stream.writableNeedDrain)
          stream.write(`event: head\ndata: {"head":${String(head)}}\n\n`)
      }
      const stopListening = store.onHead(sendHead)
      const heartbeat = setInterval(() => {
        if (!stream.destroyed && !stream.writableNeedDrain) stream.write(': still here\n\n')
      }, HEARTBEAT_MS)
      heartbeat.unref()
      stream.on('close', () => {
        clearInterval(heartbeat)
        stopListening()
      })
      sendHead((await store.read(readHead)).position)
      return ok({
        content: stream,
        headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
      })
    },
  }
}
