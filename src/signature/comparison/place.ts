/**
 * What an object is for, by the way that leads to it: a page, a field, the face of an annotation, evidence in the
 * security store. The table below is all the comparison knows about the structure of a PDF (ISO 32000-2, 7.7, 12.5,
 * 12.7, 14.7). It permits nothing: a way that it does not know leads to content, and content may not change.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isReference, type PdfObject } from '../pdf/objects.ts'

export type Kind =
  | 'trailer'
  | 'bookkeeping'
  | 'catalog'
  | 'marks'
  | 'version'
  | 'extensions'
  | 'information'
  | 'metadata'
  | 'store'
  | 'permissions'
  | 'pages'
  | 'tree-note'
  | 'page-kids'
  | 'page'
  | 'page-entry'
  | 'annotation-list'
  | 'annotation'
  | 'form'
  | 'form-resources'
  | 'form-entry'
  | 'field-list'
  | 'field'
  | 'value'
  | 'appearance'
  | 'attribute'
  | 'structure-root'
  | 'structure-kids'
  | 'structure-element'
  | 'structure-next'
  | 'parent-tree'
  | 'parent-tree-list'
  | 'link-list'
  | 'link'
  | 'resources'
  | 'named-resources'
  | 'content'

export interface Place {
  readonly kind: Kind
  /** The key or index under which the value stands. */
  readonly key: string
  readonly parent: Place | undefined
  /** The page, annotation, field or structure element that it belongs to: its object number, else its path. */
  readonly owner: string
  /** The key of the owner, page or catalogue under which it is found. */
  readonly topic: string
  /** Where a link may lead without making its target content. */
  readonly targets: readonly Kind[]
}

const root: Place = { kind: 'trailer', key: '', parent: undefined, owner: '', topic: '', targets: [] }

export function trailerPlace(): Place {
  return root
}

/** Objects that have a home of their own in the document: links from elsewhere lead to them without owning them. */
const homes: readonly Kind[] = [
  'catalog',
  'pages',
  'page',
  'annotation',
  'field',
  'value',
  'structure-root',
  'structure-element',
]

/** Objects that own what is under them. */
const owners: ReadonlySet<Kind> = new Set<Kind>(['page', 'annotation', 'field', 'structure-element'])

/** Dictionaries of which each key is a topic of its own. */
const topicHolders: ReadonlySet<Kind> = new Set<Kind>([
  'trailer',
  'catalog',
  'pages',
  'page',
  'annotation',
  'field',
  'form',
  'structure-root',
  'structure-element',
])

/** Keys that link to a page, field or annotation from anywhere: actions, destinations, outlines, articles. */
const linkKeys: ReadonlySet<string> = new Set([
  'Parent',
  'P',
  'Pg',
  'Obj',
  'D',
  'Dest',
  'Dests',
  'IRT',
  'Popup',
  'CO',
  'First',
  'Last',
  'Next',
  'Prev',
  'Names',
  'Nums',
  'Fields',
  'T',
  'DocMDP',
  'UR3',
  'SD',
  'SE',
  'B',
  'Data',
  'OpenAction',
  'Ref',
  'O',
  'AdditionalStreams',
  'SigObjRef',
])

interface Step {
  readonly kind: Kind
  readonly targets?: readonly Kind[]
}

const link = (...targets: Kind[]): Step => ({ kind: 'link', targets })

const widgetKeys: Readonly<Record<string, Step>> = {
  AP: { kind: 'appearance' },
  V: { kind: 'value' },
  Kids: { kind: 'field-list' },
  Parent: link('field', 'annotation'),
  P: link('page'),
  Popup: link('annotation'),
  IRT: link('annotation'),
}

