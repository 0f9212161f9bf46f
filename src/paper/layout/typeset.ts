/** Makes a paper from its pieces: pages with head and foot, tags, language, and the metadata of an archival PDF. */
import { createHash } from 'node:crypto'
import { PDFDocument, type PDFFont, PDFHexString, PDFName, PDFString, type PDFPage } from '@cantoo/pdf-lib'
import { sha256Hex } from '../../files/sha256.ts'
import { COLOURS, PAGE, type Canvas, type EmbeddedFaces } from './canvas.ts'
import { flow, type FlowedPage, type Marker, type Piece } from './flow.ts'
import { FACES, type FaceName, type PaperFonts } from './fonts.ts'
import type { Frame } from './text-lines.ts'
import { child, element, writeStructure, type Element } from './structure.ts'
import { breakLines, printable, widthOf, type Line } from './text.ts'

export interface Sheet {
  /** The name of the house, and the lines under it. */
  readonly letterhead: { readonly name: string; readonly lines: readonly string[] }
  /** The title of the document in viewers and archives. */
  readonly title: string
  readonly language: 'ro-RO' | 'en-GB'
  /** The text at the foot of each page; on later pages also at the head. */
  readonly running: string
  readonly pageOf: (page: number, pages: number) => string
  /** DUPLICAT or CIORNĂ, framed at the head of every page. */
  readonly mark: string | null
  /** Large text behind the content of every page. */
  readonly watermark: string | null
  /** Printed at the foot of every page. */
  readonly footnote: string | null
  readonly issuedAt: Date
}

export const MARGIN = { left: 62, right: 62, top: 48, bottom: 66 } as const
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right

/**
 * Embeds a face as a subset, with one glyph for each character (fonts.ts). Each subset of a face in a file needs
 * another
 * tag of six letters (ISO 32000-1 section 9.6.4).
 */
export async function embedFace(
  document: PDFDocument,
  fonts: PaperFonts,
  name: FaceName,
  tag: string,
): Promise<PDFFont> {
  const byData = new Map(Object.values(fonts).map((face) => [face.data, face.font]))
  document.registerFontkit({ create: (data) => byData.get(data) ?? null })
  return document.embedFont(fonts[name].data, { subset: true, customName: `${tag}+${FACES[name].replace('.ttf', '')}` })
}

export async function embedFaces(document: PDFDocument, fonts: PaperFonts): Promise<EmbeddedFaces> {
  return Object.fromEntries(
    await Promise.all(
      (Object.keys(fonts) as FaceName[]).map(
        async (name) => [name, await embedFace(document, fonts, name, 'DESGHI')] as const,
      ),
    ),
  ) as EmbeddedFaces
}

interface Head {
  readonly height: number
  draw(canvas: Canvas, mark: Marker): void
}

function headOf(sheet: Sheet, fonts: PaperFonts, root: Element): { first: Head; later: Head } {
  const set = (text: string, size: number, face: FaceName, width: number): Line[] =>
    breakLines(text, { width, size, face, fonts })
  const markWidth = sheet.mark === null ? 0 : widthOf(sheet.mark, fonts.bold, 13) + 24
  const textWidth = WIDTH - markWidth - (markWidth > 0 ? 16 : 0)
  const name = set(sheet.letterhead.name, 13.5, 'semibold', textWidth)
  // Only the lines beside the mark are narrower. An address or telephone number below it has the full width.
  const lines = sheet.letterhead.lines.flatMap((line, index) =>
    set(line, 8.5, 'regular', name.length === 1 && index === 0 ? textWidth : WIDTH),
  )
  const running = set(sheet.running, 8.5, 'regular', textWidth)
  const firstHeight = Math.max(name.length * 17 + lines.length * 11.5, sheet.mark === null ? 0 : 22) + 8
  const laterHeight = Math.max(12 * (1 + running.length), sheet.mark === null ? 0 : 22) + 6
  const speaker = child(root, 'P')
  const markElement = sheet.mark === null ? null : child(root, 'P')
  const stamp = (canvas: Canvas, mark: Marker, tagged: boolean) => {
    if (sheet.mark === null) return
    const [line] = set(sheet.mark, 13, 'bold', markWidth)
    const x = MARGIN.left + WIDTH - markWidth
    const draw = () => {
      canvas.frame(x, MARGIN.top - 3, markWidth, 22, 1.4, COLOURS.alert)
      if (line !== undefined) canvas.line(line, x + 12, MARGIN.top + 12.3, 13, COLOURS.alert)
    }
    if (tagged && markElement !== null) mark.as(markElement, draw)
    else mark.artifact(draw)
  }
  const rule = (canvas: Canvas, height: number) => {
    canvas.rule(MARGIN.left, MARGIN.top + height, MARGIN.left + WIDTH, MARGIN.top + height, 0.9, COLOURS.accent)
  }
  return {
    first: {
      height: firstHeight,
      draw(canvas, mark) {
        mark.as(speaker, () => {
          name.forEach((line, index) => {
            canvas.line(line, MARGIN.left, MARGIN.top + 12 + index * 17, 13.5, COLOURS.accent, true)
          })
          lines.forEach((line, index) => {
            canvas.line(
              line,
              MARGIN.left,
              MARGIN.top + name.length * 17 + 8 + index * 11.5,
              8.5,
              COLOURS.muted,
              index < lines.length - 1,
            )
          })
        })
        stamp(canvas, mark, true)
        mark.artifact(() => {
          rule(canvas, firstHeight)
        })
      },
    },
    later: {
      height: laterHeight,
      draw(canvas, mark) {
        mark.artifact(() => {
          const [first] = set(sheet.letterhead.name, 8.5, 'semibold', textWidth)
          if (first !== undefined) canvas.line(first, MARGIN.left, MARGIN.top + 8, 8.5, COLOURS.accent)
          running.forEach((line, index) => {
            canvas.line(line, MARGIN.left, MARGIN.top + 20 + index * 12, 8.5, COLOURS.muted)
          })
          rule(canvas, laterHeight)
        })
        stamp(canvas, mark, false)
      },
    },
  }
}

