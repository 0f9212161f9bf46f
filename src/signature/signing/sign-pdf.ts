/**
 * PAdES baseline B-B (ETSI EN 319 142-1), and B-T when a time-stamp is asked for: an incremental update with one
 * signature field, so that any PDF can be signed, and signed again, without a byte of it changing.
 */
import { createHash } from 'node:crypto'
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFContext,
  type PDFObject,
} from '@cantoo/pdf-lib'
import { detachedSignature, type TimeStamp } from './cms.ts'
import { appendObjects, openRevision } from './increment.ts'
import type { Signer } from './signer.ts'

export interface SignPdfInput {
  readonly pdf: Uint8Array
  readonly signer: Signer
  /** Partial name of the field; must not be in the form yet. */
  readonly fieldName: string
  /** Why and where, as viewers show it. */
  readonly reason?: string
  readonly location?: string
  /** Name of the signer or of the system, as viewers show it beside the certificate's. */
  readonly name?: string
  readonly contactInfo?: string
  /** The claimed time, written as /M. */
  readonly signedAt: Date
  /** With it the signature is B-T. */
  readonly timeStamp?: TimeStamp
  /** Octets kept for the CMS; what is left over is room for a time-stamp added later. */
  readonly reservedBytes?: number
}

/** Room for the CMS with a chain of three and a time-stamp token with its own chain. */
const RESERVED_BYTES = 16 * 1024
/** Wide enough for the offsets of a file of 9 GB. */
const BYTE_RANGE_DIGITS = 10

const name = (value: string) => PDFName.of(value)

/** ISO 32000-1 section 7.9.4, in UTC. */
const pdfDate = (at: Date): string => `D:${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}+00'00'`

function signatureDictionary(context: PDFContext, input: SignPdfInput, reserved: number): PDFDict {
  const dictionary = context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached' })
  const byteRange = PDFArray.withContext(context)
  byteRange.push(PDFNumber.of(0))
  for (let n = 0; n < 3; n++) byteRange.push(PDFNumber.of(Number('9'.repeat(BYTE_RANGE_DIGITS))))
  dictionary.set(name('ByteRange'), byteRange)
  dictionary.set(name('Contents'), PDFHexString.of('0'.repeat(reserved * 2)))
  dictionary.set(name('M'), PDFString.of(pdfDate(input.signedAt)))
  if (input.name !== undefined) dictionary.set(name('Name'), PDFHexString.fromText(input.name))
  if (input.reason !== undefined) dictionary.set(name('Reason'), PDFHexString.fromText(input.reason))
  if (input.location !== undefined) dictionary.set(name('Location'), PDFHexString.fromText(input.location))
  if (input.contactInfo !== undefined) dictionary.set(name('ContactInfo'), PDFHexString.fromText(input.contactInfo))
  return dictionary
}

/**
 * The array under `key` of a dictionary, with this added: a copy in the dictionary, or in place of the array's own
 * object.
 */
function pushTo(owner: PDFDict, ownerRef: PDFRef, key: string, item: PDFObject, changed: Map<PDFRef, PDFObject>): void {
  const held = owner.get(name(key))
  const array = owner.lookupMaybe(name(key), PDFArray) ?? PDFArray.withContext(owner.context)
  array.push(item)
  if (held instanceof PDFRef) changed.set(held, array)
  else {
    owner.set(name(key), array)
    changed.set(ownerRef, owner)
  }
}

/** The signature field merged with its widget: no area, Print and Locked set (ISO 32000-1 section 12.7.4.5). */
function fieldOf(context: PDFContext, fieldName: string, signature: PDFRef, page: PDFRef): PDFDict {
  const field = context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', F: 132, Rect: [0, 0, 0, 0] })
  field.set(name('T'), PDFHexString.fromText(fieldName))
  field.set(name('V'), signature)
  field.set(name('P'), page)
  return field
}

