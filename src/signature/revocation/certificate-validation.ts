/**
 * X.509 certificate validation (EN 319 102-1, 5.2.6): paths to anchors, each validated by RFC 5280 and its certificates
 * asked for revocation; the best path decides.
 */
import { indeterminate } from '../x509/check.ts'
import { buildPaths, indexByName } from '../x509/path-building.ts'
import { validatePath } from '../x509/path-validation.ts'
import { usableKey } from '../x509/public-key.ts'
import { checkByLists } from './crl-check.ts'
import { checkByOcsp } from './ocsp-check.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check, Conclusion, SubIndication } from '../x509/check.ts'
import type { ByName, CandidatePath } from '../x509/path-building.ts'
import type { PathValidation, PathValidationInput, TrustAnchor } from '../x509/path-validation.ts'
import type { RevocationList } from './crl.ts'
import type { ListSigner } from './crl-check.ts'
import type { OcspResponse } from './ocsp.ts'
import type { Moment, RevocationResult } from './status.ts'

export type CertificateValidationInput = Omit<PathValidationInput, 'path' | 'anchor'> & {
  readonly target: Certificate
  /** certificates from the signature, the document and the lists, among which issuers are looked for */
  readonly certificates: ByName<Certificate>
  readonly anchors: ByName<TrustAnchor>
  readonly lists: readonly RevocationList[]
  readonly responses: readonly OcspResponse[]
  /** the moment of validation: evidence from after it does not exist yet. `at` is the moment that is judged */
  readonly now: Date
  /** milliseconds before `at` within which evidence must have been made, beside its own nextUpdate */
  readonly maximumAge?: number
  /** `off` leaves revocation out, for anchors whose status the trusted list itself states */
  readonly revocation?: 'required' | 'off'
  /**
   * `tolerated`: an authority between anchor and target about which there is no evidence at all does not leave the
   * question open. Evidence that is there and wrong, stale or says revoked counts all the same. The default is `open`.
   */
  readonly missingAuthorityEvidence?: 'open' | 'tolerated'
}

type LinkRevocation = RevocationResult & { readonly certificate: Certificate }

export type CertificateValidation = {
  readonly conclusion: Conclusion
  /** the path that decided; undefined when none reaches an anchor */
  readonly path: readonly Certificate[] | undefined
  readonly anchor: TrustAnchor | undefined
  readonly pathValidation: PathValidation | undefined
  /** status of every certificate of the path, from the anchor down */
  readonly revocation: readonly LinkRevocation[]
  readonly checks: readonly Check[]
}

/** Validates `target`; of several paths the first that passes counts, else the one that comes furthest. */
export function validateCertificate(input: CertificateValidationInput): CertificateValidation {
  return validateWith(input, new Map())
}

/** Guards against list issuers that vouch for each other: a certificate in question is not asked again. */
type Pending = Map<string, boolean>

function validateWith(input: CertificateValidationInput, pending: Pending): CertificateValidation {
  const candidates = buildPaths(input.target, input.certificates, input.anchors)
  let best: CertificateValidation | undefined
  for (const candidate of candidates) {
    const result = validateCandidate(candidate, input, pending)
    if (result.conclusion.indication === 'PASSED') return result
    if (best === undefined || rank(result.conclusion) > rank(best.conclusion)) best = result
  }
  if (best !== undefined) return best
  const check: Check = {
    code: 'certificate-chain',
    clause: 'EN 319 102-1, 5.2.6.4',
    outcome: 'undetermined',
    subject: input.target.fingerprint,
    detail: 'no path leads to an anchor',
  }
  return {
    conclusion: indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
    path: undefined,
    anchor: undefined,
    pathValidation: undefined,
    revocation: [],
    checks: [check],
  }
}

const order: readonly SubIndication[] = [
  'NO_CERTIFICATE_CHAIN_FOUND',
  'CERTIFICATE_CHAIN_GENERAL_FAILURE',
  'CHAIN_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'REVOKED_CA_NO_POE',
  'REVOKED_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
  'TRY_LATER',
]

