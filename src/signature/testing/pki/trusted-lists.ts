/** Trusted lists of the test PKI: written as text, signed as XAdES baseline, every part open to be made wrong. */
import { createHash, sign } from 'node:crypto'
import { canonicalize } from '../../trusted-list/canonical.ts'
import { allElements, isNamed, namespace, parseXml } from '../../trusted-list/xml.ts'
import type { Holder } from './certificates.ts'
import type { Certificate } from '../../x509/certificate.ts'
import type { Element } from '../../trusted-list/xml.ts'

export type PeriodSpec = {
  readonly type?: string
  /** last part of the status URI */
  readonly status?: string
  readonly from: string
  /** ForeSignatures, ForeSeals, ForWebSiteAuthentication */
  readonly additional?: readonly string[]
  /** XML of QualificationElement elements, prefix `sie` */
  readonly qualifications?: string
}
export type ServiceSpec = {
  readonly certificates: readonly Certificate[]
  readonly name?: string
  readonly periods: readonly PeriodSpec[]
}
export type PointerSpec = {
  readonly location: string
  readonly territory: string
  readonly signers: readonly Certificate[]
  readonly lists?: boolean
  readonly mimeType?: string
}

export type ListSpec = {
  readonly territory: string
  readonly version?: number
  readonly sequenceNumber?: number
  readonly issued?: string
  readonly nextUpdate?: string | null
  /** makes it a list of lists */
  readonly lists?: boolean
  readonly informationUris?: readonly string[]
  readonly pointers?: readonly PointerSpec[]
  readonly provider?: string
  readonly services?: readonly ServiceSpec[]
}

const base = 'http://uri.etsi.org/TrstSvc'
const type = (lists: boolean | undefined) =>
  `${base}/TrustedList/TSLType/${lists === true ? 'EUlistofthelists' : 'EUgeneric'}`
const identity = (certificates: readonly Certificate[]) =>
  certificates
    .map(
      (certificate) =>
        `<DigitalId><X509Certificate>${Buffer.from(certificate.raw).toString('base64')}</X509Certificate></DigitalId>`,
    )
    .join('')
const uri = (value: string) => `<URI xml:lang="en">${value.replaceAll('&', '&amp;')}</URI>`
const english = (element: string, value: string) => `<${element}><Name xml:lang="en">${value}</Name></${element}>`

/** The list without a signature. */
export function makeList(spec: ListSpec): string {
  const next =
    spec.nextUpdate === null
      ? '<NextUpdate/>'
      : `<NextUpdate><dateTime>${spec.nextUpdate ?? '2027-01-01T00:00:00Z'}</dateTime></NextUpdate>`
  const pointers = (spec.pointers ?? []).map(pointer).join('')
  const services = (spec.services ?? []).map(service).join('')
  const providers =
    services === ''
      ? ''
      : `<TrustServiceProviderList><TrustServiceProvider><TSPInformation>${english('TSPName', spec.provider ?? 'Furnizor de Încredere Exemplu SA')}</TSPInformation><TSPServices>${services}</TSPServices></TrustServiceProvider></TrustServiceProviderList>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<TrustServiceStatusList xmlns="${namespace.list}" xmlns:ds="${namespace.signature}" xmlns:sie="${namespace.serviceInformation}" xmlns:add="${namespace.additional}" Id="list" TSLTag="http://uri.etsi.org/19612/TSLTag">
  <SchemeInformation><TSLVersionIdentifier>${String(spec.version ?? 6)}</TSLVersionIdentifier><TSLSequenceNumber>${String(spec.sequenceNumber ?? 1)}</TSLSequenceNumber><TSLType>${type(spec.lists)}</TSLType>
  ${english('SchemeOperatorName', 'Operator')}<SchemeInformationURI>${(spec.informationUris ?? ['https://example.test/']).map(uri).join('')}</SchemeInformationURI><SchemeTerritory>${spec.territory}</SchemeTerritory>
  ${pointers === '' ? '' : `<PointersToOtherTSL>${pointers}</PointersToOtherTSL>`}<ListIssueDateTime>${spec.issued ?? '2026-06-01T00:00:00Z'}</ListIssueDateTime>${next}</SchemeInformation>
  ${providers}
</TrustServiceStatusList>`
}

function pointer({
  location,
  territory,
  signers,
  lists,
  mimeType = 'application/vnd.etsi.tsl+xml',
}: PointerSpec): string {
  const other = [
    `<SchemeTerritory>${territory}</SchemeTerritory>`,
    `<TSLType>${type(lists)}</TSLType>`,
    `<add:MimeType>${mimeType}</add:MimeType>`,
  ]
    .map((content) => `<OtherInformation>${content}</OtherInformation>`)
    .join('')
  return `<OtherTSLPointer><ServiceDigitalIdentities><ServiceDigitalIdentity>${identity(signers)}</ServiceDigitalIdentity></ServiceDigitalIdentities><TSLLocation>${location}</TSLLocation><AdditionalInformation>${other}</AdditionalInformation></OtherTSLPointer>`
}

