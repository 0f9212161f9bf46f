/**
 * The bytes of `Contents` against the bytes of the document, for each sub-filter (ISO 32000-2, 12.8.3; EN 319 142-1,
 * 6).
 */
import { isBroken, keyStrength } from '../cms/algorithms.ts'
import { readCertificate, type CertificateFields } from '../cms/certificate-fields.ts'
import type { Cryptography } from '../cms/cryptography.ts'
import { oids, readSignedData, type SignedData } from '../cms/signed-data.ts'
import { type SignerFacts, signerFacts } from '../cms/signer-facts.ts'
import { type TimeStampFacts, timeStampFacts, timeStampOutcome } from '../cms/time-stamp-token.ts'
import { EncodingFault, expectTag, readElement, tags } from '../cms/tlv.ts'
import type { SignatureDictionary } from '../discovery/signature-dictionary.ts'
import { sameBytes } from '../pdf/objects.ts'
import { type Check, check } from './check.ts'

interface TimeStampResult {
  readonly outcome: 'verified' | 'wrong' | 'unsupported' | 'no-certificate' | 'malformed'
  /** Undefined: malformed. */
  readonly facts: TimeStampFacts | undefined
}

export interface CryptographicResult {
  readonly checks: readonly Check[]
  readonly kind: 'signature' | 'time-stamp'
  readonly signer: SignerFacts | undefined
  readonly certificate: CertificateFields | undefined
  readonly signedData: SignedData | undefined
  /** What a document time-stamp says. */
  readonly stamp: TimeStampFacts | undefined
  readonly signatureTimeStamps: readonly TimeStampResult[]
  /** The structure without its padding. */
  readonly encoded: Uint8Array
}

const subFilters = [
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'ETSI.CAdES.detached',
  'ETSI.RFC3161',
  'adbe.x509.rsa_sha1',
  'adbe.x509.rsa.sha1',
]

export function isKnownSubFilter(subFilter: string | undefined): boolean {
  return subFilter !== undefined && subFilters.includes(subFilter)
}

/** `content`: the two covered pieces. `candidates`: certificates of the document security store. */
export function cryptographicChecks(
  signature: SignatureDictionary,
  contents: Uint8Array,
  content: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): CryptographicResult {
  const { subFilter } = signature
  const kind = subFilter === 'ETSI.RFC3161' ? 'time-stamp' : 'signature'
  const none = {
    kind,
    signer: undefined,
    certificate: undefined,
    signedData: undefined,
    stamp: undefined,
    signatureTimeStamps: [],
    encoded: contents,
  } as const
  if (sameBytes(contents, new Uint8Array(contents.length)))
    return { ...none, checks: [check('contents-filled', false)] }
  try {
    if (subFilter === 'adbe.x509.rsa_sha1' || subFilter === 'adbe.x509.rsa.sha1')
      return { ...none, ...rawRsa(signature, contents, content, cryptography) }
    if (subFilter === 'ETSI.RFC3161')
      return { ...none, ...documentTimeStamp(contents, content, candidates, cryptography) }
    return { ...none, ...signedDataChecks(subFilter, contents, content, candidates, cryptography) }
  } catch (fault) {
    if (!(fault instanceof EncodingFault)) throw fault
    return { ...none, checks: [check('signature-readable', false, { reason: fault.message })] }
  }
}

function signedDataChecks(
  subFilter: string | undefined,
  contents: Uint8Array,
  content: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
) {
  const signedData = readSignedData(contents)
  const [info] = signedData.signerInfos
  if (!info || signedData.signerInfos.length !== 1)
    return { signedData, checks: [check('one-signer', false, { signers: signedData.signerInfos.length })] }
  const checks: Check[] = [
    check('signature-readable', true),
    check('one-signer', true),
    paddingCheck(contents, signedData.length),
  ]
  let signed = content
  if (subFilter === 'adbe.pkcs7.sha1') {
    // The content is the SHA-1 of the document. Comparing it is the verifier's own work: the CMS only proves the 20
    // bytes.
    const digest = cryptography.digest('sha1', ...content)
    const embedded = signedData.content ?? new Uint8Array(0)
    checks.push(
      check('message-digest', Buffer.compare(digest, embedded) === 0),
      check('digest-strength', false, { digest: 'sha1' }),
    )
    signed = [embedded]
  } else {
    checks.push(...contentChecks(signedData.content, content))
  }
  const signer = signerFacts(signedData, info, signed, candidates, cryptography)
  const stamps = signer.signatureTimeStamps.map((token) =>
    signatureTimeStamp(token, signer, signedData, candidates, cryptography),
  )
  checks.push(...signerChecks(signer, signedData), ...stamps.map(timeStampCheck))
  return {
    signedData,
    signer,
    certificate: signer.certificate,
    checks,
    signatureTimeStamps: stamps,
    encoded: contents.subarray(0, signedData.length),
  }
}

