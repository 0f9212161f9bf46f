/** Accepts scans from outside: their type, their pages, and the one PDF that is kept. All input may be hostile. */
import sharp from 'sharp'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import { assemble, withSharedBytes } from './assemble.ts'
import { completeObjectsOf, endsEarly } from './file-end.ts'
import { countImagePages, imagePages } from './image-pages.ts'
import { mediaTypeOf, type ScanMediaType } from '../../files/media-type.ts'
import type { PdfPageSize } from './pdf-pages.ts'
import { runPdfTask, type PdfTaskValue } from './pdf-thread.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { type PageToAssemble, type ScanInfo, type ScanLimits, type ScanPage } from './scan.ts'

function accept(bytes: Uint8Array, name: string, limits: ScanLimits): Result<ScanMediaType> {
  if (bytes.length === 0) return refuse('scan.empty', { name })
  if (bytes.length > limits.bytes) return refuse('scan.too-large', { name, size: bytes.length, limit: limits.bytes })
  const mediaType = mediaTypeOf(bytes)
  return mediaType === null ? refuse('scan.not-supported', { name }) : ok(mediaType)
}

/** What is in a PDF, complete or not; `bytes` are those that can be opened. */
async function openedPdf(
  given: Uint8Array,
  name: string,
  limits: ScanLimits,
): Promise<Result<PdfTaskValue['measure'] & { bytes: Uint8Array; complete: boolean }>> {
  const isCut = endsEarly(given, 'application/pdf')
  const bytes = isCut ? completeObjectsOf(given) : given
  if (bytes === null) return refuse('scan.unreadable', { name })
  const measured = await runPdfTask<'measure'>({ kind: 'measure', bytes, limit: limits.pages })
  if (measured.outcome === 'password') return refuse('scan.password', { name })
  if (measured.outcome !== 'done' || measured.value.whole.length === 0) return refuse('scan.unreadable', { name })
  const { count, missing } = measured.value
  return count > limits.pages
    ? refuse('scan.too-many-pages', { name, pages: count, limit: limits.pages })
    : ok({ ...measured.value, bytes, complete: !isCut && missing === 0 })
}

/** Of a complete PDF. Refuses with scan.incomplete when a page or a part of one is missing. */
async function measurePdf(
  bytes: Uint8Array,
  name: string,
  limits: ScanLimits,
): Promise<Result<PdfTaskValue['measure']>> {
  const opened = await openedPdf(bytes, name, limits)
  return !opened.ok || opened.value.complete
    ? opened
    : refuse('scan.incomplete', { name, whole: opened.value.whole.length })
}

/**
 * Finds the type and the number of pages of a file by its content. Only the header of an image is read; damaged pixels
 * are found by `pagesOfScan`. Refuses with scan.empty, scan.too-large (in bytes, or in pixels of one page),
 * scan.not-supported, scan.unreadable, scan.incomplete, scan.password, scan.too-many-pages.
 */
