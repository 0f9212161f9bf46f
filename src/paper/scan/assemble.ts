/** Makes one PDF of pages: images unchanged, pages of PDFs made inert. The same pages give the same bytes. */
import { createHash } from 'node:crypto'
import { degrees, PDFDocument, PDFHexString, PDFName, type PDFPage, PDFString } from '@cantoo/pdf-lib'
import { sha256Hex } from '../../files/sha256.ts'
import { makeInert, removeActiveContent } from './active-content.ts'
import { carryLayers, keepLayers, takeLayers, type Layers } from './layers.ts'
import { originalOf } from './original.ts'
import { openPdf } from './pdf-pages.ts'
import { pngStream } from './png-stream.ts'
import type { PageToAssemble } from './scan.ts'

/** A4 in points. */
const A4 = { short: 595.28, long: 841.89 } as const

/** The largest sheet up to A4 with the proportions of the image, so that a scanned paper prints as paper. */
function sheet(width: number, height: number): [number, number] {
  const [boxWidth, boxHeight] = width > height ? [A4.long, A4.short] : [A4.short, A4.long]
  const scale = Math.min(boxWidth / width, boxHeight / height)
  return [Number((width * scale).toFixed(2)), Number((height * scale).toFixed(2))]
}

async function addImage(target: PDFDocument, page: PageToAssemble): Promise<PDFPage> {
  const direct = page.mediaType === 'image/png' ? pngStream(target.context, page.bytes) : null
  const embedded =
    direct === null
      ? await (page.mediaType === 'image/png' ? target.embedPng(page.bytes) : target.embedJpg(page.bytes))
      : null
  const { width, height } = direct ?? embedded ?? { width: 1, height: 1 }
  const size = sheet(width, height)
  const added = target.addPage(size)
  if (embedded !== null) added.drawImage(embedded, { x: 0, y: 0, width: size[0], height: size[1] })
  if (direct !== null) {
    added.node.setXObject(PDFName.of('Im0'), target.context.register(direct.image))
    added.node.addContentStream(
      target.context.register(target.context.stream(`q ${size[0]} 0 0 ${size[1]} 0 0 cm /Im0 Do Q`)),
    )
  }
  // A second-class name (ISO 32000-1 annex E) for the hash of the file from which the page was made.
  const original = originalOf(page.bytes)
  if (original !== null) added.node.set(PDFName.of('DES_Original'), PDFString.of(original))
  return added
}

/** The SHA-256 of each distinct array of bytes, computed once even when many pages use it. */
function hashesOf(pages: readonly PageToAssemble[]): Map<Uint8Array, string> {
  const hashes = new Map<Uint8Array, string>()
  for (const { bytes } of pages) if (!hashes.has(bytes)) hashes.set(bytes, sha256Hex(bytes))
  return hashes
}

/** Opens the PDFs among the sources, each once. */
async function documentsOf(pages: readonly PageToAssemble[]): Promise<Map<Uint8Array, PDFDocument>> {
  const opened = new Map<Uint8Array, PDFDocument>()
  for (const { mediaType, bytes } of pages)
    if (mediaType === 'application/pdf' && !opened.has(bytes)) opened.set(bytes, await openPdf(bytes))
  return opened
}

/** Uses one array for equal bytes, because each page of a PDF comes with the bytes of the whole file. */
export function withSharedBytes<P extends PageToAssemble>(pages: readonly P[]): P[] {
  const known: Uint8Array[] = []
  return pages.map((page) => {
    const same = known.find(
      (bytes) =>
        bytes === page.bytes || (bytes.length === page.bytes.length && Buffer.compare(bytes, page.bytes) === 0),
    )
    if (same !== undefined) return { ...page, bytes: same }
    known.push(page.bytes)
    return page
  })
}

/** Throws for a damaged source, and a RangeError for a page number beyond the source. */
export async function assemble(given: readonly PageToAssemble[]): Promise<Uint8Array> {
  // One object for each page, even when the same page was given twice.
  const pages = withSharedBytes(given).map((page) => ({ ...page }))
  const target = await PDFDocument.create({ updateMetadata: false })
  // All pages of one source are copied together, so that shared objects such as fonts are copied once.
  const copies = new Map<PageToAssemble, PDFPage>()
  const layers: Layers[] = []
  for (const [bytes, document] of await documentsOf(pages)) {
    const wanted = pages.filter((page) => page.bytes === bytes)
    const numbers = wanted.map((page) => page.pdfPage ?? 1)
    if (numbers.some((number) => number < 1 || number > document.getPageCount()))
      throw new RangeError('The page does not exist')
    for (const number of new Set(numbers)) {
      const page = document.getPage(number - 1)
      makeInert(page)
      carryLayers(page)
    }
    const copied = await target.copyPages(
      document,
      numbers.map((number) => number - 1),
    )
    wanted.forEach((page, at) => {
      const copy = copied[at]
      if (copy === undefined) return
      layers.push(takeLayers(copy))
      copies.set(page, copy)
    })
  }
  for (const page of pages) {
    const copy = copies.get(page)
    const added = copy === undefined ? await addImage(target, page) : target.addPage(copy)
    if (page.rotation !== 0)
      added.setRotation(degrees((((added.getRotation().angle + page.rotation) % 360) + 360) % 360))
  }
  keepLayers(target, layers)
  await target.flush()
  removeActiveContent(target.context)
  target.setProducer('Ghișeu DES')
  const identity = createHash('sha256')
  const hashes = hashesOf(pages)
  for (const page of pages) identity.update(`${hashes.get(page.bytes) ?? ''}/${page.pdfPage ?? 0}/${page.rotation};`)
  const id = PDFHexString.of(identity.digest('hex').slice(0, 32))
  target.context.trailerInfo.ID = target.context.obj([id, id])
  return await target.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}