function drawFoot(sheet: Sheet, fonts: PaperFonts, { canvas, mark }: FlowedPage, page: number, pages: number): void {
  const y = PAGE.height - MARGIN.bottom + 22
  const count = printable(sheet.pageOf(page, pages), fonts.regular)
  const countWidth = widthOf(count, fonts.regular, 8.5)
  const one = (text: string, width: number) => breakLines(text, { width, size: 8.5, face: 'regular', fonts })[0]
  mark.artifact(() => {
    canvas.rule(MARGIN.left, y - 12, MARGIN.left + WIDTH, y - 12, 0.4, COLOURS.rule)
    const running = one(sheet.running, WIDTH - countWidth - 20)
    const counted = one(count, countWidth + 1)
    const note = sheet.footnote === null ? undefined : one(sheet.footnote, WIDTH)
    if (running !== undefined) canvas.line(running, MARGIN.left, y, 8.5, COLOURS.muted)
    if (counted !== undefined) canvas.line(counted, MARGIN.left + WIDTH - countWidth, y, 8.5, COLOURS.muted)
    if (note !== undefined) canvas.line(note, MARGIN.left, y + 12, 8.5, COLOURS.alert)
  })
}

/** Draws the watermark. It must be drawn first, so that it is behind everything else. */
function drawWatermark(sheet: Sheet, fonts: PaperFonts, { canvas, mark }: FlowedPage): void {
  if (sheet.watermark === null) return
  const size = 132
  const text = sheet.watermark
  mark.artifact(() => {
    canvas.rotated(
      text,
      'bold',
      size,
      widthOf(text, fonts.bold, size),
      PAGE.width / 2,
      PAGE.height / 2 + 40,
      52,
      COLOURS.watermark,
    )
  })
}

/** Sets title, language, file identifier and the marks of PDF/A-2b (ISO 19005-2). ADR 0032 states what is checked. */
function describe(document: PDFDocument, sheet: Sheet, identity: Uint8Array): void {
  const id = PDFHexString.of(sha256Hex(identity).slice(0, 32))
  document.context.trailerInfo.ID = document.context.obj([id, id])
  document.setTitle(sheet.title, { showInWindowTitleBar: true })
  document.setAuthor(sheet.letterhead.name)
  document.setCreator('Ghișeu DES')
  document.setProducer('Ghișeu DES')
  document.setCreationDate(sheet.issuedAt)
  document.setModificationDate(sheet.issuedAt)
  document.catalog.set(PDFName.of('Lang'), PDFString.of(sheet.language))
  document.convertToPDFA({ conformance: '2B' })
}

/**
 * Makes a paper of the pieces that `compose` returns. The same sheet, pieces and fonts give the same bytes. Throws a
 * RangeError when a single piece is higher than a page.
 */
export async function typeset(
  sheet: Sheet,
  fonts: PaperFonts,
  compose: (frame: Frame) => readonly Piece[],
): Promise<{ pdf: Uint8Array<ArrayBuffer>; pages: number }> {
  const document = await PDFDocument.create({ updateMetadata: false })
  const faces = await embedFaces(document, fonts)
  const root = element('Document')
  const head = headOf(sheet, fonts, root)
  const pieces = compose({ fonts, left: MARGIN.left, width: WIDTH, root })
  const bottom = PAGE.height - MARGIN.bottom
  const flowed = flow(
    pieces,
    faces,
    (page) => ({ top: MARGIN.top + (page === 0 ? head.first.height + 20 : head.later.height + 16), bottom }),
    (page, index) => {
      drawWatermark(sheet, fonts, page)
      ;(index === 0 ? head.first : head.later).draw(page.canvas, page.mark)
    },
  )
  const pages = flowed.map((page, index): PDFPage => {
    drawFoot(sheet, fonts, page, index + 1, flowed.length)
    const made = document.addPage([PAGE.width, PAGE.height])
    for (const [name, face] of Object.entries(faces)) made.node.setFontDictionary(PDFName.of(name), face.ref)
    made.node.set(
      PDFName.of('Contents'),
      document.context.register(document.context.flateStream(page.canvas.content())),
    )
    return made
  })
  writeStructure(document, pages, root)
  const identity = createHash('sha256').update(JSON.stringify(sheet))
  for (const page of flowed) identity.update(page.canvas.content())
  describe(document, sheet, identity.digest())
  return {
    pdf: await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false }),
    pages: flowed.length,
  }
}
