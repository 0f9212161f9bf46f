/** Revocation by OCSP responses (RFC 6960, 3.2 and 4.2.2): who signed, about which certificate, how fresh. */
import { digestByOid, signatureScheme } from '../x509/algorithm.ts'
import { equalBytes, toHex } from '../x509/asn1-values.ts'
import { digest } from '../x509/digest.ts'
import { criticalBreach, malformedBreach } from '../x509/extension-processing.ts'
import { sameName } from '../x509/name.ts'
import { keyPurpose } from '../x509/oids.ts'
import { usableKey } from '../x509/public-key.ts'
import { verifySignature } from '../x509/verify-signature.ts'
import { freshness } from './status.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check } from '../x509/check.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import type { OcspResponse, SingleResponse } from './ocsp.ts'
import type { Moment, RevocationEvidence, RevocationResult } from './status.ts'

/** Who issued the certificate in question; its key and its name. */
type Issuer = Pick<TrustAnchor, 'subject' | 'publicKey'>

export type OcspInput = {
  readonly certificate: Certificate
  readonly issuer: Issuer
  readonly responses: readonly OcspResponse[]
  readonly moment: Moment
  /**
   * hex of the nonce's extension value that was sent; a response that carries another one is refused, one that carries
   * none is accepted (RFC 5019, 4)
   */
  readonly nonce?: string
  /** further certificates among which a responder may be found */
  readonly certificates?: readonly Certificate[]
  /**
   * Is this responder's certificate itself good? Asked only where it lacks id-pkix-ocsp-nocheck (RFC 6960, 4.2.2.2.1).
   * Without it such a responder is accepted when its certificate is short-lived or nothing contradicts, with a warning.
   */
  readonly responderStatus?: (responder: Certificate, at: Date) => 'good' | 'revoked' | 'unknown'
}

type Verdict =
  | { readonly ok: true; readonly warning?: string }
  | { readonly ok: false; readonly why: string; readonly stale?: boolean }

/** Asks all responses about one certificate; the newest usable answer counts. */
export function checkByOcsp(input: OcspInput): RevocationResult {
  const checks: Check[] = []
  const usable: { single: SingleResponse; response: OcspResponse }[] = []
  let stale = false
  let refused = false
  for (const response of input.responses) {
    const { single, verdict } = judge(response, input)
    const outcome = verdict.ok
      ? verdict.warning === undefined
        ? 'passed'
        : 'warning'
      : verdict.stale === true
        ? 'undetermined'
        : 'failed'
    const detail = verdict.ok ? verdict.warning : verdict.why
    checks.push({
      code: 'ocsp',
      clause: 'RFC 6960, 3.2',
      outcome,
      subject: response.fingerprint,
      ...(detail === undefined ? {} : { detail }),
    })
    if (verdict.ok && single !== undefined) usable.push({ single, response })
    else if (!verdict.ok) {
      stale ||= verdict.stale === true
      refused ||= verdict.stale !== true
    }
  }
  const newest = usable.sort((left, right) => right.single.thisUpdate.getTime() - left.single.thisUpdate.getTime())[0]
  if (newest === undefined)
    return { status: 'unknown', why: stale ? 'stale' : refused ? 'not-usable' : 'missing', evidence: [], checks }
  const { single, response } = newest
  const evidence: RevocationEvidence[] = [
    { kind: 'ocsp', fingerprint: response.fingerprint, thisUpdate: single.thisUpdate, nextUpdate: single.nextUpdate },
  ]
  if (single.status.kind === 'unknown') return { status: 'unknown', why: 'not-usable', evidence, checks }
  if (single.status.kind === 'good') return { status: 'good', evidence, checks }
  return {
    status: single.status.reason === 'certificateHold' ? 'on-hold' : 'revoked',
    revokedAt: single.status.at,
    reason: single.status.reason,
    evidence,
    checks,
  }
}

/** One response: is it about this certificate, from an authorised responder, rightly signed and fresh? */
function judge(response: OcspResponse, input: OcspInput): { single?: SingleResponse; verdict: Verdict } {
  const refuse = (why: string, stale = false): { verdict: Verdict } => ({ verdict: { ok: false, why, stale } })
  if (response.unknownCritical.length > 0) return refuse('a critical extension is not known')
  const about = response.responses.filter(({ certId }) => certId.serial === input.certificate.serial)
  const single = about.find(({ certId }) => idMatches(certId, input) === undefined)
  if (single === undefined)
    return refuse(
      about[0] === undefined ? 'the response is about another certificate' : (idMatches(about[0].certId, input) ?? ''),
    )
  if (single.unknownCritical.length > 0) return refuse('a critical extension is not known')
  if (input.nonce !== undefined && response.nonce !== undefined && response.nonce !== input.nonce)
    return refuse('the nonce is not the one that was sent')
  const signer = authorisedSigner(response, input)
  if (!signer.ok) return { verdict: signer }
  const age = freshness(single.thisUpdate, single.nextUpdate, input.moment)
  if (age === 'from-the-future') return refuse('the response is from the future')
  if (age === 'stale') return refuse('the response is not recent enough', true)
  const { notAfter } = input.certificate
  if (
    single.status.kind === 'good' &&
    single.thisUpdate > notAfter &&
    !(single.archiveCutoff !== undefined && single.archiveCutoff <= notAfter)
  )
    return refuse('made after the certificate expired, and does not say that it keeps expired ones', true)
  return { single, verdict: signer }
}

