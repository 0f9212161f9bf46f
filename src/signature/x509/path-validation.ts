/**
 * Certification path validation (RFC 5280, section 6.1), complete but for revocation, which the revocation room adds.
 * Every check is kept with its clause; processing goes on after a failure as far as that makes sense, so that a report
 * can list all.
 */
import { signatureScheme } from './algorithm.ts'
import { addConstraints, constraintBreach, unconstrained } from './name-constraints.ts'
import { sameName } from './name.ts'
import { anyPolicy, keyPurpose } from './oids.ts'
import { criticalBreach, malformedBreach } from './extension-processing.ts'
import { concludePolicies, initialGraph, withMappings, withPolicies } from './policy-graph.ts'
import { usableKey } from './public-key.ts'
import { verifySignature } from './verify-signature.ts'
import { indeterminate, passed } from './check.ts'
import type { Certificate } from './certificate.ts'
import type { Check, Conclusion, SubIndication } from './check.ts'
import type { Engine } from './engine.ts'
import type { KeyUsage } from './extensions.ts'
import type { NameConstraintState } from './name-constraints.ts'
import type { Name } from './name.ts'
import type { PolicyConclusion, PolicyGraph } from './policy-graph.ts'
import type { PublicKey, PublicKeyInfo } from './public-key.ts'
import type { SignatureScheme } from './algorithm.ts'

/** A key that is trusted for what it is: from a trusted list, or pinned. `certificate` is there when it came as one. */
export type TrustAnchor = {
  readonly subject: Name
  readonly publicKey: PublicKeyInfo
  readonly certificate?: Certificate
}

export function anchorOf(certificate: Certificate): TrustAnchor {
  return { subject: certificate.subject, publicKey: certificate.publicKey, certificate }
}

/**
 * Judges algorithm and key length at a moment; a reason when they no longer (or never) suffice (EN 319 102-1,
 * 5.2.8.4.4).
 */
type AlgorithmJudge = (scheme: SignatureScheme, key: PublicKey, at: Date) => string | undefined

export type PathValidationInput = {
  /** from the certificate that the anchor issued to the target; empty when the target is the anchor itself */
  readonly path: readonly Certificate[]
  readonly anchor: TrustAnchor
  /** the moment for which validity is judged */
  readonly at: Date
  /** user-initial-policy-set; undefined means any policy */
  readonly policies?: readonly string[]
  readonly requireExplicitPolicy?: boolean
  readonly inhibitPolicyMapping?: boolean
  readonly inhibitAnyPolicy?: boolean
  /** the target's key usage, where stated, must name one of these */
  readonly keyUsage?: readonly KeyUsage[]
  /** the target's extended key usage, where stated, must name one of these (or anyExtendedKeyUsage) */
  readonly purposes?: readonly string[]
  readonly algorithmJudge?: AlgorithmJudge
  readonly engine?: Engine
}

export type PathValidation = {
  readonly conclusion: Conclusion
  readonly checks: readonly Check[]
  readonly policies: PolicyConclusion
}

type State = {
  graph: PolicyGraph
  constraints: NameConstraintState
  explicitPolicy: number
  policyMapping: number
  inhibitAny: number
  maxPathLength: number
  issuerName: Name
  issuerKey: ReturnType<typeof usableKey>
}

type Finding = { readonly check: Check; readonly sub?: SubIndication }
type Note = (code: string, clause: string, breach: string | undefined, sub: SubIndication) => void

const general = 'CERTIFICATE_CHAIN_GENERAL_FAILURE'

/** Validates one path. The result's conclusion carries the sub-indication of the gravest failure. */
export function validatePath(input: PathValidationInput): PathValidation {
  const { path } = input
  const target = path.at(-1)
  if (target === undefined) return targetIsAnchor(input)
  const findings: Finding[] = []
  const state = initialState(input)
  path.forEach((certificate, index) => {
    const last = index === path.length - 1
    const note: Note = (code, clause, breach, sub) => {
      const check = {
        code,
        clause: `RFC 5280, ${clause}`,
        outcome: breach === undefined ? 'passed' : 'failed',
        subject: certificate.fingerprint,
        ...(breach === undefined ? {} : { detail: breach }),
      } as const
      findings.push(breach === undefined ? { check } : { check, sub })
    }
    checkBasics(certificate, last, state, input, note)
    checkPolicies(certificate, last, state, note)
    if (last) return
    prepareNext(certificate, state, note)
  })
  const policies = wrapUp(target, state, input, findings)
  checkUsage(target, input, findings)
  return { conclusion: conclude(findings), checks: findings.map(({ check }) => check), policies }
}

