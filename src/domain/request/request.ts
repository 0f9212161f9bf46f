/**
 * The closed lists of a request (docs/glossary.md). Codes never change; Romanian labels are in the renderer and on
 * paper.
 */

export const REQUEST_KINDS = ['anonymise', 'revert'] as const
export type RequestKind = (typeof REQUEST_KINDS)[number]

export const CHANNELS = ['counter', 'email', 'portal'] as const
export type Channel = (typeof CHANNELS)[number]

export const OPEN_STATES = ['registered', 'in_review', 'returned', 'approved', 'executing'] as const
export const CLOSED_STATES = ['executed', 'rejected', 'withdrawn', 'joined', 'forwarded', 'filed'] as const
export const REQUEST_STATES = [...OPEN_STATES, ...CLOSED_STATES] as const
export type RequestState = (typeof REQUEST_STATES)[number]

/** Why a request may be rejected: a closed list. */
export const REJECTION_REASONS = [
  'identity-not-confirmed',
  'document-expired',
  'cnp-invalid',
  'capacity-not-proved',
  'unsigned',
  'signature-invalid',
  'certificate-not-qualified',
  'no-dossier',
  'already-anonymised',
  'not-anonymised',
  'deceased',
  'duplicate',
  'not-competent',
  'modified-after-signing',
] as const
export type RejectionReason = (typeof REJECTION_REASONS)[number]

/** Why a request is filed without an answer (OG 27/2002 art. 7: unsigned, or the petitioner cannot be identified). */
export const FILING_REASONS = ['unsigned', 'unidentified'] as const
export type FilingReason = (typeof FILING_REASONS)[number]

/**
 * How the person requested the withdrawal: at the counter, with their identity document checked again; or in a signed
 * paper, preferably attached.
 */
export const WITHDRAWAL_WAYS = ['at-counter', 'in-writing'] as const
export type WithdrawalWay = (typeof WITHDRAWAL_WAYS)[number]

/** In what capacity the applicant acts. */
export const CAPACITIES = ['holder', 'parent', 'guardian', 'special-guardian', 'proxy'] as const
export type Capacity = (typeof CAPACITIES)[number]

/** What an attached file is. */
export const ATTACHMENT_ROLES = ['request', 'proof-of-capacity', 'other'] as const
export type AttachmentRole = (typeof ATTACHMENT_ROLES)[number]

export const IDENTITY_DOCUMENT_TYPES = [
  'identity-card',
  'electronic-identity-card',
  'passport',
  'residence-permit',
  'provisional-card',
] as const
export type IdentityDocumentType = (typeof IDENTITY_DOCUMENT_TYPES)[number]

/** What the clerk attests, item by item. */
export const ATTESTATIONS = ['photo', 'look', 'data', 'capacity', 'signed'] as const
export type Attestation = (typeof ATTESTATIONS)[number]

/** The papers of a request, which must never be confused. */
export const PAPERS = ['proof-of-registration', 'receipt', 'letter'] as const
export type Paper = (typeof PAPERS)[number]

export const LETTER_KINDS = ['rejection', 'completion', 'extension', 'forwarding', 'joining'] as const
export type LetterKind = (typeof LETTER_KINDS)[number]

/** The one registry of these requests today: numbers run within it and restart each 1 January. */
export const REGISTRY = 'DES'
