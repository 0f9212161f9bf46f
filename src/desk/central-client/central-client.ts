/**
 * The typed client of the central store: `call('plan', { requestId }, { token })`. Paths, schemas and time limits come
 * from the contract; calls are signed by the workstation, answers parsed, and every failure is a problem.
 */
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { ok, problem, refuse, type Problem, type Result } from '../../domain/problem.ts'
import { signedCall } from '../../protocol/canonical.ts'
import { CENTRAL, type CallInput, type CallName, type CallOutput } from '../../protocol/central.ts'
import { type Call, isRaw } from '../../protocol/central/call.ts'
import { resultOf } from '../../protocol/problem.ts'
import { sha256Hex } from '../../files/sha256.ts'
import type { ServerClock } from '../clock/server-clock.ts'
import { CENTRAL_ADDRESS_NEEDED, isCentralAddress } from './central-address.ts'
import { requestOfCall, type WireRequest } from './request-of-call.ts'

/** Calls that a person makes. */
export type PersonCall = {
  [N in CallName]: (typeof CENTRAL)[N]['caller']['kind'] extends 'person' ? N : never
}[CallName]
interface Options {
  readonly signal?: AbortSignal | undefined
}
interface PersonOptions extends Options {
  /** The token of that person's session. */
  readonly token: string
}
export type OptionsOf<N extends CallName> = N extends PersonCall ? [options: PersonOptions] : [options?: Options]

export interface CentralClient {
  readonly call: <N extends CallName>(
    name: N,
    input: CallInput<N>,
    ...options: OptionsOf<N>
  ) => Promise<Result<CallOutput<N>>>
  /** The answer of a call, unparsed, for code that parses it elsewhere (a page of changes, on its thread). */
  readonly unread: <N extends CallName>(
    name: N,
    input: CallInput<N>,
    ...options: OptionsOf<N>
  ) => Promise<Result<Uint8Array>>
  /** Listens to the live stream until it ends; `onEvent` is called for every event. */
  readonly listen: (onEvent: () => void, signal: AbortSignal) => Promise<void>
  readonly close: () => Promise<void>
}
/** How long a call may take. */
export interface TimeLimits {
  /** For an answer, once the call was sent; a call of the contract may have its own. */
  readonly answerMs: number
  /** A slower line counts as broken: the time limit for sending is the body's bytes at this speed. */
  readonly leastBytesPerSecond: number
}
/** Half of a line of 64 kbit/s. */
const TIME_LIMITS: TimeLimits = { answerMs: 10_000, leastBytesPerSecond: 4 * 1024 }

interface ClientOptions {
  readonly url: string
  readonly clock: ServerClock
  readonly deviceId: () => string | null
  readonly sign: (text: string) => string
  readonly timeLimits?: TimeLimits
}
/** A complete answer: status, headers and body. */
interface Arrived {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
}

const CONNECT_TIMEOUT_MS = 4_000
/** No event on the live stream for this long: it is treated as dead, even if the connection seems open. */
const LIVE_SILENCE_MS = 90_000

/** Whether the central store was not reached at all, as opposed to a refusal by it. */
export const isUnreachable = (refusal: Problem): boolean => refusal.code === 'central.unreachable'
const unreachable = (): { ok: false; problem: Problem } => refuse('central.unreachable', { since: null })

/** The same calls, made for a person: any answer of the central store, even a refusal, shows that it can be reached. */
export const reportingAnswers = (client: CentralClient, onAnswer: () => void): CentralClient => {
  const reported = <R extends Result<unknown>>(answer: R): R => {
    if (answer.ok || !isUnreachable(answer.problem)) onAnswer()
    return answer
  }
  return {
    ...client,
    call: async (name, input, ...options) => reported(await client.call(name, input, ...options)),
    unread: async (name, input, ...options) => reported(await client.unread(name, input, ...options)),
  }
}

const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
/** A proxy's page or a truncated answer counts as no answer, because the same call may be sent again. */
function readAnswer(output: Call['output'], { status, headers, bytes }: Arrived): Result<unknown> {
  if (isRaw(output) && status === 200) {
    const declared = output.headers.safeParse(headers)
    return declared.success ? ok({ bytes, headers: declared.data }) : unreachable()
  }
  const parsed = resultOf(isRaw(output) ? z.never() : output).safeParse(parseJson(bytes))
  return parsed.success ? (parsed.data as Result<unknown>) : unreachable()
}
function readRefusal({ status, bytes }: Arrived): Result<Uint8Array> {
  if (status === 200) return ok(bytes)
  const refused = resultOf(z.never()).safeParse(parseJson(bytes))
  return refused.success && !refused.data.ok
    ? { ok: false, problem: refused.data.problem }
    : { ok: false, problem: problem('central.unreachable', { since: null }) }
}

