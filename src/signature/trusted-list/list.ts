/**
 * A trusted list, or the list of lists, as data (TS 119 612 v2.1.1 for version 5 and v2.3.1 for version 6; clause 5).
 */
import { parseCertificate } from '../x509/certificate.ts'
import { readQualifications } from './qualifications.ts'
import { childOf, childrenOf, descend, namespace, parseXml, textOf, XmlError } from './xml.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { QualificationElement } from './qualifications.ts'
import type { Document, Element } from './xml.ts'

export type ListPointer = {
  readonly location: string
  readonly territory: string | undefined
  readonly type: string | undefined
  readonly mimeType: string | undefined
  /** certificates that may sign the list it points to */
  readonly signers: readonly Certificate[]
}

/** State of a service from `from` until the next period begins. */
export type ServicePeriod = {
  readonly type: string
  readonly names: readonly string[]
  readonly status: string
  readonly from: Date
  /** AdditionalServiceInformation (5.5.9.4): what the service is for */
  readonly additional: readonly string[]
  /** Qualifications (5.5.9.2): what overrules the certificate's own statements */
  readonly qualifications: readonly QualificationElement[]
  /** ExpiredCertsRevocationInfo (5.5.9.1): since when expired certificates stay on revocation lists */
  readonly expiredRevocationSince: Date | undefined
}

export type TrustService = {
  /** certificates that identify the service; every one of them carries the same key */
  readonly certificates: readonly Certificate[]
  readonly subjectNames: readonly string[]
  /** subject key identifiers, hex */
  readonly keyIdentifiers: readonly string[]
  /** newest first */
  readonly periods: readonly ServicePeriod[]
}

export type TrustServiceProvider = {
  readonly names: readonly string[]
  readonly tradeNames: readonly string[]
  readonly services: readonly TrustService[]
}

export type TrustedList = {
  readonly version: number
  readonly sequenceNumber: number
  readonly type: string
  readonly territory: string
  readonly operator: string | undefined
  readonly issued: Date
  /** undefined for a list that was closed (5.3.15) */
  readonly nextUpdate: Date | undefined
  readonly informationUris: readonly string[]
  readonly pointers: readonly ListPointer[]
  readonly providers: readonly TrustServiceProvider[]
  /** certificates of services or signers that could not be read; the rest of the list serves */
  readonly unreadable: readonly string[]
}

export const listType = {
  lists: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUlistofthelists',
  generic: 'http://uri.etsi.org/TrstSvc/TrustedList/TSLType/EUgeneric',
} as const

export const listMimeType = 'application/vnd.etsi.tsl+xml'

/** Parses the bytes to a document and its content; throws `XmlError`. The signature is not judged here. */
export function readTrustedList(bytes: Uint8Array): { readonly document: Document; readonly list: TrustedList } {
  const document = parseXml(bytes)
  return { document, list: listOf(document) }
}

function listOf(document: Document): TrustedList {
  const root = document.documentElement
  if (root?.namespaceURI !== namespace.list || root.localName !== 'TrustServiceStatusList')
    throw new XmlError('not a trusted list')
  const scheme = required(childOf(root, namespace.list, 'SchemeInformation'), 'SchemeInformation')
  const value = (name: string) => textOf(childOf(scheme, namespace.list, name))
  const version = numberOf(value('TSLVersionIdentifier'), 'TSLVersionIdentifier')
  if (version !== 5 && version !== 6) throw new XmlError(`version ${String(version)} of the format is not known`)
  const unreadable: string[] = []
  const next = descend(scheme, namespace.list, 'NextUpdate', 'dateTime')
  return {
    version,
    sequenceNumber: numberOf(value('TSLSequenceNumber'), 'TSLSequenceNumber'),
    type: required(value('TSLType'), 'TSLType'),
    territory: required(value('SchemeTerritory'), 'SchemeTerritory').toUpperCase(),
    operator: internationalNames(childOf(scheme, namespace.list, 'SchemeOperatorName'))[0],
    issued: dateOf(value('ListIssueDateTime'), 'ListIssueDateTime'),
    nextUpdate: next === undefined ? undefined : dateOf(textOf(next), 'NextUpdate'),
    informationUris: uris(childOf(scheme, namespace.list, 'SchemeInformationURI')),
    pointers: members(childOf(scheme, namespace.list, 'PointersToOtherTSL'), 'OtherTSLPointer').map((element) =>
      pointerOf(element, unreadable),
    ),
    providers: members(childOf(root, namespace.list, 'TrustServiceProviderList'), 'TrustServiceProvider').map(
      (element) => providerOf(element, unreadable),
    ),
    unreadable,
  }
}

function required<T>(value: T | undefined, name: string): T {
  if (value === undefined || value === '') throw new XmlError(`${name} is missing`)
  return value
}

function numberOf(text: string | undefined, name: string): number {
  if (text === undefined || !/^\d{1,9}$/.test(text)) throw new XmlError(`${name} is not a number`)
  return Number(text)
}

