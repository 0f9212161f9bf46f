/** The fields of both forms as trees (ISO 32000-2, 12.7.4), and which is whose successor. */
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
import type { Comparison } from './graph.ts'

export interface FieldNode {
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
  const visit = (
    object: PdfObject,
    parent: FieldNode | undefined,
    position: number,
    depth: number,
  ): FieldNode | undefined => {
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
    const node: FieldNode = {
      object,
      identity,
      dictionary,
      name,
      fieldType: isName(type) ? type.value : parent?.fieldType,
      children,
    }
    index.set(identity, node)
    const kids = document.entry(dictionary, 'Kids')
    if (isArray(kids))
      kids.items.forEach((kid, at) => {
        const child = visit(kid, node, at, depth + 1)
        if (child) children.push(child)
      })
    return node
  }
  return (isArray(fields) ? fields.items : []).flatMap((field, position) => visit(field, undefined, position, 0) ?? [])
}

/** Name and kind of a widget that no form lists: what its parents say of it, whom readers follow all the same. */
export function readByParents(
  document: PdfDocument,
  widget: PdfDictionary,
): { readonly name: string; readonly fieldType: string | undefined } {
  const names: string[] = []
  let fieldType: string | undefined
  let node: PdfObject = widget
  for (let depth = 0; depth < 32 && isDictionary(node); depth++) {
    const partial = document.entry(node, 'T')
    const type = document.entry(node, 'FT')
    if (isString(partial)) names.unshift(textOf(partial))
    if (isName(type)) fieldType ??= type.value
    node = document.entry(node, 'Parent')
  }
  return { name: names.filter((name) => name !== '').join('.'), fieldType }
}

export function isTimeStamp(document: PdfDocument, field: PdfDictionary): boolean {
  return isName(document.entry(document.entry(field, 'V'), 'SubFilter'), 'ETSI.RFC3161')
}
