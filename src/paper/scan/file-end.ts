/** Whether a file ends where its format says that it ends. */
import type { ScanMediaType } from '../../files/media-type.ts'
import { hasAllScans } from './jpeg-scans.ts'

/** How far before the end of a complete file its end mark stands at most: mail gateways put bytes after it. */
const END_WITHIN = 2048
const END = '%%EOF'

/**
 * A file that was cut off lacks its last end mark. A parser would rebuild it from the objects that are left, and pages
 * would be missing or blank. After the end mark of an earlier revision, the rest of a cut update follows, which begins
 * with the number of an object or of a table.
 */
function pdfEndsEarly(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(-END_WITHIN)).toString('latin1')
  const end = tail.lastIndexOf(END)
  return end < 0 || /^[\s\0]*(\d|xref)/.test(tail.slice(end + END.length))
}

/** The last chunk of a PNG (ISO/IEC 15948 section 11.2.5) with its check sum. */
const PNG_END = Buffer.from('IEND\xae\x42\x60\x82', 'latin1')

/**
 * The data of JPEG and TIFF is also judged by decoding it (`whole-image.ts`), because an end mark proves nothing about
 * it.
 */
export function endsEarly(bytes: Uint8Array, mediaType: ScanMediaType): boolean {
  if (mediaType === 'application/pdf') return pdfEndsEarly(bytes)
  if (mediaType === 'image/jpeg') return !hasAllScans(bytes)
  return mediaType === 'image/png' && Buffer.from(bytes.subarray(-END_WITHIN)).lastIndexOf(PNG_END) < 0
}

const LAST_OBJECT = 'endobj'

/**
 * A cut PDF up to its last complete object, for finding the pages that came whole. Null when a revision has ended in
 * it: what was cut off may replace its pages.
 */
export function completeObjectsOf(bytes: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = file.lastIndexOf(LAST_OBJECT)
  return end < 0 || file.includes(END) ? null : bytes.subarray(0, end + LAST_OBJECT.length)
}
