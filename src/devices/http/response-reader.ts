/**
 * Reads one HTTP response from the bytes of a connection. Node's own parser refuses what many scanners send: lines that
 * end with LF alone, a length beside chunks, a connection closed before the last chunk. This one accepts them, within
 * limits of size. It never decides that a body is complete where the framing does not show it (`whole`).
 */
import { bodyOf, type Body, type BodyOptions } from './response-body.ts'

const MOST_HEAD_BYTES = 64 * 1024
/** Some devices send `100 Continue` without a request for it. */
const MOST_INTERIM = 5
const STATUS_LINE = /^HTTP\/\d{1,2}(?:\.\d{1,2})?[ \t]+(\d{3})(?:\D|$)/i

export class NotHttp extends Error {
  override readonly name = 'NotHttp'
}

export interface HttpResponse {
  readonly status: number
  /** By lower-case name; several values of one name are joined by commas. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: Buffer
  /** Whether the framing shows that the body is complete. */
  readonly whole: boolean
}

interface Head {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
}

function readHead(text: string): Head {
  // A line that begins with a space continues the one before it (RFC 9112 section 5.2).
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const status = Number(STATUS_LINE.exec(first)?.[1] ?? NaN)
  if (Number.isNaN(status)) throw new NotHttp()
  const headers = new Map<string, string>()
  for (const line of lines) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const name = line.slice(0, colon).trim().toLowerCase()
    const value = line.slice(colon + 1).trim()
    const before = headers.get(name)
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return { status, headers }
}

/** The one length that all values state; null when there is none or they differ. */
function lengthOf(header: string | undefined): number | null {
  const values = new Set((header ?? '').split(',').map((value) => value.trim()))
  const [only] = values
  return values.size === 1 && only !== undefined && /^\d{1,15}$/.test(only) ? Number(only) : null
}

export interface ResponseReader {
  /**
   * True once the response is complete.
   *
   * @throws NotHttp, TooLarge
   */
  push(bytes: Buffer): boolean
  /** Whether the head was read, so that the rest is the body. */
  readonly hasHead: () => boolean
  /** What was read so far; null before the end of the head. */
  readonly response: () => HttpResponse | null
}

export function responseReader(options: BodyOptions & { readonly headOnly?: boolean | undefined }): ResponseReader {
  let pending = Buffer.alloc(0)
  let interim = 0
  let head: Head | null = null
  let body: Body | null = null

  const takeHead = (): Buffer | null => {
    const text = pending.toString('latin1')
    const begin = /^(?:\r?\n)*/.exec(text)?.[0].length ?? 0
    const end = /\r?\n\r?\n/.exec(text.slice(begin))
    if (end === null) {
      if (pending.length > MOST_HEAD_BYTES) throw new NotHttp()
      return null
    }
    head = readHead(text.slice(begin, begin + end.index))
    return pending.subarray(begin + end.index + end[0].length)
  }
  const push = (bytes: Buffer): boolean => {
    if (body !== null) return body.push(bytes)
    pending = Buffer.concat([pending, bytes])
    const rest = takeHead()
    if (rest === null || head === null) return false
    const { status, headers } = head
    pending = Buffer.alloc(0)
    if (status < 200) {
      head = null
      if (++interim > MOST_INTERIM) throw new NotHttp()
      return rest.length > 0 ? push(rest) : false
    }
    const isEmpty = options.headOnly === true || status === 204 || status === 304
    const chunked = /(?:^|,)\s*chunked\s*$/i.test(headers.get('transfer-encoding') ?? '')
    const length = isEmpty ? 0 : lengthOf(headers.get('content-length'))
    body = bodyOf({ length, chunked: chunked && !isEmpty }, options)
    return body.push(rest) || body.isWhole()
  }
  return {
    push,
    hasHead: () => head !== null,
    response: () => (head === null || body === null ? null : { ...head, body: body.bytes(), whole: body.isWhole() }),
  }
}
