/** Decodes an image only if all of its data is there, and gives a JPEG from a feeder its real height. */
import type { FailOnOptions, Metadata, ResizeOptions } from 'sharp'
import { mediaTypeOf } from '../../files/media-type.ts'
import { tiffDirectories } from './tiff-directories.ts'

/**
 * The libraries only warn when the data of a JPEG ends before its last row and an end mark follows; the rest is then
 * grey. Other warnings (bytes between segments, odd metadata) are usual in files of scanners.
 */
const DATA_ENDS_EARLY = /premature end/i

/** Calls `decode` with the strictness for sharp. Throws when the file is damaged or its data ends early. */
export async function decodeWhole<T>(decode: (failOn: FailOnOptions) => Promise<T>): Promise<T> {
  try {
    return await decode('warning')
  } catch (error) {
    if (error instanceof Error && DATA_ENDS_EARLY.test(error.message)) throw error
    return await decode('error')
  }
}

const [MARK, SCAN_DATA, NUMBER_OF_LINES] = [0xff, 0xda, 0xdc]
/** Frame headers (ISO/IEC 10918-1 table B.1), without tables (C4, CC) and the extension C8. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/**
 * A feeder does not know the length of the paper when it begins. It writes 0 or the longest paper as height, and the
 * real number of lines in a DNL segment after the data (ISO/IEC 10918-1 section B.2.5), which decoders ignore. Returns
 * a copy with the height of that segment; the same bytes when there is none, or when they are no JPEG.
 */
export function withRealHeight(bytes: Uint8Array): Uint8Array {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 4 || view[0] !== MARK || view[1] !== 0xd8) return bytes
  let frame: number | null = null
  let at = 2
  for (; at + 4 <= view.length && view[at] === MARK; at += 2 + view.readUInt16BE(at + 2)) {
    const marker = view[at + 1] ?? 0
    if (isFrame(marker)) frame = at
    if (marker === SCAN_DATA) break
  }
  if (frame === null || view[at + 1] !== SCAN_DATA || frame + 7 > view.length) return bytes
  const stated = view.readUInt16BE(frame + 5)
  // In the data every FF is followed by 00 or a restart mark, so this can only be the segment.
  const segment = view.indexOf(Buffer.from([MARK, NUMBER_OF_LINES, 0, 4]), at)
  if (segment < 0 || segment + 6 > view.length) return bytes
  const lines = view.readUInt16BE(segment + 4)
  if (lines === 0 || (stated !== 0 && stated <= lines)) return bytes
  const copy = Buffer.from(view)
  copy.writeUInt16BE(lines, frame + 5)
  return copy
}

/** Pixels that differ by less are square for every reader. */
const NEARLY_SQUARE = 0.03

/**
 * The size of an upright page with square pixels: fax in standard resolution has twice as many across as down (T.4),
 * and looks squeezed otherwise. The coarser direction grows, so nothing is lost. `page` counts from 0.
 */
export function squaredSize(bytes: Uint8Array, page: number, metadata: Metadata): { width: number; height: number } {
  const { width, height } = metadata.autoOrient
  const stretch = mediaTypeOf(bytes) === 'image/tiff' ? (tiffDirectories(bytes).stretch[page] ?? 1) : 1
  if (Math.abs(stretch - 1) < NEARLY_SQUARE) return { width, height }
  // Orientations from 5 on lie on their side (TIFF 6.0 page 36).
  const down = (metadata.orientation ?? 1) >= 5 ? 1 / stretch : stretch
  return down > 1 ? { width, height: Math.round(height * down) } : { width: Math.round(width / down), height }
}

/**
 * Resizes an upright page into a box, never larger than it is. `square` is its size with square pixels. Both directions
 * have the same scale, to the last digit, unless its pixels are oblong.
 */
export function resizingInto(
  box: { width: number; height: number },
  square: { width: number; height: number },
  { autoOrient }: Metadata,
): ResizeOptions {
  if (square.width === autoOrient.width && square.height === autoOrient.height)
    return { ...box, fit: 'inside', withoutEnlargement: true }
  const scale = Math.min(1, box.width / square.width, box.height / square.height)
  const size = (side: number) => Math.max(1, Math.round(side * scale))
  return { width: size(square.width), height: size(square.height), fit: 'fill' }
}
