/** How every building block reports: facts first, each with the clause it comes from, then one conclusion. */

/** `undetermined`: could not be checked (no data, offline); never the same as failed. */
type CheckOutcome = 'passed' | 'failed' | 'warning' | 'undetermined'

export type Check = {
  /** stable name of the check, kebab-case */
  readonly code: string
  /** standard and clause that asks for it */
  readonly clause: string
  readonly outcome: CheckOutcome
  /** what was checked: fingerprint of the certificate, digest of the token, territory of the list … */
  readonly subject?: string
  /** for people who know the standards; English */
  readonly detail?: string
}

/** Indications and sub-indications of EN 319 102-1, 5.1.3 that the blocks of this library give. */
export type SubIndication =
  | 'NO_CERTIFICATE_CHAIN_FOUND'
  | 'CERTIFICATE_CHAIN_GENERAL_FAILURE'
  | 'CHAIN_CONSTRAINTS_FAILURE'
  | 'SIG_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE'
  | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
  | 'REVOKED'
  | 'REVOKED_NO_POE'
  | 'REVOKED_CA_NO_POE'
  | 'REVOCATION_OUT_OF_BOUNDS_NO_POE'
  | 'EXPIRED'
  | 'NOT_YET_VALID'
  | 'OUT_OF_BOUNDS_NO_POE'
  | 'OUT_OF_BOUNDS_NOT_REVOKED'
  | 'TRY_LATER'
  | 'TIMESTAMP_ORDER_FAILURE'
  | 'NO_POE'
  | 'NO_SIGNING_CERTIFICATE_FOUND'
  | 'HASH_FAILURE'
  | 'SIG_CRYPTO_FAILURE'
  | 'FORMAT_FAILURE'
  | 'SIGNED_DATA_NOT_FOUND'
  | 'POLICY_PROCESSING_ERROR'
  | 'SIGNATURE_POLICY_NOT_AVAILABLE'

export type Conclusion =
  | { readonly indication: 'PASSED'; readonly subIndication?: undefined }
  | { readonly indication: 'FAILED' | 'INDETERMINATE'; readonly subIndication: SubIndication }

export const passed: Conclusion = { indication: 'PASSED' }
export function indeterminate(subIndication: SubIndication): Conclusion {
  return { indication: 'INDETERMINATE', subIndication }
}
export function failed(subIndication: SubIndication): Conclusion {
  return { indication: 'FAILED', subIndication }
}
