/** LZWDecode (ISO 32000-2, 7.4.4), variable code length 9 to 12 bits; `early` is EarlyChange (default 1). */
import { type Budget, LimitExceeded } from '../budget.ts'
import type { ReportDecoding } from './steps.ts'

export function decodeLzw(bytes: Uint8Array, early: number, budget: Budget, report: ReportDecoding): Uint8Array {
  if (early !== 0 && early !== 1) report('filter-parameters')
  const prefix = new Int16Array(4097)
  const suffix = new Uint8Array(4097)
  const lengths = new Uint16Array(4097)
  for (let code = 0; code < 256; code++) {
    suffix[code] = code
    lengths[code] = 1
  }
  const chunks: number[] = []
  const limit = budget.remainingBytes()
  let next = 258
  let width = 9
  let previous = -1
  let buffer = 0
  let bits = 0
  let ended = false
  const expand = (code: number): number[] => {
    const out = new Array<number>(lengths[code] ?? 0)
    for (let index = out.length - 1, at = code; index >= 0; index--) {
      out[index] = suffix[at] ?? 0
      at = prefix[at] ?? 0
    }
    return out
  }
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    const code = (buffer >> (bits - width)) & ((1 << width) - 1)
    bits -= width
    ended = code === 257
    if (ended) break
    if (code === 256) {
      next = 258
      width = 9
      previous = -1
      continue
    }
    if (code > next || (previous < 0 && code > 255)) break
    const text = code < next ? expand(code) : expand(previous)
    if (code === next) text.push(text[0] ?? 0)
    if (previous >= 0 && next < 4096) {
      prefix[next] = previous
      suffix[next] = text[0] ?? 0
      lengths[next] = (lengths[previous] ?? 0) + 1
      next++
    }
    for (const value of text) chunks.push(value)
    if (chunks.length > limit || chunks.length > 64 * 1024 * 1024) throw new LimitExceeded('decodedBytes')
    budget.step()
    previous = code
    if (next + early >= 2048) width = 12
    else if (next + early >= 1024) width = 11
    else if (next + early >= 512) width = 10
    else width = 9
  }
  // No end mark, or a code that the table cannot have: readers stop at different places.
  if (!ended) report('stream-data')
  return Uint8Array.from(chunks)
}
