/**
 * Makes pages of PNG, JPEG and TIFF files: upright by EXIF, at most A4 at 300 dpi, small enough to send. The only
 * metadata kept is the hash of the original file.
 */
import sharp, { type FailOnOptions, type Metadata, type Sharp } from 'sharp'
import { sha256Hex } from '../../files/sha256.ts'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { mediaTypeOf } from '../../files/media-type.ts'
import { describeOriginal } from './original.ts'
import type { ScanLimits, ScanPage } from './scan.ts'
import { tiffDirectories } from './tiff-directories.ts'
import { decodeWhole, resizingInto, squaredSize, withRealHeight } from './whole-image.ts'

/** A4 at 300 dpi. */
const A4_PIXELS = { short: 2480, long: 3508 } as const
/** The largest size of a handwritten page in colour, in bytes. */
const PAGE_BYTES = 150_000
interface JpegStep {
  readonly quality: number
  readonly scale: number
  readonly thorough: boolean
  /**
   * The least size of this step relative to the first thorough step. When that is too large, the step is skipped.
   */
  readonly least?: number
}
/**
 * The steps are tried in order until a page fits; the least visible ones come first. `thorough` finds the best
 * quantisation of every block (mozjpeg): a third smaller with the same quality, but several times as slow, so it is
 * used
 * only when needed.
 *
 * A handwritten form of 300 dpi ends at 200 dpi, thorough, quality 50. A letter of thirty full lines ends at 150 dpi,
 * quality 28, and is still easy to read. The ink determines the size, not the noise: shrinking averages noise away, and
 * a
 * median filter before it saves only 2 %. `npm run bench -- compact` measures this.
 */
const JPEG_STEPS: readonly JpegStep[] = [
  { quality: 75, scale: 1, thorough: false },
  { quality: 60, scale: 2 / 3, thorough: false },
  { quality: 50, scale: 2 / 3, thorough: true },
  { quality: 38, scale: 2 / 3, thorough: true, least: 0.75 },
  { quality: 45, scale: 1 / 2, thorough: true, least: 0.56 },
  { quality: 35, scale: 1 / 2, thorough: true, least: 0.47 },
  { quality: 28, scale: 1 / 2, thorough: true, least: 0.4 },
  { quality: 22, scale: 1 / 2, thorough: true, least: 0.33 },
  { quality: 28, scale: 0.42, thorough: true },
]

const open = (bytes: Uint8Array, limits: ScanLimits, page: number, failOn: FailOnOptions): Sharp =>
  sharp(bytes, { limitInputPixels: limits.pixels, failOn, unlimited: false, page, pages: 1 })

/** Refuses an image whose header states a size above the limit, before any pixel is decoded. */
function tooManyPixels(name: string, metadata: Metadata, limits: ScanLimits) {
  const pixels = metadata.width * metadata.height
  return pixels > limits.pixels ? refuse('scan.too-large', { name, size: pixels, limit: limits.pixels }) : null
}

async function header(bytes: Uint8Array, name: string, limits: ScanLimits, page?: number): Promise<Result<Metadata>> {
  try {
    // Only the header is read, so that the limit is checked here and distinguished from damage.
    const metadata = await sharp(bytes, {
      limitInputPixels: false,
      failOn: 'error',
      ...(page === undefined ? {} : { page, pages: 1 }),
    }).metadata()
    return tooManyPixels(name, metadata, limits) ?? ok(metadata)
  } catch {
    return refuse('scan.unreadable', { name })
  }
}

/** The number of pages of an image file, without reading its pixels. */
export async function countImagePages(bytes: Uint8Array, name: string, limits: ScanLimits): Promise<Result<number>> {
  const first = await header(withRealHeight(bytes), name, limits)
  if (!first.ok) return first
  const pages = first.value.pages ?? 1
  return pages > limits.pages ? refuse('scan.too-many-pages', { name, pages, limit: limits.pages }) : ok(pages)
}

/** Whether an image is black and white, as scanners write it. It stays so, because JPEG would be larger and blurred. */
const isBilevel = (metadata: Metadata): boolean => metadata.bitsPerSample === 1

