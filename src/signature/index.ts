/** Validation of signed PDFs: a library of its own, used by the desk, the central store and the command line. */
export { validatePdf, type ValidationOptions } from './validation/validate-pdf.ts'
export {
  checkIntegrity,
  type Coverage,
  type IntegrityOptions,
  type IntegrityReport,
  type SignatureIntegrity,
} from './validation/integrity.ts'
export type {
  IdentityAnswer,
  IntegrityAnswer,
  ListedStatus,
  ListUsed,
  QualificationAnswer,
  SignatureLevel,
  SignatureReport,
  TrustAnswer,
  ValidationReport,
} from './validation/report.ts'
export { policy } from './validation/report.ts'
export type { SignerCount, SignerKind } from './validation/signer-kind.ts'
export type { Check, CheckCode, Verdict } from './validation/check.ts'
export {
  type Language,
  sentenceOf,
  sentenceOfCheck,
  sentenceOfQualification,
  sentenceOfTrust,
} from './validation/sentences.ts'
export { signedBytes } from './validation/signed-bytes.ts'
export type { Category, Level, Modification } from './comparison/modification.ts'
export { defaultLimits, type Limits } from './pdf/budget.ts'
export { type BatchFile, type BatchOptions, type BatchResult, validateBatch } from './worker/batch.ts'
export { type OnlineOptions, type OnlineOutcome, validateOnline } from './worker/online.ts'
export { createFetcher, type Fetched, type Fetcher, noNetwork } from './network/fetch.ts'
export { refreshTrust, type RefreshOptions, type RefreshProgress, type RefreshResult } from './trusted-list/refresh.ts'
export { directoryStorage, type ListStorage } from './trusted-list/storage.ts'
export { type ListState, loadTrust, type TrustState } from './trusted-list/trust-state.ts'
export { listOfListsLocation, officialJournals } from './trusted-list/official-journal.ts'
export {
  createValidator,
  type ValidationOutcome,
  type ValidationTask,
  type Validator,
  type ValidatorOptions,
} from './worker/validator.ts'
export { type FileEvidence, type Material, noMaterial } from './worker/messages.ts'
