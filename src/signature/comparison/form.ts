/** The interactive form (ISO 32000-2, 12.7): values and their appearance may change, further signatures may be added, nothing else. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, isString, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { textOf } from '../pdf/text-string.ts'
import { type Comparison, describe, keysOf, type PagePair } from './graph.ts'
import type { Change } from './modification.ts'
import { areaOf, pageBox, rectangleOf } from './rectangle.ts'

interface FieldNode {
  readonly object: PdfObject
  readonly identity: string
  readonly dictionary: PdfDictionary
  readonly name: string
  readonly fieldType: string | undefined
  readonly children: readonly FieldNode[]
}

export interface FormPairing {
  readonly before: ReadonlyMap<string, FieldNode>
  readonly after: ReadonlyMap<string, FieldNode>
  readonly rootsBefore: readonly FieldNode[]
  readonly rootsAfter: readonly FieldNode[]
}

/** Reads both forms and says which fields are each other's successor (by object, else by name). */
export function pairForms(comparison: Comparison): FormPairing {
  const before = new Map<string, FieldNode>()
  const after = new Map<string, FieldNode>()
  const rootsBefore = readRoots(comparison.before, before)
  const rootsAfter = readRoots(comparison.after, after)
  for (const [identity, field] of before) {
    const successor = after.get(identity)
    if (successor) comparison.pair(field.object, successor.object)
  }
  return { before, after, rootsBefore, rootsAfter }
}

function readRoots(document: PdfDocument, index: Map<string, FieldNode>): FieldNode[] {
  const fields = document.entry(document.entry(document.entry(document.trailer, 'Root'), 'AcroForm'), 'Fields')
  const visit = (object: PdfObject, parent: FieldNode | undefined, position: number, depth: number): FieldNode | undefined => {
    document.budget.checkTime()
    const dictionary = document.resolve(object)
    if (!isDictionary(dictionary) || depth > document.budget.limits.depth) return undefined
    const partial = document.entry(dictionary, 'T')
    const type = document.entry(dictionary, 'FT')
    const own = isString(partial) ? textOf(partial) : undefined
    const name = [parent?.name, own].filter((part) => part !== undefined && part !== '').join('.')
    const identity = isReference(object) ? String(object.number) : `${parent?.identity ?? 'form'}/${position}`
    if (index.has(identity)) return undefined
    const children: FieldNode[] = []
    const node: FieldNode = { object, identity, dictionary, name, fieldType: isName(type) ? type.value : parent?.fieldType, children }
    index.set(identity, node)
    const kids = document.entry(dictionary, 'Kids')
    if (isArray(kids)) kids.items.forEach((kid, at) => {
      const child = visit(kid, node, at, depth + 1)
      if (child) children.push(child)
    })
    return node
  }
  return (isArray(fields) ? fields.items : []).flatMap((field, position) => visit(field, undefined, position, 0) ?? [])
}

export function compareForm(comparison: Comparison, beforeObject: PdfObject, afterObject: PdfObject, form: FormPairing): void {
  const before = comparison.before.resolve(beforeObject)
  const after = comparison.after.resolve(afterObject)
  if (!isDictionary(after) || (!isDictionary(before) && before !== null)) {
    if (before !== after) comparison.changes.push({ category: 'content', what: 'form-removed', path: 'AcroForm' })
    return
  }
  const empty: PdfDictionary = { type: 'dictionary', entries: new Map(), duplicates: [] }
  for (const key of keysOf(before ?? empty, after)) compareFormKey(comparison, key, before?.entries.get(key), after.entries.get(key))
  compareFields(comparison, form.rootsBefore, form.rootsAfter, form)
  reportDuplicateNames(comparison, form)
}

function compareFormKey(comparison: Comparison, key: string, before: PdfObject | undefined, after: PdfObject | undefined): void {
  if (key === 'Fields' || comparison.same(before, after, key)) return
  const flags = comparison.after.resolve(after)
  // Signing sets SigFlags; NeedAppearances is a hint to viewers; default resources grow when a value gets an appearance.
  const silent = (key === 'SigFlags' && typeof flags === 'number' && (flags & 1) === 1) || key === 'NeedAppearances' || (key === 'DR' && fontsStand(comparison, before, after)) || (key === 'DA' && before === undefined)
  comparison.changes.push({ category: silent ? 'validation-data' : 'content', what: `form-${key}`, path: `AcroForm/${key}` })
}

/** Default appearances draw with the fonts of the default resources (12.7.4.3): fonts may be added, none may change. Other classes serve no field. */
function fontsStand(comparison: Comparison, before: PdfObject | undefined, after: PdfObject | undefined): boolean {
  const a = comparison.before.entry(comparison.before.resolve(before), 'Font')
  const b = comparison.after.entry(comparison.after.resolve(after), 'Font')
  if (a === null) return true
  return isDictionary(a) && isDictionary(b) && [...a.entries].every(([key, value]) => comparison.same(value, b.entries.get(key), 'Font'))
}

function compareFields(comparison: Comparison, before: readonly FieldNode[], after: readonly FieldNode[], form: FormPairing, parentFilled = false): void {
  const successors = new Map(after.map((field) => [field.identity, field]))
  const predecessors = new Set(before.map((field) => field.identity))
  for (const field of before) {
    const successor = successors.get(field.identity)
    if (!successor) comparison.changes.push({ category: 'content', what: 'field-removed', path: 'AcroForm/Fields', field: field.name })
    else {
      const filled = parentFilled || isFilled(comparison, field, successor)
      compareDictionary(comparison, field, successor, filled)
      compareFields(comparison, field.children, successor.children, form, filled)
    }
  }
  for (const field of after) if (!predecessors.has(field.identity)) addedField(comparison, field)
}

