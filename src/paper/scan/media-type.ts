import type { ScanMediaType } from './scan.ts'

const MAGIC: readonly (readonly [ScanMediaType, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]

/** What a file is, by its first bytes and never by its name; null for everything that is not taken as a scan. */
export function mediaTypeOf(bytes: Uint8Array): ScanMediaType | null {
  const found = MAGIC.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))
  if (found !== undefined) return found[0]
  // Scanners and mail gateways put bytes before the header; viewers look for it in the first 1024 (ISO 32000-1 annex H,
  // note 13).
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024))
  return head.includes('%PDF-', 0, 'latin1') ? 'application/pdf' : null
}
