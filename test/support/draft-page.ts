/** A page of a draft for tests. */
import type { Page } from '../../renderer/features/new-request/page-order.ts'

export const page = (pageId: string): Page => ({
  pageId,
  sha256: 'a'.repeat(64),
  mediaType: 'image/png',
  pdfPage: null,
  width: 1,
  height: 1,
  rotation: 0,
  role: 'request',
  name: pageId,
})
