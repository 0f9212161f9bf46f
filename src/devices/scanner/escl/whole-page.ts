/** Whether a page that was received is a complete file, where the HTTP framing does not show it. */
import sharp from 'sharp'
import type { ScanMediaType } from '../../../files/media-type.ts'

const MOST_PIXELS = 100_000_000
/** A complete PDF ends with the place of its last cross-reference table. */
const PDF_END = /startxref\s+\d{1,12}\s+%%EOF\s*$/

/** Decodes every row. A file that ends early is refused, also when an end mark was set behind half of the data. */
async function decodes(bytes: Uint8Array): Promise<boolean> {
  try {
    const image = sharp(bytes, { failOn: 'warning', limitInputPixels: MOST_PIXELS, sequentialRead: true })
    await image.raw().toBuffer()
    return true
  } catch {
    return false
  }
}

/** True only if the content itself shows that nothing is missing. */
export async function isWholeFile(bytes: Buffer, type: ScanMediaType): Promise<boolean> {
  if (type === 'application/pdf') return PDF_END.test(bytes.subarray(-1024).toString('latin1'))
  // The last bytes of a JPEG are its end mark; padding after it is usual.
  if (type === 'image/jpeg' && bytes.subarray(-64).lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) return false
  return await decodes(bytes)
}

/** A page without the line breaks that some devices send before it. */
export function withoutLeadingBreaks(bytes: Buffer): Buffer {
  let at = 0
  while (at < 8 && (bytes[at] === 0x0d || bytes[at] === 0x0a)) at += 1
  return bytes.subarray(at)
}
