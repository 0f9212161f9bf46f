/** Validation of an RFC 3161 time-stamp token (EN 319 102-1, 5.4): integrity by the CMS room, trust here. */
import { failed, indeterminate } from '../x509/check.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { extensionOid, keyPurpose } from '../x509/oids.ts'
import { indexByName, joinedNames } from '../x509/path-building.ts'
import { validateCertificate } from '../revocation/certificate-validation.ts'
import { timeStampOutcome } from '../cms/time-stamp-token.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check, Conclusion } from '../x509/check.ts'
import type { CertificateValidation, CertificateValidationInput } from '../revocation/certificate-validation.ts'
import type { TimeStampFacts } from '../cms/time-stamp-token.ts'

export type TimestampValidationInput = Omit<CertificateValidationInput, 'target' | 'keyUsage' | 'purposes'> & {
  /** what the token says and whether imprint and signature are right (`cms/time-stamp-token.ts`) */
  readonly facts: TimeStampFacts
}

export type TimestampValidation = {
  readonly conclusion: Conclusion
  /** the time that the token states; a proof only when the conclusion is PASSED */
  readonly time: Date | undefined
  readonly unit: Certificate | undefined
  readonly certificate: CertificateValidation | undefined
  readonly checks: readonly Check[]
}

/** Judges a token as of `at`. Its certificate must be for time-stamping and for nothing else (RFC 3161, 2.3). */
export function validateTimestampToken({ facts, ...input }: TimestampValidationInput): TimestampValidation {
  const time = facts.time === undefined ? undefined : new Date(facts.time)
  const unit = unitOf(facts)
  const integrity = integrityOf(facts)
  const base = { time, unit, certificate: undefined }
  if (integrity.conclusion !== undefined)
    return { ...base, conclusion: integrity.conclusion, checks: [integrity.check] }
  if (time === undefined || Number.isNaN(time.getTime()))
    return { ...base, time: undefined, conclusion: failed('FORMAT_FAILURE'), checks: [integrity.check] }
  if (unit === undefined)
    return { ...base, conclusion: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'), checks: [integrity.check] }
  const checks = [integrity.check, purposeCheck(unit), withinDates(unit, time)]
  if (checks.some(({ outcome }) => outcome === 'failed'))
    return { ...base, conclusion: indeterminate('CHAIN_CONSTRAINTS_FAILURE'), checks }
  const own = facts.signedData.certificates.flatMap((der) => {
    const result = parseCertificate(der)
    return result.ok ? [result.value] : []
  })
  const certificate = validateCertificate({
    ...input,
    target: unit,
    certificates: joinedNames(indexByName(own), input.certificates),
    purposes: [keyPurpose.timeStamping],
  })
  return { conclusion: certificate.conclusion, time, unit, certificate, checks: [...checks, ...certificate.checks] }
}

function unitOf(facts: TimeStampFacts): Certificate | undefined {
  const result = facts.signer?.certificate && parseCertificate(facts.signer.certificate.der)
  return result?.ok === true ? result.value : undefined
}

function integrityOf(facts: TimeStampFacts): { check: Check; conclusion?: Conclusion } {
  const clause = 'RFC 3161, 2.4.2; EN 319 102-1, 5.4.4'
  switch (timeStampOutcome(facts)) {
    case 'verified':
      return { check: { code: 'time-stamp-integrity', clause, outcome: 'passed' } }
    case 'wrong':
      return {
        check: {
          code: 'time-stamp-integrity',
          clause,
          outcome: 'failed',
          detail: facts.imprint === 'differs' ? 'the imprint is of something else' : 'the signature is not right',
        },
        conclusion: failed(facts.imprint === 'differs' ? 'HASH_FAILURE' : 'SIG_CRYPTO_FAILURE'),
      }
    case 'unsupported':
      return {
        check: {
          code: 'time-stamp-integrity',
          clause,
          outcome: 'undetermined',
          detail: 'the algorithm is not supported here',
        },
        conclusion: indeterminate('CRYPTO_CONSTRAINTS_FAILURE'),
      }
    case 'no-certificate':
      return {
        check: {
          code: 'time-stamp-integrity',
          clause,
          outcome: 'undetermined',
          detail: 'the certificate of the unit is not there',
        },
        conclusion: indeterminate('NO_SIGNING_CERTIFICATE_FOUND'),
      }
  }
}

function purposeCheck(unit: Certificate): Check {
  const base = { code: 'time-stamping-purpose', clause: 'RFC 3161, 2.3', subject: unit.fingerprint } as const
  const purposes = unit.extendedKeyUsage ?? []
  if (!purposes.includes(keyPurpose.timeStamping))
    return { ...base, outcome: 'failed', detail: 'not for time-stamping' }
  const critical = unit.extensions.some(({ oid, critical: marked }) => oid === extensionOid.extendedKeyUsage && marked)
  return critical && purposes.length === 1
    ? { ...base, outcome: 'passed' }
    : { ...base, outcome: 'warning', detail: critical ? 'also for other purposes' : 'the purpose is not critical' }
}

/** A unit cannot have stamped outside the dates of its own certificate. */
function withinDates(unit: Certificate, time: Date): Check {
  const base = { code: 'time-within-unit-dates', clause: 'EN 319 102-1, 5.4', subject: unit.fingerprint } as const
  return time >= unit.notBefore && time <= unit.notAfter
    ? { ...base, outcome: 'passed' }
    : { ...base, outcome: 'failed', detail: 'stamped outside the dates of its certificate' }
}
