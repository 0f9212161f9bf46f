/** The fields of a form as a tree (ISO 32000-2, 12.7.4), to recognise what was signed or filled in. */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isString,
  type PdfDictionary,
  type PdfObject,
} from '../pdf/objects.ts'
import { textOf } from '../pdf/text-string.ts'
import { ownerOf } from './place.ts'

export interface FieldNode {
  readonly object: PdfObject
  /** The name that its places give it (`Place.owner`). */
  readonly owner: string
  readonly dictionary: PdfDictionary
  /** Fully qualified. */
  readonly name: string
  /** Has a partial name of its own; a kid without one is a widget of its parent. */
  readonly isNamed: boolean
  /** Its own or inherited. */
  readonly fieldType: string | undefined
  readonly parent: FieldNode | undefined
  readonly children: readonly FieldNode[]
}

export type Form = ReadonlyMap<string, FieldNode>

const known = new WeakMap<PdfDocument, Form>()
/**
 * Fields of the first level without kids, which most fields are, by their dictionaries: revisions that did not write
 * one share it (`SharedReading`).
 */
const alone = new WeakMap<PdfDictionary, FieldNode>()

/** Read once for each revision. */
export function formOf(document: PdfDocument): Form {
  const form = known.get(document) ?? readForm(document)
  known.set(document, form)
  return form
}

function readForm(document: PdfDocument): Form {
  const nodes = new Map<string, FieldNode>()
  const visit = (object: PdfObject, parent: FieldNode | undefined, key: string, depth: number): void => {
    const dictionary = document.resolve(object)
    const read = !parent && isDictionary(dictionary) && isReference(object) ? alone.get(dictionary) : undefined
    if (read?.owner === ownerOf('', 'field', key, object)) {
      if (!nodes.has(read.owner)) nodes.set(read.owner, read)
      return
    }
    document.budget.step()
    if (!isDictionary(dictionary) || depth > document.budget.limits.depth) return
    const partial = document.entry(dictionary, 'T')
    const type = document.entry(dictionary, 'FT')
    const own = isString(partial) ? textOf(partial) : undefined
    const owner = ownerOf(parent?.owner ?? '', 'field', key, object)
    if (nodes.has(owner)) return
    const node: FieldNode = {
      object,
      owner,
      dictionary,
      name: [parent?.name, own].filter((part) => part !== undefined && part !== '').join('.'),
      isNamed: dictionary.entries.has('T'),
      fieldType: isName(type) ? type.value : parent?.fieldType,
      parent,
      children: [],
    }
    nodes.set(owner, node)
    if (!parent && isReference(object) && isSelfContained(dictionary)) alone.set(dictionary, node)
    ;(parent?.children as FieldNode[] | undefined)?.push(node)
    const kids = document.entry(dictionary, 'Kids')
    if (isArray(kids)) kids.items.forEach((kid, index) => visit(kid, node, `${index}`, depth + 1))
  }
  const fields = document.entry(document.entry(document.entry(document.trailer, 'Root'), 'AcroForm'), 'Fields')
  if (isArray(fields)) fields.items.forEach((field, index) => visit(field, undefined, `${index}`, 0))
  return nodes
}

/** All that a node says of it stands in the dictionary itself. */
export function isSelfContained({ entries }: PdfDictionary): boolean {
  return !entries.has('Kids') && !isReference(entries.get('T')) && !isReference(entries.get('FT'))
}

/** A field and its widgets: the kids that have no name of their own. */
export function widgetsOf(field: FieldNode): FieldNode[] {
  return [field, ...field.children.filter((child) => !child.isNamed).flatMap(widgetsOf)]
}

/** The value of a field, its own or inherited, resolved. */
export function valueOf(document: PdfDocument, field: FieldNode): PdfObject {
  for (let node: FieldNode | undefined = field; node; node = node.parent) {
    const value = document.entry(node.dictionary, 'V')
    if (value !== null) return value
  }
  return null
}

export function isTimeStamp(document: PdfDocument, field: PdfDictionary): boolean {
  return isName(document.entry(document.entry(field, 'V'), 'SubFilter'), 'ETSI.RFC3161')
}
