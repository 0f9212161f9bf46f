/** ASCIIHexDecode, ASCII85Decode and RunLengthDecode (ISO 32000-2, 7.4.2, 7.4.3, 7.4.5). */
import { type Budget, LimitExceeded } from '../budget.ts'
import { hexValue } from '../lexer.ts'

export function decodeAsciiHex(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  let high = -1
  for (const byte of bytes) {
    if (byte === 0x3e) break
    const value = hexValue(byte)
    if (value < 0) continue
    if (high < 0) high = value
    else {
      out.push((high << 4) | value)
      high = -1
    }
  }
  if (high >= 0) out.push(high << 4)
  return Uint8Array.from(out)
}

export function decodeAscii85(bytes: Uint8Array): Uint8Array {
  const out: number[] = []
  const group: number[] = []
  const flush = (count: number) => {
    while (group.length < 5) group.push(84)
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0)
    for (let index = 0; index < count; index++) out.push(Math.floor(value / 256 ** (3 - index)) & 0xff)
    group.length = 0
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21)
      if (group.length === 5) flush(4)
    }
  }
  if (group.length > 1) flush(group.length - 1)
  return Uint8Array.from(out)
}

export function decodeRunLength(bytes: Uint8Array, budget: Budget): Uint8Array {
  const out: number[] = []
  const limit = budget.remainingBytes()
  for (let position = 0; position < bytes.length;) {
    const length = bytes[position++] ?? 128
    if (length === 128) break
    if (length < 128) {
      for (let index = 0; index <= length && position < bytes.length; index++) out.push(bytes[position++] ?? 0)
    } else {
      const byte = bytes[position++] ?? 0
      for (let index = 0; index < 257 - length; index++) out.push(byte)
    }
    if (out.length > limit) throw new LimitExceeded('decodedBytes')
  }
  return Uint8Array.from(out)
}