function service({ certificates, name = 'Serviciu', periods }: ServiceSpec): string {
  const [current, ...history] = periods.map((period, index) => {
    const extensions = [
      ...(period.additional ?? []).map(
        (value) =>
          `<AdditionalServiceInformation>${uri(`${base}/TrustedList/SvcInfoExt/${value}`)}</AdditionalServiceInformation>`,
      ),
      ...(period.qualifications === undefined
        ? []
        : [`<sie:Qualifications>${period.qualifications}</sie:Qualifications>`]),
    ]
    const body = `<ServiceTypeIdentifier>${period.type ?? `${base}/Svctype/CA/QC`}</ServiceTypeIdentifier>${english('ServiceName', name)}<ServiceDigitalIdentity>${index === 0 ? identity(certificates) : ''}</ServiceDigitalIdentity><ServiceStatus>${base}/TrustedList/Svcstatus/${period.status ?? 'granted'}</ServiceStatus><StatusStartingTime>${period.from}</StatusStartingTime>`
    return `${body}${extensions.length === 0 ? '' : `<ServiceInformationExtensions>${extensions.map((extension) => `<Extension Critical="true">${extension}</Extension>`).join('')}</ServiceInformationExtensions>`}`
  })
  return `<TSPService><ServiceInformation>${current ?? ''}</ServiceInformation>${history.length === 0 ? '' : `<ServiceHistory>${history.map((body) => `<ServiceHistoryInstance>${body}</ServiceHistoryInstance>`).join('')}</ServiceHistory>`}</TSPService>`
}

/**
 * A QualificationElement: qualifiers by the last part of their URI, criteria as XML (any certificate when absent: a
 * policy set that asks for nothing).
 */
export function qualification(
  qualifiers: readonly string[],
  criteria = '<sie:CriteriaList assert="all"><sie:PolicySet/></sie:CriteriaList>',
): string {
  return `<sie:QualificationElement><sie:Qualifiers>${qualifiers.map((name) => `<sie:Qualifier uri="${base}/TrustedList/SvcInfoExt/${name}"/>`).join('')}</sie:Qualifiers>${criteria}</sie:QualificationElement>`
}

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const sha256Uri = 'http://www.w3.org/2001/04/xmlenc#sha256'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
const transforms = (...algorithms: string[]) =>
  `<ds:Transforms>${algorithms.map((algorithm) => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`).join('')}</ds:Transforms>`
const reference = (attributes: string, algorithms: string[], value: string) =>
  `<ds:Reference ${attributes}>${transforms(...algorithms)}<ds:DigestMethod Algorithm="${sha256Uri}"></ds:DigestMethod><ds:DigestValue>${value}</ds:DigestValue></ds:Reference>`

/** Signs the list as its last child, with RSA or ECDSA and SHA-256. `id` keeps two signatures of one document apart. */
export function signList(xml: string, signer: Holder, id = 'sig'): Buffer {
  const certificate = Buffer.from(signer.certificate.raw)
  const method = `http://www.w3.org/2001/04/xmldsig-more#${signer.privateKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa'}-sha256`
  const properties = `<xades:SignedProperties Id="${id}-properties"><xades:SignedSignatureProperties><xades:SigningTime>2026-06-01T00:00:00Z</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${sha256Uri}"></ds:DigestMethod><ds:DigestValue>${sha256(certificate)}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificateV2></xades:SignedSignatureProperties></xades:SignedProperties>`
  const assemble = (signedInfo: string, value: string) =>
    xml.replace(
      /(<\/(?:\w+:)?TrustServiceStatusList>)\s*$/,
      `<ds:Signature xmlns:ds="${namespace.signature}" Id="${id}">${signedInfo}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="${namespace.xades}" Target="#${id}">${properties}</xades:QualifyingProperties></ds:Object></ds:Signature>$1`,
    )
  const draft = parseXml(Buffer.from(assemble('<ds:SignedInfo></ds:SignedInfo>', '')))
  const find = (space: string, name: string, wanted: string): Element => {
    for (const element of allElements(draft))
      if (isNamed(element, space, name) && element.getAttribute('Id') === wanted) return element
    throw new Error(`${name} is not there`)
  }
  const root = draft.documentElement
  if (root === null) throw new Error('no root')
  const document = sha256(canonicalize(root, { exclusive: true, without: find(namespace.signature, 'Signature', id) }))
  const signed = sha256(
    canonicalize(find(namespace.xades, 'SignedProperties', `${id}-properties`), { exclusive: true }),
  )
  const signedInfo = `<ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${exclusive}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="${method}"></ds:SignatureMethod>${reference('URI=""', [enveloped, exclusive], document)}${reference(`Type="http://uri.etsi.org/01903#SignedProperties" URI="#${id}-properties"`, [exclusive], signed)}</ds:SignedInfo>`
  const withInfo = parseXml(Buffer.from(assemble(signedInfo, '')))
  let info: Element | undefined
  for (const element of allElements(withInfo))
    if (
      isNamed(element, namespace.signature, 'SignedInfo') &&
      element.parentNode !== null &&
      (element.parentNode as Element).getAttribute('Id') === id
    )
      info = element
  if (info === undefined) throw new Error('SignedInfo is not there')
  const value = sign('sha256', canonicalize(info, { exclusive: true }), {
    key: signer.privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return Buffer.from(assemble(signedInfo, value.toString('base64')))
}