function rank({ subIndication }: Conclusion): number {
  return subIndication === undefined ? order.length : order.indexOf(subIndication)
}

function validateCandidate(
  { path, anchor }: CandidatePath,
  input: CertificateValidationInput,
  pending: Pending,
): CertificateValidation {
  const pathValidation = validatePath({ ...input, path, anchor })
  const base = { path, anchor, pathValidation }
  const { subIndication } = pathValidation.conclusion
  // A path whose signer is merely out of its dates is still worth the question about revocation (EN 319 102-1, 5.2.6.4
  // c).
  if (input.revocation === 'off' || (subIndication !== undefined && subIndication !== 'OUT_OF_BOUNDS_NO_POE'))
    return { ...base, conclusion: pathValidation.conclusion, revocation: [], checks: pathValidation.checks }
  const revocation: LinkRevocation[] = []
  let issuer: ListSigner = anchorSigner(anchor)
  for (const certificate of path) {
    const result = revocationOf(certificate, issuer, { path, anchor }, input, pending)
    revocation.push({ ...result, certificate })
    issuer = certificateSigner(certificate, issuer)
  }
  const conclusion = concludeRevocation(revocation, input) ?? pathValidation.conclusion
  return {
    ...base,
    conclusion,
    revocation,
    checks: [...pathValidation.checks, ...revocation.flatMap(({ checks }) => checks)],
  }
}

