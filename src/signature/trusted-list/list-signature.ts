/**
 * The signature of a trusted list (TS 119 612, 5.7 and annex B): one XAdES signature, enveloped, over the whole
 * document, by a signer whose certificate was pinned beforehand. Nothing else of XML Signature is understood, because
 * nothing else may be there.
 */
import { digestByOid } from '../x509/algorithm.ts'
import { equalBytes } from '../x509/asn1-values.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { digest } from '../x509/digest.ts'
import { usableKey } from '../x509/public-key.ts'
import { verifySignature } from '../x509/verify-signature.ts'
import { canonicalize } from './canonical.ts'
import { allElements, childOf, childrenOf, descend, isNamed, namespace, onlyChild, textOf, XmlError } from './xml.ts'
import type { DigestName, SignatureScheme } from '../x509/algorithm.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check } from '../x509/check.ts'
import type { Document, Element } from './xml.ts'

export type ListSignature =
  | {
      readonly ok: true
      readonly signer: Certificate
      readonly signingTime: Date | undefined
      readonly checks: readonly Check[]
    }
  | {
      readonly ok: false
      readonly why: ListSignatureProblem
      readonly detail: string
      readonly checks: readonly Check[]
    }

export type ListSignatureProblem =
  | 'unsigned'
  | 'several-signatures'
  | 'signature-not-at-root'
  | 'signature-form'
  | 'digest-differs'
  | 'signature-wrong'
  | 'signer-not-pinned'
  | 'algorithm-unsupported'

class Refusal extends Error {
  readonly why: ListSignatureProblem
  constructor(why: ListSignatureProblem, detail: string) {
    super(detail)
    this.why = why
  }
}

/**
 * Who may sign: certificates from a pointer of the list of lists, or fingerprints (SHA-256, hex) as the Official
 * Journal's are kept here.
 */
export type Pinned = { readonly certificates: readonly Certificate[] } | { readonly fingerprints: readonly string[] }

/** Verifies the list's own signature against the signers pinned for it. */
export function verifyListSignature(document: Document, pinned: Pinned): ListSignature {
  const checks: Check[] = []
  const note = (code: string, clause: string, detail?: string) =>
    checks.push({ code, clause, outcome: 'passed', ...(detail === undefined ? {} : { detail }) })
  try {
    const signature = theOneSignature(document)
    note('one-signature', 'TS 119 612, 5.7.1')
    const signedInfo = onlyChild(signature, namespace.signature, 'SignedInfo')
    const covered = checkReferences(document, signature, signedInfo)
    note('references', 'W3C XML Signature, 3.2.1', covered.join(', '))
    const signer = checkValue(signature, signedInfo, pinned)
    note('signature-value', 'W3C XML Signature, 3.2.2')
    note('signer-pinned', 'TS 119 615, 4.1.4', signer.fingerprint)
    const properties = signedProperties(signature)
    const signingTime = readSigningTime(properties)
    checks.push(signingCertificateCheck(properties, signer), datesCheck(signer, signingTime))
    return { ok: true, signer, signingTime, checks }
  } catch (error) {
    if (!(error instanceof Refusal) && !(error instanceof XmlError)) throw error
    const why = error instanceof Refusal ? error.why : 'signature-form'
    return {
      ok: false,
      why,
      detail: error.message,
      checks: [
        ...checks,
        { code: 'list-signature', clause: 'TS 119 612, 5.7.1', outcome: 'failed', detail: error.message },
      ],
    }
  }
}

function theOneSignature(document: Document): Element {
  const found: Element[] = []
  for (const element of allElements(document))
    if (isNamed(element, namespace.signature, 'Signature')) found.push(element)
  const [signature, second] = found
  if (signature === undefined) throw new Refusal('unsigned', 'the list has no signature')
  if (second !== undefined) throw new Refusal('several-signatures', `the list has ${String(found.length)} signatures`)
  if (signature.parentNode !== document.documentElement)
    throw new Refusal('signature-not-at-root', 'the signature is not a child of the root')
  return signature
}

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
/**
 * Allowed by Implementing Decision (EU) 2025/2164; references to the document or an Id leave comments out all the same
 * (4.4.3.3).
 */
