/**
 * Renders a page of a PDF. Use it in the reading thread only, which can be ended: a foreign PDF may loop or use too
 * much
 * memory.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { LONG_SIDE } from './decode-image.ts'
import type { Raster } from './raster.ts'

/**
 * The scale at which the long side of a page has as many pixels as that of a picture, but at most 300 dpi.
 */
const FINEST = 300 / 72

const folder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
/** pdf.js requires addresses with a slash at the end. All of them are inside the package. */
const inside = (name: string): string => `${pathToFileURL(join(folder, name)).href}/`

/** `page` counts from 1. Refuses with scan.password and scan.unreadable. */
export async function decodePdf(
  bytes: Uint8Array,
  name: string,
  page: number,
  longSide = LONG_SIDE,
): Promise<Result<Raster>> {
  const task = getDocument({
    data: Uint8Array.from(bytes),
    cMapUrl: inside('cmaps'),
    standardFontDataUrl: inside('standard_fonts'),
    wasmUrl: inside('wasm'),
    verbosity: 0,
  })
  try {
    const document = await task.promise
    if (page < 1 || page > document.numPages) return refuse('scan.unreadable', { name })
    const shown = await document.getPage(page)
    const plain = shown.getViewport({ scale: 1 })
    const scale = Math.min(FINEST, longSide / Math.max(plain.width, plain.height))
    if (Math.min(plain.width, plain.height) * scale < 1) return refuse('scan.unreadable', { name })
    const viewport = shown.getViewport({ scale })
    const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
    const context = canvas.getContext('2d')
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    // The library has types for browsers; this canvas has everything that it calls.
    await shown.render({ canvas, canvasContext: context, viewport, intent: 'print' } as unknown as Parameters<
      typeof shown.render
    >[0]).promise
    return ok(rgbOf(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height))
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException'
      ? refuse('scan.password', { name })
      : refuse('scan.unreadable', { name })
  } finally {
    await task.destroy().catch(() => undefined)
  }
}

function rgbOf(data: Uint8ClampedArray, width: number, height: number): Raster {
  const rgb = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from] ?? 0
    rgb[to + 1] = data[from + 1] ?? 0
    rgb[to + 2] = data[from + 2] ?? 0
  }
  return { data: rgb, width, height, channels: 3 }
}
