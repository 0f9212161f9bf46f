/** What a file is, by its bytes. The name it came with and the type that somebody claims prove nothing. */

/** The types that are kept with a request. */
export const KEPT_MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const
/** The types that are taken in. */
export const SCAN_MEDIA_TYPES = [...KEPT_MEDIA_TYPES, 'image/tiff'] as const
export type KeptMediaType = (typeof KEPT_MEDIA_TYPES)[number]
export type ScanMediaType = (typeof SCAN_MEDIA_TYPES)[number]
/** For bytes that are none of these. */
export const UNKNOWN_MEDIA_TYPE = 'application/octet-stream'

const MAGIC: readonly (readonly [ScanMediaType, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]
/** Scanners and mail gateways put bytes before the header of a PDF (ISO 32000-1 annex H, note 13). */
const PDF_HEADER_WITHIN = 1024

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')

/** Null for everything that is not taken as a scan. */
export function mediaTypeOf(bytes: Uint8Array): ScanMediaType | null {
  const found = MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))
  if (found !== undefined) return found[0]
  return latin1(bytes.subarray(0, PDF_HEADER_WITHIN)).includes('%PDF-') ? 'application/pdf' : null
}

/** What a complete file has near its end. TIFF has no fixed end. */
const ENDS: Readonly<Partial<Record<ScanMediaType, readonly number[]>>> = {
  'application/pdf': [0x25, 0x25, 0x45, 0x4f, 0x46],
  'image/jpeg': [0xff, 0xd9],
  'image/png': [0x49, 0x45, 0x4e, 0x44],
}

/** The bytes that a complete file has near its end, from its beginning; null where there are none to wait for. */
export function usualEndOf(beginning: Uint8Array): Uint8Array | null {
  const type = mediaTypeOf(beginning)
  const end = type === null ? undefined : ENDS[type]
  return end === undefined ? null : Uint8Array.from(end)
}

/** How the names of such files end; the first is the one that we write. */
const NAME_ENDINGS: Readonly<Record<ScanMediaType, readonly [string, ...string[]]>> = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/tiff': ['.tif', '.tiff'],
}
export const endingOf = (type: ScanMediaType): string => NAME_ENDINGS[type][0]

/** For a file chooser: some systems know a type by its name only, others by its ending only. */
export const CHOOSABLE_FILES: readonly string[] = SCAN_MEDIA_TYPES.flatMap((type) => [type, ...NAME_ENDINGS[type]])

export const isKept = (type: string): type is KeptMediaType => (KEPT_MEDIA_TYPES as readonly string[]).includes(type)