async function encodePage(
  bytes: Uint8Array,
  metadata: Metadata,
  limits: ScanLimits,
  page: number,
  original: string,
): Promise<ScanPage> {
  const exif = { IFD0: { ImageDescription: describeOriginal(original, page + 1) } }
  // An incomplete page must not be accepted as a whole one.
  const upright = (failOn: FailOnOptions) => open(bytes, limits, page, failOn).autoOrient()
  const square = squaredSize(bytes, page, metadata)
  const { width, height } = square
  const landscape = width > height
  const box = landscape
    ? { width: A4_PIXELS.long, height: A4_PIXELS.short }
    : { width: A4_PIXELS.short, height: A4_PIXELS.long }
  if (isBilevel(metadata) && width <= box.width && height <= box.height) {
    const { data, info } = await decodeWhole((failOn) =>
      upright(failOn)
        .resize({ ...resizingInto(box, square, metadata), kernel: 'nearest' })
        .toColourspace('b-w')
        .png({ palette: true, colours: 2, dither: 0, compressionLevel: 9 })
        .withExif(exif)
        .toBuffer({ resolveWithObject: true }),
    )
    return { bytes: data, mediaType: 'image/png', pdfPage: null, width: info.width, height: info.height }
  }
  // Decoded and scaled once, encoded as often as needed.
  const { data: pixels, info: raw } = await decodeWhole((failOn) =>
    upright(failOn)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .resize(resizingInto(box, square, metadata))
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  let encoded: { data: Buffer; info: { width: number; height: number } } | undefined
  let thoroughly: number | null = null
  for (const { quality, scale, thorough, least = 0 } of JPEG_STEPS) {
    if (thoroughly !== null && thoroughly * least > PAGE_BYTES) continue
    const image = sharp(pixels, { raw: { width: raw.width, height: raw.height, channels: raw.channels } })
    const scaled = scale === 1 ? image : image.resize({ width: Math.max(1, Math.round(raw.width * scale)) })
    encoded = await scaled
      .jpeg({ quality, chromaSubsampling: '4:2:0', mozjpeg: thorough })
      .withExif(exif)
      .toBuffer({ resolveWithObject: true })
    if (encoded.data.length <= PAGE_BYTES) break
    if (thorough) thoroughly ??= encoded.data.length
  }
  if (encoded === undefined) throw new Error('There is no step for encoding a page')
  return {
    bytes: encoded.data,
    mediaType: 'image/jpeg',
    pdfPage: null,
    width: encoded.info.width,
    height: encoded.info.height,
  }
}

/**
 * The pages of an image file in order. When a page is missing or cannot be read, refuses with scan.incomplete, or with
 * scan.unreadable if no page is whole; `onlyWhole` returns the whole pages instead.
 */
export async function imagePages(
  given: Uint8Array,
  name: string,
  limits: ScanLimits,
  onlyWhole = false,
): Promise<Result<ScanPage[]>> {
  const bytes = withRealHeight(given)
  const listed = mediaTypeOf(bytes) === 'image/tiff' ? tiffDirectories(bytes) : { pages: [true], complete: true }
  const count = listed.pages.length
  if (count > limits.pages) return refuse('scan.too-many-pages', { name, pages: count, limit: limits.pages })
  const original = sha256Hex(given)
  const pages: ScanPage[] = []
  for (let page = 0; page < count; page++) {
    if (listed.pages[page] !== true) continue
    const metadata = await header(bytes, name, limits, page)
    if (!metadata.ok && metadata.problem.code !== 'scan.unreadable') return metadata
    if (!metadata.ok) continue
    try {
      pages.push(await encodePage(bytes, metadata.value, limits, page, original))
    } catch {
      // This page is damaged; the others may be whole.
    }
  }
  if (pages.length === 0) return refuse('scan.unreadable', { name })
  const isComplete = listed.complete && pages.length === count
  return isComplete || onlyWhole ? ok(pages) : refuse('scan.incomplete', { name, whole: pages.length })
}
