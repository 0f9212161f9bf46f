/** Character classes of ISO 32000-2, 7.2.3. */
const whitespace = 1
const delimiter = 2
/** Class of each byte (tables 1 and 2): 0 is a regular character. */
const classes = new Uint8Array(256)
for (const byte of [0, 9, 10, 12, 13, 32]) classes[byte] = whitespace
for (const char of '()<>[]{}/%') classes[char.charCodeAt(0)] = delimiter

export function isWhitespace(byte: number | undefined): boolean {
  return byte !== undefined && classes[byte] === whitespace
}

export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && classes[byte] === 0
}

export function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1
  if (byte >= 48 && byte <= 57) return byte - 48
  const lower = byte | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
