/** The report as the command line prints it: one object a line. */
import { noSigners } from './validation/signer-kind.ts'
import type { ValidationOutcome } from './worker/validator.ts'

export function lineOf(file: string, outcome: ValidationOutcome | undefined): object {
  if (!outcome) return { file, verdict: 'error', ms: 0, signers: noSigners, signatures: [] }
  const { report, ms } = outcome
  return {
    file,
    verdict: report.verdict,
    ms: Math.round(ms * 100) / 100,
    signers: report.signers,
    signatures: report.signatures.map((signature) => ({
      field: signature.field,
      integrity: signature.integrity.verdict,
      coverage: signature.integrity.coverage,
      modifications: signature.integrity.modifications.map(({ revision, level, what, field, page, before, after }) => ({
        revision,
        level,
        what,
        field,
        page,
        before,
        after,
      })),
      indication: signature.trust.indication,
      subIndication: signature.trust.subIndication ?? null,
      qualification: signature.qualification.conclusion,
      level: signature.level,
      algorithm: signature.algorithm,
      signer: {
        kind: signature.signerKind,
        name: signature.identity?.name ?? '',
        ...(signature.identity?.cnp === undefined ? {} : { cnp: signature.identity.cnp }),
      },
      ...(signature.claimedTime === undefined ? {} : { claimedTime: signature.claimedTime }),
      ...(signature.bestTime === undefined ? {} : { bestTime: signature.bestTime }),
      warnings: signature.warnings,
    })),
    ...(report.checks.length === 0
      ? {}
      : { checks: report.checks.filter((made) => made.outcome !== 'passed').map((made) => made.code) }),
    policy: report.policy,
  }
}