/**
 * Content inside is absent (or empty, as some signers write it), or the covered octets once more; else it is foreign.
 */
function contentChecks(inside: Uint8Array | undefined, content: readonly Uint8Array[]): Check[] {
  if (inside === undefined || inside.length === 0) return [check('content-detached', true)]
  const repeated = Buffer.compare(inside, Buffer.concat(content)) === 0
  return [check('content-detached', repeated), ...(repeated ? [check('content-repeated', false)] : [])]
}

/** What follows the structure in `Contents` is filled with zeros: nobody signed it. */
function paddingCheck(contents: Uint8Array, length: number): Check {
  const rest = contents.subarray(length)
  return check('contents-padding', sameBytes(rest, new Uint8Array(rest.length)))
}

function signerChecks(signer: SignerFacts, signedData: SignedData): Check[] {
  const out: Check[] = []
  const { digestAlgorithm } = signer
  const supported =
    digestAlgorithm !== undefined &&
    signer.scheme !== undefined &&
    signer.messageDigest !== 'unsupported' &&
    signer.signatureValue !== 'unsupported'
  out.push(check('algorithm-supported', supported, { digest: signer.digestOid, signature: signer.schemeOid }))
  out.push(check('signer-certificate', signer.certificate !== undefined))
  if (signer.messageDigest !== 'no-attributes' && signer.messageDigest !== 'unsupported')
    out.push(check('message-digest', signer.messageDigest === 'match', { found: signer.messageDigest }))
  if (signer.signatureValue === 'verified' || signer.signatureValue === 'wrong')
    out.push(check('signature-value', signer.signatureValue === 'verified'))
  // Without attributes the content must be plain data (RFC 5652, 5.3); the attribute, where it stands, must agree.
  const typeAgrees =
    signer.contentTypeAttribute === 'match' ||
    (signer.contentTypeAttribute === 'no-attributes' && signedData.contentType === oids.data)
  out.push(check('content-type', typeAgrees, { found: signer.contentTypeAttribute }))
  if (signer.signingCertificate !== 'absent' && signer.certificate)
    out.push(check('signing-certificate-reference', signer.signingCertificate === 'match'))
  if (signer.certificate) out.push(...keyChecks(signer.certificate))
  out.push(...tableChecks(signer))
  out.push(check('algorithms-agree', signer.algorithmsAgree, { digest: signer.digestOid, signature: signer.schemeOid }))
  if (digestAlgorithm) {
    const own = signer.scheme && 'digest' in signer.scheme ? (signer.scheme.digest ?? digestAlgorithm) : digestAlgorithm
    const weak = isBroken(digestAlgorithm) ? digestAlgorithm : own
    out.push(check('digest-strength', !isBroken(weak), { digest: weak }))
  }
  return out
}

/** Against the tables of attributes and algorithms: what they do not know is a warning, what deviates is wrong. */
function tableChecks(signer: SignerFacts): Check[] {
  const { unknown, deviating } = signer.attributes
  return [
    check('attributes-form', deviating.length === 0, { attributes: deviating.join(' ') }),
    check('attributes-known', unknown.length === 0, { attributes: unknown.join(' ') }),
    check('algorithms-allowed', signer.algorithmsAllowed && signer.algorithmProtection !== 'differs', {
      digest: signer.digestOid,
      signature: signer.schemeOid,
    }),
    check('digest-announced', signer.digestAnnounced, { digest: signer.digestOid }),
    check('signer-certificate-settled', signer.certificateSettled),
  ]
}