const exclusiveWithComments = `${exclusive}WithComments`
const inclusive = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const signedPropertiesType = 'http://uri.etsi.org/01903#SignedProperties'

/**
 * Every reference must be right; one must be the whole document, one the signed properties, and others stay inside the
 * signature.
 */
function checkReferences(document: Document, signature: Element, signedInfo: Element): string[] {
  const references = childrenOf(signedInfo, namespace.signature, 'Reference')
  if (references.length > 10) throw new Refusal('signature-form', 'too many references')
  const covered = references.map((reference) => checkReference(document, signature, reference))
  if (covered.filter((what) => what === 'document').length !== 1)
    throw new Refusal('signature-form', 'the whole document must be signed, once')
  if (!covered.includes('signed properties'))
    throw new Refusal('signature-form', 'the signed properties are not signed')
  return covered
}

function checkReference(document: Document, signature: Element, reference: Element): string {
  const uri = reference.getAttribute('URI')
  const transforms = childrenOf(
    childOf(reference, namespace.signature, 'Transforms') ?? reference,
    namespace.signature,
    'Transform',
  )
  const algorithms = transforms.map((transform) => transform.getAttribute('Algorithm') ?? '')
  let target: Element | null
  let what = 'part of the signature'
  if (uri === '') {
    if (algorithms[0] !== enveloped || algorithms.length > 2)
      throw new Refusal(
        'signature-form',
        'the document is signed through other transforms than enveloped and canonical',
      )
    target = document.documentElement
    what = 'document'
  } else {
    if (uri?.startsWith('#') !== true || algorithms.length > 1)
      throw new Refusal('signature-form', 'a reference to something outside')
    target = elementWithId(document, uri.slice(1))
    if (!isInside(target, signature)) throw new Refusal('signature-form', 'a reference to a part of the document')
    if (isNamed(target, namespace.xades, 'SignedProperties') && target === signedProperties(signature))
      what = 'signed properties'
    else if (reference.getAttribute('Type') === signedPropertiesType)
      throw new Refusal('signature-form', 'the signed properties are not where they must be')
  }
  if (target === null) throw new Refusal('signature-form', 'a reference to nothing')
  const form = canonicalForm(uri === '' ? transforms[1] : transforms[0])
  const octets = canonicalize(target, { ...form, ...(uri === '' && { without: signature }) })
  const name = digestMethod(onlyChild(reference, namespace.signature, 'DigestMethod').getAttribute('Algorithm') ?? '')
  if (name === 'sha1') throw new Refusal('algorithm-unsupported', 'SHA-1 may not protect a list')
  const stated = Buffer.from(textOf(onlyChild(reference, namespace.signature, 'DigestValue')) ?? '', 'base64')
  if (!equalBytes(digest(name, octets), stated))
    throw new Refusal('digest-differs', `the digest of the ${what} differs`)
  return what
}

