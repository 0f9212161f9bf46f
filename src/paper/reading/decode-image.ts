/** Decodes an image file: upright by EXIF, in colour, no larger than reading needs. */
import sharp from 'sharp'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { mediaTypeOf } from '../../files/media-type.ts'
import { hasAllScans } from '../scan/jpeg-scans.ts'
import { type ScanLimits } from '../scan/scan.ts'
import { tiffDirectories } from '../scan/tiff-directories.ts'
import { decodeWhole, resizingInto, squaredSize, withRealHeight } from '../scan/whole-image.ts'
import type { Raster } from './raster.ts'

/**
 * The long side of the picture for reading. A page that fills it has 220 dpi, one at 15° on a larger picture 190. More
 * pixels cost time and give no better reading.
 */
export const LONG_SIDE = 2600
/** A picture with a smaller side has no readable page. The value is that of A6 at 75 dpi. */
const SHORTEST_SIDE = 300

/**
 * Refuses with scan.too-large (pixels) or scan.unreadable (damaged, cut off, or too small for a page). `page` counts
 * from
 * 0.
 */
export async function decodeImage(
  given: Uint8Array,
  name: string,
  page = 0,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Result<Raster>> {
  const bytes = withRealHeight(given)
  if (!isWholePage(given, page)) return refuse('scan.unreadable', { name })
  try {
    const header = await sharp(bytes, { limitInputPixels: false, page, pages: 1 }).metadata()
    const size = header.width * header.height
    if (size > limits.pixels) return refuse('scan.too-large', { name, size, limit: limits.pixels })
    if (Math.min(header.width, header.height) < SHORTEST_SIDE) return refuse('scan.unreadable', { name })
    const into = resizingInto({ width: LONG_SIDE, height: LONG_SIDE }, squaredSize(bytes, page, header), header)
    const { data, info } = await decodeWhole((failOn) =>
      sharp(bytes, { limitInputPixels: limits.pixels, failOn, page, pages: 1 })
        .autoOrient()
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .resize({ ...into, kernel: 'linear' })
        .raw()
        .toBuffer({ resolveWithObject: true }),
    )
    // A file with a single channel may keep it after the conversion to sRGB.
    return ok(
      info.channels === 3
        ? { data, width: info.width, height: info.height, channels: 3 }
        : { data: tripled(data, info.channels), width: info.width, height: info.height, channels: 3 },
    )
  } catch {
    return refuse('scan.unreadable', { name })
  }
}

/** What decoders do not notice: the end of a JPEG, and strips or tiles of a TIFF that are outside the file. */
function isWholePage(bytes: Uint8Array, page: number): boolean {
  const type = mediaTypeOf(bytes)
  if (type === 'image/jpeg') return hasAllScans(bytes)
  return type !== 'image/tiff' || tiffDirectories(bytes).pages[page] === true
}

function tripled(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3)
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) rgb.fill(data[from] ?? 0, to, to + 3)
  return rgb
}