function keyChecks({ subjectPublicKeyInfo }: CertificateFields): Check[] {
  const strength = keyStrength(subjectPublicKeyInfo)
  return [check('key-unbroken', strength !== 'broken'), check('key-strength', strength === 'good')]
}

function signatureTimeStamp(
  token: Uint8Array,
  signer: SignerFacts,
  signedData: SignedData,
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
): TimeStampResult {
  try {
    const facts = timeStampFacts(token, [signer.signature], [...signedData.certificates, ...candidates], cryptography)
    return { outcome: timeStampOutcome(facts), facts }
  } catch (fault) {
    if (!(fault instanceof EncodingFault)) throw fault
    return { outcome: 'malformed', facts: undefined }
  }
}

/**
 * A time-stamp whose signer's certificate is missing proves no time, and the signature stands without it. One that is
 * wrong was damaged or put there by somebody else, and one that cannot be computed leaves the question open.
 */
function timeStampCheck(stamp: TimeStampResult): Check {
  if (stamp.outcome === 'wrong' || stamp.outcome === 'malformed')
    return check('time-stamp-intact', false, { outcome: stamp.outcome })
  const made = check('time-stamp', stamp.outcome === 'verified', { outcome: stamp.outcome })
  return stamp.outcome === 'unsupported' ? { ...made, outcome: 'indeterminate' } : made
}

function documentTimeStamp(
  contents: Uint8Array,
  content: readonly Uint8Array[],
  candidates: readonly Uint8Array[],
  cryptography: Cryptography,
) {
  const facts = timeStampFacts(contents, content, candidates, cryptography)
  const { signer, signedData } = facts
  const supported =
    facts.imprint !== 'unsupported' &&
    signer?.signatureValue !== 'unsupported' &&
    signer?.messageDigest !== 'unsupported'
  const checks: Check[] = [
    check('signature-readable', true),
    check('one-signer', signer !== undefined),
    paddingCheck(contents, signedData.length),
    check('algorithm-supported', supported),
  ]
  if (facts.imprint !== 'unsupported')
    checks.push(check('message-digest', facts.imprint === 'match', { found: facts.imprint }))
  if (facts.imprintDigest)
    checks.push(check('digest-strength', !isBroken(facts.imprintDigest), { digest: facts.imprintDigest }))
  // The digest of the token's own attributes is over the token, not over the document: a difference is a wrong
  // signature.
  if (signer)
    checks.push(
      ...signerChecks(signer, signedData).map((made) =>
        made.code === 'message-digest' && made.outcome === 'failed' ? check('signature-value', false) : made,
      ),
    )
  return {
    signedData,
    signer,
    certificate: signer?.certificate,
    checks,
    stamp: facts,
    encoded: contents.subarray(0, signedData.length),
  }
}

/** `adbe.x509.rsa_sha1`: an OCTET STRING with a PKCS#1 signature, the certificate beside it (ISO 32000-1, 12.8.3.2). */
function rawRsa(
  signature: SignatureDictionary,
  contents: Uint8Array,
  content: readonly Uint8Array[],
  cryptography: Cryptography,
) {
  const element = expectTag(readElement(contents), tags.octetString)
  const value = element.content
  const [der] = signature.certificates
  if (!der) return { checks: [check('signature-readable', true), check('signer-certificate', false)] }
  const certificate = readCertificate(der)
  const stated = cryptography.statedDigest(certificate.subjectPublicKeyInfo, value)
  const checks: Check[] = [
    check('signature-readable', true),
    check('signer-certificate', true),
    paddingCheck(contents, element.raw.length),
    check('signature-value', stated !== undefined),
    ...keyChecks(certificate),
  ]
  if (stated) {
    const computed = cryptography.digest(stated.name, ...content)
    checks.push(
      check('algorithm-supported', true),
      check('message-digest', Buffer.compare(computed, stated.value) === 0),
      check('digest-strength', !isBroken(stated.name), { digest: stated.name }),
    )
  }
  return { checks, certificate }
}
