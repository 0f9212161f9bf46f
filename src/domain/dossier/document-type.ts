/** Types of clinical documents in DES (product.md section 9). Codes are stable; the Romanian names stand on paper and screen. */

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

/** Names in the plural, as they stand in a plan of erasure. */
export const DOCUMENT_TYPE_NAMES: Record<DocumentType, { readonly ro: string; readonly en: string }> = {
  'observation-sheet': { ro: 'foi de observație', en: 'observation sheets' },
  'discharge-letter': { ro: 'bilete de externare', en: 'discharge letters' },
  'medical-letter': { ro: 'scrisori medicale', en: 'medical letters' },
  consultation: { ro: 'consultații', en: 'consultations' },
  prescription: { ro: 'rețete', en: 'prescriptions' },
  referral: { ro: 'trimiteri', en: 'referrals' },
  'investigation-report': { ro: 'rapoarte de investigații', en: 'investigation reports' },
  vaccination: { ro: 'vaccinări', en: 'vaccinations' },
  'medical-leave': { ro: 'concedii medicale', en: 'medical leaves' },
}
