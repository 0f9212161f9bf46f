/**
 * Reads raster documents for printers, written from the specification of PWG raster (PWG 5102.4) and from what is known
 * of URF, and not from our encoder. It refuses everything that a printer could not print.
 */

export interface DecodedPage {
  readonly width: number
  readonly height: number
  readonly resolution: number
  readonly duplex: boolean
  readonly bitsPerPixel: number
  /** The number of the colour space in its format. */
  readonly colourSpace: number
  /** How the page lies in the data; URF does not state it. */
  readonly transform: readonly [across: number, along: number]
  readonly pixels: Buffer
}

interface Shape {
  readonly width: number
  readonly height: number
  readonly bitsPerPixel: number
}

/** The lines of one page, and the place behind them. */
function linesAt(
  bytes: Buffer,
  start: number,
  { width, height, bitsPerPixel }: Shape,
): { pixels: Buffer; end: number } {
  const lineBytes = Math.ceil((width * bitsPerPixel) / 8)
  const pixel = Math.max(1, bitsPerPixel / 8)
  const pixels = Buffer.alloc(lineBytes * height)
  let at = start
  for (let line = 0; line < height;) {
    const repeat = bytes.readUInt8(at++) + 1
    const row = line * lineBytes
    for (let x = 0; x < lineBytes;) {
      const code = bytes.readUInt8(at++)
      if (code === 128) throw new RangeError('a code without meaning')
      const count = code < 128 ? code + 1 : 257 - code
      const plain = code > 128
      if (x + count * pixel > lineBytes) throw new RangeError('a line is too long')
      for (let n = 0; n < count; n++) {
        bytes.copy(pixels, row + x, at, at + pixel)
        x += pixel
        if (plain) at += pixel
      }
      if (!plain) at += pixel
    }
    if (at > bytes.length) throw new RangeError('the document ends within a line')
    if (line + repeat > height) throw new RangeError('too many lines')
    for (let n = 1; n < repeat; n++) pixels.copyWithin(row + n * lineBytes, row, row + lineBytes)
    line += repeat
  }
  return { pixels, end: at }
}

function pwgPageAt(bytes: Buffer, at: number): { page: DecodedPage; end: number } {
  const field = (offset: number): number => bytes.readInt32BE(at + offset)
  const name = bytes.toString('latin1', at, at + 10)
  if (name !== 'PwgRaster\0') throw new TypeError('not a page of PWG raster')
  const shape = { width: field(372), height: field(376), bitsPerPixel: field(388) }
  if (field(276) !== field(280)) throw new RangeError('two resolutions')
  if (field(392) !== Math.ceil((shape.width * shape.bitsPerPixel) / 8)) throw new RangeError('the length of a line')
  const { pixels, end } = linesAt(bytes, at + 1796, shape)
  const page: DecodedPage = {
    ...shape,
    resolution: field(276),
    duplex: field(272) === 1,
    colourSpace: field(400),
    transform: [field(456), field(460)],
    pixels,
  }
  return { page, end }
}

function urfPageAt(bytes: Buffer, at: number): { page: DecodedPage; end: number } {
  const [bitsPerPixel = 0, colourSpace = 0, sides = 0] = bytes.subarray(at, at + 4)
  const shape = { width: bytes.readUInt32BE(at + 12), height: bytes.readUInt32BE(at + 16), bitsPerPixel }
  const { pixels, end } = linesAt(bytes, at + 32, shape)
  const page: DecodedPage = {
    ...shape,
    resolution: bytes.readUInt32BE(at + 20),
    duplex: sides > 1,
    colourSpace,
    transform: [1, 1],
    pixels,
  }
  return { page, end }
}

/**
 * All pages of a document.
 *
 * @throws TypeError when it is neither format, RangeError when it does not hold what it states
 */
export function decodeRaster(given: Uint8Array): DecodedPage[] {
  const bytes = Buffer.from(given)
  const isUrf = bytes.toString('latin1', 0, 8) === 'UNIRAST\0'
  if (!isUrf && bytes.toString('latin1', 0, 4) !== 'RaS2') throw new TypeError('not a raster document')
  const pages: DecodedPage[] = []
  let at = isUrf ? 12 : 4
  while (at < bytes.length) {
    const { page, end } = isUrf ? urfPageAt(bytes, at) : pwgPageAt(bytes, at)
    pages.push(page)
    at = end
  }
  const stated = isUrf ? bytes.readUInt32BE(8) : bytes.readInt32BE(4 + 452)
  if (stated !== pages.length) throw new RangeError('another number of pages')
  return pages
}
