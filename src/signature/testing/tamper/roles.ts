/**
 * What the objects of a file are for, found in another way than the comparison finds it: by the shortest keys that lead
 * to them, and everything that a page or face can draw. Only to say what must be refused.
 */
import type { PdfDocument } from '../../pdf/document.ts'
import { isArray, isDictionary, isName, isReference, isStream, type PdfObject } from '../../pdf/objects.ts'

/** The object is one of these for somebody; `unreached` has no other. */
export type TamperRole =
  | 'trailer'
  | 'catalog'
  | 'information'
  | 'metadata'
  | 'store'
  | 'extensions'
  | 'form'
  | 'field'
  | 'button'
  | 'signature field'
  | 'signature'
  | 'face'
  | 'page tree'
  | 'page'
  | 'comment'
  | 'content'
  | 'structure'
  | 'unreached'

/** Keys that lead back up. */
const UP = ['Parent', 'P', 'Pg', 'Popup', 'IRT', 'Dest', 'D']
/** By the type of its field; without one, it is a comment. */
const ROLE_OF_TYPE = new Map<string, TamperRole>([
  ['Sig', 'signature field'],
  ['Btn', 'button'],
  ['', 'comment'],
])

export function tamperRoles(document: PdfDocument): Map<number, Set<TamperRole>> {
  const roles = new Map<number, Set<TamperRole>>()
  const add = (object: PdfObject | undefined, role: TamperRole): boolean => {
    if (!isReference(object)) return true
    const known = roles.get(object.number) ?? new Set()
    roles.set(object.number, known)
    if (known.has(role)) return false
    known.add(role)
    return true
  }
  const own = (holder: PdfObject, key: string): PdfObject => {
    const value = document.resolve(holder)
    const dictionary = isStream(value) ? value.dictionary : value
    return isDictionary(dictionary) ? (dictionary.entries.get(key) ?? null) : null
  }
  /** All below, save what leads back up to pages, fields and elements. */
  const below = (object: PdfObject, role: TamperRole, back: readonly string[]): void => {
    // A page has roles of its own.
    if (isName(document.entry(object, 'Type'), 'Page') || !add(object, role)) return
    const value = document.resolve(object)
    if (isArray(value)) for (const item of value.items) below(item, role, back)
    const dictionary = isStream(value) ? value.dictionary : value
    if (isDictionary(dictionary))
      for (const [key, entry] of dictionary.entries) if (!back.includes(key)) below(entry, role, back)
  }
  const listed = (object: PdfObject, each: (item: PdfObject) => void, role: TamperRole): void => {
    add(object, role)
    const list = document.resolve(object)
    if (isArray(list)) list.items.forEach(each)
  }
  const widget = (object: PdfObject, inherited: string): void => {
    const type = document.entry(object, 'FT')
    const kind = isName(type) ? type.value : inherited
    const role = ROLE_OF_TYPE.get(kind) ?? 'field'
    if (!add(object, role)) return
    below(own(object, 'AP'), 'face', [])
    if (kind === 'Sig') below(own(object, 'V'), 'signature', ['Data'])
    listed(own(object, 'Kids'), (kid) => widget(kid, kind), role)
    const value = document.resolve(object)
    if (isDictionary(value))
      for (const [key, entry] of value.entries) if (![...UP, 'AP', 'V', 'Kids'].includes(key)) below(entry, role, UP)
  }
  const page = (object: PdfObject): void => {
    if (own(object, 'Kids') !== null) {
      if (add(object, 'page tree')) listed(own(object, 'Kids'), page, 'page tree')
      return
    }
    if (!add(object, 'page')) return
    listed(own(object, 'Annots'), (item) => widget(item, inheritedType(item)), 'page')
    const value = document.resolve(object)
    if (isDictionary(value))
      for (const [key, entry] of value.entries)
        if (!['Annots', 'Parent'].includes(key)) below(entry, 'content', [...UP, 'Annots'])
  }
  const inheritedType = (item: PdfObject): string => {
    for (let node = item, depth = 0; depth < 8; depth++) {
      const type = document.entry(node, 'FT')
      if (isName(type)) return type.value
      node = own(node, 'Parent')
      if (node === null) break
    }
    return ''
  }
  const catalog = document.trailer.entries.get('Root') ?? null
  add(catalog, 'catalog')
  below(document.trailer.entries.get('Info') ?? null, 'information', [])
  page(own(catalog, 'Pages'))
  const form = own(catalog, 'AcroForm')
  add(form, 'form')
  listed(own(form, 'Fields'), (field) => widget(field, inheritedType(field)), 'form')
  below(own(form, 'DR'), 'form', [])
  below(own(catalog, 'Metadata'), 'metadata', [])
  below(own(catalog, 'DSS'), 'store', [])
  below(own(catalog, 'Extensions'), 'extensions', [])
  below(own(catalog, 'StructTreeRoot'), 'structure', ['P', 'Pg', 'Obj'])
  const root = document.resolve(catalog)
  if (isDictionary(root))
    for (const [key, entry] of root.entries)
      if (!['Pages', 'AcroForm', 'Metadata', 'DSS', 'Extensions', 'StructTreeRoot', 'Perms'].includes(key))
        below(entry, 'catalog', [...UP, 'A', 'First', 'Last', 'Next', 'Prev'].slice(0, UP.length))
  return roles
}
