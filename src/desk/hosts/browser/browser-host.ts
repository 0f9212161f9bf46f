/**
 * The desk in a browser window: the built renderer and the contract of src/protocol/desk.ts over loopback HTTP.
 * docs/adr/0050 states what each protection is for.
 */
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyReply } from 'fastify'
import { ok, refuse, type Result } from '../../../domain/problem.ts'
import { PROCEDURES, type ProcedureName } from '../../../protocol/desk.ts'
import { statusOf } from '../../../protocol/problem.ts'
import type { Desk } from '../../desk-interface.ts'
import { giveBytes, takeBytes } from './byte-transfer.ts'
import { createEventStreams } from './event-stream.ts'
import { createOneTimeTokens } from './one-time-tokens.ts'
import { problemOfError } from './problem-of-error.ts'
import { listRendererFiles } from '../page/renderer-files.ts'
import { addressesUs, comesFromOurPage } from './request-origin.ts'
import { NOT_STORED, RESPONSE_HEADERS } from '../page/response-headers.ts'
import { createWindowSessions } from './window-sessions.ts'

const LOOPBACK = '127.0.0.1'
/** A procedure's input is a form at most: 1 MiB of JSON is far beyond any of them. */
export const BODY_LIMIT = 1024 * 1024

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * `page`: the renderer's own files, before any cookie · `token`: presents the one-time token · absent: an open
     * window only.
     */
    access?: 'page' | 'token'
  }
  interface FastifyRequest {
    /** The window that calls; '' where none has to be open. */
    desWindow: string
  }
}

export interface BrowserHost {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** An address that opens one window: a fresh one-time token is in its fragment, which browsers never send. */
  readonly address: () => string
  readonly close: () => Promise<void>
}

export interface BrowserHostOptions {
  readonly desk: Desk
  /** The built renderer. */
  readonly rendererDir: string
  /** 0: any free port. */
  readonly port?: number
  readonly clock?: () => number
  readonly random?: (bytes: number) => Uint8Array
  /** Called for a bug, never for a refusal; the error contains no input. */
  readonly onBug?: (reference: string, error: unknown) => void
}

const answer = (reply: FastifyReply, result: Result<unknown>) =>
  reply.code(result.ok ? 200 : statusOf(result.problem.code)).send(result)

export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const given = { clock: options.clock ?? Date.now, random: options.random ?? ((bytes: number) => randomBytes(bytes)) }
  // Known once the port is bound, which is before any request.
  let port = options.port ?? 0
  const host = () => `${LOOPBACK}:${port}`
  const origin = () => `http://${host()}`

  const rendererFile = await listRendererFiles(options.rendererDir)
  const tokens = createOneTimeTokens(given)
  const windows = createWindowSessions({ ...given, port: () => port })
  const streams = createEventStreams(options.desk, RESPONSE_HEADERS)
  const server = Fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, routerOptions: { maxParamLength: 100 } })
  // JSON is the only body of a procedure: what a foreign page's form can send is not read at all.
  server.removeContentTypeParser('text/plain')

  server.decorateRequest('desWindow', '')
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(RESPONSE_HEADERS)
    if (!addressesUs(request.headers, host())) return answer(reply, refuse('host.refused'))
    // Decided by the route that was found, never by the text of the path.
    if (request.routeOptions.config.access === 'page') return
    void reply.header('cache-control', NOT_STORED)
    if (!comesFromOurPage(request.headers, origin())) return answer(reply, refuse('host.refused'))
    if (request.routeOptions.config.access === 'token') return
    const window = windows.windowOf(request.headers.cookie)
    if (window === null) return answer(reply, refuse('host.refused'))
    request.desWindow = window
  })

  server.setErrorHandler((error, _request, reply) => {
    const refused = problemOfError(error, BODY_LIMIT)
    if (refused !== null) return answer(reply, { ok: false, problem: refused })
    const reference = Buffer.from(given.random(6)).toString('hex')
    options.onBug?.(reference, error)
    return answer(reply, refuse('unexpected', { reference }))
  })
  server.setNotFoundHandler((_request, reply) => answer(reply, refuse('route.unknown')))

  server.post('/desk/session', { config: { access: 'token' } }, (request, reply) => {
    const token = (request.body as { token?: unknown } | null)?.token
    if (typeof token !== 'string' || !tokens.redeem(token)) return answer(reply, refuse('host.refused'))
    return answer(reply.header('set-cookie', windows.open()), ok({}))
  })

  server.post<{ Params: { procedure: string } }>('/desk/:procedure', async (request, reply) => {
    const { procedure } = request.params
    if (!Object.hasOwn(PROCEDURES, procedure)) return answer(reply, refuse('route.unknown'))
    // The desk parses the input itself, whichever host it came through.
    const input = (request.body ?? {}) as never
    return answer(reply, await options.desk.call(procedure as ProcedureName, input, request.desWindow))
  })

  server.get('/desk/events', (_request, reply) => streams.open(reply))

  await server.register(async (bytes) => {
    // Not collected by the framework: its own limit would answer without the problem for a scan.
    bytes.removeAllContentTypeParsers()
    bytes.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    bytes.post('/desk/bytes', async (request, reply) =>
      answer(reply, await takeBytes(options.desk, request.raw, request.desWindow)),
    )
  })
  server.get<{ Params: { sha256: string } }>('/desk/bytes/:sha256', async (request, reply) => {
    if (!/^[0-9a-f]{64}$/.test(request.params.sha256)) return answer(reply, refuse('attachment.unknown'))
    const found = await giveBytes(options.desk, request.params.sha256, request.desWindow, reply)
    return found.ok ? reply.send(found.value) : answer(reply, found)
  })

  server.get<{ Params: { '*': string } }>('/*', { config: { access: 'page' } }, async (request, reply) => {
    const file = rendererFile(new URL(request.url, origin()).pathname)
    if (file === null) return answer(reply, refuse('route.unknown'))
    return reply
      .header('content-type', file.mediaType)
      .header('cache-control', file.cacheControl)
      .send(await file.read())
  })

  server.addHook('preClose', (done) => {
    streams.closeAll()
    done()
  })
  await server.listen({ host: LOOPBACK, port })
  port = (server.server.address() as AddressInfo).port
  return { origin: origin(), address: () => `${origin()}/#token=${tokens.issue()}`, close: () => server.close() }
}
