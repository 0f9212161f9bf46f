/** Signature fields that a revision signs or adds: which they are, and whether they are what they claim to be. */
import { type FieldLock, readFieldLock, readSignatureDictionary } from '../../discovery/signature-dictionary.ts'
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, type PdfObject } from '../../pdf/objects.ts'
import { type FieldNode, isTimeStamp, widgetsOf } from '../form-fields.ts'
import { nearest } from '../place.ts'
import { objectOf } from '../object-by-number.ts'
import type { Roles } from '../roles.ts'
import { refusedFace } from '../signature-face.ts'
import { isCount, isNumberList, isPlain, isText } from '../values.ts'
import type { Step } from './act.ts'

export interface SignedField {
  readonly field: FieldNode
  /** The field and its widgets by their names (`Place.owner`). */
  readonly owners: ReadonlySet<string>
  /** The form did not have it before. */
  readonly isNew: boolean
  /** Waits for its signature still. */
  readonly isEmpty: boolean
  readonly isTimeStamp: boolean
  readonly locks: readonly FieldLock[]
  /** Why its face may not be shown. */
  readonly refused: string | undefined
}

/** Keys of a signature field and its widget that do not affect other content. */
const fieldKeys: ReadonlySet<string> = new Set([
  ...['Type', 'Subtype', 'FT', 'T', 'V', 'Rect', 'P', 'F', 'AP', 'AS', 'MK', 'DA', 'Q', 'Ff', 'TU', 'TM', 'M', 'NM'],
  ...['Lock', 'SV', 'StructParent', 'Parent', 'Kids', 'H', 'Border', 'BS', 'DR', 'C', 'Contents', 'OC'],
])

export function signedFields(step: Step): SignedField[] {
  return [...step.form.values()].flatMap((field) => {
    const signed = field.fieldType === 'Sig' && field.isNamed ? readSignedField(step, field) : undefined
    return signed ? [signed] : []
  })
}

/** New fields that do nothing but hold new signature fields: `Contract.Client` brings `Contract` along. */
export function newGroups(step: Step, signed: readonly SignedField[]): Set<string> {
  const brought = new Set(signed.filter(({ isNew }) => isNew).map(({ field }) => field.owner))
  const groups = new Set<string>()
  for (const { field, isNew } of signed)
    for (
      let group = isNew ? field.parent : undefined;
      group && !step.formBefore.has(group.owner);
      group = group.parent
    ) {
      const holdsOnlySuch = group.children.every((child) => brought.has(child.owner) || groups.has(child.owner))
      const isBare = [...group.dictionary.entries.keys()].every((key) =>
        ['T', 'Kids', 'Parent', 'FT', 'Ff'].includes(key),
      )
      if (!holdsOnlySuch || !isBare || !hasOnlyOwnKids(step.after, group) || !namesItsParent(group)) break
      groups.add(group.owner)
    }
  return groups
}

/** What readers inherit by way of the parent is what the form inherits from above. */
function namesItsParent({ object, dictionary, parent }: FieldNode): boolean {
  const above = dictionary.entries.get('Parent')
  if (above === undefined) return parent === undefined || isReference(object)
  return isReference(above) && parent?.owner === String(above.number)
}

/** A kid that another field lists too is a child of the one that is read first, and of no other. */
function hasOnlyOwnKids(document: PdfDocument, { dictionary, children }: FieldNode): boolean {
  const kids = document.entry(dictionary, 'Kids')
  return kids === null || (isArray(kids) && kids.items.length === children.length)
}

