/** Calls to the central store: signed by the workstation, answers parsed, every failure a problem. */
import { Agent, request } from 'undici'
import { z } from 'zod'
import { ok, problem, refuse, type Problem, type Result } from '../../domain/problem.ts'
import { signedCall } from '../../protocol/canonical.ts'
import { resultOf } from '../../protocol/problem.ts'
import { ROUTES } from '../../protocol/sync.ts'
import { sha256Hex } from '../blobs/blob-store.ts'
import type { ServerClock } from './server-clock.ts'

export type RouteName = keyof typeof ROUTES
export interface CallOptions {
  readonly parameters?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number>>
  readonly json?: unknown
  readonly bytes?: Uint8Array
  /** Of the person who asks. */
  readonly token?: string | null
  readonly signal?: AbortSignal | undefined
  readonly timeoutMs?: number
}
export interface CentralClient {
  readonly call: <S extends z.ZodType>(
    route: RouteName,
    output: S,
    options?: CallOptions,
  ) => Promise<Result<z.output<S>>>
  readonly bytes: (
    route: RouteName,
    options?: CallOptions,
  ) => Promise<Result<{ bytes: Buffer; mediaType: string; headers: Readonly<Record<string, string>> }>>
  /** Listens to the live stream until it ends; `heard` is called for every event. */
  readonly listen: (heard: () => void, signal: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}
interface ClientOptions {
  readonly url: string
  readonly clock: ServerClock
  readonly deviceId: () => string | null
  readonly sign: (text: string) => string
}

const CONNECT_TIMEOUT_MS = 4_000
const HEADERS_TIMEOUT_MS = 10_000
/** Nothing heard from the live stream for this long: it is dead, whatever the network says. */
const LIVE_SILENCE_MS = 90_000

/** Whether a refusal says that nobody was reached, rather than that somebody said no. */
export const isUnreachable = (refusal: Problem): boolean => refusal.code === 'central.unreachable'
const unreachable = (): { ok: false; problem: Problem } => refuse('central.unreachable', { since: null })

/**
 * The same calls, made for a person: whatever the central store answers, a refusal too, shows that it can be reached.
 */
export const tellingOfAnswers = (client: CentralClient, onAnswer: () => void): CentralClient => {
  const told = <R extends Result<unknown>>(answer: R): R => {
    if (answer.ok || !isUnreachable(answer.problem)) onAnswer()
    return answer
  }
  return {
    ...client,
    call: async (route, output, options) => told(await client.call(route, output, options)),
    bytes: async (route, options) => told(await client.bytes(route, options)),
  }
}

export function centralClient({ url, clock, deviceId, sign }: ClientOptions): CentralClient {
  const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, keepAliveTimeout: 30_000 })
  const targetOf = (route: RouteName, { parameters = {}, query = {} }: CallOptions): string => {
    const path = ROUTES[route].path.replace(/:(\w+)/g, (_whole, name: string) =>
      encodeURIComponent(parameters[name] ?? ''),
    )
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString()
    return search === '' ? path : `${path}?${search}`
  }
  const send = (route: RouteName, options: CallOptions, streaming: boolean) => {
    const { method } = ROUTES[route]
    const path = targetOf(route, options)
    const body = options.bytes ?? (options.json === undefined ? undefined : Buffer.from(JSON.stringify(options.json)))
    const headers: Record<string, string> = { accept: streaming ? 'text/event-stream' : '*/*' }
    if (body !== undefined)
      headers['content-type'] = options.bytes === undefined ? 'application/json' : 'application/octet-stream'
    const device = deviceId()
    if (ROUTES[route].access !== 'public' && device !== null) {
      const timestamp = clock.iso()
      headers['x-des-device'] = device
      headers['x-des-timestamp'] = timestamp
      headers['x-des-signature'] = sign(signedCall({ method, path, timestamp, bodySha256: sha256Hex(body ?? '') }))
    }
    if (options.token) headers['x-des-session'] = options.token
    return request(new URL(path, url), {
      method,
      headers,
      body: body ?? null,
      signal: options.signal ?? null,
      dispatcher: agent,
      headersTimeout: options.timeoutMs ?? HEADERS_TIMEOUT_MS,
      bodyTimeout: streaming ? LIVE_SILENCE_MS : (options.timeoutMs ?? HEADERS_TIMEOUT_MS * 3),
    })
  }
  /** A refused timestamp teaches the time; the call is then signed once more. */
  const learnsFrom = (refusal: Problem): boolean => {
    if (refusal.code !== 'device.clock') return false
    const before = clock.offset()
    clock.learn(refusal.details.serverTime)
    return clock.offset() !== before
  }

  const client: CentralClient = {
    call: async (route, output, options = {}) => {
      for (let attempt = 0; ; attempt++) {
        let answer: unknown
        try {
          const response = await send(route, options, false)
          answer = await response.body.json()
        } catch {
          return unreachable()
        }
        const parsed = resultOf(output).safeParse(answer)
        // A proxy's page, a cut answer: as if nobody had answered, since the same bytes may be sent again.
        if (!parsed.success) return unreachable()
        const result = parsed.data as Result<z.output<typeof output>>
        if (!result.ok && attempt === 0 && learnsFrom(result.problem)) continue
        return result
      }
    },
    bytes: async (route, options = {}) => {
      for (let attempt = 0; ; attempt++) {
        try {
          const response = await send(route, options, false)
          if (response.statusCode === 200) {
            const headers = Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            )
            return ok({
              bytes: Buffer.from(await response.body.arrayBuffer()),
              mediaType: headers['content-type'] ?? '',
              headers,
            })
          }
          const refused = resultOf(z.unknown()).safeParse(await response.body.json())
          const refusal =
            refused.success && !refused.data.ok ? refused.data.problem : problem('central.unreachable', { since: null })
          if (attempt === 0 && learnsFrom(refusal)) continue
          return { ok: false, problem: refusal }
        } catch {
          return unreachable()
        }
      }
    },
    listen: async (heard, signal) => {
      const response = await send('live', { signal }, true)
      if (response.statusCode !== 200) {
        await response.body.dump()
        return
      }
      let pending = ''
      for await (const chunk of response.body) {
        pending += String(chunk)
        const events = pending.split('\n\n')
        pending = events.pop() ?? ''
        if (events.some((event) => /^data:/m.test(event))) heard()
      }
    },
    close: () => agent.destroy(),
  }
  return client
}
