/**
 * The file that a page was made from: its SHA-256 travels inside the page (EXIF image description) and from there into
 * the PDF.
 */

/** `page` counts from 1. */
export const describeOriginal = (sha256: string, page: number): string =>
  `original SHA-256 ${sha256}, page ${String(page)}`

/** EXIF stands within the first kilobytes of a JPEG; a PNG of ours has it behind its header or at its end. */
const SEARCHED = 4096

/**
 * What a page of `pagesOfScan` says about its original, `original SHA-256 …, page 1`; null for a page that says
 * nothing.
 */
export function originalOf(page: Uint8Array): string | null {
  for (const part of [page.subarray(0, SEARCHED), page.subarray(-SEARCHED)]) {
    const [found] =
      /original SHA-256 [0-9a-f]{64}, page [0-9]{1,4}/.exec(
        Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1'),
      ) ?? []
    if (found !== undefined) return found
  }
  return null
}
