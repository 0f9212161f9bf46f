/**
 * The body of an HTTP response, put together from the bytes of a connection (RFC 9112 section 6). Devices frame bodies
 * wrongly, so the body also records whether its framing was correct. The caller then decides whether it is complete.
 */

export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

/** A chunk size has at most this many characters with its extensions. */
const LONGEST_SIZE_LINE = 1024
const CHUNK_SIZE = /^([0-9a-f]{1,8})[ \t]*(?:;.*)?\r?$/i

export interface Framing {
  /** Content-Length; null when it is missing or two values differ. */
  readonly length: number | null
  readonly chunked: boolean
}

export interface BodyOptions {
  readonly mostBytes: number
  readonly onBytes?: ((got: number, total: number | null) => void) | undefined
}

export interface Body {
  /** True once the framing states that nothing more follows. */
  push(bytes: Buffer): boolean
  readonly bytes: () => Buffer
  /** Whether the body ended as its framing states; false when the connection ended first or there is no framing. */
  readonly isWhole: () => boolean
}

function collector(total: number | null, { mostBytes, onBytes }: BodyOptions) {
  const parts: Buffer[] = []
  let got = 0
  return {
    take: (part: Buffer): void => {
      if (part.length === 0) return
      got += part.length
      if (got > mostBytes) throw new TooLarge()
      parts.push(part)
      onBytes?.(got, total)
    },
    got: () => got,
    bytes: () => Buffer.concat(parts),
  }
}

/** A body of a stated length. Bytes after it are ignored. */
function bodyOfLength(length: number, options: BodyOptions): Body {
  if (length > options.mostBytes) throw new TooLarge()
  const kept = collector(length, options)
  const isWhole = (): boolean => kept.got() === length
  return {
    push: (bytes) => {
      kept.take(bytes.subarray(0, length - kept.got()))
      return isWhole()
    },
    bytes: kept.bytes,
    isWhole,
  }
}

/** A body that ends with the connection. Whether the connection ended too early cannot be seen. */
function bodyUntilClose(options: BodyOptions): Body {
  const kept = collector(null, options)
  return {
    push: (bytes) => {
      kept.take(bytes)
      return false
    },
    bytes: kept.bytes,
    isWhole: () => false,
  }
}

/** A body in chunks. After something that is no chunk nothing more is taken. */
function bodyInChunks(options: BodyOptions): Body {
  const kept = collector(null, options)
  let line = ''
  let left = 0
  let state: 'size' | 'data' | 'after-data' | 'ended' | 'broken' = 'size'
  const onSize = (): void => {
    const size = CHUNK_SIZE.exec(line)?.[1]
    line = ''
    left = size === undefined ? 0 : Number.parseInt(size, 16)
    if (size === undefined) state = 'broken'
    else state = left === 0 ? 'ended' : 'data'
  }
  /** Returns how many bytes of the line were used. */
  const takeLine = (bytes: Buffer): number => {
    const end = bytes.indexOf(0x0a)
    line += bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
    if (line.length > LONGEST_SIZE_LINE) state = 'broken'
    else if (end >= 0 && state === 'size') onSize()
    else if (end >= 0) {
      state = line.trim() === '' ? 'size' : 'broken'
      line = ''
    }
    return end < 0 ? bytes.length : end + 1
  }
  /** Returns how many bytes of the data were used. */
  const takeData = (bytes: Buffer): number => {
    const used = Math.min(left, bytes.length)
    kept.take(bytes.subarray(0, used))
    left -= used
    if (left === 0) state = 'after-data'
    return used
  }
  return {
    push: (given) => {
      let bytes = given
      while (bytes.length > 0 && state !== 'ended' && state !== 'broken')
        bytes = bytes.subarray(state === 'data' ? takeData(bytes) : takeLine(bytes))
      return state === 'ended' || state === 'broken'
    },
    bytes: kept.bytes,
    isWhole: () => state === 'ended',
  }
}

/**
 * A body of that framing. Where a device states chunks and does not send any, its stated length applies, or the end of
 * the connection.
 *
 * @throws TooLarge here and from `push`
 */
export function bodyOf(framing: Framing, options: BodyOptions): Body {
  const unchunked = (): Body =>
    framing.length === null ? bodyUntilClose(options) : bodyOfLength(framing.length, options)
  if (!framing.chunked) return unchunked()
  let begun = Buffer.alloc(0)
  let body: Body | null = null
  return {
    push: (bytes) => {
      if (body !== null) return body.push(bytes)
      begun = Buffer.concat([begun, bytes])
      const end = begun.indexOf(0x0a)
      if (end < 0 && begun.length <= LONGEST_SIZE_LINE) return false
      body = CHUNK_SIZE.test(begun.toString('latin1', 0, Math.max(end, 0))) ? bodyInChunks(options) : unchunked()
      return body.push(begun)
    },
    bytes: () => body?.bytes() ?? Buffer.alloc(0),
    isWhole: () => body?.isWhole() ?? false,
  }
}
