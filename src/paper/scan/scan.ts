/**
 * Scans as they come in and as they are kept: what a file is, its pages to show, and the one PDF made of the pages in
 * order.
 */

import type { KeptMediaType, ScanMediaType } from '../../files/media-type.ts'

/** What is refused as too much; src/files/limits.ts has the product's. */
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

/** One page to show and to put in order. */
export interface ScanPage {
  /** Image pages: as shown, upright, without metadata. PDF pages: the whole PDF, of which this is page `pdfPage`. */
  readonly bytes: Uint8Array
  readonly mediaType: KeptMediaType
  /** From 1; null for an image. */
  readonly pdfPage: number | null
  /** As shown: pixels of an image, points (1/72 inch) of a PDF page. */
  readonly width: number
  readonly height: number
}

/** A page as it shall stand in the assembled PDF. */
export interface PageToAssemble extends Pick<ScanPage, 'bytes' | 'mediaType' | 'pdfPage'> {
  /** Clockwise, in degrees, on top of how the page is shown. */
  readonly rotation: 0 | 90 | 180 | 270
}
