/**
 * The HTTP server. Every call of the contract passes the same steps. A refusal is sent as a problem, a failure as
 * `unexpected` with a reference.
 */
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import { type Problem, problem, refuse, type Result } from '../../domain/problem.ts'
import { type Call, type Calls, isRaw } from '../../protocol/central/call.ts'
import { parseInput, statusOf } from '../../protocol/problem.ts'
import { type Clock, instantOf, type Random } from '../random.ts'
import type { Store } from '../store/store.ts'
import type { CallsOnce } from './callers/calls-once.ts'
import { identifyCaller } from './callers/identify-caller.ts'
import { parseJsonBody } from './json-body.ts'
import type { Handler, Handlers, Raw } from './route.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Id of the workstation as which the call is counted; empty where it is counted by address. */
    limitedBy: string
  }
}

const BODY_LIMIT = 64 * 1024
/** Any page is answered within this time; uploads come in chunks small enough for a bad connection. */
const REQUEST_TIMEOUT_MS = 60_000

export interface ServerServices {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: FastifyBaseLogger
  /** Shared by all listeners of a store. */
  readonly once: CallsOnce
  /** Addresses or networks (CIDR) of proxies whose `X-Forwarded-For` is believed; none unless given. */
  readonly trustedProxies?: readonly string[]
}

/** Counts a call; returns whether it exceeds the limit. */
type Limit = ReturnType<FastifyInstance['createRateLimit']>

const NOTHING = new Uint8Array()

const answerProblem = (reply: FastifyReply, refused: Problem): FastifyReply => {
  if (refused.code === 'rate.exceeded') void reply.header('retry-after', String(refused.details.retryAfterSeconds))
  return reply
    .code(statusOf(refused.code))
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ ok: false, problem: refused }))
}

/**
 * Parses the parts of the input that the contract declares. The call is refused at the first part that does not fit.
 */
function readInput(
  { params, query, body }: Call,
  request: FastifyRequest,
): Result<Record<'params' | 'query' | 'body', unknown>> {
  const bytes = request.body instanceof Uint8Array ? request.body : NOTHING
  const parsed: Record<'params' | 'query' | 'body', unknown> = { params: undefined, query: undefined, body: bytes }
  for (const [part, schema, given] of [
    ['params', params, request.params],
    ['query', query, request.query],
  ] as const) {
    if (!schema) continue
    const result = parseInput(schema, given)
    if (!result.ok) return result
    parsed[part] = result.value
  }
  if (body !== undefined && body !== 'bytes') {
    const json = parseJsonBody(bytes)
    const result = json.ok ? parseInput(body, json.value) : json
    if (!result.ok) return result
    parsed.body = result.value
  }
  return { ok: true, value: parsed }
}

/** Refuses with `rate.exceeded`. A caller with a workstation is counted as that workstation, others by address. */
async function counted(limit: Limit | null, request: FastifyRequest, caller: object): Promise<Result<true>> {
  if (limit === null) return { ok: true, value: true }
  if ('device' in caller) request.limitedBy = (caller as { device: { id: string } }).device.id
  const found = await limit(request)
  return found.isAllowed || !found.isExceeded
    ? { ok: true, value: true }
    : refuse('rate.exceeded', { retryAfterSeconds: Math.max(1, found.ttlInSeconds) })
}

