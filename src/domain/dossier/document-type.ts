/**
 * Types of clinical documents in DES (product.md section 9). Codes are stable; their names for people live in the
 * renderer.
 */

export const DOCUMENT_TYPES = [
  'observation-sheet',
  'discharge-letter',
  'medical-letter',
  'consultation',
  'prescription',
  'referral',
  'investigation-report',
  'vaccination',
  'medical-leave',
] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]