/** xs:dateTime; without a zone it counts as UTC, which the standard asks for (5.1.4). */
function dateOf(text: string | undefined, name: string): Date {
  const match = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(text ?? '')
  const time = match === null ? NaN : Date.parse(`${text ?? ''}${match[2] === undefined ? 'Z' : ''}`)
  if (Number.isNaN(time)) throw new XmlError(`${name} is not a time`)
  return new Date(time)
}

function members(parent: Element | undefined, name: string): Element[] {
  return parent === undefined ? [] : childrenOf(parent, namespace.list, name)
}

function internationalNames(parent: Element | undefined): string[] {
  return members(parent, 'Name').flatMap((name) => textOf(name) ?? [])
}

function uris(parent: Element | undefined): string[] {
  return members(parent, 'URI').flatMap((uri) => textOf(uri) ?? [])
}

function pointerOf(element: Element, unreadable: string[]): ListPointer {
  const information = members(childOf(element, namespace.list, 'AdditionalInformation'), 'OtherInformation')
  const find = (space: string, name: string) =>
    information.map((other) => textOf(childOf(other, space, name))).find((text) => text !== undefined)
  return {
    location: textOf(childOf(element, namespace.list, 'TSLLocation')) ?? '',
    territory: find(namespace.list, 'SchemeTerritory')?.toUpperCase(),
    type: find(namespace.list, 'TSLType'),
    mimeType: find(namespace.additional, 'MimeType'),
    signers: members(childOf(element, namespace.list, 'ServiceDigitalIdentities'), 'ServiceDigitalIdentity').flatMap(
      (identity) => identityOf(identity, unreadable).certificates,
    ),
  }
}

function identityOf(
  element: Element | undefined,
  unreadable: string[],
): Pick<TrustService, 'certificates' | 'subjectNames' | 'keyIdentifiers'> {
  const certificates: Certificate[] = []
  const subjectNames: string[] = []
  const keyIdentifiers: string[] = []
  for (const id of members(element, 'DigitalId')) {
    const value = (name: string) => textOf(childOf(id, namespace.list, name))
    const certificate = value('X509Certificate')
    if (certificate !== undefined) {
      const result = parseCertificate(Buffer.from(certificate, 'base64'))
      if (result.ok) certificates.push(result.value)
      else unreadable.push(result.problem.detail)
    }
    const name = value('X509SubjectName')
    if (name !== undefined) subjectNames.push(name)
    const keyIdentifier = value('X509SKI')
    if (keyIdentifier !== undefined) keyIdentifiers.push(Buffer.from(keyIdentifier, 'base64').toString('hex'))
  }
  return { certificates, subjectNames, keyIdentifiers }
}

function providerOf(element: Element, unreadable: string[]): TrustServiceProvider {
  const information = childOf(element, namespace.list, 'TSPInformation')
  return {
    names: internationalNames(childOf(information, namespace.list, 'TSPName')),
    tradeNames: internationalNames(childOf(information, namespace.list, 'TSPTradeName')),
    services: members(childOf(element, namespace.list, 'TSPServices'), 'TSPService').map((service) =>
      serviceOf(service, unreadable),
    ),
  }
}

function serviceOf(element: Element, unreadable: string[]): TrustService {
  const current = required(childOf(element, namespace.list, 'ServiceInformation'), 'ServiceInformation')
  const history = members(childOf(element, namespace.list, 'ServiceHistory'), 'ServiceHistoryInstance')
  const periods = [current, ...history].map(periodOf).sort((left, right) => right.from.getTime() - left.from.getTime())
  return { ...identityOf(childOf(current, namespace.list, 'ServiceDigitalIdentity'), unreadable), periods }
}

function periodOf(element: Element): ServicePeriod {
  const extensions = members(childOf(element, namespace.list, 'ServiceInformationExtensions'), 'Extension')
  const inExtensions = (space: string, name: string) =>
    extensions.flatMap((extension) => childrenOf(extension, space, name))
  const expired = inExtensions(namespace.list, 'ExpiredCertsRevocationInfo')[0]
  return {
    type: required(textOf(childOf(element, namespace.list, 'ServiceTypeIdentifier')), 'ServiceTypeIdentifier'),
    names: internationalNames(childOf(element, namespace.list, 'ServiceName')),
    status: required(textOf(childOf(element, namespace.list, 'ServiceStatus')), 'ServiceStatus'),
    from: dateOf(textOf(childOf(element, namespace.list, 'StatusStartingTime')), 'StatusStartingTime'),
    additional: inExtensions(namespace.list, 'AdditionalServiceInformation').flatMap(
      (information) => textOf(childOf(information, namespace.list, 'URI')) ?? [],
    ),
    qualifications: inExtensions(namespace.serviceInformation, 'Qualifications').flatMap(readQualifications),
    expiredRevocationSince: expired === undefined ? undefined : dateOf(textOf(expired), 'ExpiredCertsRevocationInfo'),
  }
}

/** The state of a service at a moment; undefined before it was listed (5.5.10). */
export function periodAt(service: TrustService, at: Date): ServicePeriod | undefined {
  return service.periods.find(({ from }) => from <= at)
}
