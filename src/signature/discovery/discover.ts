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
}

export function discoverSignatures(document: PdfDocument): Discovery {
  const form = readFormTree(document)
  const signatures: DiscoveredSignature[] = []
  const seen = new Set<PdfDictionary>()
  for (const field of form.fields) {
    const { value } = field
    if (!isDictionary(value) || (field.fieldType !== 'Sig' && !value.entries.has('ByteRange')) || seen.has(value))
      continue
    // A value inherited by several fields is one signature.
    seen.add(value)
    document.budget.spend('signatures', 1)
    signatures.push({
      fieldName: field.name,
      field,
      signature: readSignatureDictionary(value, document),
      hidden: undefined,
    })
  }
  let unreadable = 0
  for (const scanned of scanForSignatures(document)) {
    if (!scanned.dictionary) {
      unreadable++
      continue
    }
    const signature = readSignatureDictionary(scanned.dictionary, document)
    if (signatures.some((known) => sameSignature(known.signature, signature))) continue
    // Neither bytes to check nor a range: an empty dictionary left behind by a form designer.
    if (!signature.contents && !signature.byteRange) continue
    signatures.push({
      fieldName: '',
      field: undefined,
      signature,
      hidden:
        scanned.standing === 'current' ? 'not-in-form' : scanned.standing === 'superseded' ? 'removed' : 'unreferenced',
    })
  }
  return { signatures: signatures.sort((a, b) => endOf(a) - endOf(b)), form, unreadable }
}

function sameSignature(a: SignatureDictionary, b: SignatureDictionary): boolean {
  if (a.contents && b.contents) return a.contents.start === b.contents.start && a.contents.end === b.contents.end
  return a.byteRange?.join() === b.byteRange?.join() && !a.contents && !b.contents
}

function endOf(discovered: DiscoveredSignature): number {
  const [, , second = 0, length = 0] = discovered.signature.byteRange ?? []
  return second + length
}
