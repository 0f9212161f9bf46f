/** A signature in an existing empty field or in a new one, with its effects on field and page. */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isName, isReference, type PdfObject } from '../../pdf/objects.ts'
import type { Difference } from '../difference.ts'
import { type FieldNode, widgetsOf } from '../form-fields.ts'
import type { Change } from '../modification.ts'
import { isLocked } from '../permissions.ts'
import { nearest } from '../place.ts'
import { hasFace } from '../signature-face.ts'
import { isDate, isText } from '../values.ts'
import { parentTreeOf } from './structuring.ts'
import type { Act, Step } from './act.ts'
import { addedOnSigning, newGroups, pagesOf, type SignedField } from './signed-fields.ts'

export function signingActs(step: Step, fields: readonly SignedField[]): Act[] {
  const groups = newGroups(step, fields)
  const group: Act = {
    name: 'group of signature fields',
    changes: [],
    claims: ({ kind, place }) => kind === 'inserted' && place.kind === 'field' && groups.has(place.owner),
  }
  return [...fields.map((field) => signs(step, field)), group, ...fields.flatMap((field) => locks(step, field))]
}

function signs(step: Step, signed: SignedField): Act {
  const { owners, isEmpty } = signed
  return {
    name: 'signature',
    changes: changesOf(step, signed),
    claims(difference) {
      const { kind, place } = difference
      if (!owners.has(place.owner)) return false
      // The field in a list of fields, its widget on a page: with all that is under them.
      if (place.kind === 'field' || place.kind === 'annotation') return kind === 'inserted' || kind === 'added'
      if (isEmpty) return false
      return claimsEntry(step, signed, difference)
    },
  }
}

/** Entries that signing may change, whatever they were: value and face of a field that waited. */
const face: ReadonlySet<string> = new Set(['AP', 'AS', 'F', 'MK', 'DA', 'Q', 'Lock'])

function claimsEntry(step: Step, { field, isNew }: SignedField, difference: Difference): boolean {
  const { kind, place, after } = difference
  const { topic } = place
  if (kind === 'unreadable') return false
  if (topic === 'V') return kind === 'added' && place.owner === field.owner
  if (topic === 'Ff') return place.key === 'Ff' && onlySetsFlags(step, difference, readOnly)
  if (face.has(topic)) return !isNew || kind === 'added'
  const shape = addedOnSigning[topic]
  return shape !== undefined && kind === 'added' && place.key === topic && shape(step, after)
}

function changesOf(step: Step, signed: SignedField): Change[] {
  const { field, refused } = signed
  const pages = widgetsOf(field).flatMap(({ object, dictionary }) => {
    const [page] = isReference(object) ? pagesOf(step.roles, object.number) : []
    return page === undefined ? [] : [{ dictionary, page: step.pageNumber(page) }]
  })
  const shown = pages.find(({ dictionary }) => hasFace(step.after, dictionary)) ?? pages[0]
  const place = {
    path: `AcroForm/Fields/${field.name}`,
    field: field.name,
    ...(shown?.page === undefined ? {} : { page: shown.page }),
  }
  if (refused !== undefined) return [{ category: 'content', what: refused, ...place }]
  if (isDuplicate(step, field)) return [{ category: 'content', what: 'duplicate-field-name', ...place }]
  const changes: Change[] = []
  const isVisible = pages.some(({ dictionary }) => hasFace(step.after, dictionary))
  if (isVisible && faceChanged(step, signed))
    changes.push({ category: 'visible-signature', what: 'visible-signature-added', ...place })
  if (signed.isEmpty) changes.push({ category: 'signature-field', what: 'signature-field-added', ...place })
  else
    changes.push({ category: signed.isTimeStamp ? 'validation-data' : 'signature', what: 'signature-added', ...place })
  return changes
}

function faceChanged({ differences }: Step, { owners, isNew }: SignedField): boolean {
  return (
    isNew || differences.some(({ place }) => owners.has(place.owner) && ['AP', 'AS', 'MK', 'F'].includes(place.topic))
  )
}

/** Two fields of one name show one value: the second hides or imitates the first. */
function isDuplicate({ form }: Step, field: FieldNode): boolean {
  return [...form.values()].some((other) => other !== field && other.isNamed && other.name === field.name)
}

const readOnly = 1

