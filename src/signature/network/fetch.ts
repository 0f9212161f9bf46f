/**
 * Fetching what certificates and lists point to: http and https alone, to public addresses alone, bounded in time and
 * size, redirects followed by hand under the same rules. The address that was checked is the one that is connected to:
 * no second look-up can change it.
 */
import { lookup as systemLookup } from 'node:dns'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './addresses.ts'
import type { LookupAddress, LookupOptions } from 'node:dns'
import type { IncomingMessage } from 'node:http'

export type FetchProblem = {
  readonly code:
    | 'not-allowed'
    | 'bad-address'
    | 'unreachable'
    | 'timeout'
    | 'too-large'
    | 'status'
    | 'too-many-redirects'
    | 'cancelled'
  readonly detail: string
}

/** What came, with where and when it came from: evidence for the report. */
export type Fetched = {
  readonly url: string
  readonly finalUrl: string
  readonly at: Date
  readonly bytes: Uint8Array
  readonly contentType: string | undefined
}
type FetchResult =
  { readonly ok: true; readonly value: Fetched } | { readonly ok: false; readonly problem: FetchProblem }

type FetchRequest = {
  readonly url: string
  /** sent by POST with this type when there is a body (OCSP, time-stamps) */
  readonly body?: Uint8Array
  readonly contentType?: string
  readonly accept?: string
  readonly maximumBytes: number
  /** for the whole exchange, redirects included, in milliseconds */
  readonly timeout: number
  readonly signal?: AbortSignal
}

export type Fetcher = (request: FetchRequest) => Promise<FetchResult>

type Lookup = (
  host: string,
  options: LookupOptions & { all: true },
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

export type FetcherOptions = {
  readonly clock: () => Date
  readonly lookup?: Lookup
  /** which addresses may be connected to; the default is public ones. Tests put their own server here. */
  readonly allowAddress?: (address: string) => boolean
  readonly maximumRedirects?: number
}

class Refused extends Error {
  readonly problem: FetchProblem
  constructor(code: FetchProblem['code'], detail: string) {
    super(detail)
    this.problem = { code, detail }
  }
}

/** A fetcher that never goes anywhere: for validation without the network. */
export const noNetwork: Fetcher = () =>
  Promise.resolve({ ok: false, problem: { code: 'not-allowed', detail: 'the network is not to be used' } })

export function createFetcher({
  clock,
  lookup = systemLookup as Lookup,
  allowAddress = isPublicAddress,
  maximumRedirects = 3,
}: FetcherOptions): Fetcher {
  return async (request) => {
    const deadline = AbortSignal.timeout(request.timeout)
    const signal = request.signal === undefined ? deadline : AbortSignal.any([deadline, request.signal])
    try {
      let url = parseUrl(request.url)
      for (let redirects = 0; ; redirects++) {
        if (redirects > maximumRedirects)
          throw new Refused('too-many-redirects', `more than ${String(maximumRedirects)} redirects`)
        const response = await exchange(url, request, signal, guardedLookup(lookup, allowAddress), allowAddress)
        if (typeof response === 'string') {
          url = parseUrl(new URL(response, url).href)
          continue
        }
        return { ok: true, value: { url: request.url, finalUrl: url.href, at: clock(), ...response } }
      }
    } catch (error) {
      if (error instanceof Refused) return { ok: false, problem: error.problem }
      if (deadline.aborted)
        return { ok: false, problem: { code: 'timeout', detail: `no answer within ${String(request.timeout)} ms` } }
      if (request.signal?.aborted === true) return { ok: false, problem: { code: 'cancelled', detail: 'cancelled' } }
      return {
        ok: false,
        problem: { code: 'unreachable', detail: error instanceof Error ? error.message : 'unreachable' },
      }
    }
  }
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new Refused('bad-address', 'not an address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('bad-address', `scheme ${url.protocol}`)
  if (url.username !== '' || url.password !== '') throw new Refused('bad-address', 'an address with a password')
  return url
}

/** Resolves a name and lets through only addresses that may be connected to; the socket uses exactly these. */
function guardedLookup(lookup: Lookup, allowAddress: (address: string) => boolean) {
  return (
    host: string,
    options: LookupOptions,
    done: (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void,
  ) => {
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, '')
        return
      }
      const allowed = addresses.filter(({ address }) => allowAddress(address))
      const [first] = allowed
      // One private address among public ones is as suspicious as only private ones.
      if (first === undefined || allowed.length !== addresses.length)
        done(new Refused('bad-address', 'the name leads to a private address'), '')
      else if (options.all === true) done(null, allowed)
      else done(null, first.address, first.family)
    })
  }
}

type Answer = { readonly bytes: Uint8Array; readonly contentType: string | undefined }

function exchange(
  url: URL,
  request: FetchRequest,
  signal: AbortSignal,
  lookup: ReturnType<typeof guardedLookup>,
  allowAddress: (address: string) => boolean,
): Promise<Answer | string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // A literal address is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !allowAddress(host)) return Promise.reject(new Refused('bad-address', 'a private address'))
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    const outgoing = send(url, {
      method: request.body === undefined ? 'GET' : 'POST',
      signal,
      lookup,
      agent: false,
      headers: {
        'user-agent': 'Mozilla/5.0 (compatible; signature-validation)',
        accept: request.accept ?? '*/*',
        ...(request.body !== undefined && {
          'content-type': request.contentType ?? 'application/octet-stream',
          'content-length': request.body.length,
        }),
      },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0
      const { location } = response.headers
      if (status >= 300 && status < 400 && location !== undefined) {
        response.destroy()
        resolve(location)
      } else if (status !== 200) {
        response.destroy()
        reject(new Refused('status', `status ${String(status)}`))
      } else
        readBounded(response, request.maximumBytes).then((bytes) => {
          resolve({ bytes, contentType: response.headers['content-type'] })
        }, reject)
    })
    outgoing.end(request.body)
  })
}

async function readBounded(response: IncomingMessage, maximum: number): Promise<Uint8Array> {
  const tooLarge = () => new Refused('too-large', `more than ${String(maximum)} bytes`)
  if (Number(response.headers['content-length'] ?? 0) > maximum) {
    response.destroy()
    throw tooLarge()
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maximum) {
      response.destroy()
      throw tooLarge()
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
