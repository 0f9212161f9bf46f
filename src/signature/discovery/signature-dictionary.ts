/** The signature dictionary (ISO 32000-2, 12.8.1, table 255), as facts. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isString, type PdfDictionary, type PdfString } from '../pdf/objects.ts'
import { dateOf, textOf } from '../pdf/text-string.ts'

export interface FieldLock {
  readonly action: 'All' | 'Include' | 'Exclude'
  readonly fields: readonly string[]
}

export interface SignatureDictionary {
  readonly dictionary: PdfDictionary
  readonly filter: string | undefined
  readonly subFilter: string | undefined
  readonly type: string | undefined
  /** As written, if it is an array of numbers. */
  readonly byteRange: readonly number[] | undefined
  readonly contents: PdfString | undefined
  /** Certificates of `adbe.x509.rsa_sha1`. */
  readonly certificates: readonly Uint8Array[]
  /** The `M` entry as ISO 8601. */
  readonly claimedTime: string | undefined
  readonly name: string | undefined
  readonly reason: string | undefined
  readonly location: string | undefined
  /** P of a DocMDP transform: 1, 2 or 3. */
  readonly certificationLevel: 1 | 2 | 3 | undefined
  readonly fieldLocks: readonly FieldLock[]
  /** P of a FieldMDP transform, as one widespread product writes it; the standard knows it in a `Lock` alone. */
  readonly advisoryLevel: 1 | 2 | 3 | undefined
  /** Keys written twice in the dictionary, on which readers differ. */
  readonly duplicateKeys: readonly string[]
}

export function readSignatureDictionary(dictionary: PdfDictionary, document: PdfDocument): SignatureDictionary {
  const entry = (key: string) => document.entry(dictionary, key)
  const name = (key: string) => {
    const value = entry(key)
    return isName(value) ? value.value : undefined
  }
  const text = (key: string) => {
    const value = entry(key)
    return isString(value) ? textOf(value) : undefined
  }
  const range = entry('ByteRange')
  const numbers = isArray(range) ? range.items.map((item) => document.resolve(item)) : []
  const contents = entry('Contents')
  const certificates = entry('Cert')
  const claimed = text('M')
  return {
    dictionary,
    filter: name('Filter'),
    subFilter: name('SubFilter'),
    type: name('Type'),
    byteRange: isArray(range) && numbers.every((number) => typeof number === 'number') ? numbers : undefined,
    contents: isString(contents) ? contents : undefined,
    certificates: (isArray(certificates) ? certificates.items.map((item) => document.resolve(item)) : [certificates])
      .filter(isString)
      .map((item) => item.bytes),
    claimedTime: claimed === undefined ? undefined : dateOf(claimed),
    name: text('Name'),
    reason: text('Reason'),
    location: text('Location'),
    ...readTransforms(dictionary, document),
    duplicateKeys: dictionary.duplicates,
  }
}

function readTransforms(
  dictionary: PdfDictionary,
  document: PdfDocument,
): Pick<SignatureDictionary, 'certificationLevel' | 'fieldLocks' | 'advisoryLevel'> {
  const references = document.entry(dictionary, 'Reference')
  let certificationLevel: 1 | 2 | 3 | undefined
  let advisoryLevel: 1 | 2 | 3 | undefined
  const fieldLocks: FieldLock[] = []
  for (const item of isArray(references) ? references.items : []) {
    const method = document.entry(item, 'TransformMethod')
    const parameters = document.entry(item, 'TransformParams')
    if (isName(method, 'DocMDP')) {
      // P is 2 where it is left out (table 257). Of several, which readers take in different ways, the strictest
      // counts.
      const stated = document.entry(parameters, 'P') ?? 2
      const level = stated === 1 || stated === 3 ? stated : 2
      certificationLevel = certificationLevel === undefined || level < certificationLevel ? level : certificationLevel
    } else if (isName(method, 'FieldMDP')) {
      const lock = readFieldLock(isDictionary(parameters) ? parameters : undefined, document)
      if (lock) fieldLocks.push(lock)
      const stated = document.entry(parameters, 'P')
      if (stated === 1 || stated === 2 || stated === 3)
        advisoryLevel = Math.min(stated, advisoryLevel ?? 3) as 1 | 2 | 3
    }
  }
  return { certificationLevel, fieldLocks, advisoryLevel }
}

/**
 * Action and Fields of a FieldMDP transform or of a signature field's Lock (tables 236 and 259). An unknown action
 * locks everything.
 */
export function readFieldLock(dictionary: PdfDictionary | undefined, document: PdfDocument): FieldLock | undefined {
  if (!dictionary) return undefined
  const action = document.entry(dictionary, 'Action')
  const fields = document.entry(dictionary, 'Fields')
  const known = isName(action) && (action.value === 'Include' || action.value === 'Exclude') ? action.value : 'All'
  return {
    action: known,
    fields: isArray(fields)
      ? fields.items
          .map((item) => document.resolve(item))
          .filter(isString)
          .map(textOf)
      : [],
  }
}