/** A new signature locks other fields, and marks them as read-only (ISO 32000-2, 12.8.2.4, and as Acrobat does). */
function locks(step: Step, { field, locks: own }: SignedField): Act[] {
  const locked = [...step.form.values()].filter((other) => other !== field && isLocked(other.name, own))
  return locked.map(({ owner, name }) => ({
    name: 'lock',
    changes: [{ category: 'field-lock', what: 'field-locked', path: `AcroForm/Fields/${name}`, field: name }],
    claims: (difference) =>
      difference.place.owner === owner &&
      difference.place.topic === 'Ff' &&
      difference.place.key === 'Ff' &&
      onlySetsFlags(step, difference, readOnly),
  }))
}

function onlySetsFlags({ before, after }: Step, { before: was, after: is }: Difference, bits: number): boolean {
  const flags = before.resolve(was) ?? 0
  const now = after.resolve(is)
  return typeof flags === 'number' && typeof now === 'number' && (flags & now) === flags && (flags ^ now) === bits
}

/**
 * What signing or filling in does to the form: flags that signatures exist, a default appearance and fonts where there
 * were none, an order of tabs and a place in the structure for a page that gets a widget.
 */
export function consequences(step: Step, signed: readonly SignedField[], isFilled: boolean): Act[] {
  const hasSignature = signed.length > 0
  const owners = new Set(signed.flatMap((field) => [...field.owners]))
  return [
    ...(hasSignature ? [signatureFlags(step)] : []),
    ...(hasSignature || isFilled ? [defaultAppearance(step)] : []),
    ...pageConsequences(step, owners),
  ]
}

function signatureFlags({ before, after }: Step): Act {
  return {
    name: 'signature flags',
    changes: [{ category: 'validation-data', what: 'form-SigFlags', path: 'AcroForm/SigFlags' }],
    claims({ place, before: was, after: is }) {
      if (place.parent?.kind !== 'form' || place.key !== 'SigFlags') return false
      const flags = before.resolve(was) ?? 0
      const now = after.resolve(is)
      // Signatures exist; the file is to be appended to. Bits are set and never taken away.
      return typeof flags === 'number' && typeof now === 'number' && (flags & now) === flags && [1, 2, 3].includes(now)
    },
  }
}

function defaultAppearance({ after, form }: Step): Act {
  const serves = [...form.values()].some(({ fieldType }) => fieldType !== 'Sig')
  return {
    name: 'default appearance',
    changes: [{ category: serves ? 'form-value' : 'validation-data', what: 'form-DA', path: 'AcroForm/DA' }],
    claims: ({ kind, place, after: is }) =>
      place.parent?.kind === 'form' && place.key === 'DA' && kind === 'added' && isText(after, is),
  }
}

/**
 * The order of tabs, and the number under which the structure tree finds a page that had none. Without an annotation
 * that comes, goes or is signed, another order of tabs is a comment on the page at most.
 */
function pageConsequences({ after, differences }: Step, signed: ReadonlySet<string>): Act[] {
  const pages = new Set(
    differences.flatMap(({ kind, place }) => {
      const isListed = place.kind === 'annotation' && (kind === 'inserted' || kind === 'taken-out')
      return isListed || signed.has(place.owner) ? [nearest(place, 'page')?.owner ?? ''] : []
    }),
  )
  const isOrder = ({ place, after: is }: Difference): boolean => {
    const value: PdfObject = after.resolve(is)
    return (
      place.kind === 'page-entry' &&
      place.key === 'Tabs' &&
      isName(value) &&
      ['R', 'C', 'S', 'A', 'W'].includes(value.value)
    )
  }
  const isStructure = ({ kind, place, after: is }: Difference): boolean =>
    place.kind === 'page-entry' && place.key === 'StructParents' && kind === 'added' && isUnused(after, is)
  const isDated = ({ place, after: is }: Difference): boolean =>
    place.kind === 'page-entry' && place.key === 'LastModified' && isDate(after, is)
  const follows = (difference: Difference): boolean =>
    pages.has(difference.place.owner) && (isOrder(difference) || isStructure(difference) || isDated(difference))
  const alone = (difference: Difference): boolean => !pages.has(difference.place.owner) && isOrder(difference)
  const change = { what: 'page-attribute', path: 'Pages/Tabs' }
  return [
    { name: 'page entry', claims: follows, changes: [{ category: 'validation-data', ...change }] },
    { name: 'order of tabs', claims: alone, changes: [{ category: 'annotation', ...change }] },
  ]
}

/** A number under which the structure tree knows no content: the marks of the page get no other meaning by it. */
function isUnused(document: PdfDocument, object: PdfObject): boolean {
  const key = document.resolve(object)
  const entries = parentTreeOf(document)
  if (typeof key !== 'number' || entries === undefined) return false
  const elements = document.resolve(entries.get(key))
  return (
    elements === null || (isArray(elements) && elements.items.every((element) => document.resolve(element) === null))
  )
}
