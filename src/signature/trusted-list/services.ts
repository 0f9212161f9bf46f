/**
 * The services of all verified lists, by the key that identifies them: as trust anchors, and to ask what a service was
 * at a moment.
 */
import { anchorOf } from '../x509/path-validation.ts'
import { indexByName } from '../x509/path-building.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { ByName } from '../x509/path-building.ts'
import type { TrustAnchor } from '../x509/path-validation.ts'
import type { TrustedList, TrustService, TrustServiceProvider } from './list.ts'

export const serviceType = {
  qualifiedCertificates: 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC',
  qualifiedTimeStamps: 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST',
} as const

const statusPrefix = 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/'

/** Short form of a status: granted, withdrawn, undersupervision … */
export function statusName(uri: string): string {
  return uri.startsWith(statusPrefix) ? uri.slice(statusPrefix.length) : uri
}

export type ListedService = {
  readonly list: TrustedList
  readonly provider: TrustServiceProvider
  readonly service: TrustService
}

export type ServiceDirectory = {
  readonly lists: readonly TrustedList[]
  /** services that this certificate identifies: same subject name and same key (TS 119 615, 4.3.4) */
  readonly identifiedBy: (certificate: Certificate) => readonly ListedService[]
  /** anchors for signers: certificates of services that issue, or once issued, qualified certificates */
  readonly certificateAnchors: ByName<TrustAnchor>
  /** anchors for time-stamps: those, and the services that issue qualified time-stamps */
  readonly timestampAnchors: ByName<TrustAnchor>
}

/** Builds the directory; some 4,000 services of all countries take a few milliseconds. */
export function serviceDirectory(lists: readonly TrustedList[]): ServiceDirectory {
  const byIdentity = new Map<string, ListedService[]>()
  const anchors = { certificates: new Map<string, Certificate>(), timestamps: new Map<string, Certificate>() }
  for (const list of lists)
    for (const provider of list.providers)
      for (const service of provider.services) {
        const types = new Set(service.periods.map(({ type }) => type))
        for (const certificate of service.certificates) {
          const key = identityOf(certificate)
          const known = byIdentity.get(key) ?? []
          if (!known.some((entry) => entry.service === service))
            byIdentity.set(key, [...known, { list, provider, service }])
          if (types.has(serviceType.qualifiedCertificates))
            anchors.certificates.set(certificate.fingerprint, certificate)
          if (types.has(serviceType.qualifiedCertificates) || types.has(serviceType.qualifiedTimeStamps))
            anchors.timestamps.set(certificate.fingerprint, certificate)
        }
      }
  return {
    lists,
    identifiedBy: (certificate) => byIdentity.get(identityOf(certificate)) ?? [],
    certificateAnchors: indexByName([...anchors.certificates.values()].map(anchorOf)),
    timestampAnchors: indexByName([...anchors.timestamps.values()].map(anchorOf)),
  }
}

function identityOf(certificate: Certificate): string {
  return `${certificate.subject.key}\u0004${Buffer.from(certificate.publicKey.raw).toString('base64')}`
}
