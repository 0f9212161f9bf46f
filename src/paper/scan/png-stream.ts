/**
 * Embeds a PNG as a PDF image without decoding it. PDF's Flate filter with the PNG predictor reads the bytes of the
 * IDAT chunks unchanged (ISO 32000-1 section 7.4.4.4).
 */
import { PDFHexString, PDFName, PDFRawStream, type PDFContext } from '@cantoo/pdf-lib'

const COLOUR = { grey: 0, rgb: 2, palette: 3 } as const

/**
 * Returns the image as a stream object, with its size. Null when the image needs decoding (alpha, interlacing, 16 bits)
 * or is not a PNG.
 */
export function pngStream(
  context: PDFContext,
  png: Uint8Array,
): { image: PDFRawStream; width: number; height: number } | null {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const idat: Uint8Array[] = []
  let palette: Uint8Array | undefined
  let header: { width: number; height: number; bits: number; colour: number } | undefined
  for (let at = 8; at + 12 <= png.length;) {
    const length = view.getUint32(at)
    const type = Buffer.from(png.subarray(at + 4, at + 8)).toString('latin1')
    const data = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR' && length === 13) {
      if (data[10] !== 0 || data[11] !== 0 || data[12] !== 0) return null
      header = {
        width: view.getUint32(at + 8),
        height: view.getUint32(at + 12),
        bits: data[8] ?? 0,
        colour: data[9] ?? 255,
      }
    }
    if (type === 'PLTE') palette = data
    if (type === 'tRNS') return null
    if (type === 'IDAT') idat.push(data)
    if (type === 'IEND') break
    at += 12 + length
  }
  if (header === undefined || idat.length === 0 || header.bits > 8) return null
  const { width, height, bits, colour } = header
  const colours = colour === COLOUR.rgb ? 3 : 1
  if (colour === COLOUR.palette ? palette === undefined : colour !== COLOUR.grey && colour !== COLOUR.rgb) return null
  const dictionary = context.obj({
    Type: 'XObject',
    Subtype: 'Image',
    Width: width,
    Height: height,
    BitsPerComponent: bits,
    ColorSpace: colour === COLOUR.rgb ? 'DeviceRGB' : 'DeviceGray',
    Filter: 'FlateDecode',
    DecodeParms: { Predictor: 15, Colors: colours, BitsPerComponent: bits, Columns: width },
  })
  if (palette !== undefined && colour === COLOUR.palette)
    dictionary.set(
      PDFName.of('ColorSpace'),
      context.obj([
        'Indexed',
        'DeviceRGB',
        Math.floor(palette.length / 3) - 1,
        PDFHexString.of(Buffer.from(palette).toString('hex')),
      ]),
    )
  return { image: PDFRawStream.of(dictionary, Buffer.concat(idat)), width, height }
}