/** The certificate itself is listed (time-stamping units are, in trusted lists): nothing to validate but its use. */
function targetIsAnchor(input: PathValidationInput): PathValidation {
  const findings: Finding[] = [
    {
      check: {
        code: 'target-is-anchor',
        clause: 'EN 319 102-1, 5.2.6.4',
        outcome: 'passed',
        ...(input.anchor.certificate && { subject: input.anchor.certificate.fingerprint }),
      },
    },
  ]
  if (input.anchor.certificate !== undefined) checkUsage(input.anchor.certificate, input, findings)
  return {
    conclusion: conclude(findings),
    checks: findings.map(({ check }) => check),
    policies: { authorities: [anyPolicy], user: input.policies ?? [anyPolicy] },
  }
}

/**
 * RFC 5280, 6.1.2. Constraints in the anchor's own certificate bind too (RFC 5937): leaving them out could only accept
 * more.
 */
function initialState(input: PathValidationInput): State {
  const { path, anchor } = input
  const n = path.length
  const own = anchor.certificate
  return {
    graph: initialGraph(),
    constraints: own === undefined ? unconstrained : addConstraints(unconstrained, own),
    explicitPolicy: input.requireExplicitPolicy === true ? 0 : n + 1,
    policyMapping: input.inhibitPolicyMapping === true ? 0 : n + 1,
    inhibitAny: input.inhibitAnyPolicy === true ? 0 : n + 1,
    maxPathLength: Math.min(n, own?.basicConstraints?.pathLength ?? n),
    issuerName: anchor.subject,
    issuerKey: usableKey(anchor.publicKey),
  }
}

function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.subject, certificate.issuer)
}

/** RFC 5280, 6.1.3 (a) to (c). */
function checkBasics(
  certificate: Certificate,
  last: boolean,
  state: State,
  input: PathValidationInput,
  note: Note,
): void {
  const { at } = input
  note(
    'issuer-name',
    '6.1.3 (a)(4)',
    sameName(certificate.issuer, state.issuerName) ? undefined : 'the issuer is not the subject above',
    general,
  )
  note('certificate-signature', '6.1.3 (a)(1)', signatureBreach(certificate, state, input), general)
  if (input.algorithmJudge !== undefined)
    note(
      'certificate-algorithm',
      '6.1.3 (a)(1)',
      algorithmBreach(certificate, state, input),
      'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
    )
  const early = at < certificate.notBefore ? `not valid before ${certificate.notBefore.toISOString()}` : undefined
  note('not-before', '6.1.3 (a)(2)', early, last ? 'OUT_OF_BOUNDS_NO_POE' : general)
  const late = at > certificate.notAfter ? `not valid after ${certificate.notAfter.toISOString()}` : undefined
  note('not-after', '6.1.3 (a)(2)', late, last ? 'OUT_OF_BOUNDS_NO_POE' : general)
  if (last || !isSelfIssued(certificate))
    note(
      'name-constraints',
      '6.1.3 (b), (c)',
      constraintBreach(state.constraints, certificate),
      'CHAIN_CONSTRAINTS_FAILURE',
    )
  note('extensions', '4.2', malformedBreach(certificate), general)
  note('critical-extensions', last ? '6.1.5 (f)' : '6.1.4 (o)', criticalBreach(certificate), general)
}

function signatureBreach(
  certificate: Certificate,
  { issuerKey }: State,
  { engine }: PathValidationInput,
): string | undefined {
  if (!certificate.algorithmsAgree) return 'two different signature algorithms are named'
  if (issuerKey.kind === 'unusable') return `the issuer's key cannot be used: ${issuerKey.why}`
  const scheme = signatureScheme(certificate.signatureAlgorithm)
  if (scheme === undefined) return `unknown signature algorithm ${certificate.signatureAlgorithm.oid}`
  const outcome = verifySignature(issuerKey, scheme, certificate.signed, certificate.signature, engine)
  if (outcome === 'valid') return undefined
  return outcome === 'unsupported' ? 'the algorithm is not supported here' : 'the signature is not right'
}

function algorithmBreach(
  certificate: Certificate,
  { issuerKey }: State,
  { algorithmJudge, at }: PathValidationInput,
): string | undefined {
  const scheme = signatureScheme(certificate.signatureAlgorithm)
  return scheme === undefined || issuerKey.kind === 'unusable' ? undefined : algorithmJudge?.(scheme, issuerKey, at)
}

/** RFC 5280, 6.1.3 (d) to (f). */
function checkPolicies(certificate: Certificate, last: boolean, state: State, note: Note): void {
  const anyAllowed = state.inhibitAny > 0 || (!last && isSelfIssued(certificate))
  state.graph = withPolicies(state.graph, certificate.certificatePolicies, anyAllowed)
  note(
    'policy',
    '6.1.3 (f)',
    state.explicitPolicy > 0 || state.graph !== undefined ? undefined : 'a policy is required and none is valid',
    'CHAIN_CONSTRAINTS_FAILURE',
  )
}

