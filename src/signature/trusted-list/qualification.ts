/**
 * Is it qualified? Certificates and signatures by the trusted lists (TS 119 615, 4.4 to 4.6; Regulation (EU) 910/2014,
 * articles 28, 32, 38, 40, 51). Judged at two moments, when the certificate was issued and when it was used; nothing is
 * decided by an issuer's name.
 */
import { attributeText } from '../x509/name.ts'
import { attributeOid, qualifiedPolicyOid } from '../x509/oids.ts'
import { periodAt } from './list.ts'
import { qualifiersFor } from './qualifications.ts'
import { serviceType, statusName } from './services.ts'
import type { Certificate } from '../x509/certificate.ts'
import type { Check } from '../x509/check.ts'
import type { QcType } from '../x509/qc-statements.ts'
import type { ServicePeriod } from './list.ts'
import type { Qualifier } from './qualifications.ts'
import type { ListedService, ServiceDirectory } from './services.ts'

/** The Regulation applies from 1 July 2016, 00:00 in Brussels. */
const regulationApplies = new Date('2016-06-30T22:00:00Z')

export type SignatureQualification =
  | 'QESig'
  | 'QESeal'
  | 'Unknown-QC-QSCD'
  | 'AdESig-QC'
  | 'AdESeal-QC'
  | 'Unknown-QC'
  | 'AdESig'
  | 'AdESeal'
  | 'Unknown'
  /** the certificate is for website authentication: what it makes is no signature */
  | 'Not AdES'
  /** the lists contradict themselves: no answer is possible */
  | 'N/A'

/** What the lists and the certificate say at one moment. */
export type CertificateStatus = {
  readonly at: Date
  readonly qualified: boolean
  /** undefined: none or several */
  readonly type: QcType | undefined
  readonly qscd: boolean
  /** the lists contradict themselves about this certificate */
  readonly inconsistent: boolean
  /** the service that decided; undefined when none covers the certificate */
  readonly service?: {
    readonly territory: string
    readonly provider: string
    readonly name: string
    readonly status: string
    readonly sequenceNumber: number
  }
}

export type QualificationInput = {
  /**
   * from the signer's certificate upwards to the anchor, as path validation found it; further certificates do no harm
   */
  readonly chain: readonly Certificate[]
  readonly directory: ServiceDirectory
  /** best-signature-time */
  readonly at: Date
}

export type QualificationResult = {
  readonly qualification: SignatureQualification
  readonly atIssuance: CertificateStatus
  readonly atSigning: CertificateStatus
  readonly checks: readonly Check[]
}

/** Judges a signature that is otherwise valid. `chain` must not be empty. */
export function qualify({ chain, directory, at }: QualificationInput): QualificationResult {
  const [certificate, ...issuers] = chain
  if (certificate === undefined) throw new RangeError('qualify: the chain is empty')
  const services = servicesOver(issuers, directory)
  const atIssuance = statusAt(certificate, services, certificate.notBefore)
  const atSigning = statusAt(certificate, services, at)
  return {
    qualification: conclude(atIssuance, atSigning),
    atIssuance,
    atSigning,
    checks: checksOf(certificate, services, atIssuance, atSigning),
  }
}

/** Services identified by the nearest issuer that is listed at all as one for qualified certificates. */
function servicesOver(issuers: readonly Certificate[], directory: ServiceDirectory): ListedService[] {
  for (const issuer of issuers) {
    const found = directory
      .identifiedBy(issuer)
      .filter(({ service }) => service.periods.some(({ type }) => type === serviceType.qualifiedCertificates))
    if (found.length > 0) return found
  }
  return []
}

function conclude(atIssuance: CertificateStatus, atSigning: CertificateStatus): SignatureQualification {
  if (atIssuance.inconsistent || atSigning.inconsistent) return 'N/A'
  const qualified = atIssuance.qualified && atSigning.qualified
  // One certificate cannot be for signatures on the day it is issued and for seals on the day it is used.
  const type = atIssuance.type === atSigning.type ? atSigning.type : undefined
  if (type === 'web') return 'Not AdES'
  const kind = type === 'esign' ? 'ESig' : type === 'eseal' ? 'ESeal' : undefined
  if (!qualified) return kind === undefined ? 'Unknown' : `Ad${kind}`
  if (!atSigning.qscd) return kind === undefined ? 'Unknown-QC' : `Ad${kind}-QC`
  return kind === undefined ? 'Unknown-QC-QSCD' : `Q${kind}`
}

