/** Many texts in one buffer, so that they can be transferred to another thread without copying. */
export interface GrowingText {
  /** Returns the position of the text, in bytes of UTF-8. */
  readonly add: (text: string) => { from: number; to: number }
  readonly bytes: () => Uint8Array<ArrayBuffer>
}

/** A UTF-16 code unit needs at most this many bytes in UTF-8 (RFC 3629: a surrogate pair, two units, takes four). */
const MOST_BYTES_A_UNIT = 3

export function growingText(sizeHint: number): GrowingText {
  const encoder = new TextEncoder()
  let bytes = new Uint8Array(sizeHint)
  let end = 0
  const put = (text: string): boolean => {
    const { read, written } = encoder.encodeInto(text, bytes.subarray(end))
    if (read < text.length) return false
    end += written
    return true
  }
  return {
    add: (text) => {
      const from = end
      if (!put(text)) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, end + text.length * MOST_BYTES_A_UNIT))
        larger.set(bytes.subarray(0, end))
        bytes = larger
        put(text)
      }
      return { from, to: end }
    },
    bytes: () => bytes.subarray(0, end),
  }
}
