/** Reads the pages of a foreign PDF. Runs in a separate thread (pdf-thread.ts), which can be terminated. */
import { ParseSpeeds, PDFDocument } from '@cantoo/pdf-lib'
import { wholePagesOf, type WholePages } from './whole-pages.ts'

export interface PdfPageSize {
  /** Points, as shown (after the page's own rotation). */
  readonly width: number
  readonly height: number
}
/** Thrown by `openPdf` when the file opens only with a password. */
export class PasswordNeeded extends Error {}

/**
 * Opens a PDF, also one encrypted with the empty password. Throws PasswordNeeded, or the parser's error when the file
 * is damaged.
 */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest, password: '' })
  } catch (error) {
    if (error instanceof Error && /password/i.test(error.message)) throw new PasswordNeeded()
    throw error
  }
}

export interface MeasuredPdf extends WholePages {
  /** Pages that are in the file, whole or not. */
  readonly count: number
  readonly pages: PdfPageSize[]
}

/** The sizes of at most `limit` pages, how many there are, and which of them are whole. */
export async function measurePages(bytes: Uint8Array, limit: number): Promise<MeasuredPdf> {
  const document = await openPdf(bytes)
  const judged = wholePagesOf(document)
  const pages = document.getPages()
  return {
    ...judged,
    count: pages.length,
    pages: pages.slice(0, limit).map((page) => {
      const { width, height } = page.getCropBox()
      const turned = Math.abs(page.getRotation().angle) % 180 === 90
      return turned ? { width: height, height: width } : { width, height }
    }),
  }
}
