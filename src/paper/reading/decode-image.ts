/** An image file as pixels: upright by EXIF, colours, no larger than reading needs. */
import sharp from 'sharp'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { type ScanLimits } from '../scan/scan.ts'
import type { Raster } from './raster.ts'

/**
 * Long side of what is read: a page that fills it has 220 dpi, one that lies at 15° on a larger picture 190. More costs
 * time and tells nothing more.
 */
export const LONG_SIDE = 2600
/** A picture with a shorter side than this holds no page that could be read: A6 at 75 dpi. */
const SHORTEST_SIDE = 300

/**
 * Refuses with scan.too-large (pixels), scan.unreadable (damaged, cut off, or too small to hold a page). `page` counts
 * from 0.
 */
export async function decodeImage(
  bytes: Uint8Array,
  name: string,
  page = 0,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Result<Raster>> {
  try {
    const header = await sharp(bytes, { limitInputPixels: false, page, pages: 1 }).metadata()
    const size = header.width * header.height
    if (size > limits.pixels) return refuse('scan.too-large', { name, size, limit: limits.pixels })
    if (Math.min(header.width, header.height) < SHORTEST_SIDE) return refuse('scan.unreadable', { name })
    const image = sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error', page, pages: 1 })
      .autoOrient()
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
    const { data, info } = await image
      .resize({ width: LONG_SIDE, height: LONG_SIDE, fit: 'inside', withoutEnlargement: true, kernel: 'linear' })
      .raw()
      .toBuffer({ resolveWithObject: true })
    // A single channel comes where the file had one and srgb changed nothing.
    return ok(
      info.channels === 3
        ? { data, width: info.width, height: info.height, channels: 3 }
        : { data: tripled(data, info.channels), width: info.width, height: info.height, channels: 3 },
    )
  } catch {
    return refuse('scan.unreadable', { name })
  }
}

function tripled(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3)
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) rgb.fill(data[from] ?? 0, to, to + 3)
  return rgb
}