function addedField(comparison: Comparison, field: FieldNode): void {
  if (field.fieldType !== 'Sig') {
    comparison.changes.push({ category: 'content', what: 'field-added', path: 'AcroForm/Fields', field: field.name })
    return
  }
  comparison.changes.push({ category: isTimeStamp(comparison.after, field.dictionary) ? 'validation-data' : 'signature', what: 'signature-field-added', path: 'AcroForm/Fields', field: field.name })
}

function isTimeStamp(document: PdfDocument, field: PdfDictionary): boolean {
  return isName(document.entry(document.entry(field, 'V'), 'SubFilter'), 'ETSI.RFC3161')
}

/** Two fields of one name show one value: the second hides or imitates the first. */
function reportDuplicateNames(comparison: Comparison, form: FormPairing): void {
  const names = new Set([...form.before.values()].filter(isNamed).map((field) => field.name))
  const before = countNames(form.before)
  for (const [name, count] of countNames(form.after))
    if (count > 1 && count > (before.get(name) ?? 0)) comparison.changes.push({ category: 'content', what: names.has(name) ? 'duplicate-field-name' : 'duplicate-new-field-name', path: 'AcroForm/Fields', field: name })
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
  return contentKeys.some((key) => !comparison.same(before.dictionary.entries.get(key), after.dictionary.entries.get(key), key))
}

/** Keys that filling in a field writes: the value, its rich and styled forms, the choice's index, the appearance and what it is drawn with. */
const valueKeys = new Set(['V', 'RV', 'DS', 'I', 'TI', 'AP', 'AS', 'DA', 'Q'])
/** Keys without a meaning for what is shown. */
const silentKeys = new Set(['M', 'NM'])

interface Pair {
  readonly object: PdfObject
  readonly dictionary: PdfDictionary
}

/** The dictionary of a field, of a widget, or of both in one. */
function compareDictionary(comparison: Comparison, before: FieldNode, after: FieldNode, filled: boolean, page?: PagePair): void {
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
    if (silentKeys.has(key) || (key === 'StructParent' && x === undefined)) {
      comparison.changes.push({ category: 'validation-data', what: 'field-attribute', ...place })
    } else if (isSignature) {
      // A field that waits for its signature gets value and face when it is signed; afterwards both stand.
      const fits = !wasSigned && isSigned && ['V', 'AP', 'AS', 'F', 'MK', 'DA', 'Q', 'Lock'].includes(key)
      comparison.changes.push(fits ? { category: signing, what: 'signature-added', ...place } : { category: 'content', what: key === 'V' ? 'signature-changed' : `signature-field-${key}`, ...place })
    } else if (key === 'AP' && !filled) {
      // The same value with another face: what is shown is not what the field says ("shadow replace").
      comparison.changes.push({ category: 'content', what: 'appearance-without-value', ...place })
    } else if (valueKeys.has(key)) {
      comparison.changes.push({
        category: 'form-value', what: key === 'V' ? 'form-value' : 'form-appearance', ...place,
        ...(key === 'V' ? { before: describe(comparison.before, x), after: describe(comparison.after, y) } : {}),
      })
    } else comparison.changes.push({ category: 'content', what: `field-${key}`, ...place })
  }
}

/** A widget on a page. One that is also in the form was compared there; one that is not has the field's name by its parent. */
export function compareWidget(comparison: Comparison, before: { object: PdfObject; dictionary: PdfDictionary | undefined }, after: { object: PdfObject; dictionary: PdfDictionary | undefined }, page: PagePair, form: FormPairing): void {
  if (!before.dictionary || !after.dictionary) return
  const identity = isReference(before.object) ? String(before.object.number) : ''
  if (form.before.has(identity) && form.after.has(identity)) return
  const node = (pair: Pair): FieldNode => ({ object: pair.object, identity, dictionary: pair.dictionary, name: '', fieldType: undefined, children: [] })
  compareDictionary(comparison, node({ object: before.object, dictionary: before.dictionary }), node({ object: after.object, dictionary: after.dictionary }), false, page)
}

/** A face that is larger than a quarter of the page covers what was signed. */
const largestShare = 0.25

/** The change that a new widget of a new signature field makes; undefined where it is no such widget. */
export function signatureWidgetChange(comparison: Comparison, widget: PdfDictionary, object: PdfObject, page: PagePair, form: FormPairing): Change | undefined {
  const { after } = comparison
  const identity = isReference(object) ? String(object.number) : undefined
  const parent = widget.entries.get('Parent')
  const owner = (identity === undefined ? undefined : form.after.get(identity)) ?? (isReference(parent) ? form.after.get(String(parent.number)) : undefined)
  if (owner?.fieldType !== 'Sig') return undefined
  const earlier = form.before.get(owner.identity)
  // A new face for a signature that was there already.
  if (earlier && isDictionary(comparison.before.entry(earlier.dictionary, 'V'))) return undefined
  const place = { path: `Pages/${page.number}/Annots`, page: page.number, field: owner.name }
  const share = areaOf(rectangleOf(after, widget.entries.get('Rect'))) / Math.max(1, areaOf(pageBox(after, page.after)))
  if (share > largestShare) return { category: 'content', what: 'signature-covers-page', ...place }
  if (share > 0 && after.entry(widget, 'AP') !== null) return { category: 'visible-signature', what: 'visible-signature-added', ...place }
  return { category: isTimeStamp(after, owner.dictionary) ? 'validation-data' : 'signature', what: 'signature-widget-added', ...place }
}
