/**
 * Sends IPP messages as HTTP POST (RFC 8010 section 4), with limits of size and time. A failure always states whether
 * the printer may have received the message.
 */
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'
import { connectPinned, WrongCertificate, type Pin } from '../pinned-tls.ts'
import { retryAfterMs } from '../retry-after.ts'

const MOST_ANSWER_BYTES = 1024 * 1024

/**
 * Why there is no IPP answer:
 * - `unreachable`: there was no connection, so the printer received nothing;
 * - `lost`: the printer may have received the whole message;
 * - `busy`, `not-allowed`, `encryption`, `certificate`, `not-ipp`: it answered and did nothing.
 */
export type NoReply = 'unreachable' | 'lost' | 'busy' | 'not-allowed' | 'encryption' | 'certificate' | 'not-ipp'
export type IppReply =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly why: NoReply; readonly retryAfterMs: number | null }

/** `ipp://host/path` means HTTP on port 631, `ipps://` the same over TLS (RFC 3510, RFC 7472). */
function addressOf(uri: string): { secure: boolean; url: URL } {
  const secure = /^(ipps|https):/i.test(uri)
  const url = new URL(uri.replace(/^(ipps?|https?):/i, secure ? 'https:' : 'http:'))
  if (url.port === '' && /^ipps?:/i.test(uri)) url.port = '631'
  return { secure, url }
}

/**
 * An HTTP status other than 200 means that the printer did nothing, except for server errors, which leave it open.
 */
function whyOf(status: number, location: string | undefined): NoReply {
  // Printers that accept only TLS send plain connections to their encrypted address.
  if (status >= 300 && status < 400 && /^(https|ipps):/i.test(location ?? '')) return 'encryption'
  if (status === 401 || status === 403 || status === 407) return 'not-allowed'
  if (status === 426) return 'encryption'
  if (status === 429 || status === 503) return 'busy'
  return status >= 500 ? 'lost' : 'not-ipp'
}

/** Whether an error of Node or OpenSSL is about the certificate. */
const isCertificate = (error: Error & { readonly code?: string }): boolean =>
  error instanceof WrongCertificate || /^(ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_)/.test(error.code ?? '')

/**
 * Posts a message. Never throws. With a pin the printer must have the known certificate, without one a certificate that
 * the system trusts.
 */
export async function postIpp(
  uri: string,
  message: Buffer,
  timeoutMs: number,
  pin: Pin | null = null,
): Promise<IppReply> {
  const { secure, url } = addressOf(uri)
  const signal = AbortSignal.timeout(timeoutMs)
  let pinned: Socket | null = null
  try {
    if (secure && pin !== null) pinned = await connectPinned(url, 443, pin, signal)
  } catch (error) {
    return { ok: false, why: error instanceof WrongCertificate ? 'certificate' : 'unreachable', retryAfterMs: null }
  }
  return await new Promise((resolve) => {
    let connected = pinned !== null
    const none = (why: NoReply, wait: number | null = null): void => resolve({ ok: false, why, retryAfterMs: wait })
    const gone = (error?: Error): void => {
      if (connected) none('lost')
      else none(error !== undefined && isCertificate(error) ? 'certificate' : 'unreachable')
    }
    const listen = (response: IncomingMessage): void => {
      const parts: Buffer[] = []
      let length = 0
      response.on('data', (part: Buffer) => {
        parts.push(part)
        length += part.length
        if (length > MOST_ANSWER_BYTES) response.destroy(new Error('the answer is too long'))
      })
      response.on('error', gone)
      response.on('close', () => gone())
      response.on('end', () => {
        const { statusCode = 0, headers } = response
        if (statusCode === 200 && response.complete) resolve({ ok: true, bytes: Buffer.concat(parts) })
        else
          none(statusCode === 200 ? 'lost' : whyOf(statusCode, headers.location), retryAfterMs(headers['retry-after']))
      })
    }
    const socket = pinned
    const options = {
      method: 'POST',
      headers: { 'content-type': 'application/ipp', 'content-length': message.length },
      signal,
    }
    const call: ClientRequest =
      socket === null
        ? (secure ? httpsRequest : httpRequest)(url, { ...options, agent: false }, listen)
        : httpRequest(
            {
              ...options,
              path: `${url.pathname}${url.search}`,
              headers: { ...options.headers, host: url.host, connection: 'close' },
              createConnection: () => socket,
            },
            listen,
          )
    call.on('socket', (own: Socket) => own.once(secure ? 'secureConnect' : 'connect', () => (connected = true)))
    call.on('error', gone)
    call.end(message)
  })
}
