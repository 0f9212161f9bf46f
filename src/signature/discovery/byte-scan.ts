/**
 * Signatures by their bytes. A form tree can be hidden or a field removed; the signed bytes stay in the file, because a
 * signature's dictionary is never compressed. What is found here and not in the tree is a finding, not "no signature".
 */
import type { PdfDocument } from '../pdf/document.ts'
import type { IndirectObject } from '../pdf/indirect-object.ts'
import { isDictionary, isStream, isString, latin1, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { objectStarts, startBefore } from './object-places.ts'

export interface ScannedSignature {
  /** Offset of the `/ByteRange` key. */
  readonly offset: number
  readonly objectNumber: number | undefined
  /** The dictionary around it, if one could be read. */
  readonly dictionary: PdfDictionary | undefined
  /**
   * Where the object stands in the file: `current` in the newest view, `superseded` by a later revision, `unreferenced`
   * by any.
   */
  readonly standing: 'current' | 'superseded' | 'unreferenced'
}

/**
 * Every `/ByteRange` of a dictionary that no stream holds. A stream may be an attached file with signatures of its own,
 * a text may quote the word, and the trailer of an encrypted file may carry an authentication code over such a range:
 * none of these is a signature of this document.
 */
export function scanForSignatures(document: PdfDocument): ScannedSignature[] {
  const { bytes, end, budget } = document
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, end)
  const found: ScannedSignature[] = []
  const seen = new Set<number>()
  let starts: Float64Array | undefined
  const next = (from: number) => buffer.indexOf('/ByteRange', from, 'latin1')
  for (let offset = next(0); offset >= 0; offset = next(offset + 10)) {
    budget.step()
    starts ??= objectStarts(document)
    const header = headerBefore(buffer, offset)
    const known = header === undefined ? undefined : startBefore(starts, offset)
    // The nearest object that a cross-reference names: if it is a stream that reaches over this place, it is data.
    const data = known === undefined ? undefined : dataAround(document, known, offset)
    if (data !== undefined) {
      offset = data - 10
      continue
    }
    if (header !== undefined && seen.has(header)) continue
    const object = header === undefined ? undefined : document.objectAt(header)
    const dictionary = object ? withByteRange(object.value, 0) : undefined
    if (!dictionary && (isOnlyQuoted(object, offset) || isInTrailer(document, offset))) continue
    if (header !== undefined) seen.add(header)
    budget.spend('signatures', 1)
    found.push({
      offset,
      objectNumber: object?.number,
      dictionary,
      standing: header === undefined || !object ? 'unreferenced' : standing(document, object.number, header, starts),
    })
  }
  return found
}

/**
 * Inside an object that was read to its end and has no such key: in a text, a comment, or the dictionary of a stream.
 */
function isOnlyQuoted(object: IndirectObject | undefined, offset: number): boolean {
  return object !== undefined && offset < object.end
}

function isInTrailer({ sections }: PdfDocument, offset: number): boolean {
  return sections.some(
    ({ offset: start, end, trailer }) =>
      start <= offset && offset < end && isDictionary(trailer.entries.get('AuthCode')),
  )
}

/** Offset of the last `n g obj` before a place. */
function headerBefore(buffer: Buffer, offset: number): number | undefined {
  for (let at = offset, tries = 0; tries < 8; tries++) {
    // A place before the first octet would be counted from the end of the file.
    if (at === 0) return undefined
    at = buffer.lastIndexOf('obj', at - 1, 'latin1')
    if (at < 0) return undefined
    const from = Math.max(0, at - 24)
    const match = /(?<![0-9])(\d{1,10}[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]*)$/.exec(latin1(buffer, from, at))
    if (match) return from + match.index
  }
  return undefined
}

/** The end of the stream at `start`, if its data reach over a place. */
function dataAround(document: PdfDocument, start: number, offset: number): number | undefined {
  const value = document.objectAt(start)?.value
  if (value === undefined || !isStream(value)) return undefined
  const end = value.start + value.length
  return value.start <= offset && offset < end ? end : undefined
}

/** The first dictionary with both keys, at any depth: a signature may be a direct value of its field. */
function withByteRange(object: PdfObject, depth: number): PdfDictionary | undefined {
  if (depth > 8 || typeof object !== 'object' || object === null) return undefined
  if (object.type === 'array')
    return object.items.map((item) => withByteRange(item, depth + 1)).find((item) => item !== undefined)
  if (!isDictionary(object)) return undefined
  if (object.entries.has('ByteRange')) return object
  return [...object.entries.values()]
    .filter((value) => !isString(value))
    .map((value) => withByteRange(value, depth + 1))
    .find((value) => value !== undefined)
}

function standing(
  document: PdfDocument,
  number: number,
  offset: number,
  starts: Float64Array,
): ScannedSignature['standing'] {
  const entry = document.entries.get(number)
  const header = startBefore(starts, offset)
  if (entry?.kind === 'offset' && Math.abs(entry.offset - offset) <= 2) return 'current'
  return header !== undefined && Math.abs(header - offset) <= 2 ? 'superseded' : 'unreferenced'
}
