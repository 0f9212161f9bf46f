/** Renders one page of a PDF as a page of raster. Use it in the raster thread only, which can be ended. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { RasterFormat } from '../print-formats.ts'
import { bytesPerLine, pageHeader, type RasterPage } from './raster-headers.ts'
import { linePacker } from './raster-lines.ts'

export interface PageToRender {
  readonly pdf: Uint8Array
  /** Counts from 1. */
  readonly page: number
  readonly format: RasterFormat
  readonly duplex: boolean
}
export interface RenderedPage {
  readonly pages: number
  /** The header and the compressed lines. */
  readonly bytes: Uint8Array
}

const A4_MILLIMETRES = { width: 210, height: 297 } as const
/** Pixels are read from the canvas in bands of this many lines, so that a page is not held twice. */
const BAND = 64
/** The least light of a white dot, where a dot is black or white. */
const WHITE = 128

const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** pdf.js requires addresses with a slash at the end. All of them are inside the package. */
const inside = (name: string): string => `${pathToFileURL(path.join(folder, name)).href}/`

/** Light of a pixel (ITU-R BT.709). */
const light = (pixels: Uint8ClampedArray, at: number): number =>
  Math.round((pixels[at] ?? 0) * 0.2126 + (pixels[at + 1] ?? 0) * 0.7152 + (pixels[at + 2] ?? 0) * 0.0722)

/** Writes one line of the page; `mirrored`: from right to left. */
function writeLine(
  { pixels, from, width }: { pixels: Uint8ClampedArray; from: number; width: number },
  colour: RasterFormat['colour'],
  mirrored: boolean,
  line: Uint8Array,
): void {
  line.fill(0)
  for (let x = 0; x < width; x++) {
    const at = from + (mirrored ? width - 1 - x : x) * 4
    if (colour === 'grey') line[x] = light(pixels, at)
    else if (colour === 'colour') line.set(pixels.subarray(at, at + 3), x * 3)
    // One bit: 1 is black.
    else if (light(pixels, at) < WHITE) line[x >> 3] = (line[x >> 3] ?? 0) | (0x80 >> (x & 7))
  }
}

function packedPage(context: SKRSContext2D, format: RasterFormat, { width, height, transform }: RasterPage): Buffer {
  const packer = linePacker(format.colour === 'colour' ? 3 : 1)
  const line = new Uint8Array(bytesPerLine(width, format.colour))
  const upwards = transform.along < 0
  for (let done = 0; done < height; done += BAND) {
    const lines = Math.min(BAND, height - done)
    const top = upwards ? height - done - lines : done
    const { data } = context.getImageData(0, top, width, lines)
    for (let n = 0; n < lines; n++) {
      const y = upwards ? lines - 1 - n : n
      writeLine({ pixels: data, from: y * width * 4, width }, format.colour, transform.across < 0, line)
      packer.push(line)
    }
  }
  return packer.end()
}

/** How a page lies in the data (PWG 5102.4 section 4.3.2.3): the back of a sheet that is turned over its long edge. */
function transformOf({ page, duplex, format }: PageToRender): RasterPage['transform'] {
  const isBack = duplex && page % 2 === 0
  return {
    across: isBack && format.back === 'rotated' ? -1 : 1,
    along: isBack && format.back !== 'normal' ? -1 : 1,
  }
}

/** Rejects when the PDF cannot be rendered. */
export async function renderPage(call: PageToRender): Promise<RenderedPage> {
  const { pdf, page, format } = call
  const task = getDocument({
    data: pdf.slice(),
    cMapUrl: inside('cmaps'),
    standardFontDataUrl: inside('standard_fonts'),
    wasmUrl: inside('wasm'),
    verbosity: 0,
  })
  try {
    const document = await task.promise
    const shown = await document.getPage(page)
    const [width, height] = [A4_MILLIMETRES.width, A4_MILLIMETRES.height].map((side) =>
      Math.round((side / 25.4) * format.resolution),
    ) as [number, number]
    const plain = shown.getViewport({ scale: 1 })
    const rotation = plain.width > plain.height ? (shown.rotate + 90) % 360 : shown.rotate
    const upright = shown.getViewport({ scale: 1, rotation })
    // A page of A4 is 0.3 points smaller or larger than the sheet, which must not change its scale.
    const natural = format.resolution / 72
    const fitting = Math.min(width / upright.width, height / upright.height)
    const scale = Math.abs(fitting / natural - 1) < 0.005 ? natural : Math.min(natural, fitting)
    const viewport = shown.getViewport({
      scale,
      rotation,
      offsetX: Math.round((width - upright.width * scale) / 2),
      offsetY: Math.round((height - upright.height * scale) / 2),
    })
    const canvas = createCanvas(width, height)
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, width, height)
    // The library has types for browsers; this canvas has everything that it calls.
    await shown.render({ canvas, canvasContext: context, viewport, intent: 'print' } as unknown as Parameters<
      typeof shown.render
    >[0]).promise
    const pages = document.numPages
    const described: RasterPage = { width, height, duplex: call.duplex, pages, transform: transformOf(call) }
    return { pages, bytes: Buffer.concat([pageHeader(format, described), packedPage(context, format, described)]) }
  } finally {
    await task.destroy().catch(() => undefined)
  }
}