type ServiceAnswer = Omit<CertificateStatus, 'at' | 'service'> & {
  readonly applies: boolean
  readonly listed: ListedService
  readonly period: ServicePeriod
}

function statusAt(certificate: Certificate, services: readonly ListedService[], at: Date): CertificateStatus {
  const stated = statedIn(certificate)
  const nobody: CertificateStatus = {
    at,
    qualified: false,
    type: single(stated.types),
    qscd: false,
    inconsistent: false,
  }
  const answers = services.flatMap((listed) => {
    const period = periodAt(listed.service, at)
    return period === undefined || period.type !== serviceType.qualifiedCertificates
      ? []
      : [answerOf(certificate, stated, listed, period, at)]
  })
  const applying = answers.filter(({ applies }) => applies)
  const [first = answers[0]] = applying
  if (first === undefined) return nobody
  // Several entries may cover one certificate, but they must say the same (TS 119 615, 4.4.4).
  const agreed = applying.every(
    (answer) => answer.qualified === first.qualified && answer.type === first.type && answer.qscd === first.qscd,
  )
  const { listed, period, qualified, type, qscd } = first
  return {
    at,
    qualified,
    type,
    qscd,
    inconsistent: first.inconsistent || !agreed,
    service: {
      territory: listed.list.territory,
      sequenceNumber: listed.list.sequenceNumber,
      provider: listed.provider.names[0] ?? '',
      name: period.names[0] ?? '',
      status: statusName(period.status),
    },
  }
}

type Stated = {
  readonly qualified: boolean
  readonly types: readonly QcType[]
  readonly device: boolean
  readonly old: boolean
}

/** What the certificate itself states, by the rules of its time of issue. */
function statedIn(certificate: Certificate): Stated {
  const statements = certificate.qcStatements
  const old = certificate.notBefore < regulationApplies
  const policy = (oid: string) => certificate.certificatePolicies?.some((stated) => stated.policy === oid) === true
  const withDevice = old && policy(qualifiedPolicyOid.qcpPublicWithSscd)
  // QcCClegislation names the countries of a certificate that is not qualified under the Regulation (EN 319 412-5,
  // 4.2.4).
  const complies = statements?.compliance === true && statements.legislation.length === 0
  const qualified = complies || withDevice || (old && policy(qualifiedPolicyOid.qcpPublic))
  const stated = statements?.types ?? []
  // Without a type a qualified certificate is for signatures (EN 319 412-5, 4.2.3; before the Regulation there was
  // nothing else).
  const types: readonly QcType[] =
    stated.length === 0 && statements?.otherTypes.length !== 1 && (qualified || old) ? ['esign'] : stated
  return { qualified, types, device: statements?.sscd === true || withDevice, old }
}

function single(types: readonly QcType[]): QcType | undefined {
  return new Set(types).size === 1 ? types[0] : undefined
}

const grantedNow = new Set(['granted'])
const grantedBefore = new Set(['undersupervision', 'supervisionincessation', 'accredited'])
/** States that a service for qualified certificates can have under the Regulation (TS 119 612, 5.5.4). */
const possibleNow = new Set(['granted', 'withdrawn'])

const listedFor: Record<QcType, string> = {
  esign: 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSignatures',
  eseal: 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForeSeals',
  web: 'http://uri.etsi.org/TrstSvc/TrustedList/SvcInfoExt/ForWebSiteAuthentication',
}

/** One service's answer about a certificate at a moment. */
function answerOf(
  certificate: Certificate,
  stated: Stated,
  listed: ListedService,
  period: ServicePeriod,
  at: Date,
): ServiceAnswer {
  const now = at >= regulationApplies
  const status = statusName(period.status)
  const granted = (now ? grantedNow : grantedBefore).has(status)
  const { qualifiers } = qualifiersFor(period.qualifications, certificate)
  const claimed = !qualifiers.has('NotQualified') && (stated.qualified || qualifiers.has('QCStatement'))
  // Qualifiers of type and device speak about qualified certificates only (TS 119 612, 5.5.9.2.3).
  const overruled = claimed ? typesOf(qualifiers) : []
  const type = overruled.length === 0 ? single(stated.types) : single(overruled)
  const covers = (wanted: QcType) => !now || period.additional.includes(listedFor[wanted])
  const overruledInconsistently = overruled.length > 1 || (overruled[0] !== undefined && !covers(overruled[0]))
  // The list makes it one type, the certificate says another for which the service is not listed at all: neither can be
  // believed.
  const own = single(stated.types)
  const contradicted =
    overruled[0] !== undefined && stated.types.length === 1 && own !== undefined && own !== overruled[0] && !covers(own)
  const covered = type === undefined ? stated.types.length > 0 && stated.types.every(covers) : covers(type)
  const qualified = granted && claimed && (covered || (type === undefined && stated.types.length === 0))
  return {
    listed,
    period,
    qualified,
    type: contradicted ? undefined : type,
    qscd: qualified && deviceOf(qualifiers, stated, now),
    inconsistent: (granted && overruledInconsistently) || (now && !possibleNow.has(status)),
    applies: covered || type === undefined,
  }
}

