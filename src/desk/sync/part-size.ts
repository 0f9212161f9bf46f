/**
 * How much is sent in one call: small enough for a slow line to deliver in time, and large enough to use a fast one. A
 * line of 64 kbit/s carries 8 KiB a second, so the first part takes a quarter of a minute there.
 */
import { LIMITS } from '../../protocol/central/limits.ts'

const KIB = 1024
const FIRST = 128 * KIB
export const LEAST_PART = 16 * KIB
/** A part that took less is followed by a larger one, a part that took more by a smaller one. */
const QUICK_MS = 1_000
const SLOW_MS = 10_000

export interface PartSize {
  /** Bytes of the next part, at most. */
  bytes(): number
  /** Sends a part of this many bytes, and adapts to the time that it took and to whether it arrived. */
  learnFrom<T extends { readonly ok: boolean }>(sent: number, send: () => Promise<T>): Promise<T>
}

/** @param monotonic milliseconds on a clock that only moves forward */
export function partSize(monotonic: () => number): PartSize {
  let size = FIRST
  return {
    bytes: () => size,
    async learnFrom(sent, send) {
      const began = monotonic()
      const answer = await send()
      const took = monotonic() - began
      if (took > SLOW_MS) size = Math.max(LEAST_PART, size / 2)
      // A part smaller than the limit is no evidence of the line's speed.
      else if (answer.ok && took < QUICK_MS && sent >= size) size = Math.min(LIMITS.attachmentChunk, size * 2)
      return answer
    },
  }
}
