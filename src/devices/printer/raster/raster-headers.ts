/**
 * The headers of raster documents: PWG raster (PWG 5102.4 section 4.3), and URF, which Apple has not published: its
 * layout is the one that CUPS writes and reads (`image/urf`, "UNIRAST").
 */
import type { RasterColour, RasterFormat } from '../print-formats.ts'

export interface RasterPage {
  readonly width: number
  readonly height: number
  readonly duplex: boolean
  /** The number of pages of the document. */
  readonly pages: number
  /** How this page lies in the data; -1: mirrored in that direction. Only the backs of sheets are mirrored. */
  readonly transform: { readonly across: 1 | -1; readonly along: 1 | -1 }
}

/** Points of A4 (PWG 5101.1 in whole points, as CUPS has it). */
const A4_POINTS = { width: 595, height: 842 } as const
const A4_NAME = 'iso_a4_210x297mm'
const PWG_HEADER_BYTES = 1796
/** Where the fields of a page header stand, in bytes. Those that are not written are 0. */
const PWG = {
  duplex: 272,
  resolution: 276,
  copies: 340,
  pageSize: 352,
  width: 372,
  height: 376,
  bitsPerColour: 384,
  bitsPerPixel: 388,
  bytesPerLine: 392,
  colourSpace: 400,
  colours: 420,
  pageCount: 452,
  crossFeedTransform: 456,
  feedTransform: 460,
  imageBox: 464,
  alternatePrimary: 480,
  quality: 484,
  pageSizeName: 1732,
} as const
/** Bits of a pixel, and the number of the colour space in each format. URF has no black of one bit. */
const PIXELS: Readonly<Record<RasterColour, { bits: number; colours: number; pwg: number; urf: number }>> = {
  grey: { bits: 8, colours: 1, pwg: 18, urf: 0 },
  colour: { bits: 24, colours: 3, pwg: 19, urf: 1 },
  black: { bits: 1, colours: 1, pwg: 3, urf: 0 },
}
/** The usual quality (IPP `print-quality` 4). */
const NORMAL = 4

export const bytesPerLine = (width: number, colour: RasterColour): number =>
  Math.ceil((width * PIXELS[colour].bits) / 8)

function pwgHeader({ resolution, colour }: RasterFormat, page: RasterPage): Buffer {
  const head = Buffer.alloc(PWG_HEADER_BYTES)
  const put = (at: number, ...values: number[]): void =>
    values.forEach((value, index) => void head.writeInt32BE(value, at + index * 4))
  const { bits, colours, pwg } = PIXELS[colour]
  head.write('PwgRaster', 0, 'latin1')
  put(PWG.duplex, page.duplex ? 1 : 0)
  put(PWG.resolution, resolution, resolution)
  put(PWG.copies, 1)
  put(PWG.pageSize, A4_POINTS.width, A4_POINTS.height)
  put(PWG.width, page.width)
  put(PWG.height, page.height)
  put(PWG.bitsPerColour, bits / colours)
  put(PWG.bitsPerPixel, bits)
  put(PWG.bytesPerLine, bytesPerLine(page.width, colour))
  put(PWG.colourSpace, pwg)
  put(PWG.colours, colours)
  put(PWG.pageCount, page.pages)
  put(PWG.crossFeedTransform, page.transform.across)
  put(PWG.feedTransform, page.transform.along)
  put(PWG.imageBox, 0, 0, page.width, page.height)
  put(PWG.alternatePrimary, 0xffffff)
  put(PWG.quality, NORMAL)
  head.write(A4_NAME, PWG.pageSizeName, 'latin1')
  return head
}

function urfHeader({ resolution, colour }: RasterFormat, page: RasterPage): Buffer {
  const head = Buffer.alloc(32)
  const { bits, urf } = PIXELS[colour]
  // Sides: 1 one, 2 both over the short edge, 3 both over the long edge.
  head.set([bits, urf, page.duplex ? 3 : 1, NORMAL])
  head.writeUInt32BE(page.width, 12)
  head.writeUInt32BE(page.height, 16)
  head.writeUInt32BE(resolution, 20)
  return head
}

/** What stands before the first page. */
export function documentHeader({ type }: RasterFormat, pages: number): Buffer {
  if (type === 'image/pwg-raster') return Buffer.from('RaS2', 'latin1')
  const head = Buffer.alloc(12)
  head.write('UNIRAST\0', 'latin1')
  head.writeUInt32BE(pages, 8)
  return head
}

export const pageHeader = (format: RasterFormat, page: RasterPage): Buffer =>
  format.type === 'image/pwg-raster' ? pwgHeader(format, page) : urfHeader(format, page)
