/**
 * What a signed file shows that depends on the reader, on its language, on time or on an action, that lies outside the
 * file, or that can be switched on. The signer has seen one state of it; another reader may see another. It is
 * reported, and never plain green.
 */
import type { PdfDocument } from '../pdf/document.ts'
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  type PdfDictionary,
  type PdfObject,
} from '../pdf/objects.ts'
import { objectOf } from './object-by-number.ts'
import { rolesOf } from './roles.ts'
import { hasLoop } from './tree-loops.ts'
import { hasUnsettledList } from './unsettled-lists.ts'

export type ReaderFinding =
  | 'layer-by-reader'
  | 'acts-when-opened'
  | 'portfolio'
  | 'outside-the-file'
  | 'alternate-picture'
  | 'moving-picture'
  | 'prepared-face'
  | 'tree-with-loop'
  | 'list-not-settled'

export function readerFindings(document: PdfDocument): ReaderFinding[] {
  const catalog = document.entry(document.trailer, 'Root')
  const found = new Set<ReaderFinding>()
  if (document.entry(catalog, 'Collection') !== null) found.add('portfolio')
  if (opensWithAction(document, catalog)) found.add('acts-when-opened')
  if (hasLayersByReader(document, catalog)) found.add('layer-by-reader')
  if (hasLoop(document)) found.add('tree-with-loop')
  else if (hasUnsettledList(document)) found.add('list-not-settled')
  for (const number of rolesOf(document).numbers())
    for (const { dictionary, isData } of dictionariesIn(objectOf(document, number))) {
      document.budget.step()
      const finding = findingIn(document, dictionary, isData)
      if (finding) found.add(finding)
    }
  return [...found]
}

/** Starts something other than a jump, or scripts are run (ISO 32000-2, 12.6.3, 7.7.4). */
function opensWithAction(document: PdfDocument, catalog: PdfObject): boolean {
  const action = document.entry(catalog, 'OpenAction')
  const script = document.entry(document.entry(catalog, 'Names'), 'JavaScript')
  return (
    document.entry(catalog, 'AA') !== null || script !== null || (isDictionary(action) && !isJump(document, action))
  )
}

function isJump(document: PdfDocument, action: PdfDictionary): boolean {
  const kind = document.entry(action, 'S')
  return isName(kind, 'GoTo') && document.entry(action, 'Next') === null
}

/** Shown or not by the reader's language, its user, its zoom, on paper or on the screen (8.11.4.4). */
function hasLayersByReader(document: PdfDocument, catalog: PdfObject): boolean {
  const properties = document.entry(catalog, 'OCProperties')
  const groups = document.entry(properties, 'OCGs')
  const automatic = document.entry(document.entry(properties, 'D'), 'AS')
  if (!isArray(automatic) || automatic.items.length === 0 || !isArray(groups)) return false
  return groups.items.some((group) => {
    const usage = document.entry(group, 'Usage')
    return document.entry(usage, 'Language') !== null || document.entry(usage, 'User') !== null
  })
}

interface Held {
  readonly dictionary: PdfDictionary
  /** It describes a stream. */
  readonly isData: boolean
}

/** The dictionaries of an object itself, without those that it refers to. */
function* dictionariesIn(object: PdfObject, depth = 0): Generator<Held> {
  if (isReference(object) || typeof object !== 'object' || object === null || depth > deepest) return
  if (isStream(object)) yield { dictionary: object.dictionary, isData: true }
  const held = isStream(object) ? object.dictionary : object
  if (isDictionary(held)) {
    if (held === object) yield { dictionary: held, isData: false }
    for (const value of held.entries.values()) yield* dictionariesIn(value, depth + 1)
  } else if (isArray(held)) for (const item of held.items) yield* dictionariesIn(item, depth + 1)
}

const deepest = 32
/** Events of a page or annotation that happen while it is looked at. */
const lookedAt = ['O', 'PO', 'PV', 'PI', 'PC']
const moving = new Set(['Movie', 'Screen', 'RichMedia', '3D', 'Sound'])

function findingIn(document: PdfDocument, dictionary: PdfDictionary, isData: boolean): ReaderFinding | undefined {
  const { entries } = dictionary
  const has = (key: string) => entries.has(key) && document.entry(dictionary, key) !== null
  if (isData) {
    if (has('F') || (has('Ref') && isDictionary(document.entry(dictionary, 'Ref')))) return 'outside-the-file'
    return has('Alternates') || has('OPI') ? 'alternate-picture' : undefined
  }
  const events = has('AA') ? document.entry(dictionary, 'AA') : null
  if (isDictionary(events) && lookedAt.some((event) => document.entry(events, event) !== null))
    return 'acts-when-opened'
  const subtype = document.entry(dictionary, 'Subtype')
  if (!has('Rect') || !isName(subtype)) return undefined
  if (moving.has(subtype.value)) return 'moving-picture'
  return hasPreparedFace(document, dictionary) ? 'prepared-face' : undefined
}

/** Faces for several states belong to buttons; on anything else they wait to be switched. */
function hasPreparedFace(document: PdfDocument, annotation: PdfDictionary): boolean {
  const normal = document.entry(document.entry(annotation, 'AP'), 'N')
  if (!isDictionary(normal) || normal.entries.size === 0) return false
  for (let node: PdfObject = annotation, depth = 0; isDictionary(node) && depth < deepest; depth++) {
    const type = document.entry(node, 'FT')
    if (isName(type)) return type.value !== 'Btn'
    node = document.entry(node, 'Parent')
  }
  return true
}
