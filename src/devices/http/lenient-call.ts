/** One HTTP call to a device over its own connection, read leniently and within limits of size and time. */
import { connect, type Socket } from 'node:net'
import { TooLong } from '../pinned-tls.ts'
import { NotHttp, responseReader, type HttpResponse } from './response-reader.ts'

export interface LenientCall {
  readonly socket: Socket
  /** The request, as it is sent. */
  readonly message: Buffer
  readonly mostBytes: number
  /** The longest pause between two bytes. */
  readonly silenceMs: number
  readonly signal: AbortSignal
  /** Ignores the body. */
  readonly headOnly?: boolean | undefined
  readonly onBytes?: ((got: number, total: number | null) => void) | undefined
}

/** The connection ended before the head of a response. */
export class NoResponse extends Error {
  override readonly name = 'NoResponse'
  /** Whether at least one byte came. */
  readonly begun: boolean
  constructor(begun: boolean, cause?: unknown) {
    super('no response', { cause })
    this.begun = begun
  }
}

/** Connects without TLS. The caller listens for errors. */
export const plainSocket = (host: string, port: number): Socket => connect({ host: host.replace(/^\[|\]$/g, ''), port })

/**
 * A request with a body of known length. Line breaks in values cannot occur: names are fixed, and values come from
 * `URL` or have been cleaned.
 */
export function requestMessage(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.replace(/[\r\n\0]/g, ' ')}\r\n`)
  return Buffer.concat([
    Buffer.from(`${method} ${target.replace(/[\s\0]/g, '')} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    Buffer.from(body ?? '', 'utf8'),
  ])
}

/**
 * Sends the request and reads one response, however the connection ends.
 *
 * @throws NoResponse, NotHttp, TooLarge, TooLong, or the reason of the signal
 */
export function lenientCall({ socket, message, silenceMs, signal, ...options }: LenientCall): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const reader = responseReader(options)
    let begun = false
    let finished = false
    const finish = (error?: unknown): void => {
      if (finished) return
      finished = true
      signal.removeEventListener('abort', onAbort)
      // After the head a broken connection only leaves the body incomplete, which the response states.
      const response = error === undefined ? reader.response() : null
      socket.destroy()
      if (response !== null) resolve(response)
      else reject(error instanceof Error ? error : new NoResponse(begun))
    }
    const onAbort = (): void => finish(signal.reason instanceof Error ? signal.reason : new TooLong())
    signal.addEventListener('abort', onAbort, { once: true })
    socket.setTimeout(Math.ceil(silenceMs), () => finish(new TooLong()))
    socket.on('data', (bytes: Buffer) => {
      begun = true
      try {
        if (reader.push(bytes)) finish()
      } catch (error) {
        finish(error instanceof Error ? error : new NotHttp())
      }
    })
    socket.on('error', (error) => (reader.hasHead() ? finish() : finish(new NoResponse(begun, error))))
    socket.on('close', () => finish())
    socket.write(message)
    if (signal.aborted) onAbort()
  })
}
