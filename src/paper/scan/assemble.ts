/** One PDF out of pages: images as they are, pages of PDFs made inert. The same pages give the same bytes. */
import { createHash } from 'node:crypto'
import { degrees, PDFDocument, PDFHexString, PDFName, type PDFPage } from '@cantoo/pdf-lib'
import { makeInert, removeActiveContent } from './active-content.ts'
import { openPdf } from './pdf-pages.ts'
import { pngStream } from './png-stream.ts'
import type { PageToAssemble } from './scan.ts'

/** A4 in points. */
const A4 = { short: 595.28, long: 841.89 } as const

/** The largest sheet up to A4 with the image's proportions: what is scanned is paper, and prints again as paper. */
function sheet(width: number, height: number): [number, number] {
  const [boxWidth, boxHeight] = width > height ? [A4.long, A4.short] : [A4.short, A4.long]
  const scale = Math.min(boxWidth / width, boxHeight / height)
  return [Number((width * scale).toFixed(2)), Number((height * scale).toFixed(2))]
}

async function addImage(target: PDFDocument, page: PageToAssemble): Promise<PDFPage> {
  const direct = page.mediaType === 'image/png' ? pngStream(target.context, page.bytes) : null
  const embedded = direct === null ? await (page.mediaType === 'image/png' ? target.embedPng(page.bytes) : target.embedJpg(page.bytes)) : null
  const { width, height } = direct ?? embedded ?? { width: 1, height: 1 }
  const size = sheet(width, height)
  const added = target.addPage(size)
  if (embedded !== null) added.drawImage(embedded, { x: 0, y: 0, width: size[0], height: size[1] })
  if (direct !== null) {
    added.node.setXObject(PDFName.of('Im0'), target.context.register(direct.image))
    added.node.addContentStream(target.context.register(target.context.stream(`q ${size[0]} 0 0 ${size[1]} 0 0 cm /Im0 Do Q`)))
  }
  return added
}

/** Bytes that are the same are opened once, whichever page they came with. */
async function sourcesOf(pages: readonly PageToAssemble[]): Promise<Map<PageToAssemble, { document: PDFDocument; hash: string }>> {
  const opened = new Map<string, PDFDocument>()
  const sources = new Map<PageToAssemble, { document: PDFDocument; hash: string }>()
  for (const page of pages) {
    if (page.mediaType !== 'application/pdf') continue
    const hash = createHash('sha256').update(page.bytes).digest('hex')
    const document = opened.get(hash) ?? (await openPdf(page.bytes))
    opened.set(hash, document)
    sources.set(page, { document, hash })
  }
  return sources
}

/** Throws on a damaged source; page numbers beyond the source throw a RangeError. */
export async function assemble(pages: readonly PageToAssemble[]): Promise<Uint8Array> {
  const target = await PDFDocument.create({ updateMetadata: false })
  const sources = await sourcesOf(pages)
  // All pages taken from one source are copied at once, so that what they share (fonts) is copied once.
  const copies = new Map<PageToAssemble, PDFPage>()
  for (const hash of new Set([...sources.values()].map((source) => source.hash))) {
    const wanted = [...sources].filter(([, source]) => source.hash === hash)
    const document = wanted[0]?.[1].document
    if (document === undefined) continue
    const numbers = wanted.map(([page]) => page.pdfPage ?? 1)
    if (numbers.some((number) => number < 1 || number > document.getPageCount())) throw new RangeError('no such page')
    for (const number of new Set(numbers)) makeInert(document.getPage(number - 1))
    const copied = await target.copyPages(document, numbers.map((number) => number - 1))
    wanted.forEach(([page], at) => {
      const copy = copied[at]
      if (copy !== undefined) copies.set(page, copy)
    })
  }
  for (const page of pages) {
    const copy = copies.get(page)
    const added = copy === undefined ? await addImage(target, page) : target.addPage(copy)
    if (page.rotation !== 0) added.setRotation(degrees((((added.getRotation().angle + page.rotation) % 360) + 360) % 360))
  }
  await target.flush()
  removeActiveContent(target.context)
  target.setProducer('Ghișeu DES')
  const identity = createHash('sha256')
  for (const page of pages) identity.update(createHash('sha256').update(page.bytes).digest()).update(`${page.pdfPage ?? 0}/${page.rotation};`)
  const id = PDFHexString.of(identity.digest('hex').slice(0, 32))
  target.context.trailerInfo.ID = target.context.obj([id, id])
  return await target.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
}
