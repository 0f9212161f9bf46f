import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import { type Budget, LimitExceeded } from '../budget.ts'

/**
 * FlateDecode (ISO 32000-2, 7.4.4), bounded: a bomb ends at what the budget has left. A cut-off stream gives what it
 * has, as viewers do.
 */
export function decodeFlate(bytes: Uint8Array, budget: Budget): Uint8Array {
  const maxOutputLength = Math.max(1, Math.min(budget.remainingBytes(), 0x7fff_ffff))
  const options = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }
  try {
    return inflateSync(bytes, options)
  } catch (fault) {
    if (isTooLarge(fault)) throw new LimitExceeded('decodedBytes')
    // A wrong header or checksum: viewers read the deflate data all the same.
    try {
      return inflateRawSync(bytes.subarray(2), options)
    } catch (second) {
      if (isTooLarge(second)) throw new LimitExceeded('decodedBytes')
      return new Uint8Array(0)
    }
  }
}

function isTooLarge(fault: unknown): boolean {
  return (
    fault instanceof RangeError || (fault instanceof Error && 'code' in fault && fault.code === 'ERR_BUFFER_TOO_LARGE')
  )
}
