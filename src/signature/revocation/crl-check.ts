/** Revocation by lists (RFC 5280, 6.3.3): distribution points, reasons, indirect and delta lists. */
import { signatureScheme } from '../x509/algorithm.ts'
import { allReasons } from '../x509/extensions.ts'
import { sameGeneralName } from '../x509/general-name.ts'
import { nameOf } from '../x509/name.ts'
import { usableKey } from '../x509/public-key.ts'
import { EncodingError } from '../x509/tlv.ts'
import { verifySignature } from '../x509/verify-signature.ts'
import { equalBytes } from '../x509/asn1-values.ts'
import { findEntry } from './crl.ts'
import { freshness } from './status.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check } from '../x509/check.ts'
import type { DistributionPoint, ReasonFlag } from '../x509/extensions.ts'
import type { GeneralName } from '../x509/general-name.ts'
import type { Name } from '../x509/name.ts'
import type { PublicKeyInfo } from '../x509/public-key.ts'
import type { RevocationEntry, RevocationList } from './crl.ts'
import type { Moment, RevocationEvidence, RevocationResult } from './status.ts'

/**
 * A key that may have signed a list: of the certificate's issuer, or of a list issuer whose path is validated
 * elsewhere.
 */
export type ListSigner = {
  readonly subject: Name
  readonly publicKey: PublicKeyInfo
  /** content of the key identifier in hex, when known */
  readonly keyIdentifier?: string | undefined
  /** DSA parameters, when the key inherits them */
  readonly dsaParameters?: Uint8Array | undefined
  /** key usage allows cRLSign, or there is no restriction */
  readonly maySignLists: boolean
}

export type CrlInput = {
  readonly certificate: Certificate
  readonly lists: readonly RevocationList[]
  /**
   * keys by name that are authorised for lists about this certificate: same trust anchor, valid path (RFC 5280, 6.3.3
   * f)
   */
  readonly signersNamed: (name: Name) => readonly ListSigner[]
  readonly moment: Moment
}

type Refusal = { readonly why: string; readonly stale?: boolean }

/** Asks all lists about one certificate. */
export function checkByLists(input: CrlInput): RevocationResult {
  const { certificate } = input
  const checks: Check[] = []
  const evidence: RevocationEvidence[] = []
  const covered = new Set<ReasonFlag>()
  let stale = false
  let refused = false
  const note = (list: RevocationList, outcome: Check['outcome'], detail?: string) =>
    checks.push({
      code: 'crl',
      clause: 'RFC 5280, 6.3.3',
      outcome,
      subject: list.fingerprint,
      ...(detail === undefined ? {} : { detail }),
    })

  const complete = input.lists.filter(({ deltaBase }) => deltaBase === undefined)
  for (const point of pointsOf(certificate)) {
    for (const list of complete) {
      const scope = scopeReasons(list, point, certificate)
      if (typeof scope === 'string') continue
      if (scope.every((reason) => covered.has(reason))) continue
      const refusal = usability(list, input)
      if (refusal !== undefined) {
        note(list, refusal.stale === true ? 'undetermined' : 'failed', refusal.why)
        stale ||= refusal.stale === true
        refused ||= refusal.stale !== true
        continue
      }
      const delta = newestDelta(list, input)
      const asked = delta === undefined ? [list] : [delta, list]
      evidence.push(...asked.map(evidenceOf))
      const answer = lookUp(asked, certificate)
      if (answer === 'unusable') {
        note(list, 'failed', 'an entry has a critical extension that is not known, or cannot be read')
        refused = true
        continue
      }
      if (answer !== undefined && answer.reason !== 'removeFromCRL') {
        note(list, 'passed', `revoked at ${answer.revokedAt.toISOString()} (${answer.reason})`)
        return {
          status: answer.reason === 'certificateHold' ? 'on-hold' : 'revoked',
          revokedAt: answer.revokedAt,
          reason: answer.reason,
          evidence,
          checks,
        }
      }
      if (!speaksAboutExpired(list, certificate)) {
        note(list, 'undetermined', 'made after the certificate expired, and does not say that it keeps expired ones')
        refused = true
        continue
      }
      note(list, 'passed')
      for (const reason of scope) covered.add(reason)
    }
  }
  if (allReasons.every((reason) => covered.has(reason))) return { status: 'good', evidence, checks }
  const why = stale ? 'stale' : refused ? 'not-usable' : 'missing'
  if (checks.length === 0)
    checks.push({
      code: 'crl',
      clause: 'RFC 5280, 6.3.3',
      outcome: 'undetermined',
      subject: certificate.fingerprint,
      detail: 'no list covers the certificate',
    })
  return { status: 'unknown', why, evidence, checks }
}

/**
 * Issuers may drop expired certificates: silence of a later list proves nothing then (EN 319 102-1, 5.6.2.2; X.509,
 * 8.5.2.12).
 */
function speaksAboutExpired(list: RevocationList, certificate: Certificate): boolean {
  return (
    list.thisUpdate <= certificate.notAfter ||
    (list.expiredCertsOnCrl !== undefined && list.expiredCertsOnCrl <= certificate.notAfter)
  )
}

function evidenceOf(list: RevocationList): RevocationEvidence {
  return { kind: 'crl', fingerprint: list.fingerprint, thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate }
}

/** The points that the certificate names and, last, the one implied by its issuer's name (6.3.3, final paragraph). */
function pointsOf(certificate: Certificate): DistributionPoint[] {
  const implied: DistributionPoint = {
    fullName: [{ kind: 'directory', name: certificate.issuer }],
    relativeName: undefined,
    reasons: undefined,
    crlIssuer: undefined,
  }
  return [...(certificate.crlDistributionPoints ?? []), implied]
}

