/**
 * HTTP calls to a scanner that may be broken or hostile: limited size and time, no redirects. Scanners have self-signed
 * certificates, so HTTPS requires the known certificate (ADR 0037) before anything is sent.
 */
import { request, type IncomingMessage } from 'node:http'
import { connectPinned, TooLong, WrongCertificate, type Pin } from '../../pinned-tls.ts'
import { retryAfterMs } from '../../retry-after.ts'

export interface EsclAnswer {
  readonly status: number
  readonly location: string | null
  readonly retryAfterMs: number | null
  readonly body: Buffer
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
class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** Reads the whole body; rejects when it is too large or cut off. */
function bodyOf(response: IncomingMessage, { mostBytes, onBytes }: EsclCall): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const length = response.headers['content-length']
    const total = length !== undefined && /^\d+$/.test(length) ? Number(length) : null
    if (total !== null && total > mostBytes) {
      reject(new TooLarge())
      response.destroy()
      return
    }
    const parts: Buffer[] = []
    let got = 0
    response.on('data', (part: Buffer) => {
      got += part.length
      if (got > mostBytes) {
        reject(new TooLarge())
        response.destroy()
        return
      }
      parts.push(part)
      onBytes?.(got, total)
    })
    response.on('error', reject)
    response.on('aborted', () => reject(new Error('cut off')))
    response.on('end', () => (response.complete ? resolve(Buffer.concat(parts)) : reject(new Error('cut off'))))
  })
}

export function esclHttp(origin: URL, pin: Pin): EsclHttp {
  const secure = origin.protocol === 'https:'
  return {
    call: async (call) => {
      const url = new URL(call.path, origin)
      if (url.origin !== origin.origin) return { ok: false, why: 'broken' }
      const usualPort = secure ? '443' : '80'
      // Epson's require the port in the Host header even where it is the usual one.
      const host = call.host ?? `${url.hostname}:${url.port === '' ? usualPort : url.port}`
      const overtime = AbortSignal.timeout(Math.ceil(call.wholeMs))
      const signal = call.signal === undefined ? overtime : AbortSignal.any([call.signal, overtime])
      if (signal.aborted) return { ok: false, why: call.signal?.aborted === true ? 'cancelled' : 'timed-out' }
      let answering = false
      try {
        const socket = secure ? await connectPinned(origin, 443, pin, signal) : null
        const answer = await new Promise<EsclAnswer>((resolve, reject) => {
          const sent = request(
            {
              hostname: url.hostname.replace(/^\[|\]$/g, ''),
              port: url.port === '' ? 80 : url.port,
              path: `${url.pathname}${url.search}`,
              method: call.method ?? 'GET',
              signal,
              headers: {
                host,
                connection: 'close',
                ...(call.body === undefined
                  ? {}
                  : { 'content-type': 'text/xml; charset=utf-8', 'content-length': Buffer.byteLength(call.body) }),
              },
              // An agent would open another connection, whose certificate nobody checked.
              ...(socket === null ? { agent: false } : { createConnection: () => socket }),
            },
            (response) => {
              answering = true
              const { headers, statusCode = 0 } = response
              const whole = (body: Buffer): void =>
                resolve({
                  status: statusCode,
                  location: headers.location ?? null,
                  retryAfterMs: retryAfterMs(headers['retry-after']),
                  body,
                })
              if (call.headOnly === true) whole(Buffer.alloc(0))
              bodyOf(response, call).then(whole, reject)
            },
          )
          sent.setTimeout(Math.ceil(call.silenceMs), () => sent.destroy(new TooLong()))
          sent.on('error', reject)
          sent.end(call.body)
        })
        return { ok: true, answer }
      } catch (error) {
        if (call.signal?.aborted === true) return { ok: false, why: 'cancelled' }
        if (error instanceof WrongCertificate) return { ok: false, why: 'certificate' }
        if (error instanceof TooLarge) return { ok: false, why: 'too-large' }
        if (error instanceof TooLong || overtime.aborted) return { ok: false, why: 'timed-out' }
        return { ok: false, why: answering ? 'broken' : 'unreachable' }
      }
    },
  }
}
