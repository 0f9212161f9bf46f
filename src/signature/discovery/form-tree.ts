/** The interactive form (ISO 32000-2, 12.7): fields by their fully qualified names, with what they inherit. */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isString,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
} from '../pdf/objects.ts'
import { textOf } from '../pdf/text-string.ts'

export interface FormField {
  /** Fully qualified name: partial names joined by full stops (12.7.4.2). */
  readonly name: string
  readonly reference: PdfReference | undefined
  readonly dictionary: PdfDictionary
  /** `Tx`, `Btn`, `Ch`, `Sig`; inherited. */
  readonly fieldType: string | undefined
  /** The value, resolved; inherited. */
  readonly value: PdfObject
  readonly hasKids: boolean
}

export interface FormTree {
  readonly acroForm: PdfDictionary | undefined
  /** Terminal fields; widgets without a name of their own belong to their parent. */
  readonly fields: readonly FormField[]
  readonly duplicateNames: readonly string[]
  readonly looped: boolean
}

interface Inherited {
  readonly name: string
  readonly fieldType: string | undefined
  readonly value: PdfObject
}

/**
 * What the dictionaries of fields say that have no kids, and whose own entries are no references: revisions that did
 * not write such a field share its dictionary, and it is not read again for each signature.
 */
const plainFields = new WeakMap<PdfDictionary, Pick<FormField, 'name' | 'fieldType'>>()

export function readFormTree(document: PdfDocument): FormTree {
  const acroForm = document.entry(document.entry(document.trailer, 'Root'), 'AcroForm')
  const fields: FormField[] = []
  const visited = new Set<number>()
  let looped = false

  const visit = (object: PdfObject, inherited: Inherited, depth: number): void => {
    const reference = isReference(object) ? object : undefined
    if (reference && visited.has(reference.number)) {
      looped = true
      return
    }
    if (reference) visited.add(reference.number)
    const dictionary = document.resolve(object)
    const plain = depth === 0 && isDictionary(dictionary) ? plainFields.get(dictionary) : undefined
    if (plain && isDictionary(dictionary)) {
      fields.push({ ...plain, reference, dictionary, value: document.entry(dictionary, 'V'), hasKids: false })
      return
    }
    document.budget.step()
    if (!isDictionary(dictionary) || depth > document.budget.limits.depth) return
    const partial = document.entry(dictionary, 'T')
    const type = document.entry(dictionary, 'FT')
    const value = dictionary.entries.has('V') ? document.entry(dictionary, 'V') : inherited.value
    const here: Inherited = {
      name: isString(partial)
        ? inherited.name === ''
          ? textOf(partial)
          : `${inherited.name}.${textOf(partial)}`
        : inherited.name,
      fieldType: isName(type) ? type.value : inherited.fieldType,
      value,
    }
    if (
      depth === 0 &&
      !dictionary.entries.has('Kids') &&
      !isReference(dictionary.entries.get('T')) &&
      !isReference(dictionary.entries.get('FT'))
    )
      plainFields.set(dictionary, { name: here.name, fieldType: here.fieldType })
    const kids = document.entry(dictionary, 'Kids')
    const children = isArray(kids) ? kids.items : []
    const named = children.filter((kid) => isString(document.entry(kid, 'T')))
    for (const kid of named) visit(kid, here, depth + 1)
    // A signature's value may be on an intermediate field too: every node with a value is a field.
    if (named.length === 0 || dictionary.entries.has('V'))
      fields.push({
        name: here.name,
        reference,
        dictionary,
        fieldType: here.fieldType,
        value: here.value,
        hasKids: children.length > 0,
      })
    // Widgets without a name that carry a value of their own hide a second value under the same name.
    for (const kid of children) {
      const widget = document.resolve(kid)
      if (isDictionary(widget) && !widget.entries.has('T') && widget.entries.has('V')) visit(kid, here, depth + 1)
    }
  }
  const roots = document.entry(acroForm, 'Fields')
  if (isArray(roots)) for (const root of roots.items) visit(root, { name: '', fieldType: undefined, value: null }, 0)
  const names = new Map<string, number>()
  for (const field of fields) names.set(field.name, (names.get(field.name) ?? 0) + 1)
  return {
    acroForm: isDictionary(acroForm) ? acroForm : undefined,
    fields,
    duplicateNames: [...names].filter(([, count]) => count > 1).map(([name]) => name),
    looped,
  }
}
