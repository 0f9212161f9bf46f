/** The structure tree of a tagged PDF (ISO 32000-1 section 14.7): the content for screen readers in reading order. */
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'

/** Standard structure types used here (ISO 32000-1 section 14.8.4). */
export type Tag =
  'Document' | 'H1' | 'H2' | 'Form' | 'P' | 'L' | 'LI' | 'Lbl' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure'

/** A node of the tree: it has child elements, or marked content of pages. */
export interface Element {
  readonly tag: Tag
  readonly children: Element[]
  readonly content: { page: number; mcid: number }[]
  readonly alt?: string
  /** For a TH that heads a column; by default it heads its row. */
  readonly scope?: 'Column'
  /** The widget of a form field (ISO 32000-1 section 14.7.4.3) and its print role (table 348). */
  readonly widget?: { readonly page: number; readonly ref: PDFRef; readonly role: 'tv' | 'cb' | 'rb' }
}

export const element = (tag: Tag, alt?: string): Element => ({
  tag,
  children: [],
  content: [],
  ...(alt === undefined ? {} : { alt }),
})
export function child(parent: Element, tag: Tag, alt?: string): Element {
  const made = element(tag, alt)
  parent.children.push(made)
  return made
}

/** Writes the tree into the document, with the parent tree that leads from marked content to its element. */
export function writeStructure(document: PDFDocument, pages: readonly PDFPage[], root: Element): void {
  const { context, catalog } = document
  const parents: PDFRef[][] = pages.map(() => [])
  const widgets: PDFRef[] = []
  const treeRef = context.nextRef()

  const write = (node: Element, parent: PDFRef): PDFRef => {
    const ref = context.nextRef()
    const dictionary = context.obj({ Type: 'StructElem', S: node.tag })
    dictionary.set(PDFName.of('P'), parent)
    if (node.alt !== undefined) dictionary.set(PDFName.of('Alt'), PDFHexString.fromText(node.alt))
    if (node.tag === 'TH') dictionary.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: node.scope ?? 'Row' }))
    const kids = PDFArray.withContext(context)
    if (node.widget !== undefined) {
      const { page, role, ref: annotation } = node.widget
      const reference = context.obj({ Type: 'OBJR' })
      reference.set(PDFName.of('Obj'), annotation)
      const held = pages[page]
      if (held !== undefined) reference.set(PDFName.of('Pg'), held.ref)
      kids.push(reference)
      dictionary.set(PDFName.of('A'), context.obj({ O: 'PrintField', Role: role }))
      context.lookup(annotation, PDFDict).set(PDFName.of('StructParent'), PDFNumber.of(pages.length + widgets.length))
      widgets.push(ref)
    }
    for (const { page, mcid } of node.content) {
      const held = pages[page]
      if (held === undefined) continue
      const reference = context.obj({ Type: 'MCR', MCID: mcid })
      reference.set(PDFName.of('Pg'), held.ref)
      kids.push(reference)
      const row = parents[page]
      if (row !== undefined) row[mcid] = ref
    }
    for (const below of node.children) kids.push(write(below, ref))
    dictionary.set(PDFName.of('K'), kids)
    context.assign(ref, dictionary)
    return ref
  }

  const tree = context.obj({ Type: 'StructTreeRoot' })
  tree.set(PDFName.of('K'), write(root, treeRef))
  tree.set(PDFName.of('ParentTreeNextKey'), PDFNumber.of(pages.length + widgets.length))
  const numbers = PDFArray.withContext(context)
  parents.forEach((row, page) => {
    numbers.push(PDFNumber.of(page))
    const refs = PDFArray.withContext(context)
    row.forEach((ref) => {
      refs.push(ref)
    })
    numbers.push(context.register(refs))
    pages[page]?.node.set(PDFName.of('StructParents'), PDFNumber.of(page))
    pages[page]?.node.set(PDFName.of('Tabs'), PDFName.of('S'))
  })
  // The key of an annotation leads directly to its element; the key of a page leads to a list by marked content.
  widgets.forEach((ref, index) => {
    numbers.push(PDFNumber.of(pages.length + index))
    numbers.push(ref)
  })
  const parentTree = PDFDict.withContext(context)
  parentTree.set(PDFName.of('Nums'), numbers)
  tree.set(PDFName.of('ParentTree'), context.register(parentTree))
  context.assign(treeRef, tree)
  catalog.set(PDFName.of('StructTreeRoot'), treeRef)
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
}
