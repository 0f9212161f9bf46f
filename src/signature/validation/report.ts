/**
 * The report: facts, the checks made on them with their clauses, and four answers kept apart. Plain JSON, so that it
 * can be stored with the request and read years later.
 */
import type { Coverage } from './integrity.ts'
import type { Modification } from '../comparison/modification.ts'
import type { Check, Verdict } from './check.ts'
import type { SignerCount, SignerKind } from './signer-kind.ts'
import type { SignatureQualification } from '../trusted-list/qualification.ts'
import type { Check as TrustCheck, Conclusion } from '../x509/check.ts'

/** Which rules decided. A new number whenever a rule changes an answer. */
export const policy = 'des-pades-validation-2' as const

export interface IntegrityAnswer {
  readonly verdict: Verdict
  readonly coverage: Coverage
  readonly modifications: readonly Modification[]
  readonly checks: readonly Check[]
}

export interface TrustAnswer {
  /** EN 319 102-1, 5.1.3. Integrity that fails gives TOTAL_FAILED whatever the certificate says. */
  readonly indication: 'TOTAL_PASSED' | 'TOTAL_FAILED' | 'INDETERMINATE'
  readonly subIndication: Conclusion['subIndication']
  readonly checks: readonly TrustCheck[]
  /** Subjects of the path, from below the anchor to the signer. */
  readonly path: readonly string[]
  /**
   * The signer's certificate and those above it as far as a path was found, DER in base64: what the answer is about.
   */
  readonly certificates: readonly string[]
}

/** What the lists said of the certificate at one moment. */
export interface ListedStatus {
  readonly at: string
  readonly qualified: boolean
  /** In a qualified signature creation device. */
  readonly qscd: boolean
  readonly service:
    | {
        readonly territory: string
        readonly provider: string
        readonly name: string
        readonly status: string
        readonly sequenceNumber: number
      }
    | undefined
}

/** TS 119 615, 4.4 to 4.6. `not-determined`: no trusted list was there to ask, or no trusted path to ask about. */
export interface QualificationAnswer {
  readonly conclusion: SignatureQualification | 'not-determined'
  readonly atIssuance?: ListedStatus
  readonly atSigning?: ListedStatus
  readonly checks: readonly TrustCheck[]
}

export interface IdentityAnswer {
  readonly name: string
  readonly surname?: string
  readonly givenName?: string
  /** From PNORO-… alone. */
  readonly cnp?: string
  readonly organization?: string
  readonly country?: string
  /** SHA-256 of the certificate, hexadecimal. */
  readonly certificate: string
}

export type SignatureLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA' | 'CMS' | 'time-stamp'

export interface SignatureReport {
  readonly field: string
  readonly kind: 'signature' | 'time-stamp'
  /** Whose signature it is, as far as the certificate says. */
  readonly signerKind: SignerKind
  readonly integrity: IntegrityAnswer
  readonly trust: TrustAnswer
  readonly qualification: QualificationAnswer
  readonly identity: IdentityAnswer | undefined
  readonly level: SignatureLevel
  /** `ECDSA SHA-256`; empty where it could not be read. */
  readonly algorithm: string
  /** What the signer's program claims; proves nothing. */
  readonly claimedTime: string | undefined
  /** The earliest moment at which the signature is proved to have existed (EN 319 102-1, 5.5.4). */
  readonly bestTime: string | undefined
  readonly reason: string | undefined
  readonly location: string | undefined
  /** The first so many bytes of the file are what was signed. */
  readonly signedLength: number
  readonly warnings: readonly string[]
}

export interface ListUsed {
  readonly territory: string
  readonly sequenceNumber: number
  readonly nextUpdate: string | undefined
  /** Past its next update at the moment of validation: it is used, and reported as stale. */
  readonly stale: boolean
}

export interface ValidationReport {
  readonly policy: string
  readonly validationTime: string
  /** Integrity of all signatures together: the worst counts. */
  readonly verdict: Verdict
  readonly checks: readonly Check[]
  readonly signatures: readonly SignatureReport[]
  /**
   * Intact signatures by whose they are. The verdict of a file that bears a time-stamp alone is `valid` too: who acts
   * because somebody signed looks at the persons.
   */
  readonly signers: SignerCount
  readonly trustedLists: readonly ListUsed[]
}