function canonicalForm(transform: Element | undefined): { exclusive: boolean; inclusivePrefixes: readonly string[] } {
  const algorithm = transform?.getAttribute('Algorithm') ?? inclusive
  if (algorithm !== exclusive && algorithm !== exclusiveWithComments && algorithm !== inclusive)
    throw new Refusal('signature-form', `transform ${algorithm}`)
  const prefixes = transform && childrenOf(transform, exclusive, 'InclusiveNamespaces')[0]?.getAttribute('PrefixList')
  return {
    exclusive: algorithm !== inclusive,
    inclusivePrefixes: (prefixes ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((prefix) => (prefix === '#default' ? '' : prefix)),
  }
}

function elementWithId(document: Document, id: string): Element | null {
  let found: Element | null = null
  for (const element of allElements(document)) {
    if (element.getAttribute('Id') !== id && element.getAttribute('ID') !== id && element.getAttribute('id') !== id)
      continue
    if (found !== null) throw new Refusal('signature-form', 'an Id that is there twice')
    found = element
  }
  return found
}

function isInside(element: Element | null, ancestor: Element): boolean {
  for (let node: Element['parentNode'] = element; node !== null; node = node.parentNode)
    if (node === ancestor) return true
  return false
}

function signedProperties(signature: Element): Element {
  for (const object of childrenOf(signature, namespace.signature, 'Object')) {
    const properties = descend(object, namespace.xades, 'QualifyingProperties', 'SignedProperties')
    if (properties !== undefined) return properties
  }
  throw new Refusal('signature-form', 'no signed properties')
}

const digestMethods: Record<string, DigestName | undefined> = {
  'http://www.w3.org/2000/09/xmldsig#sha1': 'sha1',
  'http://www.w3.org/2001/04/xmldsig-more#sha224': 'sha224',
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
  'http://www.w3.org/2007/05/xmldsig-more#sha3-256': 'sha3-256',
  'http://www.w3.org/2007/05/xmldsig-more#sha3-384': 'sha3-384',
  'http://www.w3.org/2007/05/xmldsig-more#sha3-512': 'sha3-512',
}

function digestMethod(uri: string): DigestName {
  const name = digestMethods[uri] ?? digestByOid(uri)
  if (name === undefined) throw new Refusal('algorithm-unsupported', `digest ${uri}`)
  return name
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const later = 'http://www.w3.org/2007/05/xmldsig-more#'
function pss(name: DigestName, saltLength: number): SignatureScheme {
  return { kind: 'rsa-pss', digest: name, maskDigest: name, saltLength }
}
const signatureMethods: Record<string, SignatureScheme | undefined> = {
  [`${more}rsa-sha256`]: { kind: 'rsa-pkcs1', digest: 'sha256' },
  [`${more}rsa-sha384`]: { kind: 'rsa-pkcs1', digest: 'sha384' },
  [`${more}rsa-sha512`]: { kind: 'rsa-pkcs1', digest: 'sha512' },
  [`${more}ecdsa-sha256`]: { kind: 'ecdsa', digest: 'sha256', plain: true },
  [`${more}ecdsa-sha384`]: { kind: 'ecdsa', digest: 'sha384', plain: true },
  [`${more}ecdsa-sha512`]: { kind: 'ecdsa', digest: 'sha512', plain: true },
  [`${later}sha256-rsa-MGF1`]: pss('sha256', 32),
  [`${later}sha384-rsa-MGF1`]: pss('sha384', 48),
  [`${later}sha512-rsa-MGF1`]: pss('sha512', 64),
  [`${later}sha3-256-rsa-MGF1`]: pss('sha3-256', 32),
  [`${later}ecdsa-sha3-256`]: { kind: 'ecdsa', digest: 'sha3-256', plain: true },
  [`${later}ecdsa-sha3-384`]: { kind: 'ecdsa', digest: 'sha3-384', plain: true },
  [`${later}ecdsa-sha3-512`]: { kind: 'ecdsa', digest: 'sha3-512', plain: true },
  'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519': { kind: 'ed25519' },
  'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448': { kind: 'ed448' },
}

/** The pinned certificate whose key made the signature value. What KeyInfo says only helps to word the refusal. */
function checkValue(signature: Element, signedInfo: Element, pinned: Pinned): Certificate {
  const form = canonicalForm(onlyChild(signedInfo, namespace.signature, 'CanonicalizationMethod'))
  const method = onlyChild(signedInfo, namespace.signature, 'SignatureMethod').getAttribute('Algorithm') ?? ''
  const scheme = signatureMethods[method]
  if (scheme === undefined) throw new Refusal('algorithm-unsupported', `signature method ${method}`)
  const octets = canonicalize(signedInfo, form)
  const value = Buffer.from(textOf(onlyChild(signature, namespace.signature, 'SignatureValue')) ?? '', 'base64')
  const made = (certificate: Certificate) => {
    const key = usableKey(certificate.publicKey)
    return key.kind === 'unusable' ? 'invalid' : verifySignature(key, scheme, octets, value)
  }
  const named = keyInfoCertificates(signature)
  const trusted =
    'certificates' in pinned
      ? pinned.certificates
      : named.filter(({ fingerprint }) => pinned.fingerprints.includes(fingerprint))
  const outcomes = trusted.map((certificate) => ({ certificate, outcome: made(certificate) }))
  const right = outcomes.filter(({ outcome }) => outcome === 'valid').map(({ certificate }) => certificate)
  // A renewed certificate may carry the same key: the one that the signature names is meant (the Belgian list of 2025).
  const signer =
    right.find(({ fingerprint }) => named.some((certificate) => certificate.fingerprint === fingerprint)) ?? right[0]
  if (signer !== undefined) return signer
  if (outcomes.some(({ outcome }) => outcome === 'unsupported'))
    throw new Refusal('algorithm-unsupported', `signature method ${method}`)
  if (named.some((certificate) => made(certificate) === 'valid'))
    throw new Refusal('signer-not-pinned', 'the signer is not one of those published for this list')
  throw new Refusal('signature-wrong', 'the signature value is not right')
}

function keyInfoCertificates(signature: Element): Certificate[] {
  const keyInfo = childOf(signature, namespace.signature, 'KeyInfo')
  const data = keyInfo === undefined ? [] : childrenOf(keyInfo, namespace.signature, 'X509Data')
  return data
    .flatMap((element) => childrenOf(element, namespace.signature, 'X509Certificate'))
    .slice(0, 10)
    .flatMap((element) => {
      const result = parseCertificate(Buffer.from(textOf(element) ?? '', 'base64'))
      return result.ok ? [result.value] : []
    })
}

function readSigningTime(properties: Element): Date | undefined {
  const text = textOf(descend(properties, namespace.xades, 'SignedSignatureProperties', 'SigningTime'))
  const time = text === undefined ? NaN : Date.parse(text)
  return Number.isNaN(time) ? undefined : new Date(time)
}

/**
 * The signed properties name the signer's certificate by digest (EN 319 132-1, 5.2.2); the pin already decided who it
 * is.
 */
function signingCertificateCheck(properties: Element, signer: Certificate): Check {
  const base = { code: 'signing-certificate', clause: 'EN 319 132-1, 5.2.2', subject: signer.fingerprint } as const
  const signed = childOf(properties, namespace.xades, 'SignedSignatureProperties')
  const cert =
    descend(signed, namespace.xades, 'SigningCertificateV2', 'Cert') ??
    descend(signed, namespace.xades, 'SigningCertificate', 'Cert')
  const certDigest = childOf(cert, namespace.xades, 'CertDigest')
  if (certDigest === undefined) return { ...base, outcome: 'warning', detail: 'not named' }
  const name = digestMethod(childOf(certDigest, namespace.signature, 'DigestMethod')?.getAttribute('Algorithm') ?? '')
  const stated = Buffer.from(textOf(childOf(certDigest, namespace.signature, 'DigestValue')) ?? '', 'base64')
  if (!equalBytes(digest(name, signer.raw), stated))
    throw new Refusal('signature-form', 'the signed properties name another certificate')
  return { ...base, outcome: 'passed' }
}

function datesCheck(signer: Certificate, signingTime: Date | undefined): Check {
  const base = { code: 'signer-dates', clause: 'TS 119 612, 5.7.1', subject: signer.fingerprint } as const
  const right = signingTime === undefined || (signingTime >= signer.notBefore && signingTime <= signer.notAfter)
  return right
    ? { ...base, outcome: 'passed' }
    : { ...base, outcome: 'warning', detail: 'signed outside the dates of its certificate' }
}