/** RFC 5280, 6.1.4: what an intermediate certificate must be, and what it passes on. */
function prepareNext(certificate: Certificate, state: State, note: Note): void {
  const mappings = certificate.policyMappings
  if (mappings !== undefined) {
    const touchesAny = mappings.some(
      ({ issuerDomain, subjectDomain }) => issuerDomain === anyPolicy || subjectDomain === anyPolicy,
    )
    note(
      'policy-mappings',
      '6.1.4 (a)',
      touchesAny ? 'a mapping from or to anyPolicy' : undefined,
      'CHAIN_CONSTRAINTS_FAILURE',
    )
    state.graph = withMappings(state.graph, mappings, state.policyMapping > 0)
  }
  const inherited = state.issuerKey.kind === 'dsa' ? state.issuerKey.parameters : undefined
  state.issuerName = certificate.subject
  state.issuerKey = usableKey(certificate.publicKey, inherited)
  state.constraints = addConstraints(state.constraints, certificate)
  const selfIssued = isSelfIssued(certificate)
  if (!selfIssued) {
    state.explicitPolicy = Math.max(0, state.explicitPolicy - 1)
    state.policyMapping = Math.max(0, state.policyMapping - 1)
    state.inhibitAny = Math.max(0, state.inhibitAny - 1)
  }
  state.explicitPolicy = Math.min(
    state.explicitPolicy,
    certificate.policyConstraints?.requireExplicitPolicy ?? Infinity,
  )
  state.policyMapping = Math.min(state.policyMapping, certificate.policyConstraints?.inhibitPolicyMapping ?? Infinity)
  state.inhibitAny = Math.min(state.inhibitAny, certificate.inhibitAnyPolicy ?? Infinity)
  note(
    'is-ca',
    '6.1.4 (k)',
    certificate.version === 3 && certificate.basicConstraints?.ca === true
      ? undefined
      : 'the issuer is not a certification authority',
    general,
  )
  if (!selfIssued) {
    note(
      'path-length',
      '6.1.4 (l)',
      state.maxPathLength > 0 ? undefined : 'the path is longer than an authority above allows',
      'CHAIN_CONSTRAINTS_FAILURE',
    )
    state.maxPathLength -= 1
  }
  state.maxPathLength = Math.min(state.maxPathLength, certificate.basicConstraints?.pathLength ?? Infinity)
  const maySign = certificate.keyUsage === undefined || certificate.keyUsage.includes('keyCertSign')
  note('key-cert-sign', '6.1.4 (n)', maySign ? undefined : 'the issuer may not sign certificates', general)
}

/** RFC 5280, 6.1.5. */
function wrapUp(target: Certificate, state: State, input: PathValidationInput, findings: Finding[]): PolicyConclusion {
  let explicit = Math.max(0, state.explicitPolicy - 1)
  if (target.policyConstraints?.requireExplicitPolicy === 0) explicit = 0
  const policies = concludePolicies(state.graph, input.policies)
  const enough = explicit > 0 || policies.user.length > 0
  const check = {
    code: 'policy-set',
    clause: 'RFC 5280, 6.1.5 (g)',
    outcome: enough ? 'passed' : 'failed',
    subject: target.fingerprint,
  } as const
  findings.push(
    enough
      ? { check }
      : { check: { ...check, detail: 'no wanted policy is valid for this path' }, sub: 'CHAIN_CONSTRAINTS_FAILURE' },
  )
  return policies
}

/** RFC 5280, 4.2.1.3 and 4.2.1.12: the target may be used for what the caller wants. */
function checkUsage(target: Certificate, { keyUsage, purposes }: PathValidationInput, findings: Finding[]): void {
  const add = (code: string, clause: string, right: boolean, detail: string) => {
    const check = { code, clause, outcome: right ? 'passed' : 'failed', subject: target.fingerprint } as const
    findings.push(right ? { check } : { check: { ...check, detail }, sub: 'CHAIN_CONSTRAINTS_FAILURE' })
  }
  if (keyUsage !== undefined)
    add(
      'key-usage',
      'RFC 5280, 4.2.1.3',
      target.keyUsage === undefined || keyUsage.some((usage) => target.keyUsage?.includes(usage)),
      `key usage ${(target.keyUsage ?? []).join(', ')}`,
    )
  if (purposes !== undefined) {
    const stated = target.extendedKeyUsage
    add(
      'extended-key-usage',
      'RFC 5280, 4.2.1.12',
      stated === undefined || stated.some((oid) => oid === keyPurpose.any || purposes.includes(oid)),
      `extended key usage ${(stated ?? []).join(', ')}`,
    )
  }
}

/** The gravest first: what makes the path no path at all comes before constraints, and those before mere dates. */
const gravity: readonly SubIndication[] = [
  general,
  'CHAIN_CONSTRAINTS_FAILURE',
  'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
  'OUT_OF_BOUNDS_NO_POE',
]

function conclude(findings: readonly Finding[]): Conclusion {
  const subs = new Set(findings.flatMap(({ sub }) => (sub === undefined ? [] : [sub])))
  const gravest = gravity.find((sub) => subs.has(sub))
  return gravest === undefined ? passed : indeterminate(gravest)
}
