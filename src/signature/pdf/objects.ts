/**
 * The object types of ISO 32000-2, 7.3, as plain values. Booleans, numbers and null are JavaScript's own; a number
 * written `1.0` and one written `1` are therefore the same value, as they are to every reader of the file.
 */
export interface PdfName {
  readonly type: 'name'
  readonly value: string
}

/** A string with its place in the file: `start` is the offset of `(` or `<`, `end` the offset after `)` or `>`. */
export interface PdfString {
  readonly type: 'string'
  readonly bytes: Uint8Array
  readonly hexadecimal: boolean
  readonly start: number
  readonly end: number
}

export interface PdfReference {
  readonly type: 'reference'
  readonly number: number
  readonly generation: number
}

export interface PdfArray {
  readonly type: 'array'
  readonly items: readonly PdfObject[]
}

export interface PdfDictionary {
  readonly type: 'dictionary'
  readonly entries: ReadonlyMap<string, PdfObject>
  /** Keys written more than once. Readers differ on which value counts (ISO 32000-2, 7.3.7 leaves it undefined). */
  readonly duplicates: readonly string[]
}

/** A stream; `start` and `length` delimit its encoded bytes in `source`. */
export interface PdfStream {
  readonly type: 'stream'
  readonly dictionary: PdfDictionary
  readonly source: Uint8Array
  readonly start: number
  readonly length: number
  /** Object that holds the stream: streams are always indirect, and decryption depends on the number. */
  readonly number: number
  readonly generation: number
  /** Where the data begin or end is not settled: a blank after the keyword, a length that does not lead to the end. */
  readonly extentUnclear: boolean
}

export type PdfObject =
  null | boolean | number | PdfName | PdfString | PdfReference | PdfArray | PdfDictionary | PdfStream

export const emptyDictionary: PdfDictionary = { type: 'dictionary', entries: new Map(), duplicates: [] }

export function isReference(object: PdfObject | undefined): object is PdfReference {
  return typeof object === 'object' && object !== null && object.type === 'reference'
}

export function isName(object: PdfObject | undefined, value?: string): object is PdfName {
  return (
    typeof object === 'object' &&
    object !== null &&
    object.type === 'name' &&
    (value === undefined || object.value === value)
  )
}

export function isString(object: PdfObject | undefined): object is PdfString {
  return typeof object === 'object' && object !== null && object.type === 'string'
}

export function isArray(object: PdfObject | undefined): object is PdfArray {
  return typeof object === 'object' && object !== null && object.type === 'array'
}

export function isDictionary(object: PdfObject | undefined): object is PdfDictionary {
  return typeof object === 'object' && object !== null && object.type === 'dictionary'
}

export function isStream(object: PdfObject | undefined): object is PdfStream {
  return typeof object === 'object' && object !== null && object.type === 'stream'
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  return a.length > 64 ? Buffer.compare(a, b) === 0 : a.every((byte, index) => byte === b[index])
}

/** Text of bytes one character a byte: the spelling of keywords, names and numbers. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', start, end)
}