function idMatches(certId: SingleResponse['certId'], { issuer, certificate }: OcspInput): string | undefined {
  const name = digestByOid(certId.digestOid)
  if (name === undefined) return 'the issuer is identified by an unknown digest'
  // The name as the certificate writes it and as the issuer does are the same name, but need not be the same octets.
  const names = [certificate.issuer.raw, issuer.subject.raw]
  if (!names.some((raw) => equalBytes(digest(name, raw), certId.issuerNameHash)))
    return 'the hash of the issuer name does not match'
  return equalBytes(digest(name, issuer.publicKey.key), certId.issuerKeyHash)
    ? undefined
    : 'the hash of the issuer key does not match'
}

type Signer = Extract<Verdict, { ok: true }> | Extract<Verdict, { ok: false }>

/** RFC 6960, 4.2.2.2: the issuer itself, or somebody whom the issuer's own key has authorised for OCSP. */
function authorisedSigner(response: OcspResponse, input: OcspInput): Signer {
  const { issuer } = input
  if (identifies(response, issuer))
    return signedWith(response, issuer) ? { ok: true } : { ok: false, why: 'the signature is not right' }
  const candidates = [...response.certificates, ...(input.certificates ?? [])].filter((certificate) =>
    identifies(response, certificate),
  )
  if (candidates.length === 0) return { ok: false, why: 'the certificate of the responder is not there' }
  let last: Signer = { ok: false, why: '' }
  for (const candidate of candidates) {
    last = delegated(candidate, response, input)
    if (last.ok) return last
  }
  return last
}

function identifies({ responder }: OcspResponse, who: Issuer): boolean {
  if (responder.kind === 'name') return sameName(responder.name, who.subject)
  return toHex(digest('sha1', who.publicKey.key)) === responder.hash
}

function signedWith(response: OcspResponse, who: Issuer): boolean {
  const key = usableKey(who.publicKey)
  const scheme = signatureScheme(response.signatureAlgorithm)
  return (
    key.kind !== 'unusable' &&
    scheme !== undefined &&
    verifySignature(key, scheme, response.signed, response.signature) === 'valid'
  )
}

function delegated(responder: Certificate, response: OcspResponse, input: OcspInput): Signer {
  const { issuer } = input
  const key = usableKey(issuer.publicKey)
  const scheme = signatureScheme(responder.signatureAlgorithm)
  const issued =
    sameName(responder.issuer, issuer.subject) &&
    responder.algorithmsAgree &&
    key.kind !== 'unusable' &&
    scheme !== undefined &&
    verifySignature(key, scheme, responder.signed, responder.signature) === 'valid'
  if (!issued) return { ok: false, why: 'the issuer has not issued the certificate of the responder' }
  if (responder.extendedKeyUsage?.includes(keyPurpose.ocspSigning) !== true)
    return { ok: false, why: 'the certificate of the responder is not for OCSP signing' }
  if (
    responder.keyUsage !== undefined &&
    !responder.keyUsage.includes('digitalSignature') &&
    !responder.keyUsage.includes('nonRepudiation')
  )
    return { ok: false, why: 'the key of the responder may not sign' }
  const extension = malformedBreach(responder) ?? criticalBreach(responder)
  if (extension !== undefined) return { ok: false, why: `the certificate of the responder: ${extension}` }
  if (response.producedAt < responder.notBefore || response.producedAt > responder.notAfter)
    return { ok: false, why: 'the certificate of the responder was not valid when the response was made' }
  if (!signedWith(response, responder)) return { ok: false, why: 'the signature is not right' }
  if (responder.ocspNoCheck === true) return { ok: true }
  const status = input.responderStatus?.(responder, response.producedAt) ?? 'unknown'
  if (status === 'revoked') return { ok: false, why: 'the certificate of the responder is revoked' }
  return status === 'good'
    ? { ok: true }
    : { ok: true, warning: 'whether the responder itself was revoked is not known' }
}
