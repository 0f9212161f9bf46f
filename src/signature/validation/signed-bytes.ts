import type { SignatureReport } from './report.ts'

/**
 * The revision that was signed, to be shown beside what the file shows now: the first bytes of the file, a PDF of their
 * own.
 */
export function signedBytes(file: Uint8Array, signature: Pick<SignatureReport, 'signedLength'>): Uint8Array {
  return file.subarray(0, signature.signedLength)
}
