/** Types of clinical documents in DES. Codes never change; their names for people are in the renderer. */

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