function readSignedField(step: Step, field: FieldNode): SignedField | undefined {
  const { before, after, formBefore, rolesBefore } = step
  const widgets = widgetsOf(field)
  // A field of another kind below it would be taken along, and so would the kid of another field.
  if (!widgets.every((widget) => widget.children.every((child) => !child.isNamed) && hasOnlyOwnKids(after, widget)))
    return undefined
  const earlier = formBefore.get(field.owner)
  if (earlier && (earlier.fieldType !== 'Sig' || before.entry(earlier.dictionary, 'V') !== null)) return undefined
  // A widget that was a widget of something else is not this field's.
  const own = new Set((earlier ? widgetsOf(earlier) : []).map((widget) => widget.owner))
  const isOwn = ({ owner, object }: FieldNode) => {
    if (formBefore.has(owner)) return own.has(owner)
    return !isReference(object) || !rolesBefore.has(object.number, 'annotation') || isBlank(step, object.number)
  }
  if (!widgets.every((widget) => isOwn(widget) && isAcceptable(step, widget))) return undefined
  const value = after.entry(field.dictionary, 'V')
  const isNew = earlier === undefined
  if (value === null ? !isNew : !isSignedHere(step, value)) return undefined
  const lock = after.entry(field.dictionary, 'Lock')
  const locked = isDictionary(lock) ? readFieldLock(lock, after) : undefined
  const inValue = isDictionary(value) ? readSignatureDictionary(value, after).fieldLocks : []
  return {
    field,
    owners: new Set(widgets.map((widget) => widget.owner)),
    isNew,
    isEmpty: value === null,
    isTimeStamp: isTimeStamp(after, field.dictionary),
    locks: [...inValue, ...(locked ? [locked] : [])],
    refused: widgets.map((widget) => refusalOf(step, widget, !isNew)).find((reason) => reason !== undefined),
  }
}

/** A widget of a signature field without value that was on a page and in no form. */
function isBlank({ before }: Step, number: number): boolean {
  const widget = before.get({ type: 'reference', number, generation: 0 })
  return isDictionary(widget) && isName(before.entry(widget, 'FT'), 'Sig') && before.entry(widget, 'V') === null
}

/** A value that is new in this revision, covers it to its end, and was verified. */
function isSignedHere({ before, after, isProved }: Step, value: PdfObject): boolean {
  return isDictionary(value) && isProved(readSignatureDictionary(value, after), before, after)
}

function isAcceptable({ after, roles }: Step, node: FieldNode): boolean {
  const { dictionary } = node
  const { entries } = dictionary
  if (![...entries.keys()].every((key) => fieldKeys.has(key) || after.entry(dictionary, key) === null)) return false
  if (!namesItsParent(node)) return false
  const page = entries.get('P')
  if (page !== undefined && after.resolve(page) !== null && !(isReference(page) && roles.has(page.number, 'page')))
    return false
  // A face on two pages is also shown on a page that was not signed.
  if (isReference(node.object) && pagesOf(roles, node.object.number).length > 1) return false
  const type = after.entry(dictionary, 'Type')
  return (type === null || isName(type, 'Annot') || isName(type, 'Sig')) && node.fieldType === 'Sig'
}

function refusalOf({ before, after, roles }: Step, node: FieldNode, isWaiting: boolean): string | undefined {
  const pages = isReference(node.object) ? pagesOf(roles, node.object.number) : []
  const dictionaryOf = (document: PdfDocument, number: number | undefined) => {
    const page = number === undefined ? null : objectOf(document, number)
    return isDictionary(page) ? page : undefined
  }
  return refusedFace(before, after, {
    object: node.object,
    widget: node.dictionary,
    isWaiting,
    page: dictionaryOf(after, pages[0]),
    pageBefore: dictionaryOf(before, pages[0]),
  })
}

/** Object numbers of the pages that list an annotation. */
export function pagesOf(roles: Roles, annotation: number): number[] {
  return roles.of(annotation).flatMap((place) => {
    const page = place.kind === 'annotation' ? Number(nearest(place, 'page')?.owner) : NaN
    return Number.isInteger(page) ? [page] : []
  })
}

type Shape = (step: Step, value: PdfObject) => boolean

/** Entries that come to a field or widget while it is signed, with the shape that each must have. */
export const addedOnSigning: Readonly<Record<string, Shape>> = {
  Type: ({ after }, value) => isName(after.resolve(value), 'Annot'),
  TU: ({ after }, value) => isText(after, value),
  TM: ({ after }, value) => isText(after, value),
  StructParent: ({ after }, value) => isCount(after, value),
  H: ({ after }, value) => isName(after.resolve(value)),
  Border: ({ after }, value) => isNumberList(after, value),
  Contents: ({ after }, value) => isPlain(after, value),
  P: ({ roles }, value) => isReference(value) && roles.has(value.number, 'page'),
}