const keys: Readonly<Partial<Record<Kind, Readonly<Record<string, Step>>>>> = {
  trailer: {
    Root: { kind: 'catalog' },
    Info: { kind: 'information' },
    ...Object.fromEntries(
      ['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'ID'].map((key) => [
        key,
        { kind: 'bookkeeping' } as const,
      ]),
    ),
  },
  catalog: {
    Pages: { kind: 'pages' },
    AcroForm: { kind: 'form' },
    StructTreeRoot: { kind: 'structure-root' },
    DSS: { kind: 'store' },
    Metadata: { kind: 'metadata' },
    Extensions: { kind: 'extensions' },
    Version: { kind: 'version' },
    Perms: { kind: 'permissions' },
    MarkInfo: { kind: 'marks' },
  },
  permissions: { DocMDP: link('value'), UR3: link('value') },
  pages: { Kids: { kind: 'page-kids' }, Parent: link('pages'), Resources: { kind: 'resources' } },
  page: {
    Annots: { kind: 'annotation-list' },
    Parent: link('pages'),
    Resources: { kind: 'resources' },
    Tabs: { kind: 'page-entry' },
    StructParents: { kind: 'page-entry' },
    LastModified: { kind: 'page-entry' },
  },
  annotation: widgetKeys,
  field: widgetKeys,
  form: {
    Fields: { kind: 'field-list' },
    DR: { kind: 'form-resources' },
    CO: { kind: 'link-list', targets: ['field'] },
  },
  'structure-root': {
    K: { kind: 'structure-kids' },
    ParentTree: { kind: 'parent-tree' },
    ParentTreeNextKey: { kind: 'structure-next' },
  },
  'structure-element': {
    K: { kind: 'structure-kids' },
    P: link('structure-element', 'structure-root'),
    Pg: link('page'),
    Obj: link('annotation', 'field'),
    Ref: { kind: 'link-list', targets: ['structure-element'] },
  },
  'parent-tree': { Kids: { kind: 'parent-tree' }, Nums: { kind: 'parent-tree-list' } },
}

/** Keys of pages and nodes of their tree that the standard knows (7.7.3.2, tables 30, 31) and readers show. */
const pageKeys: ReadonlySet<string> = new Set([
  ...['Type', 'Count', 'MediaBox', 'CropBox', 'Rotate', 'BleedBox', 'TrimBox', 'ArtBox', 'BoxColorInfo', 'Contents'],
  ...['Group', 'Thumb', 'B', 'Dur', 'Trans', 'Annots', 'AA', 'Metadata', 'PieceInfo', 'Tabs', 'StructParents', 'ID'],
  ...['PZ', 'SeparationInfo', 'TemplateInstantiated', 'PresSteps', 'UserUnit', 'VP', 'AF', 'OutputIntents', 'DPart'],
  'LastModified',
])

/** What stands under a key that the table above does not name. */
const otherwise: Readonly<Partial<Record<Kind, Kind>>> = {
  trailer: 'attribute',
  pages: 'tree-note',
  annotation: 'attribute',
  field: 'attribute',
  form: 'form-entry',
  resources: 'named-resources',
  'structure-root': 'attribute',
  'structure-element': 'attribute',
}

/** What a list of the kind holds. */
const items: Readonly<Partial<Record<Kind, Step>>> = {
  'annotation-list': { kind: 'annotation' },
  'field-list': { kind: 'field' },
  'structure-kids': { kind: 'structure-element' },
  'parent-tree-list': { kind: 'link-list', targets: ['structure-element'] },
}

/** Kinds that stay what they are however deep one looks. */
const deep: ReadonlySet<Kind> = new Set<Kind>([
  'store',
  'metadata',
  'extensions',
  'version',
  'information',
  'bookkeeping',
  'form-resources',
  'parent-tree',
  'parent-tree-list',
])
/** Single values with a kind of their own, because they may change: no way to anything else may be taken for theirs. */
const singleEntries: ReadonlySet<Kind> = new Set<Kind>(['tree-note', 'page-entry', 'marks'])
/** Kinds that stay what they are, save for links and resources. */
const deepWithLinks: ReadonlySet<Kind> = new Set<Kind>(['value', 'appearance', 'attribute', 'form-entry', 'content'])

/**
 * The place of what stands under a key or index.
 * @param value as written there
 */
export function placeUnder(place: Place, key: string, value: PdfObject, document: PdfDocument): Place {
  const step = stepTo(place, key, value, document)
  const topic = topicHolders.has(place.kind) ? key : place.topic
  // A list within the owner is no owner of its own.
  const owned = owners.has(step.kind)
  const owner = owned ? ownerOf(place.owner, step.kind, key, value) : place.owner
  return { kind: step.kind, key, parent: place, owner, topic, targets: step.targets ?? [] }
}