/** 6.3.3 (b), (d), (e): the reasons for which this list answers at this point, or why it does not. */
function scopeReasons(list: RevocationList, point: DistributionPoint, certificate: Certificate): ReasonFlag[] | string {
  const idp = list.issuingDistributionPoint
  if (point.crlIssuer !== undefined) {
    if (!point.crlIssuer.some((name) => name.kind === 'directory' && name.name.key === list.issuer.key))
      return 'another issuer'
    if (list.issuer.key !== certificate.issuer.key && idp?.indirect !== true) return 'not an indirect list'
  } else if (list.issuer.key !== certificate.issuer.key) return 'another issuer'
  if (idp !== undefined) {
    if (!namesMeet(idp, point, list)) return 'another distribution point'
    const ca = certificate.basicConstraints?.ca === true
    if (idp.onlyUserCerts && ca) return 'user certificates only'
    if (idp.onlyCaCerts && !ca) return 'CA certificates only'
    if (idp.onlyAttributeCerts) return 'attribute certificates only'
  }
  return allReasons.filter(
    (reason) => (point.reasons?.includes(reason) ?? true) && (idp?.onlySomeReasons?.includes(reason) ?? true),
  )
}

/**
 * 6.3.3 (b)(2)(i): where the list names its point, one of its names must be one of the certificate's point (or of its
 * CRL issuer).
 */
function namesMeet(
  idp: NonNullable<RevocationList['issuingDistributionPoint']>,
  point: DistributionPoint,
  list: RevocationList,
): boolean {
  const ofList = fullNames(idp, list.issuer)
  if (ofList === undefined) return true
  const ofPoint = fullNames(point, crlIssuerName(point) ?? list.issuer) ?? point.crlIssuer
  return ofPoint?.some((name) => ofList.some((other) => sameGeneralName(name, other))) ?? true
}

function crlIssuerName(point: DistributionPoint): Name | undefined {
  const name = point.crlIssuer?.find((candidate) => candidate.kind === 'directory')
  return name?.kind === 'directory' ? name.name : undefined
}

/** A name relative to the issuer is the issuer's name with one more RDN. */
function fullNames(
  point: Pick<DistributionPoint, 'fullName' | 'relativeName'>,
  base: Name,
): readonly GeneralName[] | undefined {
  if (point.fullName !== undefined) return point.fullName
  if (point.relativeName === undefined) return undefined
  return [{ kind: 'directory', name: nameOf(new Uint8Array(0), [...base.rdns, point.relativeName]) }]
}

/** 6.3.3 (a), (f), (g): signed by an authorised key, no unknown critical extension, in force at the moment. */
function usability(list: RevocationList, input: CrlInput): Refusal | undefined {
  if (list.unknownCritical.length > 0)
    return { why: `critical extension ${list.unknownCritical.join(', ')} is not known` }
  if (!list.algorithmsAgree) return { why: 'two different signature algorithms are named' }
  const signers = input.signersNamed(list.issuer)
  if (signers.length === 0) return { why: 'no authorised signer of the list is known' }
  if (!signers.some((signer) => signedBy(list, signer))) return { why: 'no authorised key made the signature' }
  const age = freshness(list.thisUpdate, list.nextUpdate, input.moment)
  if (age === 'from-the-future') return { why: 'the list is from the future' }
  return age === 'stale' ? { why: 'the list is not recent enough', stale: true } : undefined
}

function signedBy(list: RevocationList, signer: ListSigner): boolean {
  if (!signer.maySignLists) return false
  const key = usableKey(signer.publicKey, signer.dsaParameters)
  const scheme = signatureScheme(list.signatureAlgorithm)
  return (
    key.kind !== 'unusable' &&
    scheme !== undefined &&
    verifySignature(key, scheme, list.signed, list.signature) === 'valid'
  )
}

/**
 * 6.3.3 (c), (h): a usable delta of the same issuer and scope that builds on this list or an earlier one, the newest
 * such.
 */
function newestDelta(base: RevocationList, input: CrlInput): RevocationList | undefined {
  const { number } = base
  if (number === undefined) return undefined
  let newest: RevocationList | undefined
  for (const list of input.lists) {
    if (list.deltaBase === undefined || list.number === undefined || list.issuer.key !== base.issuer.key) continue
    if (
      list.deltaBase > number ||
      list.number < number ||
      list.authorityKeyIdentifier !== base.authorityKeyIdentifier ||
      !sameScope(list, base)
    )
      continue
    if (newest?.number !== undefined && newest.number >= list.number) continue
    if (usability(list, input) === undefined) newest = list
  }
  return newest
}

function sameScope(left: RevocationList, right: RevocationList): boolean {
  const [one, other] = [left.issuingDistributionPoint?.raw, right.issuingDistributionPoint?.raw]
  return one === undefined || other === undefined ? one === other : equalBytes(one, other)
}

/** The first list that names the certificate decides: the delta before the list it builds on (6.3.3 i, j). */
function lookUp(lists: readonly RevocationList[], certificate: Certificate): RevocationEntry | 'unusable' | undefined {
  try {
    for (const list of lists) {
      const entry = findEntry(list, certificate.serial, certificate.issuer)
      if (entry !== undefined) return entry
    }
    return undefined
  } catch (error) {
    if (error instanceof EncodingError) return 'unusable'
    throw error
  }
}
