/** `GET /desk/events`: the desk's notifications, as server-sent events (WHATWG HTML section 9.2). */
import type { FastifyReply } from 'fastify'
import type { Desk } from '../../desk-interface.ts'
import { NOT_STORED } from '../page/response-headers.ts'

export const HEARTBEAT_MS = 15_000
/** A window with this much unread is disconnected; on reconnecting it queries everything again. */
const MOST_UNREAD_BYTES = 1024 * 1024

export interface EventStreams {
  readonly open: (reply: FastifyReply) => void
  readonly closeAll: () => void
}

export function createEventStreams(desk: Desk, headers: Readonly<Record<string, string>>): EventStreams {
  const open = new Set<() => void>()
  return {
    open(reply) {
      reply.hijack()
      const response = reply.raw
      response.writeHead(200, {
        ...headers,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': NOT_STORED,
      })
      const send = (text: string) => {
        if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
        else response.write(text)
      }
      send('retry: 1000\n\nevent: heartbeat\ndata: {}\n\n')
      const unsubscribe = desk.subscribe((event) => send(`data: ${JSON.stringify(event)}\n\n`))
      const beat = setInterval(() => send('event: heartbeat\ndata: {}\n\n'), HEARTBEAT_MS)
      const end = () => {
        clearInterval(beat)
        unsubscribe()
        open.delete(end)
        response.end()
      }
      open.add(end)
      response.on('close', end)
    },
    closeAll() {
      for (const end of [...open]) end()
    },
  }
}
