/**
 * One revision against the next, from the trailer down. Every difference must be recognised by a rule; what is not is a
 * change of content.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { emptyDictionary, isArray, isDictionary, isString, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { pairAnnotations } from './annotations.ts'
import { compareForm } from './form.ts'
import { pairForms } from './form-fields.ts'
import { createComparison, type Comparison, describe, isPlain, keysOf } from './graph.ts'
import { isMetadata } from './metadata.ts'
import type { Change } from './modification.ts'
import { comparePage, pairPages } from './pages.ts'
import { isSecurityStore } from './security-store.ts'
import { compareStructureTree } from './structure-tree.ts'

export function compareDocuments(before: PdfDocument, after: PdfDocument): readonly Change[] {
  const comparison = createComparison(before, after)
  const rootBefore = before.entry(before.trailer, 'Root')
  const rootAfter = after.entry(after.trailer, 'Root')
  if (!isDictionary(rootBefore) || !isDictionary(rootAfter))
    return [{ category: 'content', what: 'catalog', path: 'Root' }]
  comparison.pair(before.trailer.entries.get('Root') ?? null, after.trailer.entries.get('Root') ?? null)
  // First all pairs, then all comparisons: a link may lead to a page or field that comes later.
  const { pages, compareNodes } = pairPages(
    comparison,
    rootBefore.entries.get('Pages') ?? null,
    rootAfter.entries.get('Pages') ?? null,
  )
  const form = pairForms(comparison)
  for (const page of pages) pairAnnotations(comparison, page)
  compareNodes()
  for (const page of pages) comparePage(comparison, page, form)
  for (const key of keysOf(rootBefore, rootAfter)) {
    const x = rootBefore.entries.get(key)
    const y = rootAfter.entries.get(key)
    if (key === 'Pages') continue
    if (key === 'AcroForm') compareForm(comparison, x ?? null, y ?? null, form)
    else compareCatalogKey(comparison, key, x, y)
  }
  compareTrailer(comparison)
  return comparison.changes
}

function compareCatalogKey(
  comparison: Comparison,
  key: string,
  x: PdfObject | undefined,
  y: PdfObject | undefined,
): void {
  if (key === 'StructTreeRoot') return compareStructureTree(comparison, x, y)
  // A store that is there by name and empty by value is none: it was put there to be filled with something else.
  const emptyStore = key === 'DSS' && x === undefined && y !== undefined && comparison.after.resolve(y) === null
  if (!emptyStore && comparison.same(x, y, key)) return
  const recognised = (what: string) => comparison.changes.push({ category: 'validation-data', what, path: key })
  const content = () => comparison.changes.push({ category: 'content', what: `catalog-${key}`, path: key })
  switch (key) {
    case 'DSS':
      return void (y === undefined || isSecurityStore(comparison.after, y) ? recognised('security-store') : content())
    case 'Metadata':
      return void (isMetadata(comparison.after, y) ? recognised('metadata') : content())
    case 'Extensions':
      // Naming the extension level of what was added (7.12).
      return void (holdsOnlyWords(comparison.after, y, 0) ? recognised('extensions') : content())
    case 'Version':
      // The version that it needs.
      return void (isPlain(comparison.after, y) ? recognised('extensions') : content())
    default:
      content()
  }
}

/** Dictionaries and lists of names, numbers and texts: a developer's prefix, its extensions, their entries. */
function holdsOnlyWords(document: PdfDocument, object: PdfObject | undefined, depth: number): boolean {
  const value = document.resolve(object)
  if (isPlain(document, value)) return true
  const parts = isDictionary(value) ? [...value.entries.values()] : isArray(value) ? value.items : undefined
  return depth < 3 && parts !== undefined && parts.every((part) => holdsOnlyWords(document, part, depth + 1))
}

/** Keys of the trailer that belong to the file's bookkeeping. */
const bookkeeping = new Set([
  'Size',
  'Prev',
  'XRefStm',
  'Root',
  'ID',
  'Info',
  'Type',
  'W',
  'Index',
  'Filter',
  'DecodeParms',
  'Length',
])

function compareTrailer(comparison: Comparison): void {
  const { before, after } = comparison
  // A file identifier's first half is for ever (14.4), and an encrypted file's keys depend on it.
  const idBefore = before.entry(before.trailer, 'ID')
  const idAfter = after.entry(after.trailer, 'ID')
  if (
    before.security &&
    isArray(idBefore) &&
    (!isArray(idAfter) || !comparison.same(idBefore.items[0], idAfter.items[0], 'ID'))
  )
    comparison.changes.push({ category: 'content', what: 'file-identifier', path: 'ID' })
  if (!comparison.same(before.trailer.entries.get('Encrypt'), after.trailer.entries.get('Encrypt'), 'Encrypt'))
    comparison.changes.push({ category: 'content', what: 'encryption', path: 'Encrypt' })
  for (const key of keysOf(before.trailer, after.trailer))
    if (
      !bookkeeping.has(key) &&
      key !== 'Encrypt' &&
      !comparison.same(before.trailer.entries.get(key), after.trailer.entries.get(key), key)
    )
      comparison.changes.push({ category: 'validation-data', what: 'trailer', path: key })
  compareInformation(comparison)
}

/** The information dictionary (14.3.3): text about the document, shown on no page. It must stay text. */
function compareInformation(comparison: Comparison): void {
  const { before, after } = comparison
  const x = before.entry(before.trailer, 'Info')
  const y = after.entry(after.trailer, 'Info')
  if (comparison.same(x, y, 'Info')) return
  const information = (value: PdfObject): PdfDictionary => (isDictionary(value) ? value : emptyDictionary)
  if (y !== null && !isDictionary(y)) {
    comparison.changes.push({ category: 'content', what: 'information', path: 'Info' })
    return
  }
  for (const key of keysOf(information(x), information(y))) {
    const a = information(x).entries.get(key)
    const b = information(y).entries.get(key)
    if (comparison.same(a, b, key)) continue
    const value = after.resolve(b)
    const plain = value === null || isString(value) || (typeof value === 'object' && value.type === 'name')
    comparison.changes.push({
      category: plain ? 'validation-data' : 'content',
      what: 'information',
      path: `Info/${key}`,
      before: describe(before, a),
      after: describe(after, b),
    })
  }
}
