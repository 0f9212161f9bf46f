/**
 * Incremental updates (ISO 32000-1 section 7.5.6): new and changed objects after the bytes that are already there,
 * which stay as they are. The new cross-reference section is of the kind of the last one: a table after a table, a
 * stream after a stream.
 */
import { createHash } from 'node:crypto'
import {
  PDFArray,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  type PDFDict,
  type PDFObject,
} from '@cantoo/pdf-lib'

export interface Revision {
  readonly document: PDFDocument
  readonly previousXref: number
  readonly xrefKind: 'table' | 'stream'
}

/** Opens a PDF to add to it. Throws a TypeError when it has no cross-reference section or is encrypted. */
export async function openRevision(pdf: Uint8Array): Promise<Revision> {
  const tail = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString(
    'latin1',
    Math.max(0, pdf.length - 2048),
  )
  const offset = [...tail.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1]
  if (offset === undefined) throw new TypeError('no startxref: not a PDF that can be added to')
  const previousXref = Number(offset)
  const document = await PDFDocument.load(pdf, { updateMetadata: false, throwOnInvalidObject: true })
  if (document.isEncrypted) throw new TypeError('an encrypted PDF is not signed')
  const xrefKind =
    Buffer.from(pdf.subarray(previousXref, previousXref + 4)).toString('latin1') === 'xref' ? 'table' : 'stream'
  return { document, previousXref, xrefKind }
}

function bytesOf(object: PDFObject): Uint8Array {
  const bytes = new Uint8Array(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

/** Consecutive object numbers, as cross-reference subsections name them. */
function subsections(numbers: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last?.at(-1) === number - 1) last.push(number)
    else runs.push([number])
  }
  return runs
}

/**
 * The trailer of the new section. The second file identifier changes with every revision (ISO 32000-1 section 14.4).
 */
function trailerOf(revision: Revision, pdf: Uint8Array, size: number): PDFDict {
  const { context } = revision.document
  const { Root, Info, ID } = context.trailerInfo
  const trailer = context.obj({ Size: size, Prev: revision.previousXref })
  if (Root !== undefined) trailer.set(PDFName.of('Root'), Root)
  if (Info !== undefined) trailer.set(PDFName.of('Info'), Info)
  const first = ID instanceof PDFArray ? ID.lookup(0) : undefined
  if (first !== undefined) {
    const changed = PDFArray.withContext(context)
    changed.push(first)
    changed.push(PDFHexString.of(createHash('sha256').update(pdf).digest('hex').slice(0, 32)))
    trailer.set(PDFName.of('ID'), changed)
  }
  return trailer
}

/** The file with these objects added or replaced, and where in it each of them starts (the offset of `n g obj`). */
export function appendObjects(
  pdf: Uint8Array,
  revision: Revision,
  objects: ReadonlyMap<PDFRef, PDFObject>,
): { bytes: Uint8Array<ArrayBuffer>; offsets: ReadonlyMap<PDFRef, number> } {
  const { context } = revision.document
  const parts: Uint8Array[] = [pdf]
  let length = pdf.length
  const push = (part: Uint8Array | string) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part
    parts.push(bytes)
    length += bytes.length
  }
  if (pdf.at(-1) !== 0x0a) push('\n')
  const offsets = new Map<PDFRef, number>()
  const sorted = [...objects].sort(([a], [b]) => a.objectNumber - b.objectNumber)
  for (const [ref, object] of sorted) {
    offsets.set(ref, length)
    push(`${ref.objectNumber} ${ref.generationNumber} obj\n`)
    push(bytesOf(object))
    push('\nendobj\n')
  }
  const startxref = length
  if (revision.xrefKind === 'table') {
    push('xref\n')
    const byNumber = new Map(sorted.map(([ref]) => [ref.objectNumber, ref]))
    for (const run of subsections([...byNumber.keys()])) {
      push(`${run[0] ?? 0} ${run.length}\n`)
      for (const number of run) {
        const ref = byNumber.get(number)
        if (ref !== undefined)
          push(`${String(offsets.get(ref)).padStart(10, '0')} ${String(ref.generationNumber).padStart(5, '0')} n \n`)
      }
    }
    push(`trailer\n${trailerOf(revision, pdf, context.largestObjectNumber + 1).toString()}\n`)
  } else {
    const self = PDFRef.of(context.largestObjectNumber + 1)
    const entries = [...sorted.map(([ref]) => ref), self]
    offsets.set(self, startxref)
    const rows = Buffer.alloc(entries.length * 7)
    entries.forEach((ref, index) => {
      rows.writeUInt8(1, index * 7)
      rows.writeUInt32BE(offsets.get(ref) ?? 0, index * 7 + 1)
      rows.writeUInt16BE(ref.generationNumber, index * 7 + 5)
    })
    const dictionary = trailerOf(revision, pdf, self.objectNumber + 1)
    dictionary.set(PDFName.of('Type'), PDFName.of('XRef'))
    dictionary.set(PDFName.of('W'), context.obj([1, 4, 2]))
    dictionary.set(
      PDFName.of('Index'),
      context.obj(subsections(entries.map((ref) => ref.objectNumber)).flatMap((run) => [run[0] ?? 0, run.length])),
    )
    dictionary.set(PDFName.of('Length'), PDFNumber.of(rows.length))
    push(`${self.objectNumber} 0 obj\n${dictionary.toString()}\nstream\n`)
    push(rows)
    push('\nendstream\nendobj\n')
  }
  push(`startxref\n${startxref}\n%%EOF\n`)
  return { bytes: new Uint8Array(Buffer.concat(parts)), offsets }
}
