/**
 * The interactive form (ISO 32000-2, 12.7): values and their appearance may change, further signatures may be added,
 * nothing else.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { emptyDictionary, isDictionary, isReference, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { acts } from './annotation-kinds.ts'
import { compareFormDictionary } from './form-dictionary.ts'
import { type FieldNode, type FormPairing, isTimeStamp, readByParents } from './form-fields.ts'
import { type Comparison, describe, isPlain, keysOf, type PagePair } from './graph.ts'
import type { Change } from './modification.ts'

export function compareForm(
  comparison: Comparison,
  beforeObject: PdfObject,
  afterObject: PdfObject,
  form: FormPairing,
): void {
  const before = comparison.before.resolve(beforeObject)
  const after = comparison.after.resolve(afterObject)
  if (!isDictionary(after) || (!isDictionary(before) && before !== null)) {
    if (before !== after) comparison.changes.push({ category: 'content', what: 'form-removed', path: 'AcroForm' })
    return
  }
  compareFormDictionary(comparison, before ?? emptyDictionary, after, form)
  compareFields(comparison, form.rootsBefore, form.rootsAfter, form)
  reportDuplicateNames(comparison, form)
}

function compareFields(
  comparison: Comparison,
  before: readonly FieldNode[],
  after: readonly FieldNode[],
  form: FormPairing,
  parentFilled = false,
): void {
  const successors = new Map(after.map((field) => [field.identity, field]))
  const predecessors = new Set(before.map((field) => field.identity))
  for (const field of before) {
    const successor = successors.get(field.identity)
    if (!successor)
      comparison.changes.push({
        category: 'content',
        what: 'field-removed',
        path: 'AcroForm/Fields',
        field: field.name,
      })
    else {
      const filled = parentFilled || isFilled(comparison, field, successor)
      compareDictionary(comparison, field, successor, filled)
      compareFields(comparison, field.children, successor.children, form, filled)
    }
  }
  for (const field of after) if (!predecessors.has(field.identity)) addedField(comparison, field)
}

function addedField(comparison: Comparison, field: FieldNode): void {
  const place = { path: 'AcroForm/Fields', field: field.name }
  if (!isSignatureThroughout(field)) comparison.changes.push({ category: 'content', what: 'field-added', ...place })
  else if (actsSomewhere(comparison.after, field))
    comparison.changes.push({ category: 'content', what: 'signature-field-acts', ...place })
  else
    comparison.changes.push({
      category: isTimeStamp(comparison.after, field.dictionary) ? 'validation-data' : 'signature',
      what: 'signature-field-added',
      ...place,
    })
}

function isSignatureThroughout(field: FieldNode): boolean {
  return field.fieldType === 'Sig' && field.children.every(isSignatureThroughout)
}

function actsSomewhere(document: PdfDocument, field: FieldNode): boolean {
  return acts(document, field.dictionary) || field.children.some((child) => actsSomewhere(document, child))
}

/** Two fields of one name show one value: the second hides or imitates the first. */
function reportDuplicateNames(comparison: Comparison, form: FormPairing): void {
  const names = new Set([...form.before.values()].filter(isNamed).map((field) => field.name))
  const before = countNames(form.before)
  for (const [name, count] of countNames(form.after))
    if (count > 1 && count > (before.get(name) ?? 0))
      comparison.changes.push({
        category: 'content',
        what: names.has(name) ? 'duplicate-field-name' : 'duplicate-new-field-name',
        path: 'AcroForm/Fields',
        field: name,
      })
}

function isNamed(field: FieldNode): boolean {
  return field.dictionary.entries.has('T')
}

function countNames(fields: ReadonlyMap<string, FieldNode>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const field of fields.values()) if (isNamed(field)) counts.set(field.name, (counts.get(field.name) ?? 0) + 1)
  return counts
}

/** Keys that hold what was filled in. */
const contentKeys = ['V', 'RV', 'I', 'AS']