/** The place of the object stream that holds an object. */
export function containerPlace(place: Place): Place {
  return { kind: 'content', key: 'container', parent: place, owner: place.owner, topic: 'container', targets: [] }
}

/** Names an annotation, field or element: by its object number, else by its place in the list that holds it. */
export function ownerOf(holder: string, kind: string, key: string, value: PdfObject): string {
  return isReference(value) ? String(value.number) : `${holder} ${kind} ${key}`
}

function stepTo(place: Place, key: string, value: PdfObject, document: PdfDocument): Step {
  const { kind } = place
  const known = keys[kind]?.[key]
  if (known) return known
  const list = items[kind]
  if (list) return list
  if (kind === 'page-kids') {
    const node = document.resolve(value)
    return { kind: isDictionary(node) && node.entries.has('Kids') ? 'pages' : 'page' }
  }
  if (kind === 'link' || kind === 'link-list') return { kind: 'link', targets: place.targets }
  if (deepWithLinks.has(kind)) return withLinks(place, key, value, document)
  if (deep.has(kind)) return { kind }
  if (kind === 'named-resources') return { kind: 'content' }
  // What hangs on a note, a date or a mark is not one itself.
  if (singleEntries.has(kind)) return withLinks({ ...place, kind: 'content' }, key, value, document)
  const step = kind === 'pages' && pageKeys.has(key) ? 'content' : (otherwise[kind] ?? 'content')
  return linkKeys.has(key) && (deepWithLinks.has(step) || step === 'tree-note')
    ? { kind: step, targets: homes }
    : { kind: step }
}

function withLinks(place: Place, key: string, value: PdfObject, document: PdfDocument): Step {
  // In a face nothing is a link: `D` is what shows while a button is pressed.
  if (place.kind === 'appearance') return { kind: 'appearance' }
  if (key === 'Resources') return { kind: 'resources' }
  // A destination is a list; what stands under `D` by itself may be anything.
  if (key === 'D' && !isArray(document.resolve(value))) return { kind: place.kind }
  const named = /^\d+$/.test(key) ? (place.targets.length > 0 ? place : undefined) : linkKeys.has(key)
  return named ? { kind: place.kind, targets: homes } : { kind: place.kind }
}

/** Two ways with the same role put the same demands on an object. */
export function roleOf(place: Place): string {
  const { kind, owner, topic, targets } = place
  if (kind === 'content' || kind === 'named-resources') return `content ${targets.length > 0 ? 'link' : ''}`
  if (kind === 'resources') return kind
  if (kind === 'annotation' || kind === 'field') return `${kind} ${nearest(place, 'page')?.owner ?? ''}`
  return `${kind} ${owner} ${topic} ${targets.length > 0 ? 'link' : ''}`
}

/** The place itself or the nearest one above it that is of a kind. */
export function nearest(place: Place | undefined, ...kinds: readonly Kind[]): Place | undefined {
  for (let at = place; at !== undefined; at = at.parent) if (kinds.includes(at.kind)) return at
  return undefined
}

/** As a path from the root: `Pages/Kids/0/Annots`. */
export function pathOf(place: Place): string {
  const steps: string[] = []
  for (let at: Place | undefined = place; at?.parent; at = at.parent) steps.unshift(at.key)
  return (steps[0] === 'Root' ? steps.slice(1) : steps).join('/')
}

/** Lists that stand for a list without elements when they are absent. */
export function isEmptyList(place: Place, value: PdfObject): boolean {
  return isArray(value) && value.items.length === 0 && (place.kind in items || place.kind === 'store')
}

const broughtDictionaries: ReadonlySet<Kind> = new Set<Kind>([
  'form',
  'information',
  'structure-root',
  'parent-tree',
  'store',
  'extensions',
])

/** Dictionaries that a later revision may bring: each of their entries is compared, as against an empty one. */
export function isBrought(place: Place): boolean {
  if (place.kind === 'form-resources') return place.key === 'DR' || place.parent?.key === 'DR'
  return broughtDictionaries.has(place.kind)
}
