/** Seeded changes to bytes: the same seed and number give the same input on every machine. */

export type Random = (below: number) => number

/** mulberry32: small, seeded. */
export function randomFrom(start: number): Random {
  let state = start >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, below)
  }
}

export const pdfWords = [
  '/ByteRange',
  '/Contents',
  '/V',
  '/AcroForm',
  '/Prev 0',
  '/Kids',
  '/Parent',
  '/Length',
  '/Filter',
  'endobj',
  'stream',
  'endstream',
  'startxref',
  '%%EOF',
  'xref',
  'trailer',
  '<<',
  '>>',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  ' 0 R',
  ' obj',
  '99999999999',
  '-1',
  '0',
  'null',
]
export const xmlWords = [
  '<',
  '>',
  '</',
  '/>',
  '&',
  '&lt;',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<!DOCTYPE x>',
  ' xmlns="x"',
  ' xmlns:ds="x"',
  ' Id="list"',
  '<ds:Signature>',
  'granted',
  'withdrawn',
  'ForeSeals',
  '\r\n',
  '\u0000',
  '\t',
  '"',
]
/** Tags, lengths and values that often break decoders. */
export const derWords = [
  '\x30\x80',
  '\x00\x00',
  '\x30\x84\xff\xff\xff\xff',
  '\x02\x01\x00',
  '\x05\x00',
  '\x1f\x81',
  '\xa0\x00',
  '\x31\x00',
  '\x04\x80',
]

/**
 * Makes one to four changes: bits, bytes, cuts, copies from elsewhere, and keywords of the readers, inserted or
 * overwritten.
 */
export function mutate(original: Uint8Array, random: Random, words: readonly string[]): Buffer {
  let bytes = Buffer.from(original)
  for (let changes = 1 + random(4); changes > 0; changes--) {
    const place = random(bytes.length)
    const length = 1 + random(random(4) === 0 ? 4000 : 12)
    const word = Buffer.from(words[random(words.length)] ?? '', 'latin1')
    switch (random(7)) {
      case 0:
        bytes[place] = (bytes[place] ?? 0) ^ (1 << random(8))
        break
      case 1:
        bytes[place] = random(256)
        break
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + length)])
        break
      case 3:
        bytes = Buffer.concat([bytes.subarray(0, place), word, bytes.subarray(place)])
        break
      case 4:
        bytes = Buffer.concat([
          bytes.subarray(0, place),
          bytes.subarray(random(bytes.length)).subarray(0, length),
          bytes.subarray(place),
        ])
        break
      case 5:
        word.copy(bytes, Math.min(place, Math.max(0, bytes.length - word.length)))
        break
      default:
        bytes = Buffer.concat([bytes, bytes.subarray(place, place + length)])
    }
    if (bytes.length === 0) bytes = Buffer.from('%')
  }
  return bytes
}