/**
 * Signs the calls of a workstation. `corrects` takes in what a refusal teaches, and returns whether the call may
 * succeed when it is signed and sent once more: a refused time contains the right one, a refused run the present one;
 * and something on the way repeated a call, or the connection did.
 */
function callSigner({ clock, deviceId, sign }: Pick<ClientOptions, 'clock' | 'deviceId' | 'sign'>) {
  /** The run of the central store for which calls are signed; it names its present one when it refuses another. */
  let run = ''
  return {
    headersOf: ({ method, target, body }: WireRequest, token: string | undefined): Record<string, string> => {
      const device = deviceId()
      if (device === null) return {}
      const timestamp = clock.callIso()
      const callId = randomUUID()
      const signature = sign(
        signedCall({
          ...{ method, path: target, timestamp },
          bodySha256: sha256Hex(body ?? ''),
          sessionSha256: token === undefined ? undefined : sha256Hex(token),
          number: { callId, run },
        }),
      )
      return {
        'x-des-device': device,
        'x-des-timestamp': timestamp,
        'x-des-call': callId,
        'x-des-run': run,
        'x-des-signature': signature,
      }
    },
    corrects: (refusal: Problem): boolean => {
      if (refusal.code === 'device.clock') return clock.learn(refusal.details.serverTime)
      if (refusal.code === 'call.other-run') run = refusal.details.run
      return refusal.code === 'call.other-run' || refusal.code === 'call.repeated'
    },
  }
}

/** @throws if the address is not accepted ({@link isCentralAddress}) */
export function centralClient({ url, clock, deviceId, sign, timeLimits = TIME_LIMITS }: ClientOptions): CentralClient {
  if (!isCentralAddress(url)) throw new Error(CENTRAL_ADDRESS_NEEDED)
  const agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS }, keepAliveTimeout: 30_000 })
  const signer = callSigner({ clock, deviceId, sign })
  const send = (name: CallName, input: object, { token, signal }: Partial<PersonOptions>, silenceMs?: number) => {
    const { caller, output, timeoutMs = timeLimits.answerMs }: Call = CENTRAL[name]
    const wire = requestOfCall(name, input)
    const { method, target, body, contentType } = wire
    const headers: Record<string, string> = {
      accept: isRaw(output) && output.raw === 'events' ? 'text/event-stream' : '*/*',
      ...(body === undefined ? {} : { 'content-type': contentType }),
      ...(caller.kind === 'public' ? {} : signer.headersOf(wire, token)),
    }
    if (token !== undefined) headers['x-des-session'] = token
    // The limit for the headers of an answer begins with the sending of the body.
    const sendingMs = Math.ceil(((body?.length ?? 0) / timeLimits.leastBytesPerSecond) * 1000)
    return request(new URL(target, url), {
      method,
      headers,
      body: body ?? null,
      signal: signal ?? null,
      dispatcher: agent,
      headersTimeout: timeoutMs + sendingMs,
      bodyTimeout: silenceMs ?? timeoutMs * 3,
    })
  }
  const ask = async <T>(
    name: CallName,
    input: object,
    options: Partial<PersonOptions>,
    read: (arrived: Arrived) => Result<T>,
  ): Promise<Result<T>> => {
    const corrected = new Set<string>()
    for (;;) {
      let arrived: Arrived
      try {
        const { statusCode: status, headers, body } = await send(name, input, options)
        arrived = { status, headers, bytes: Buffer.from(await body.arrayBuffer()) }
      } catch {
        return unreachable()
      }
      const result = read(arrived)
      if (result.ok || corrected.has(result.problem.code) || !signer.corrects(result.problem)) return result
      corrected.add(result.problem.code)
    }
  }

  return {
    call: async (name, input, ...[options = {}]) =>
      (await ask(name, input, options, (arrived) => readAnswer(CENTRAL[name].output, arrived))) as Result<
        CallOutput<typeof name>
      >,
    unread: (name, input, ...[options = {}]) => ask(name, input, options, readRefusal),
    listen: async (onEvent, signal) => {
      const open = () => send('live', {}, { signal }, LIVE_SILENCE_MS)
      let response = await open()
      if (response.statusCode !== 200) {
        const bytes = Buffer.from(await response.body.arrayBuffer())
        const refused = readRefusal({ status: response.statusCode, headers: response.headers, bytes })
        if (refused.ok || !signer.corrects(refused.problem)) return
        response = await open()
      }
      if (response.statusCode !== 200) {
        await response.body.dump()
        return
      }
      let pending = ''
      for await (const chunk of response.body) {
        pending += String(chunk)
        const received = pending.split('\n\n')
        pending = received.pop() ?? ''
        if (received.some((event) => /^data:/m.test(event))) onEvent()
      }
    },
    close: () => agent.destroy(),
  }
}