/** The gravest state along the path; undefined when every certificate was good at the moment. */
function concludeRevocation(
  revocation: readonly LinkRevocation[],
  { target, at, missingAuthorityEvidence }: CertificateValidationInput,
): Conclusion | undefined {
  const bad = revocation.find((link) => link.status === 'revoked' && link.revokedAt <= at)
  if (bad !== undefined)
    return indeterminate(bad.certificate.fingerprint === target.fingerprint ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE')
  const tolerated = (link: LinkRevocation) =>
    missingAuthorityEvidence === 'tolerated' &&
    link.status === 'unknown' &&
    link.why === 'missing' &&
    link.certificate.fingerprint !== target.fingerprint
  const open = revocation.some(
    (link) => (link.status === 'unknown' && !tolerated(link)) || (link.status === 'on-hold' && link.revokedAt <= at),
  )
  return open ? indeterminate('TRY_LATER') : undefined
}

function anchorSigner(anchor: TrustAnchor): ListSigner {
  return signerOf(anchor.subject, anchor.publicKey, anchor.certificate, undefined)
}

function certificateSigner(certificate: Certificate, issuer: ListSigner): ListSigner {
  const above = usableKey(issuer.publicKey, issuer.dsaParameters)
  return signerOf(
    certificate.subject,
    certificate.publicKey,
    certificate,
    above.kind === 'dsa' ? above.parameters : undefined,
  )
}

function signerOf(
  subject: ListSigner['subject'],
  publicKey: ListSigner['publicKey'],
  certificate: Certificate | undefined,
  dsaParameters: Uint8Array | undefined,
): ListSigner {
  return {
    subject,
    publicKey,
    dsaParameters,
    keyIdentifier: certificate?.subjectKeyIdentifier,
    maySignLists: certificate?.keyUsage === undefined || certificate.keyUsage.includes('cRLSign'),
  }
}

/** OCSP first (it is about this very certificate), then lists; a definite answer of either wins over an unknown one. */
function revocationOf(
  certificate: Certificate,
  issuer: ListSigner,
  candidate: CandidatePath,
  input: CertificateValidationInput,
  pending: Pending,
): RevocationResult {
  if (certificate.validityAssuredShortTerm === true || certificate.ocspNoCheck === true)
    return {
      status: 'good',
      evidence: [],
      checks: [
        {
          code: 'revocation-not-needed',
          clause: 'EN 319 412-1, 5.2; RFC 6960, 4.2.2.2.1',
          outcome: 'passed',
          subject: certificate.fingerprint,
        },
      ],
    }
  const moment: Moment = {
    at: input.at,
    now: input.now,
    ...(input.maximumAge === undefined ? {} : { maximumAge: input.maximumAge }),
  }
  const answers: RevocationResult[] = []
  const issued = input.responses.filter((response) =>
    response.responses.some(({ certId }) => certId.serial === certificate.serial),
  )
  if (issued.length > 0)
    answers.push(
      checkByOcsp({
        certificate,
        issuer,
        responses: issued,
        moment,
        responderStatus: (responder, at) => responderStatus(responder, at, candidate, input, pending),
      }),
    )
  if (answers[0]?.status !== 'good' && answers[0]?.status !== 'revoked')
    answers.push(
      checkByLists({
        certificate,
        lists: input.lists,
        moment,
        signersNamed: (name) => signersNamed(name, certificate, issuer, candidate, input, pending),
      }),
    )
  const decided =
    answers.find(({ status }) => status === 'revoked') ??
    answers.find(({ status }) => status === 'on-hold') ??
    answers.find(({ status }) => status === 'good')
  const checks = answers.flatMap((answer) => answer.checks)
  if (decided !== undefined) return { ...decided, checks }
  const reasons = answers.map((answer) => ('why' in answer ? answer.why : 'missing'))
  const why = reasons.includes('stale') ? 'stale' : reasons.includes('not-usable') ? 'not-usable' : 'missing'
  return { status: 'unknown', why, evidence: [], checks }
}

/**
 * Keys that may sign lists about `certificate`: its issuer's, and those of certificates of that name whose own paths
 * lead to the same anchor (RFC 5280, 6.3.3 f).
 */
function signersNamed(
  name: ListSigner['subject'],
  certificate: Certificate,
  issuer: ListSigner,
  candidate: CandidatePath,
  input: CertificateValidationInput,
  pending: Pending,
): ListSigner[] {
  const direct = issuer.subject.key === name.key ? [issuer] : []
  // A list is evidence about its own issuer's certificate only if the authority above permits it, by naming it as CRL
  // issuer (PKITS 4.14.30).
  const maySpeakOfItself = certificate.crlDistributionPoints?.some(({ crlIssuer }) => crlIssuer !== undefined) === true
  const others = input.certificates
    .withName(name)
    .filter(
      (other) =>
        (maySpeakOfItself || other.fingerprint !== certificate.fingerprint) &&
        Buffer.compare(other.publicKey.raw, issuer.publicKey.raw) !== 0,
    )
  return [
    ...direct,
    ...others
      .filter((other) => isGoodListSigner(other, candidate, input, pending))
      .map((other) => certificateSigner(other, issuer)),
  ]
}

function isGoodListSigner(
  signer: Certificate,
  { anchor }: CandidatePath,
  input: CertificateValidationInput,
  pending: Pending,
): boolean {
  if (signer.keyUsage !== undefined && !signer.keyUsage.includes('cRLSign')) return false
  const known = pending.get(signer.fingerprint)
  if (known !== undefined) return known
  // While its own status is being asked, the signer counts: a list may name its issuer's certificate, and if it is
  // revoked the list itself says so.
  pending.set(signer.fingerprint, true)
  const anchors = indexByName([anchor])
  const { keyUsage: _, purposes: __, policies: ___, ...rest } = input
  const result = validateWith({ ...rest, target: signer, anchors, certificates: input.certificates }, pending)
  const good = result.conclusion.indication === 'PASSED'
  pending.set(signer.fingerprint, good)
  return good
}

function responderStatus(
  responder: Certificate,
  at: Date,
  { anchor }: CandidatePath,
  input: CertificateValidationInput,
  pending: Pending,
): 'good' | 'revoked' | 'unknown' {
  const known = pending.get(responder.fingerprint)
  if (known !== undefined) return 'unknown'
  pending.set(responder.fingerprint, true)
  const { keyUsage: _, purposes: __, policies: ___, ...rest } = input
  const result = validateWith({ ...rest, at, target: responder, anchors: indexByName([anchor]) }, pending)
  pending.delete(responder.fingerprint)
  if (result.conclusion.indication === 'PASSED') return 'good'
  return result.conclusion.subIndication === 'REVOKED_NO_POE' ? 'revoked' : 'unknown'
}