function isFilled(comparison: Comparison, before: FieldNode, after: FieldNode): boolean {
  return contentKeys.some(
    (key) => !comparison.same(before.dictionary.entries.get(key), after.dictionary.entries.get(key), key),
  )
}

/**
 * Keys that filling in a field writes: the value, its rich and styled forms, the choice's index, the appearance and
 * what it is drawn with.
 */
const valueKeys = new Set(['V', 'RV', 'DS', 'I', 'TI', 'AP', 'AS', 'DA', 'Q'])
/** Keys without a meaning for what is shown. */
const silentKeys = new Set(['M', 'NM'])

/** The dictionary of a field, of a widget, or of both in one. */
function compareDictionary(
  comparison: Comparison,
  before: FieldNode,
  after: FieldNode,
  filled: boolean,
  page?: PagePair,
): void {
  const field = before.name
  const place = { path: `AcroForm/Fields/${field}`, field, ...(page ? { page: page.number } : {}) }
  const isSignature = before.fieldType === 'Sig'
  const wasSigned = isSignature && isDictionary(comparison.before.entry(before.dictionary, 'V'))
  const isSigned = isSignature && isDictionary(comparison.after.entry(after.dictionary, 'V'))
  const signing: Change['category'] = isTimeStamp(comparison.after, after.dictionary) ? 'validation-data' : 'signature'
  for (const key of keysOf(before.dictionary, after.dictionary)) {
    if (key === 'Kids') continue
    const x = before.dictionary.entries.get(key)
    const y = after.dictionary.entries.get(key)
    if (comparison.same(x, y, key)) continue
    if ((silentKeys.has(key) || (key === 'StructParent' && x === undefined)) && isPlain(comparison.after, y)) {
      comparison.changes.push({ category: 'validation-data', what: 'field-attribute', ...place })
    } else if (isSignature) {
      // A field that waits for its signature gets value and face when it is signed; afterwards both stand.
      const fits = !wasSigned && isSigned && ['V', 'AP', 'AS', 'F', 'MK', 'DA', 'Q', 'Lock'].includes(key)
      comparison.changes.push(
        fits
          ? { category: signing, what: 'signature-added', ...place }
          : { category: 'content', what: key === 'V' ? 'signature-changed' : `signature-field-${key}`, ...place },
      )
    } else if (key === 'AP' && !filled) {
      // The same value with another face: what is shown is not what the field says ("shadow replace").
      comparison.changes.push({ category: 'content', what: 'appearance-without-value', ...place })
    } else if (valueKeys.has(key)) {
      comparison.changes.push({
        category: 'form-value',
        what: key === 'V' ? 'form-value' : 'form-appearance',
        ...place,
        ...(key === 'V' ? { before: describe(comparison.before, x), after: describe(comparison.after, y) } : {}),
      })
    } else comparison.changes.push({ category: 'content', what: `field-${key}`, ...place })
  }
}

/**
 * A widget on a page. One that is also in the form was compared there; one that is not has the field's name by its
 * parent.
 */
export function compareWidget(
  comparison: Comparison,
  before: { object: PdfObject; dictionary: PdfDictionary | undefined },
  after: { object: PdfObject; dictionary: PdfDictionary | undefined },
  page: PagePair,
  form: FormPairing,
): void {
  if (!before.dictionary || !after.dictionary) return
  const identity = isReference(before.object) ? String(before.object.number) : ''
  if (form.before.has(identity) && form.after.has(identity)) return
  const node = (document: PdfDocument, object: PdfObject, dictionary: PdfDictionary): FieldNode => ({
    object,
    identity,
    dictionary,
    ...readByParents(document, dictionary),
    children: [],
  })
  compareDictionary(
    comparison,
    node(comparison.before, before.object, before.dictionary),
    node(comparison.after, after.object, after.dictionary),
    false,
    page,
  )
}
