/** What a file is, by its first bytes; the name it came with proves nothing. */
export type KnownMediaType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/tiff' | 'application/octet-stream'

const starts = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

export function mediaTypeOf(bytes: Uint8Array): KnownMediaType {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(bytes, 0x49, 0x49, 0x2a, 0x00) || starts(bytes, 0x4d, 0x4d, 0x00, 0x2a)) return 'image/tiff'
  // ISO 32000 lets up to 1024 bytes stand before the header.
  if (Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')) return 'application/pdf'
  return 'application/octet-stream'
}
