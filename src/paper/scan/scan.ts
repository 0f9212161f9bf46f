/**
 * Types of the scan intake: the inspected file, its pages as shown, and the PDF assembled from the pages in order.
 */

import type { KeptMediaType, ScanMediaType } from '../../files/media-type.ts'

/** Limits of an accepted file. The product's values are in src/files/limits.ts. */
export interface ScanLimits {
  /** Octets of the file. */
  readonly bytes: number
  readonly pages: number
  /** Pixels of one page: A3 at 600 dpi has 70 million. */
  readonly pixels: number
}

export interface ScanInfo {
  readonly mediaType: ScanMediaType
  readonly bytes: number
  readonly pages: number
}

/** One page that the clerk sees and puts in order. */
export interface ScanPage {
  /** For an image: the page as shown, upright, without metadata. For a PDF: the whole PDF; this is page `pdfPage`. */
  readonly bytes: Uint8Array
  readonly mediaType: KeptMediaType
  /** From 1; null for an image. */
  readonly pdfPage: number | null
  /** As shown: pixels of an image, points (1/72 inch) of a PDF page. */
  readonly width: number
  readonly height: number
}

/** A page of the PDF to be assembled. */
export interface PageToAssemble extends Pick<ScanPage, 'bytes' | 'mediaType' | 'pdfPage'> {
  /** Clockwise, in degrees, added to the rotation shown. */
  readonly rotation: 0 | 90 | 180 | 270
}
