/** Raster documents for printers without PDF: the compression, the headers, and a receipt compared with its PDF. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../../../../test/support/preparation/programs.ts'
import { largestDifference, pagesOfPdf, receiptFor, type GreyPage } from '../../../../test/support/printed-page.ts'
import { decodeRaster, type DecodedPage } from '../../../../test/support/raster-decoder.ts'
import { printFormats, type FormatAttributes, type RasterFormat } from '../print-formats.ts'
import { rasterDocument } from './raster-document.ts'
import { bytesPerLine, documentHeader, pageHeader } from './raster-headers.ts'
import { linePacker } from './raster-lines.ts'

const poppler = needs('pdftoppm')
const GREY: RasterFormat = { type: 'image/pwg-raster', resolution: 300, colour: 'grey', back: 'normal' }
/** The least difference of a letter, and the most that two renderers of the same letter differ. */
const SAME = 0.2

describe('the compression of raster lines', () => {
  const line = (bytes: number) =>
    fc.array(fc.oneof(fc.constant(255), fc.constantFrom(0, 1, 254)), { minLength: bytes, maxLength: bytes })
  const page = fc
    .record({ width: fc.integer({ min: 1, max: 300 }), colour: fc.constantFrom('grey', 'colour', 'black' as const) })
    .chain(({ width, colour }) =>
      fc.record({
        width: fc.constant(width),
        colour: fc.constant(colour),
        lines: fc.array(
          fc.record({
            line: line(bytesPerLine(width, colour as RasterFormat['colour'])),
            times: fc.constantFrom(1, 2, 300),
          }),
          { minLength: 1, maxLength: 5 },
        ),
      }),
    )
  it('gives back every pixel, in both formats', () => {
    fc.assert(
      fc.property(page, fc.constantFrom('image/pwg-raster', 'image/urf' as const), (given, type) => {
        const colour = given.colour as RasterFormat['colour']
        const format: RasterFormat = { ...GREY, type: type as RasterFormat['type'], colour }
        const lines = given.lines.flatMap(({ line: one, times }) => Array.from({ length: times }, () => one))
        const packer = linePacker(colour === 'colour' ? 3 : 1)
        for (const one of lines) packer.push(Uint8Array.from(one))
        const header = pageHeader(format, {
          width: given.width,
          height: lines.length,
          duplex: false,
          pages: 1,
          transform: { across: 1, along: 1 },
        })
        const [decoded] = decodeRaster(Buffer.concat([documentHeader(format, 1), header, packer.end()]))
        expect(decoded?.pixels.equals(Buffer.from(lines.flat()))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

/** A page as it appears on the sheet; colours as their light. */
function onPaper({ width, height, bitsPerPixel, pixels }: DecodedPage): GreyPage {
  const grey = new Uint8Array(width * height)
  const lineBytes = Math.ceil((width * bitsPerPixel) / 8)
  const light = (at: number): number =>
    (pixels[at] ?? 0) * 0.2126 + (pixels[at + 1] ?? 0) * 0.7152 + (pixels[at + 2] ?? 0) * 0.0722
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      if (bitsPerPixel === 24) grey[to] = light(y * lineBytes + x * 3)
      else if (bitsPerPixel === 8) grey[to] = pixels[to] ?? 0
      else grey[to] = ((pixels[y * lineBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255
    }
  return { width, height, pixels: grey }
}

describe.skipIf(poppler.missing)(`a receipt as raster${poppler.note}`, () => {
  let pdf: Uint8Array
  beforeAll(async () => {
    pdf = await receiptFor('Munteanu')
  })
  const printed = async (format: RasterFormat): Promise<DecodedPage> => {
    const pages = decodeRaster((await rasterDocument(pdf, format, { duplex: false })) ?? Buffer.alloc(0))
    const [page] = pages
    if (page === undefined || pages.length > 1) throw new Error('a receipt has one page')
    return page
  }
  const expected = async (of: Uint8Array, resolution: number): Promise<GreyPage> => {
    const [page] = await pagesOfPdf(of, resolution)
    if (page === undefined) throw new Error('no page')
    return page
  }

  it.each([
    ['PWG raster in grey', GREY, 18, 8],
    ['PWG raster in black and white', { ...GREY, colour: 'black' }, 3, 1],
    ['URF in grey', { ...GREY, type: 'image/urf', resolution: 200 }, 0, 8],
    ['URF in colour', { ...GREY, type: 'image/urf', colour: 'colour', resolution: 200 }, 1, 24],
    ['PWG raster in colour', { ...GREY, colour: 'colour', resolution: 200 }, 19, 24],
  ] as const)('looks like its PDF: %s', { timeout: 60_000 }, async (_name, format, colourSpace, bitsPerPixel) => {
    const { resolution, colour } = format
    const page = await printed(format)
    const [width, height] = [Math.round((210 / 25.4) * resolution), Math.round((297 / 25.4) * resolution)]
    expect(page).toMatchObject({ width, height, resolution, colourSpace, bitsPerPixel })
    // Where a dot has no shades, thin lines turn black or vanish.
    const most = colour === 'black' ? 0.45 : SAME
    expect(largestDifference(onPaper(page), await expected(pdf, resolution))).toBeLessThan(most)
  })
  it('differs from the receipt of another person', { timeout: 60_000 }, async () => {
    const other = await expected(await receiptFor('Muntearu'), 300)
    expect(largestDifference(onPaper(await printed(GREY)), other)).toBeGreaterThan(SAME)
  })
})

describe('a raster document', () => {
  it('has the backs of its sheets as the printer wants them', { timeout: 60_000 }, async () => {
    const { PDFDocument, rgb } = await import('@cantoo/pdf-lib')
    const document = await PDFDocument.create()
    // A black square at the top left corner of both pages.
    for (let page = 0; page < 2; page++)
      document.addPage([595.28, 841.89]).drawRectangle({ x: 0, y: 800, width: 40, height: 41.89, color: rgb(0, 0, 0) })
    const pdf = await document.save()
    const cornerOf = async (back: RasterFormat['back'], duplex: boolean) => {
      const raster = await rasterDocument(pdf, { ...GREY, resolution: 150, back }, { duplex })
      const [front, rear] = decodeRaster(raster ?? Buffer.alloc(0))
      const black = ({ width, height, pixels }: DecodedPage) =>
        (['top left', 'top right', 'bottom left', 'bottom right'] as const).find((name) => {
          const y = name.startsWith('top') ? 10 : height - 11
          return pixels[y * width + (name.endsWith('left') ? 10 : width - 11)] === 0
        })
      if (front === undefined || rear === undefined) throw new Error('a page is missing')
      return [front.duplex, black(front), black(rear), ...rear.transform]
    }
    expect(await cornerOf('normal', true)).toEqual([true, 'top left', 'top left', 1, 1])
    expect(await cornerOf('flipped', true)).toEqual([true, 'top left', 'bottom left', 1, -1])
    expect(await cornerOf('rotated', true)).toEqual([true, 'top left', 'bottom right', -1, -1])
    expect(await cornerOf('rotated', false)).toEqual([false, 'top left', 'top left', 1, 1])
  })
  it('is none, and never one with pages missing, when the PDF is damaged or the print was stopped', async () => {
    expect(await rasterDocument(Buffer.from('%PDF-1.7 nothing'), GREY, { duplex: false })).toBeNull()
    const stopped = AbortSignal.abort()
    expect(await rasterDocument(Buffer.from('%PDF-1.7'), GREY, { duplex: false, signal: stopped })).toBeNull()
  })
})

describe('the raster of a printer', () => {
  const none: FormatAttributes = { types: [], pwgResolutions: [], pwgTypes: [], pwgSheetBack: [], urf: [] }
  const pwg = (more: Partial<FormatAttributes>) =>
    printFormats({ ...none, types: ['image/pwg-raster'], ...more }).rasters[0]
  const urf = (...words: string[]) => printFormats({ ...none, types: ['image/urf'], urf: words }).rasters[0]
  it.each([
    [[], 300],
    [['300x300dpi', '600x600dpi'], 300],
    [['600x600dpi'], 600],
    [['200x200dpi'], 200],
    [['360x360dpi', '720x720dpi'], 360],
    [['1200x1200dpi'], undefined],
    [['75x75dpi'], undefined],
    [['300x600dpi'], undefined],
  ])('has a resolution that it offers and that can be read: %o', (pwgResolutions, dpi) => {
    expect(pwg({ pwgResolutions })?.resolution).toBe(dpi)
  })
  it('has colours that it offers, grey first', () => {
    expect(pwg({ pwgTypes: ['srgb_8', 'sgray_8'] })?.colour).toBe('grey')
    expect(pwg({ pwgTypes: ['srgb_8'] })?.colour).toBe('colour')
    expect(pwg({ pwgTypes: ['black_1'] })?.colour).toBe('black')
    expect(pwg({ pwgTypes: ['cmyk_8'] })).toBeUndefined()
  })
  it('is read from the words of AirPrint', () => {
    expect(urf('V1.4', 'W8', 'SRGB24', 'RS300-600', 'DM3')).toMatchObject({
      resolution: 300,
      colour: 'grey',
      back: 'rotated',
    })
    expect(urf('SRGB24,RS600,DM2')).toMatchObject({ resolution: 600, colour: 'colour', back: 'flipped' })
    expect(urf('RS1200')).toBeUndefined()
  })
})
