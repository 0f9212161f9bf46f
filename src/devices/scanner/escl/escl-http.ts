/**
 * HTTP calls to a scanner that may be broken or hostile: limited size and time, no redirects. Scanners have self-signed
 * certificates, so HTTPS requires the known certificate (ADR 0037) before anything is sent. Responses are read
 * leniently (ADR 0096).
 */
import { authorizationFor, type DeviceLogin } from '../../http/device-login.ts'
import { lenientCall, NoResponse, plainSocket, requestMessage } from '../../http/lenient-call.ts'
import { TooLarge } from '../../http/response-body.ts'
import { NotHttp, type HttpResponse } from '../../http/response-reader.ts'
import { connectPinned, TooLong, WrongCertificate, type Pin } from '../../pinned-tls.ts'
import { retryAfterMs } from '../../retry-after.ts'

export interface EsclAnswer {
  readonly status: number
  readonly location: string | null
  readonly retryAfterMs: number | null
  readonly body: Buffer
  /** Whether the framing shows that the body is complete. If not, its content must show it. */
  readonly whole: boolean
}
/** Why there is no answer. `broken`: the connection ended in the middle of one. */
export type NoAnswer = 'unreachable' | 'broken' | 'timed-out' | 'too-large' | 'certificate' | 'cancelled'
export type EsclReply =
  { readonly ok: true; readonly answer: EsclAnswer } | { readonly ok: false; readonly why: NoAnswer }

export interface EsclCall {
  readonly method?: 'GET' | 'POST' | 'DELETE'
  /** A path on the scanner; an address elsewhere is refused. */
  readonly path: string
  readonly body?: string
  readonly mostBytes: number
  /** The longest pause between two bytes. */
  readonly silenceMs: number
  /** For the whole call. */
  readonly wholeMs: number
  readonly signal?: AbortSignal | undefined
  /** Ignores the body: Kyocera's M6526cdn closes the connection in the middle of it (sane-airscan#163). */
  readonly headOnly?: boolean
  /** The Host header: some of HP's accept a job only when it is "localhost" (sane-airscan#116). */
  readonly host?: string
  readonly onBytes?: (got: number, total: number | null) => void
}
export interface EsclHttp {
  readonly call: (call: EsclCall) => Promise<EsclReply>
}
/** The login for a device that asks for one; null where a person has entered none. */
export type LoginSource = () => Promise<DeviceLogin | null>
const NO_LOGIN: LoginSource = () => Promise.resolve(null)

function noAnswer(error: unknown, isCancelled: boolean): NoAnswer {
  if (isCancelled) return 'cancelled'
  if (error instanceof WrongCertificate) return 'certificate'
  if (error instanceof TooLarge) return 'too-large'
  if (error instanceof TooLong || (error instanceof Error && error.name === 'TimeoutError')) return 'timed-out'
  return error instanceof NotHttp || (error instanceof NoResponse && error.begun) ? 'broken' : 'unreachable'
}

const answerOf = ({ status, headers, body, whole }: HttpResponse): EsclAnswer => ({
  status,
  location: headers.get('location') ?? null,
  retryAfterMs: retryAfterMs(headers.get('retry-after')),
  body,
  whole,
})

export function esclHttp(origin: URL, pin: Pin, login: LoginSource = NO_LOGIN): EsclHttp {
  const secure = origin.protocol === 'https:'
  const usualPort = secure ? 443 : 80

  const exchange = async (call: EsclCall, url: URL, signal: AbortSignal, authorization: string | null) => {
    const socket = secure
      ? await connectPinned(origin, usualPort, pin, signal)
      : plainSocket(url.hostname, Number(url.port) || usualPort)
    const { method = 'GET', body } = call
    return await lenientCall({
      socket,
      message: requestMessage(
        method,
        `${url.pathname}${url.search}`,
        {
          // Epson's require the port in the Host header even where it is the usual one.
          Host: call.host ?? `${url.hostname}:${url.port === '' ? String(usualPort) : url.port}`,
          Connection: 'close',
          ...(authorization === null ? {} : { Authorization: authorization }),
          ...(body === undefined
            ? {}
            : { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': String(Buffer.byteLength(body)) }),
        },
        body,
      ),
      mostBytes: call.mostBytes,
      silenceMs: call.silenceMs,
      signal,
      headOnly: call.headOnly,
      onBytes: call.onBytes,
    })
  }

  return {
    call: async (call) => {
      const url = new URL(call.path, origin)
      if (url.origin !== origin.origin) return { ok: false, why: 'broken' }
      const overtime = AbortSignal.timeout(Math.ceil(call.wholeMs))
      const signal = call.signal === undefined ? overtime : AbortSignal.any([call.signal, overtime])
      try {
        if (signal.aborted) throw new TooLong()
        const response = await exchange(call, url, signal, null)
        const person = response.status === 401 ? await login() : null
        const authorization =
          person === null
            ? null
            : authorizationFor(response.headers.get('www-authenticate'), person, {
                method: call.method ?? 'GET',
                target: `${url.pathname}${url.search}`,
                secure,
              })
        return {
          ok: true,
          answer: answerOf(authorization === null ? response : await exchange(call, url, signal, authorization)),
        }
      } catch (error) {
        return { ok: false, why: noAnswer(error, call.signal?.aborted === true) }
      }
    },
  }
}
