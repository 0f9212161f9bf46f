/** Turns a file into pages of a draft: stored first, named by their hash. A refused file changes nothing. */
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { AttachmentRole } from '../../domain/request/request.ts'
import { SCAN_LIMITS } from '../../files/limits.ts'
import { type Draft } from '../../protocol/desk.ts'
import type { BlobStore } from '../blobs/blob-store.ts'
import { scanCode } from '../papers/paper-code.ts'

type NewPage = Omit<Draft['pages'][number], 'pageId'>

export async function pagesOfFile(
  blobs: BlobStore,
  bytes: Uint8Array,
  name: string,
  role: AttachmentRole,
  pagesAlready: number,
  onlyWhole: boolean,
): Promise<Result<NewPage[]>> {
  const { pagesOfScan, wholePagesOfScan } = await scanCode()
  const pages = await (onlyWhole ? wholePagesOfScan : pagesOfScan)(bytes, name)
  if (!pages.ok) return pages
  if (pagesAlready + pages.value.length > SCAN_LIMITS.pages)
    return refuse('scan.too-many-pages', { name, pages: pagesAlready + pages.value.length, limit: SCAN_LIMITS.pages })
  return ok(
    pages.value.map((page) => ({
      sha256: blobs.put(page.bytes).sha256,
      mediaType: page.mediaType,
      pdfPage: page.pdfPage,
      width: page.width,
      height: page.height,
      rotation: 0,
      role,
      name,
    })),
  )
}

/** An image of a scan that a screen can show; it is not stored. */
export async function imageOfScan(
  bytes: Uint8Array,
  name: string,
): Promise<Result<{ bytes: Uint8Array; mediaType: 'image/jpeg' | 'image/png' }>> {
  const { pagesOfScan } = await scanCode()
  const pages = await pagesOfScan(bytes, name)
  if (!pages.ok) return pages
  const [first] = pages.value
  return first === undefined || first.mediaType === 'application/pdf'
    ? refuse('scan.not-supported', { name })
    : ok({ bytes: first.bytes, mediaType: first.mediaType })
}