async function serve(
  { store, clock, once }: ServerServices,
  { contract, handler, limit }: { contract: Call; handler: Handler<Call>; limit: Limit | null },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const body = request.body instanceof Uint8Array ? request.body : NOTHING
  const call = { method: request.method, target: request.raw.url ?? '', headers: request.headers, body }
  const at = instantOf(clock())
  const caller = await store.read((db) => identifyCaller({ db, call, at, once, caller: contract.caller }))
  if (!caller.ok) return answerProblem(reply, caller.problem)
  // Only now, so that a caller who cannot sign as a workstation uses up no workstation's share.
  const within = await counted(limit, request, caller.value)
  if (!within.ok) return answerProblem(reply, within.problem)
  const input = readInput(contract, request)
  if (!input.ok) return answerProblem(reply, input.problem)
  const result = await handler({ ...caller.value, ...input.value, headers: request.headers } as never)
  if (!result.ok) return answerProblem(reply, result.problem)
  const { output } = contract
  if (isRaw(output)) {
    const { content, status = 200, headers } = result.value as Raw
    output.headers.parse(headers)
    return reply.code(status).headers(headers).send(content)
  }
  return reply
    .code(200)
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ ok: true, value: output.parse(result.value) }))
}

/** Fastify's own refusals, made before a route has run, as problems of our table. */
function problemOf(error: { code?: string; statusCode?: number }, limit: number): Problem | null {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('input.too-large', { limit })
  const status = error.statusCode ?? 500
  return status >= 400 && status < 500
    ? problem('input.invalid', { issues: [{ path: '', message: error.code ?? 'request' }] })
    : null
}

type Failure = Error & { code?: string; statusCode?: number }

/** What a route or the server itself threw, as a problem; a bug is logged under a reference. */
function answerFailure(
  { store, clock, random, log }: ServerServices,
  error: Failure,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const known = problemOf(error, request.routeOptions.bodyLimit ?? BODY_LIMIT)
  if (known) return answerProblem(reply, known)
  // The registered path, never the URL as sent, so that nothing typed by a person gets into a log.
  const route = request.routeOptions.url
  const failed = store.problemOf(error)
  if (failed !== null) {
    log.error({ route, err: error }, failed)
    return answerProblem(reply, problem(failed))
  }
  const reference = random.id(clock())
  log.error({ reference, route, err: error }, 'unexpected')
  return answerProblem(reply, problem('unexpected', { reference }))
}

function limitOf(server: FastifyInstance, { caller, perMinute }: Call): Limit | null {
  if (perMinute === undefined) return null
  const byWorkstation = { keyGenerator: (request: FastifyRequest) => request.limitedBy }
  return server.createRateLimit({
    max: perMinute,
    timeWindow: 60_000,
    ...(caller.kind === 'public' ? {} : byWorkstation),
  })
}

/** A call of the contract without a handler does not compile. */
export async function buildServer<C extends Calls>(
  services: ServerServices,
  contracts: C,
  handlers: Handlers<C>,
): Promise<FastifyInstance> {
  const { log, trustedProxies = [] } = services
  const server = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    // A URL that cannot be parsed never reaches the error handler below.
    frameworkErrors: (error, _request, reply) => {
      void answerProblem(reply, problem('input.invalid', { issues: [{ path: '', message: error.code }] }))
    },
    // Neither does input that is not HTTP.
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return
      const body = JSON.stringify({
        ok: false,
        problem: problem('input.invalid', { issues: [{ path: '', message: 'http' }] }),
      })
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${String(Buffer.byteLength(body))}\r\nconnection: close\r\n\r\n${body}`,
      )
    },
  })
  // Bodies stay bytes, because the signature of the workstation covers exactly these bytes.
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body)
  })
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  })
  await server.register(rateLimit, { global: false, ipv6Subnet: 64 })
  server.decorateRequest('limitedBy', '')
  server.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
  server.setNotFoundHandler((_request, reply) => answerProblem(reply, problem('route.unknown')))
  server.setErrorHandler((error: Failure, request, reply) => answerFailure(services, error, request, reply))
  for (const [name, contract] of Object.entries(contracts)) {
    const handler = handlers[name] as unknown as Handler<Call>
    const { method, path, bodyLimit = BODY_LIMIT } = contract
    const served = { contract, handler, limit: limitOf(server, contract) }
    server.route({
      method,
      url: path,
      bodyLimit,
      handler: (request, reply) => serve(services, served, request, reply),
    })
  }
  return server
}
