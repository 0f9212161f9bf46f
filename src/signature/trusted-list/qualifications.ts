/**
 * The Qualifications extension of a service: criteria for certificates, and the qualifiers that they then get (TS 119
 * 612, 5.5.9.2).
 */
import { childrenOf, isElement, namespace, textOf } from './xml.ts'
import type { Certificate } from '../x509/certificate.ts'
import { type KeyUsage, keyUsageNames } from '../x509/extensions.ts'
import type { Element } from './xml.ts'

/** Last part of the qualifier's URI. */
export type Qualifier =
  | 'QCStatement'
  | 'NotQualified'
  | 'QCForESig'
  | 'QCForESeal'
  | 'QCForWSA'
  | 'QCForLegalPerson'
  | 'QCWithSSCD'
  | 'QCNoSSCD'
  | 'QCSSCDStatusAsInCert'
  | 'QCWithQSCD'
  | 'QCNoQSCD'
  | 'QCQSCDStatusAsInCert'
  | 'QCQSCDManagedOnBehalf'

export type Criterion =
  | { readonly kind: 'list'; readonly assert: 'all' | 'atLeastOne' | 'none'; readonly members: readonly Criterion[] }
  | { readonly kind: 'key-usage'; readonly bits: readonly { readonly usage: KeyUsage; readonly set: boolean }[] }
  | { readonly kind: 'policies'; readonly policies: readonly string[] }
  | { readonly kind: 'purposes'; readonly purposes: readonly string[] }
  | { readonly kind: 'subject-attributes'; readonly attributes: readonly string[] }
  /** something that is not in the standard: no answer is possible */
  | { readonly kind: 'unknown'; readonly name: string }

export type QualificationElement = {
  readonly qualifiers: readonly Qualifier[]
  readonly unknownQualifiers: readonly string[]
  readonly criteria: Criterion
}

const prefix = 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/'
const qualifierNames: readonly string[] = [
  'QCStatement',
  'NotQualified',
  'QCForESig',
  'QCForESeal',
  'QCForWSA',
  'QCForLegalPerson',
  'QCWithSSCD',
  'QCNoSSCD',
  'QCSSCDStatusAsInCert',
  'QCWithQSCD',
  'QCNoQSCD',
  'QCQSCDStatusAsInCert',
  'QCQSCDManagedOnBehalf',
]

const space = namespace.serviceInformation

export function readQualifications(element: Element): QualificationElement[] {
  return childrenOf(element, space, 'QualificationElement').map((member) => {
    const uris = childrenOf(member, space, 'Qualifiers').flatMap((list) =>
      childrenOf(list, space, 'Qualifier').map((qualifier) => qualifier.getAttribute('uri') ?? ''),
    )
    const names = uris.map((uri) => (uri.startsWith(prefix) ? uri.slice(prefix.length) : uri))
    const [criteria] = childrenOf(member, space, 'CriteriaList')
    return {
      qualifiers: names.filter((name): name is Qualifier => qualifierNames.includes(name)),
      unknownQualifiers: names.filter((name) => !qualifierNames.includes(name)),
      criteria: criteria === undefined ? { kind: 'unknown', name: 'no criteria' } : readList(criteria),
    }
  })
}

function readList(element: Element): Criterion {
  const assert = element.getAttribute('assert')
  if (assert !== 'all' && assert !== 'atLeastOne' && assert !== 'none')
    return { kind: 'unknown', name: `assert ${assert ?? ''}` }
  const members = childrenOf(element).flatMap((child) =>
    child.localName === 'Description'
      ? []
      : child.localName === 'otherCriteriaList'
        ? childrenOf(child).map(readCriterion)
        : [readCriterion(child)],
  )
  return { kind: 'list', assert, members }
}

const usages: readonly string[] = keyUsageNames

function readCriterion(element: Element): Criterion {
  switch (element.localName) {
    case 'CriteriaList':
      return readList(element)
    case 'KeyUsage':
      return {
        kind: 'key-usage',
        bits: childrenOf(element, space, 'KeyUsageBit').flatMap((bit) => {
          // crlSign is how the standard's schema writes it; the certificate extension says cRLSign.
          const name = bit.getAttribute('name') === 'crlSign' ? 'cRLSign' : (bit.getAttribute('name') ?? '')
          const text = textOf(bit)
          return usages.includes(name) ? [{ usage: name as KeyUsage, set: text === 'true' || text === '1' }] : []
        }),
      }
    case 'PolicySet':
      return { kind: 'policies', policies: childrenOf(element, space, 'PolicyIdentifier').map(oidIn) }
    case 'ExtendedKeyUsage':
      return { kind: 'purposes', purposes: childrenOf(element).map(oidIn) }
    case 'CertSubjectDNAttribute':
      return { kind: 'subject-attributes', attributes: childrenOf(element).map(oidIn) }
    default:
      return { kind: 'unknown', name: element.localName ?? '' }
  }
}

/** ObjectIdentifierType of XAdES: dotted, or as urn:oid. */
function oidIn(element: Element): string {
  const identifier = [...childrenOf(element)].find((child) => isElement(child) && child.localName === 'Identifier')
  return (textOf(identifier ?? element) ?? '').replace(/^urn:oid:/i, '').trim()
}

/**
 * Does a certificate meet the criteria? undefined where they contain something that is not known and that would decide.
 */
export function meets(criterion: Criterion, certificate: Certificate): boolean | undefined {
  switch (criterion.kind) {
    case 'list': {
      const results = criterion.members.map((member) => meets(member, certificate))
      if (criterion.assert === 'all')
        return results.includes(false) ? false : results.includes(undefined) ? undefined : true
      const some = results.includes(true) ? true : results.includes(undefined) ? undefined : false
      return criterion.assert === 'atLeastOne' || some === undefined ? some : !some
    }
    case 'key-usage':
      return criterion.bits.every(({ usage, set }) => (certificate.keyUsage?.includes(usage) ?? false) === set)
    case 'policies':
      return criterion.policies.every(
        (policy) => certificate.certificatePolicies?.some((stated) => stated.policy === policy) ?? false,
      )
    case 'purposes':
      return criterion.purposes.every((purpose) => certificate.extendedKeyUsage?.includes(purpose) ?? false)
    case 'subject-attributes':
      return criterion.attributes.every((type) =>
        certificate.subject.rdns.some((rdn) => rdn.some((attribute) => attribute.type === type)),
      )
    case 'unknown':
      return undefined
  }
}

/** Qualifiers that a service's period gives to a certificate; `undetermined` when criteria could not be judged. */
export function qualifiersFor(
  elements: readonly QualificationElement[],
  certificate: Certificate,
): { readonly qualifiers: ReadonlySet<Qualifier>; readonly undetermined: boolean } {
  const qualifiers = new Set<Qualifier>()
  let undetermined = false
  for (const element of elements) {
    const result = meets(element.criteria, certificate)
    if (result === undefined) undetermined = true
    else if (result) for (const qualifier of element.qualifiers) qualifiers.add(qualifier)
  }
  return { qualifiers, undetermined }
}