function typesOf(qualifiers: ReadonlySet<Qualifier>): QcType[] {
  const pairs: readonly (readonly [Qualifier, QcType])[] = [
    ['QCForESig', 'esign'],
    ['QCForESeal', 'eseal'],
    ['QCForWSA', 'web'],
  ]
  return pairs.filter(([qualifier]) => qualifiers.has(qualifier)).map(([, type]) => type)
}

/**
 * Is the key in a qualified device? Qualifiers of the Directive (SSCD) count for certificates issued under it, those of
 * the Regulation (QSCD) from the day it applies; where they contradict each other the answer is no.
 */
function deviceOf(qualifiers: ReadonlySet<Qualifier>, { device, old }: Stated, now: boolean): boolean {
  const counts = (sscd: Qualifier, qscd: readonly Qualifier[]) =>
    (old && qualifiers.has(sscd)) || (now && qscd.some((qualifier) => qualifiers.has(qualifier)))
  const yes = counts('QCWithSSCD', ['QCWithQSCD', 'QCQSCDManagedOnBehalf'])
  const no = counts('QCNoSSCD', ['QCNoQSCD'])
  const asStated = counts('QCSSCDStatusAsInCert', ['QCQSCDStatusAsInCert'])
  if (no) return false
  if (yes) return !asStated || device
  return device
}

function checksOf(
  certificate: Certificate,
  services: readonly ListedService[],
  atIssuance: CertificateStatus,
  atSigning: CertificateStatus,
): Check[] {
  const listed: Check = {
    code: 'listed-service',
    clause: 'TS 119 615, 4.3.4',
    outcome: services.length > 0 ? 'passed' : 'failed',
    subject: certificate.fingerprint,
  }
  const line = (status: CertificateStatus, when: string): Check => ({
    code: `qualified-at-${when}`,
    clause: 'TS 119 615, 4.4.4',
    subject: certificate.fingerprint,
    outcome: status.inconsistent ? 'undetermined' : status.qualified ? 'passed' : 'failed',
    detail: `${status.service === undefined ? 'no service' : `${status.service.territory}, ${status.service.provider}, ${status.service.status}`}; type ${status.type ?? 'unknown'}; ${status.qscd ? 'in' : 'not in'} a qualified device`,
  })
  return [listed, line(atIssuance, 'issuance'), line(atSigning, 'signing'), providerName(certificate, services)]
}

/**
 * The issuer's organisation should be the provider's name or trade name (TS 119 615, 4.4.4): a difference is reported,
 * not judged.
 */
function providerName(certificate: Certificate, services: readonly ListedService[]): Check {
  const organization = attributeText(certificate.issuer, attributeOid.organizationName)
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
  const names = new Set(services.flatMap(({ provider }) => [...provider.names, ...provider.tradeNames]).map(fold))
  const same = organization === undefined || services.length === 0 || names.has(fold(organization))
  return {
    code: 'provider-name',
    clause: 'TS 119 615, 4.4.4',
    outcome: same ? 'passed' : 'warning',
    subject: certificate.fingerprint,
    ...(same ? {} : { detail: organization }),
  }
}

/** Was the unit (or its issuer) a listed service for qualified time-stamps at that moment (TS 119 615, 4.7)? */
export function isQualifiedTimestamp(chain: readonly Certificate[], directory: ServiceDirectory, at: Date): boolean {
  return chain.some((certificate) =>
    directory.identifiedBy(certificate).some(({ service }) => {
      const period = periodAt(service, at)
      return period?.type === serviceType.qualifiedTimeStamps && statusName(period.status) === 'granted'
    }),
  )
}