/**
 * Signs a PDF. The signature field has no appearance: what a reader needs to see of it is printed on the paper itself.
 * Throws a TypeError for what is not a readable, unencrypted PDF, for a field name already used, and a RangeError when
 * the CMS does not fit into `reservedBytes`.
 */
export async function signPdf(input: SignPdfInput): Promise<Uint8Array<ArrayBuffer>> {
  const reserved = input.reservedBytes ?? RESERVED_BYTES
  const revision = await openRevision(input.pdf)
  const { document } = revision
  const { context, catalog } = document
  const catalogRef = context.trailerInfo.Root
  const page = document.getPages()[0]
  if (!(catalogRef instanceof PDFRef) || page === undefined)
    throw new TypeError('a PDF without a catalog or pages is not signed')

  const changed = new Map<PDFRef, PDFObject>()
  const signatureRef = context.nextRef()
  const fieldRef = context.nextRef()
  changed.set(signatureRef, signatureDictionary(context, input, reserved))
  changed.set(fieldRef, fieldOf(context, input.fieldName, signatureRef, page.ref))
  pushTo(page.node, page.ref, 'Annots', fieldRef, changed)

  const formHeld = catalog.get(name('AcroForm'))
  const form = catalog.lookupMaybe(name('AcroForm'), PDFDict) ?? context.obj({ Fields: [] })
  if (fieldNames(form).includes(input.fieldName)) throw new TypeError(`the form has a field ${input.fieldName} already`)
  const formRef = formHeld instanceof PDFRef ? formHeld : catalogRef
  pushTo(form, formRef, 'Fields', fieldRef, changed)
  // SignaturesExist and AppendOnly (ISO 32000-1 table 219)
  form.set(name('SigFlags'), PDFNumber.of(3))
  if (formHeld instanceof PDFRef) changed.set(formHeld, form)
  else {
    catalog.set(name('AcroForm'), form)
    changed.set(catalogRef, catalog)
  }

  const { bytes, offsets } = appendObjects(input.pdf, revision, changed)
  const start = offsets.get(signatureRef)
  if (start === undefined) throw new Error('the signature dictionary was not written')
  return await fillSignature(bytes, start, reserved, input)
}

function fieldNames(form: PDFDict): string[] {
  const fields = form.lookupMaybe(name('Fields'), PDFArray)
  return (fields?.asArray() ?? []).flatMap((item) => {
    const field = form.context.lookup(item)
    const held = field instanceof PDFDict ? field.lookup(name('T')) : undefined
    return held instanceof PDFString || held instanceof PDFHexString ? [held.decodeText()] : []
  })
}

/** Writes ByteRange and Contents over their placeholders: everything is signed but the hexadecimal string itself. */
async function fillSignature(
  bytes: Uint8Array<ArrayBuffer>,
  start: number,
  reserved: number,
  input: SignPdfInput,
): Promise<Uint8Array<ArrayBuffer>> {
  const file = Buffer.from(bytes.buffer)
  const contentsStart = file.indexOf('<' + '0'.repeat(reserved * 2) + '>', start, 'latin1')
  const placeholder = `[ 0${` ${'9'.repeat(BYTE_RANGE_DIGITS)}`.repeat(3)} ]`
  const rangeStart = file.indexOf(placeholder, start, 'latin1')
  if (contentsStart < 0 || rangeStart < 0) throw new Error('the signature dictionary was not written as expected')
  const contentsEnd = contentsStart + reserved * 2 + 2
  const range = `[0 ${contentsStart} ${contentsEnd} ${file.length - contentsEnd}]`
  file.write(range.padEnd(placeholder.length), rangeStart, 'latin1')

  const digest = createHash('sha256')
    .update(file.subarray(0, contentsStart))
    .update(file.subarray(contentsEnd))
    .digest()
  const cms = await detachedSignature(digest, input.signer, input.timeStamp)
  if (cms.length > reserved)
    throw new RangeError(`the signature needs ${cms.length} bytes, ${reserved} are kept for it`)
  file.write(Buffer.from(cms).toString('hex'), contentsStart + 1, 'latin1')
  return bytes
}
