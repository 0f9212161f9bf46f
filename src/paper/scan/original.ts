/**
 * The file from which a page was made. Its SHA-256 is stored in the page (EXIF image description) and copied from there
 * into the PDF.
 */

/** `page` counts from 1. */
export const describeOriginal = (sha256: string, page: number): string =>
  `original SHA-256 ${sha256}, page ${String(page)}`

/** EXIF is in the first kilobytes of a JPEG. Our PNGs have it after the header or at the end. */
const SEARCHED = 4096

/**
 * The original recorded in a page of `pagesOfScan`, as `original SHA-256 …, page 1`. Null for a page without a record.
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
