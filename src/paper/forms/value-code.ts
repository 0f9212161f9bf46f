/**
 * The code of values: a QR code with the values of an electronically filled form, for scanning the paper. Its text is
 * `DESV1:` and the data in Base45 (RFC 9285), so the code stays alphanumeric and a scanner that types can type it.
 *
 * The data are, in this order:
 * - the code of the form (4 letters) and its version (1 byte);
 * - for each value the index of its field in the form (1 byte; the high bit means UTF-8 instead of Latin-10), its
 *   length
 *   (1 byte) and its bytes;
 * - the CRC-32 (ISO 3309, as in PNG) of everything before.
 *
 * A comb is a number (6 bytes, big endian) and its count of digits (1 byte). A date is four bytes with two decimal
 * digits
 * each. A choice is the index of the option. Nothing is encrypted or signed, because the paper shows the same values.
 */
import { crc32 } from 'node:zlib'
import { FORM_CODES, type Field, type FormCode, type FormDescription } from './description.ts'
import { fromLatin10, toLatin10 } from './latin-10.ts'
import { TICKED, valueFields, type FormValues } from './values.ts'

const PREFIX = 'DESV1:'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
/**
 * The capacity of a QR code of version 20 at error correction M: 970 alphanumeric characters, minus the prefix, with
 * three characters for two bytes.
 */
export const MOST_BYTES = Math.floor(((970 - PREFIX.length) / 3) * 2)
const UTF8 = 0x80

function base45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let value = pair ? (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0) : (bytes[at] ?? 0)
    for (let digit = 0; digit < (pair ? 3 : 2); digit++) {
      text += ALPHABET.charAt(value % 45)
      value = Math.floor(value / 45)
    }
  }
  return text
}
function fromBase45(text: string): Uint8Array | null {
  const digits = Array.from(text, (character) => ALPHABET.indexOf(character))
  if (digits.includes(-1) || digits.length % 3 === 1) return null
  const bytes: number[] = []
  for (let at = 0; at < digits.length; at += 3) {
    const [a = 0, b = 0, c] = digits.slice(at, at + 3)
    const value = a + b * 45 + (c ?? 0) * 2025
    if (value > (c === undefined ? 0xff : 0xffff)) return null
    bytes.push(...(c === undefined ? [value] : [value >> 8, value & 0xff]))
  }
  return Uint8Array.from(bytes)
}

/** The bytes of a value, and whether they are UTF-8. */
function pack(field: Field, value: string): { readonly bytes: Uint8Array; readonly utf8: boolean } {
  const plain = (bytes: readonly number[]) => ({ bytes: Uint8Array.from(bytes), utf8: false })
  if (field.kind === 'tick') return plain([])
  if (field.kind === 'choice') return plain([field.options.findIndex((option) => option.value === value)])
  if (field.kind === 'date') return plain((value.replaceAll('.', '').match(/../g) ?? []).map(Number))
  if (field.kind === 'comb') {
    const buffer = Buffer.alloc(7)
    buffer.writeUIntBE(Number(value), 0, 6)
    buffer.writeUInt8(value.length, 6)
    return { bytes: buffer, utf8: false }
  }
  const latin = toLatin10(value)
  return latin === null ? { bytes: new TextEncoder().encode(value), utf8: true } : { bytes: latin, utf8: false }
}
function unpack(field: Field, bytes: Uint8Array, utf8: boolean): string | null {
  const buffer = Buffer.from(bytes)
  if (field.kind === 'tick') return bytes.length === 0 ? TICKED : null
  if (field.kind === 'choice') return bytes.length === 1 ? (field.options[bytes[0] ?? 0]?.value ?? null) : null
  if (field.kind === 'date')
    return bytes.length === 4 && bytes.every((pair) => pair < 100)
      ? Array.from(bytes, (pair) => String(pair).padStart(2, '0'))
          .join('')
          .replace(/^(..)(..)/, '$1.$2.')
      : null
  if (field.kind === 'comb') {
    if (buffer.length !== 7) return null
    const digits = String(buffer.readUIntBE(0, 6)).padStart(buffer.readUInt8(6), '0')
    return digits.length === buffer.readUInt8(6) && digits.length <= field.cells.length ? digits : null
  }
  if (!utf8) return fromLatin10(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * Chooses the values to leave out until the rest fits: the longest first, which are texts that are easy to ask again.
 */
function leaveOut(entries: readonly { name: string; bytes: Uint8Array }[], room: number): Set<string> {
  const left = new Set<string>()
  let size = entries.reduce((sum, { bytes }) => sum + bytes.length, 0)
  for (const { name, bytes } of [...entries].sort((a, b) => b.bytes.length - a.bytes.length)) {
    if (size <= room) break
    left.add(name)
    size -= bytes.length
  }
  return left
}

/**
 * The text of the code, and the names of the values that do not fit into it. The values must have passed `checkValues`.
 */
export function valueCodeText(
  form: FormDescription,
  values: FormValues,
): { readonly text: string; readonly leftOut: readonly string[] } {
  const entries = valueFields(form).flatMap((field, index) => {
    const value = values[field.name]
    if (value === undefined || value === '') return []
    const { bytes, utf8 } = pack(field, value)
    // A length is one byte, so longer values do not fit.
    return [
      {
        name: field.name,
        fits: bytes.length <= 0xff,
        bytes: Uint8Array.from([index | (utf8 ? UTF8 : 0), bytes.length, ...bytes]),
      },
    ]
  })
  const head = Uint8Array.from([...new TextEncoder().encode(form.code), form.version])
  const left = leaveOut(
    entries.filter(({ fits }) => fits),
    MOST_BYTES - head.length - 4,
  )
  for (const { name, fits } of entries) if (!fits) left.add(name)
  const body = Buffer.concat([head, ...entries.filter(({ name }) => !left.has(name)).map(({ bytes }) => bytes)])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return { text: PREFIX + base45(Buffer.concat([body, check])), leftOut: [...left] }
}

export interface ReadValues {
  readonly code: FormCode
  readonly version: number
  readonly values: FormValues
}

/**
 * Reads a code of values; `formOf` returns the description of a form and version. Null when the text is no code of
 * values, is damaged, or names an unknown form.
 */
export function parseValueCode(
  text: string,
  formOf: (code: FormCode, version: number) => FormDescription | undefined,
): ReadValues | null {
  const bytes = text.startsWith(PREFIX) ? fromBase45(text.slice(PREFIX.length)) : null
  if (bytes === null || bytes.length < 9) return null
  const [body, check] = [bytes.subarray(0, -4), Buffer.from(bytes.subarray(-4))]
  if (crc32(body) !== check.readUInt32BE(0)) return null
  const code = FORM_CODES.find((known) => known === Buffer.from(body.subarray(0, 4)).toString('latin1'))
  const version = body[4] ?? 0
  const form = code === undefined ? undefined : formOf(code, version)
  if (code === undefined || form === undefined) return null
  const fields = valueFields(form)
  const values: Record<string, string> = {}
  for (let at = 5; at < body.length;) {
    const field = fields[(body[at] ?? 0) & ~UTF8]
    const length = body[at + 1]
    if (field === undefined || length === undefined || at + 2 + length > body.length || field.name in values)
      return null
    const value = unpack(field, body.subarray(at + 2, at + 2 + length), ((body[at] ?? 0) & UTF8) !== 0)
    if (value === null) return null
    values[field.name] = value
    at += 2 + length
  }
  return { code, version, values }
}
