/**
 * The compression that PWG raster (PWG 5102.4 section 4.4) and URF share: equal lines are counted, and within a line
 * runs of equal pixels alternate with pixels as they are.
 */

/** The most equal lines, and the most pixels of a run. */
const [MOST_LINES, MOST_PIXELS] = [256, 128]

/** One line, where a pixel has `size` bytes. */
function packedLine(line: Uint8Array, size: number, out: number[]): void {
  const count = line.length / size
  const same = (a: number, b: number): boolean => {
    for (let byte = 0; byte < size; byte++) if (line[a * size + byte] !== line[b * size + byte]) return false
    return true
  }
  const put = (from: number, pixels: number): void => {
    for (let byte = from * size; byte < (from + pixels) * size; byte++) out.push(line[byte] ?? 0)
  }
  for (let at = 0; at < count;) {
    let run = 1
    while (run < MOST_PIXELS && at + run < count && same(at, at + run)) run += 1
    if (run > 1) {
      out.push(run - 1)
      put(at, 1)
      at += run
      continue
    }
    let plain = 1
    while (plain < MOST_PIXELS && at + plain < count) {
      const next = at + plain
      if (next + 1 < count && same(next, next + 1)) break
      plain += 1
    }
    // A single pixel is a run of one; 257 - n states n pixels as they are.
    out.push(plain === 1 ? 0 : 257 - plain)
    put(at, plain)
    at += plain
  }
}

const equal = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

export interface LinePacker {
  /** Lines come from the top to the bottom, all of one length. The line is copied. */
  readonly push: (line: Uint8Array) => void
  /** The compressed lines. */
  readonly end: () => Buffer
}

/** Compresses the lines of one page. `pixelBytes`: 1, or 3 for colours. */
export function linePacker(pixelBytes: number): LinePacker {
  const parts: Buffer[] = []
  let line: Uint8Array | null = null
  let count = 0
  const flush = (): void => {
    if (line === null) return
    const out: number[] = [count - 1]
    packedLine(line, pixelBytes, out)
    parts.push(Buffer.from(out))
  }
  return {
    push: (next) => {
      if (line !== null && count < MOST_LINES && equal(line, next)) {
        count += 1
        return
      }
      flush()
      line = Uint8Array.from(next)
      count = 1
    },
    end: () => {
      flush()
      line = null
      return Buffer.concat(parts)
    },
  }
}
