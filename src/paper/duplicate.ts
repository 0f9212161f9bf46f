/**
 * Makes the duplicate of a sealed paper. A copy marked DUPLICAT is another file, whose seal would be broken, so the
 * seal is removed from it. The sealed file itself does not change.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, type PDFPage } from '@cantoo/pdf-lib'
import { COLOURS, createCanvas, PAGE } from './layout/canvas.ts'
import { widthOf, breakLines } from './layout/text.ts'
import { embedFace, MARGIN } from './layout/typeset.ts'
import type { PaperRenderer } from './render.ts'

const MARK = 'DUPLICAT'
const SIZE = 13
/** In the margin above the head, which is empty on every page of every paper. */
const TOP = 18

/** Removes the signature fields and signatures from a copy. */
function removeSeal(document: PDFDocument): void {
  const { catalog, context } = document
  for (const [ref, object] of context.enumerateIndirectObjects())
    if (
      object instanceof PDFDict &&
      (object.get(PDFName.of('Type')) === PDFName.of('Sig') || object.get(PDFName.of('FT')) === PDFName.of('Sig'))
    )
      context.delete(ref)
  for (const page of document.getPages()) {
    const annotations = page.node.lookup(PDFName.of('Annots'))
    if (!(annotations instanceof PDFArray)) continue
    const left = annotations.asArray().filter((item) => !(item instanceof PDFRef) || context.lookup(item) !== undefined)
    if (left.length === 0) page.node.delete(PDFName.of('Annots'))
    else page.node.set(PDFName.of('Annots'), context.obj(left))
  }
  catalog.delete(PDFName.of('AcroForm'))
}

/**
 * Adds the mark to the structure tree, before everything else that a screen reader reads. Returns the number of its
 * marked content on the first page, or null when the paper is not tagged like ours.
 */
function tagMark({ catalog, context }: PDFDocument, page: PDFPage): number | null {
  const tree = catalog.lookupMaybe(PDFName.of('StructTreeRoot'), PDFDict)
  const root = tree?.lookupMaybe(PDFName.of('K'), PDFDict)
  const kids = root?.lookupMaybe(PDFName.of('K'), PDFArray)
  // In the parent tree pages come first, and the first page has the key 0 (structure.ts).
  const parents = tree
    ?.lookupMaybe(PDFName.of('ParentTree'), PDFDict)
    ?.lookupMaybe(PDFName.of('Nums'), PDFArray)
    ?.lookupMaybe(1, PDFArray)
  const rootRef = tree?.get(PDFName.of('K'))
  if (!kids || !parents || !(rootRef instanceof PDFRef)) return null
  const mcid = parents.size()
  const content = context.obj({ Type: 'MCR', MCID: mcid })
  content.set(PDFName.of('Pg'), page.ref)
  const mark = context.obj({ Type: 'StructElem', S: 'P', K: [content] })
  mark.set(PDFName.of('P'), rootRef)
  const ref = context.register(mark)
  kids.insert(0, ref)
  parents.push(ref)
  return mcid
}

/** A copy of a sealed paper with DUPLICAT on each page. Throws when the bytes are not a PDF of ours. */
export async function duplicateOf(
  { fonts }: Pick<PaperRenderer, 'fonts'>,
  sealed: Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.load(sealed, { updateMetadata: false })
  removeSeal(document)
  const bold = await embedFace(document, fonts, 'bold', 'DESDUP')
  const width = widthOf(MARK, fonts.bold, SIZE) + 24
  const x = PAGE.width - MARGIN.right - width
  const [line] = breakLines(MARK, { width, size: SIZE, face: 'bold', fonts })
  for (const [index, page] of document.getPages().entries()) {
    const canvas = createCanvas({ regular: bold, semibold: bold, bold })
    const mcid = index === 0 ? tagMark(document, page) : null
    canvas.marked(mcid === null ? 'Artifact' : 'P', mcid === null ? '<<>>' : `<</MCID ${String(mcid)}>>`, () => {
      canvas.frame(x, TOP, width, 22, 1.4, COLOURS.alert)
      if (line !== undefined) canvas.line({ ...line, face: 'bold' }, x + 12, TOP + 15.3, SIZE, COLOURS.alert)
    })
    // The page's resources may use our name for the face already, so the face gets another name.
    const resources = page.node.newFontDictionary('DesDuplicat', bold.ref)
    const content = canvas.content().replaceAll('/bold ', `${resources.toString()} `)
    page.node.addContentStream(document.context.register(document.context.flateStream(`q\n${content}\nQ`)))
  }
  return await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}
