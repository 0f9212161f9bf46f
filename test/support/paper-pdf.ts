/** What tests read from a paper file: its words, its structure, and copies with one changed bit. */
import { randomInt } from 'node:crypto'
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** All words of all pages, single spaces. */
export async function wordsOf(pdf: Uint8Array): Promise<string> {
  const loading = getDocument({ data: Uint8Array.from(pdf), useSystemFonts: false, verbosity: 0 })
  const document = await loading.promise
  let words = ''
  for (let page = 1; page <= document.numPages; page++)
    for (const item of (await (await document.getPage(page)).getTextContent({ disableNormalization: true })).items)
      words += 'str' in item ? item.str : ''
  await loading.destroy()
  return words.replace(/\s+/g, ' ')
}

/** The properties of an accessible, archival file, and its seals. */
export async function structureOf(
  pdf: Uint8Array,
): Promise<{ tagged: boolean; language: string; archival: string; seals: number }> {
  const { catalog, context } = await PDFDocument.load(pdf, { updateMetadata: false })
  const marked = catalog.lookup(PDFName.of('MarkInfo'), PDFDict).lookup(PDFName.of('Marked'))
  const metadata = catalog.lookup(PDFName.of('Metadata'))
  const xmp = metadata instanceof PDFRawStream ? Buffer.from(metadata.contents).toString('utf8') : ''
  const part = /<pdfaid:part>(\d)</.exec(xmp)?.[1] ?? ''
  const conformance = /<pdfaid:conformance>(\w)</.exec(xmp)?.[1] ?? ''
  const intents = catalog.lookup(PDFName.of('OutputIntents'), PDFArray)
  return {
    tagged: marked === PDFBool.True && catalog.has(PDFName.of('StructTreeRoot')) && intents.size() > 0,
    language: catalog.lookup(PDFName.of('Lang'), PDFString).asString(),
    archival: `${part}${conformance}`,
    seals: context
      .enumerateIndirectObjects()
      .filter(([, object]) => object instanceof PDFDict && object.get(PDFName.of('FT')) === PDFName.of('Sig')).length,
  }
}

/**
 * Yields the file with one bit changed at a random place, `times` times. The bytes of the seal itself are excluded,
 * because a seal cannot cover them.
 */
export function* changedAtRandom(sealed: Uint8Array, times: number): Generator<Uint8Array> {
  const start = Buffer.from(sealed).lastIndexOf('/Contents <') + '/Contents '.length
  const end = Buffer.from(sealed).indexOf('>', start) + 1
  for (let n = 0; n < times; n++) {
    const covered = randomInt(sealed.length - (end - start))
    const place = covered < start ? covered : covered + end - start
    const changed = Uint8Array.from(sealed)
    changed[place] = (changed[place] ?? 0) ^ (1 << randomInt(8))
    yield changed
  }
}
