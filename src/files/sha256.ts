import { createHash } from 'node:crypto'

/** SHA-256 of bytes, or of a text as UTF-8, in small hexadecimal digits. */
export const sha256Hex = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')
