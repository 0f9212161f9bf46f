/** All signatures of a document: by its form and by its bytes, with the difference. */
import type { PdfDocument } from '../pdf/document.ts'
import { isDictionary, type PdfDictionary } from '../pdf/objects.ts'
import { scanForSignatures } from './byte-scan.ts'
import { type FormField, type FormTree, readFormTree } from './form-tree.ts'
import { readSignatureDictionary, type SignatureDictionary } from './signature-dictionary.ts'

export interface DiscoveredSignature {
  /** Fully qualified field name; empty for a signature that no field holds. */
  readonly fieldName: string
  readonly field: FormField | undefined
  readonly signature: SignatureDictionary
  /**
   * Why it is not in the form: a later revision took it out, the form does not list it, or no cross-reference names its
   * object.
   */
  readonly hidden: 'removed' | 'not-in-form' | 'unreferenced' | undefined
}

export interface Discovery {
  readonly signatures: readonly DiscoveredSignature[]
  readonly form: FormTree
  /** `/ByteRange` keys around which no signature dictionary could be read. */
  readonly unreadable: number
  /** The vendor of a viewer has let it save the form: a signature that belongs to no signer. */
  readonly usageRights: boolean
}

/** The signatures that fields hold: all that a reader of the form sees. */
export function signaturesInForm(
  document: PdfDocument,
  form: FormTree = readFormTree(document),
): DiscoveredSignature[] {
  const signatures: DiscoveredSignature[] = []
  const seen = new Set<PdfDictionary>()
  for (const field of form.fields) {
    const { value } = field
    if (!isDictionary(value) || (field.fieldType !== 'Sig' && !value.entries.has('ByteRange')) || seen.has(value))
      continue
    // A value inherited by several fields is one signature.
    seen.add(value)
    signatures.push({
      fieldName: field.name,
      field,
      signature: readSignatureDictionary(value, document),
      hidden: undefined,
    })
  }
  return signatures
}

/** `viewAt` opens the document as it was when it was so long. */
export function discoverSignatures(
  document: PdfDocument,
  viewAt: (end: number) => PdfDocument | undefined = () => undefined,
): Discovery {
  const form = readFormTree(document)
  const signatures = signaturesInForm(document, form)
  document.budget.spend('signatures', signatures.length)
  const rights = usageRights(document)
  let unreadable = 0
  let grantsRights = false
  for (const scanned of scanForSignatures(document)) {
    if (!scanned.dictionary) {
      unreadable++
      continue
    }
    const signature = readSignatureDictionary(scanned.dictionary, document)
    if (signatures.some((known) => sameSignature(known.signature, signature))) continue
    // Neither bytes to check nor a range: an empty dictionary left behind by a form designer.
    if (!signature.contents && !signature.byteRange) continue
    if (rights.some((known) => sameSignature(known, signature)) && !wasInForm(signature, viewAt)) {
      grantsRights = true
      continue
    }
    signatures.push({
      fieldName: '',
      field: undefined,
      signature,
      hidden:
        scanned.standing === 'current' ? 'not-in-form' : scanned.standing === 'superseded' ? 'removed' : 'unreferenced',
    })
  }
  return { signatures: signatures.sort((a, b) => endOf(a) - endOf(b)), form, unreadable, usageRights: grantsRights }
}

/** Dictionaries under `Perms` that let a viewer save the form (12.8.2.3): made by its vendor, never by a person. */
function usageRights(document: PdfDocument): SignatureDictionary[] {
  const permissions = document.entry(document.entry(document.trailer, 'Root'), 'Perms')
  return ['UR3', 'UR'].flatMap((key) => {
    const value = document.entry(permissions, key)
    return isDictionary(value) ? [readSignatureDictionary(value, document)] : []
  })
}

/** A signature of a field does not become usage rights by being put under `Perms` later. */
function wasInForm(signature: SignatureDictionary, viewAt: (end: number) => PdfDocument | undefined): boolean {
  const then = viewAt(endOfRange(signature))
  return then !== undefined && signaturesInForm(then).some((known) => sameSignature(known.signature, signature))
}

function sameSignature(a: SignatureDictionary, b: SignatureDictionary): boolean {
  if (a.contents && b.contents) return a.contents.start === b.contents.start && a.contents.end === b.contents.end
  return a.byteRange?.join() === b.byteRange?.join() && !a.contents && !b.contents
}

function endOf(discovered: DiscoveredSignature): number {
  return endOfRange(discovered.signature)
}

function endOfRange({ byteRange }: SignatureDictionary): number {
  const [, , second = 0, length = 0] = byteRange ?? []
  return second + length
}
