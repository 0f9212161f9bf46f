/**
 * Layers of a PDF (optional content, ISO 32000-1 section 8.11). Which of them are shown is stated in the catalog, so a
 * page that is copied without it would show what its author switched off.
 */
import { PDFArray, PDFDict, PDFName, PDFRef, type PDFContext, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib'

const name = (value: string) => PDFName.of(value)
/** A second-class name (ISO 32000-1 annex E) under which the layers travel with a page while it is copied. */
const CARRIED = name('DES_Layers')

export interface Layers {
  readonly all: PDFRef[]
  readonly off: PDFRef[]
}

const refsIn = (list: unknown): PDFRef[] =>
  list instanceof PDFArray ? list.asArray().filter((item) => item instanceof PDFRef) : []

/** The layers of a document, with those that are off when it is opened. */
function layersOf(document: PDFDocument): Layers {
  const properties = document.catalog.lookup(name('OCProperties'))
  if (!(properties instanceof PDFDict)) return { all: [], off: [] }
  const all = refsIn(properties.lookup(name('OCGs')))
  const shown = properties.lookup(name('D'))
  if (!(shown instanceof PDFDict)) return { all, off: [] }
  const [on, off] = [refsIn(shown.lookup(name('ON'))), refsIn(shown.lookup(name('OFF')))]
  const isOff = shown.lookup(name('BaseState')) === name('OFF')
  return { all, off: isOff ? [...all.filter((layer) => !on.includes(layer)), ...off] : off }
}

/** Puts the layers of the document on its page, so that copying the page copies them with the same references. */
export function carryLayers(page: PDFPage): void {
  const { all, off } = layersOf(page.doc)
  if (all.length > 0) page.node.set(CARRIED, page.doc.context.obj([all, off]))
}

/** Takes the layers off a copied page again. */
export function takeLayers(page: PDFPage): Layers {
  const carried = page.node.lookup(CARRIED)
  page.node.delete(CARRIED)
  return carried instanceof PDFArray
    ? { all: refsIn(carried.lookup(0)), off: refsIn(carried.lookup(1)) }
    : { all: [], off: [] }
}

/** States in the new document which layers are off. */
export function keepLayers(target: PDFDocument, kept: readonly Layers[]): void {
  const all = [...new Set(kept.flatMap((layers) => layers.all))]
  const off = [...new Set(kept.flatMap((layers) => layers.off))]
  const { context }: { context: PDFContext } = target
  if (all.length > 0) target.catalog.set(name('OCProperties'), context.obj({ OCGs: all, D: { OFF: off, Order: [] } }))
}
