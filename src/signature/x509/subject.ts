/**
 * Who a certificate names, as the applicant will be compared with (EN 319 412-1, 5.1; EN 319 412-2, 4.2.4; EN 319
 * 412-3, 4.2).
 */
import { attributeText } from './name.ts'
import { attributeOid } from './oids.ts'
import type { Certificate } from './certificate.ts'

export type SubjectIdentity = {
  /** common name, else given name and surname, else pseudonym, else organisation */
  readonly name: string
  readonly surname: string | undefined
  readonly givenName: string | undefined
  readonly pseudonym: string | undefined
  /** serialNumber attribute as written, e.g. PNORO-… or IDCRO-… or a number of the issuer's own */
  readonly serialNumber: string | undefined
  /** natural person's identifier by EN 319 412-1: its kind (PAS, IDC, PNO, TAX, TIN …), country and value */
  readonly identifier: { readonly kind: string; readonly country: string; readonly value: string } | undefined
  /** Romanian personal numeric code, from PNORO-… alone; thirteen digits, not otherwise checked */
  readonly cnp: string | undefined
  readonly organization: string | undefined
  readonly organizationIdentifier: string | undefined
  readonly country: string | undefined
  readonly email: string | undefined
}

export function subjectIdentity(certificate: Certificate): SubjectIdentity {
  const text = (type: string) => attributeText(certificate.subject, type)
  const surname = text(attributeOid.surname)
  const givenName = text(attributeOid.givenName)
  const pseudonym = text(attributeOid.pseudonym)
  const organization = text(attributeOid.organizationName)
  const serialNumber = text(attributeOid.serialNumber)
  const identifier = readIdentifier(serialNumber)
  const alternative = certificate.subjectAltName?.find((name) => name.kind === 'email')
  return {
    name:
      text(attributeOid.commonName) ??
      ([givenName, surname].filter(Boolean).join(' ') || (pseudonym ?? organization ?? '')),
    surname,
    givenName,
    pseudonym,
    serialNumber,
    identifier,
    cnp:
      identifier?.kind === 'PNO' && identifier.country === 'RO' && /^\d{13}$/.test(identifier.value)
        ? identifier.value
        : undefined,
    organization,
    organizationIdentifier: text(attributeOid.organizationIdentifier),
    country: text(attributeOid.countryName),
    email: alternative && 'text' in alternative ? alternative.text : text(attributeOid.emailAddress),
  }
}

/** Three letters of kind (or two and a colon for national schemes), country, hyphen, value. */
function readIdentifier(serialNumber: string | undefined): SubjectIdentity['identifier'] {
  const match = /^([A-Z]{3}|[A-Z]{2}:)([A-Z]{2})-(.+)$/.exec(serialNumber?.trim() ?? '')
  const [, kind, country, value] = match ?? []
  return kind === undefined || country === undefined || value === undefined
    ? undefined
    : { kind, country, value: value.trim() }
}
