import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import { type Budget, LimitExceeded } from '../budget.ts'
import type { ReportDecoding } from './steps.ts'

/**
 * FlateDecode (ISO 32000-2, 7.4.4), bounded: a bomb ends at what the budget has left. Data that break off, or that do
 * not match their header or checksum, are reported; what they give is what forgiving viewers show.
 */
export function decodeFlate(bytes: Uint8Array, budget: Budget, report: ReportDecoding): Uint8Array {
  const maxOutputLength = Math.max(1, Math.min(budget.remainingBytes(), 0x7fff_ffff))
  const strict = attempt(() => inflateSync(bytes, { maxOutputLength }))
  if (strict) return strict
  report('stream-data')
  const options = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }
  return (
    attempt(() => inflateSync(bytes, options)) ??
    attempt(() => inflateRawSync(bytes.subarray(2), options)) ??
    new Uint8Array(0)
  )
}

function attempt(inflate: () => Uint8Array): Uint8Array | undefined {
  try {
    return inflate()
  } catch (fault) {
    // The engine's word for output that is longer than allowed; damaged data are another kind of error.
    if (fault instanceof RangeError) throw new LimitExceeded('decodedBytes')
    return undefined
  }
}
