/** ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-2, 7.4.2, 7.4.3, 7.4.5). */
import { type Budget, LimitExceeded } from '../budget.ts'
import { hexValue, isWhitespace } from '../characters.ts'
import type { ReportDecoding } from './steps.ts'

/** Where the mark that ends the data stands; reported where it is missing. What follows it, readers leave alone. */
function endMark(bytes: Uint8Array, mark: number, report: ReportDecoding): number {
  const end = bytes.indexOf(mark)
  if (end < 0) report('stream-data')
  return end < 0 ? bytes.length : end
}

export function decodeAsciiHex(bytes: Uint8Array, report: ReportDecoding): Uint8Array {
  const out: number[] = []
  let high = -1
  let foreign = false
  for (const byte of bytes.subarray(0, endMark(bytes, 0x3e, report))) {
    const value = hexValue(byte)
    if (value < 0) foreign ||= !isWhitespace(byte)
    else if (high < 0) high = value
    else {
      out.push((high << 4) | value)
      high = -1
    }
  }
  if (high >= 0) out.push(high << 4)
  if (foreign) report('stream-data')
  return Uint8Array.from(out)
}

const largestGroup = 0xffff_ffff

export function decodeAscii85(bytes: Uint8Array, report: ReportDecoding): Uint8Array {
  const out: number[] = []
  const group: number[] = []
  let foreign = false
  const flush = (count: number) => {
    while (group.length < 5) group.push(84)
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
    foreign ||= value > largestGroup
    for (let index = 0; index < count; index++) out.push(Math.floor(value / 256 ** (3 - index)) & 0xff)
    group.length = 0
  }
  const end = endMark(bytes, 0x7e, report)
  foreign = end < bytes.length && bytes[end + 1] !== 0x3e
  for (const byte of bytes.subarray(0, end)) {
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21)
      if (group.length === 5) flush(4)
    } else foreign ||= !isWhitespace(byte)
  }
  if (group.length === 1) foreign = true
  if (group.length > 1) flush(group.length - 1)
  if (foreign) report('stream-data')
  return Uint8Array.from(out)
}

export function decodeRunLength(bytes: Uint8Array, budget: Budget, report: ReportDecoding): Uint8Array {
  const out: number[] = []
  const limit = budget.remainingBytes()
  let ended = false
  let position = 0
  while (position < bytes.length && !ended) {
    const length = bytes[position++] ?? 128
    if (length === 128) ended = true
    else if (length < 128) {
      for (let index = 0; index <= length && position < bytes.length; index++) out.push(bytes[position++] ?? 0)
    } else {
      const byte = bytes[position++] ?? 0
      for (let index = 0; index < 257 - length; index++) out.push(byte)
    }
    if (out.length > limit) throw new LimitExceeded('decodedBytes')
  }
  // Without its end the last run may have been cut.
  if (!ended) report('stream-data')
  return Uint8Array.from(out)
}
