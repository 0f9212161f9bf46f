/**
 * A proxy between a desk and the central store that fails on demand: it refuses calls, or cuts the reply after the
 * central store has done its work.
 */
import { createServer, request as forward, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OtherAnswer {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface FaultyProxy {
  readonly url: string
  /**
   * - `pass`: forwards everything.
   * - `refuse`: nothing answers.
   * - `cut`: the call goes through, and half of the reply comes back.
   * - `hang`: the connection is open and nothing comes.
   * - `other`: something between them answers, with `other`.
   */
  mode: 'pass' | 'refuse' | 'cut' | 'hang' | 'other'
  /** What answers in its place, with status 200; it may use what the central store answered. */
  other: (answer: OtherAnswer) => OtherAnswer
  /** Only calls with a matching path fail. */
  only: RegExp
  /** The first calls that pass before any fails. */
  skip: number
  /** Number of calls that fail before all pass again. */
  times: number
  /** Paths of the failed calls. */
  readonly failed: string[]
  close: () => Promise<void>
}

export async function faultyProxy(target: () => string): Promise<FaultyProxy> {
  const server: Server = createServer((incoming, outgoing) => {
    const { mode } = proxy
    const hit = mode !== 'pass' && proxy.only.test(incoming.url ?? '') && proxy.skip-- <= 0
    if (hit) {
      proxy.failed.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`)
      proxy.times -= 1
      if (proxy.times <= 0) proxy.mode = 'pass'
    }
    if (hit && mode === 'refuse') {
      incoming.socket.destroy()
      return
    }
    if (hit && mode === 'hang') return
    const onward = forward(
      new URL(incoming.url ?? '/', target()),
      { method: incoming.method, headers: incoming.headers },
      (reply) => {
        if (!hit) {
          outgoing.writeHead(reply.statusCode ?? 502, reply.headers)
          reply.pipe(outgoing)
          return
        }
        // The central store has answered, so its transaction is committed; the desk receives half of the answer.
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('end', () => {
          const body = Buffer.concat(chunks)
          if (mode === 'other') {
            const other = proxy.other({ headers: reply.headers, body })
            outgoing.writeHead(200, { ...other.headers, 'content-length': String(other.body.length) })
            outgoing.end(other.body)
            return
          }
          outgoing.writeHead(reply.statusCode ?? 502, { ...reply.headers, 'content-length': String(body.length) })
          outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy())
        })
      },
    )
    onward.on('error', () => incoming.socket.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const proxy: FaultyProxy = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    mode: 'pass',
    other: (answer) => answer,
    only: /./,
    skip: 0,
    times: Infinity,
    failed: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return proxy
}