export async function inspectScan(
  bytes: Uint8Array,
  name: string,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Result<ScanInfo>> {
  const mediaType = accept(bytes, name, limits)
  if (!mediaType.ok) return mediaType
  if (mediaType.value === 'application/pdf') {
    const measured = await measurePdf(bytes, name, limits)
    return measured.ok ? ok({ mediaType: mediaType.value, bytes: bytes.length, pages: measured.value.count }) : measured
  }
  if (endsEarly(bytes, mediaType.value)) return refuse('scan.unreadable', { name })
  const pages = await countImagePages(bytes, name, limits)
  return pages.ok ? ok({ mediaType: mediaType.value, bytes: bytes.length, pages: pages.value }) : pages
}

const pdfPages = (bytes: Uint8Array, sizes: readonly PdfPageSize[]): ScanPage[] =>
  sizes.map(({ width, height }, at) => ({ bytes, mediaType: 'application/pdf', pdfPage: at + 1, width, height }))

/**
 * The pages of a file in order. Images are turned upright and become JPEG (PNG when black and white) of at most A4 at
 * 300 dpi, without metadata. A PDF is not changed; its pages are identified by number. Refuses like `inspectScan`; with
 * scan.incomplete also when a page of a TIFF is damaged.
 */
export async function pagesOfScan(
  bytes: Uint8Array,
  name: string,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Result<ScanPage[]>> {
  const mediaType = accept(bytes, name, limits)
  if (!mediaType.ok) return mediaType
  if (mediaType.value === 'application/pdf') {
    const measured = await measurePdf(bytes, name, limits)
    return measured.ok ? ok(pdfPages(bytes, measured.value.pages)) : measured
  }
  if (endsEarly(bytes, mediaType.value)) return refuse('scan.unreadable', { name })
  return await imagePages(bytes, name, limits)
}

/**
 * The whole pages of a file that `pagesOfScan` refuses as incomplete, for a person who decided to take them alone. The
 * pages of a PDF are copied into a new one, because viewers repair a broken file in different ways. Refuses like
 * `pagesOfScan`, except with scan.incomplete.
 */
export async function wholePagesOfScan(
  bytes: Uint8Array,
  name: string,
  limits: ScanLimits = SCAN_LIMITS,
): Promise<Result<ScanPage[]>> {
  const mediaType = accept(bytes, name, limits)
  if (!mediaType.ok) return mediaType
  if (mediaType.value !== 'application/pdf')
    return endsEarly(bytes, mediaType.value)
      ? refuse('scan.unreadable', { name })
      : await imagePages(bytes, name, limits, true)
  const opened = await openedPdf(bytes, name, limits)
  if (!opened.ok) return opened
  const { pages, whole, bytes: source } = opened.value
  const copied = await assembleScan(
    whole.map((pdfPage) => ({ bytes: source, mediaType: 'application/pdf', pdfPage, rotation: 0 })),
    name,
  )
  return copied.ok
    ? ok(
        pdfPages(
          copied.value,
          whole.flatMap((number) => pages[number - 1] ?? []),
        ),
      )
    : copied
}

/** Converts a PNG that PDF does not support (transparency, interlacing, 16 bits). */
async function plainPng(page: PageToAssemble): Promise<PageToAssemble> {
  if (page.mediaType !== 'image/png') return page
  const metadata = await sharp(page.bytes).metadata()
  const plain = !metadata.hasAlpha && metadata.depth === 'uchar' && metadata.isProgressive !== true
  return plain
    ? page
    : {
        ...page,
        bytes: await sharp(page.bytes, { limitInputPixels: SCAN_LIMITS.pixels })
          .flatten({ background: '#ffffff' })
          .toColourspace('srgb')
          .png()
          .toBuffer(),
      }
}

/**
 * Makes one PDF of pages in order, with their rotations. Pages of PDFs keep their appearance, including filled-in
 * fields
 * and stamps, and lose scripts, actions, links and attached files. The same pages give the same bytes. Refuses with
 * scan.no-pages, and with scan.unreadable or scan.password for bytes that did not come from `pagesOfScan`.
 */
export async function assembleScan(pages: readonly PageToAssemble[], name = ''): Promise<Result<Uint8Array>> {
  if (pages.length === 0) return refuse('scan.no-pages')
  try {
    const plain = await Promise.all(withSharedBytes(pages).map(plainPng))
    // Images are only wrapped, which takes a few milliseconds; PDFs are parsed, elsewhere.
    if (plain.every((page) => page.mediaType !== 'application/pdf')) return ok(await assemble(plain))
    const assembled = await runPdfTask<'assemble'>({ kind: 'assemble', pages: plain })
    if (assembled.outcome === 'password') return refuse('scan.password', { name })
    return assembled.outcome === 'done' ? ok(assembled.value) : refuse('scan.unreadable', { name })
  } catch {
    return refuse('scan.unreadable', { name })
  }
}
