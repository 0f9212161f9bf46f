/**
 * A small Romanian-style public key infrastructure: a root, an authority for qualified certificates, a time-stamping
 * unit, a responder, and people. All names are invented; personal numbers have county 22 and a sequence from 900 on.
 */
import { keyPurpose, qualifiedPolicyOid } from '../../x509/oids.ts'
import {
  authorityInfoAccess,
  basicConstraints,
  certificatePolicies,
  crlDistributionPoint,
  extendedKeyUsage,
  issue,
  keyUsage,
  newKeys,
  ocspNoCheck,
  qcStatements,
} from './certificates.ts'
import type { ExtensionSpec, Holder, NameSpec } from './certificates.ts'

const organization = 'Furnizor de Încredere Exemplu SA'
export const revocationLocation = 'http://crl.example.test/calificat.crl'
export const responderLocation = 'http://ocsp.example.test/'

const authorityName = (commonName: string): NameSpec => [
  ['countryName', 'RO'],
  ['organizationName', organization],
  ['organizationIdentifier', 'VATRO-99999999'],
  ['commonName', commonName],
]

/** A natural person as Romanian issuers write them; without `cnp` the serial number is the issuer's own. */
export function personName(surname: string, givenName: string, cnp?: string): NameSpec {
  return [
    ['countryName', 'RO'],
    ['surname', surname],
    ['givenName', givenName],
    ['serialNumber', cnp === undefined ? '20261123AB1' : `PNORO-${cnp}`],
    ['commonName', `${givenName} ${surname}`],
  ]
}

const signerExtensions = (policy: string): ExtensionSpec[] => [
  keyUsage('nonRepudiation'),
  certificatePolicies(policy),
  crlDistributionPoint(revocationLocation),
  authorityInfoAccess(responderLocation),
]

type SignerOptions = { readonly notBefore?: Date; readonly notAfter?: Date; readonly rsa?: boolean }

export type RomanianPki = {
  readonly root: Holder
  readonly authority: Holder
  readonly responder: Holder
  readonly timeStampUnit: Holder
  /** qualified certificate for signatures, key in a device */
  readonly person: (surname: string, givenName: string, cnp?: string, options?: SignerOptions) => Holder
  /** qualified certificate for signatures, key not in a device */
  readonly personWithoutDevice: (surname: string, givenName: string, cnp?: string) => Holder
  readonly seal: (organizationName: string) => Holder
  /** may not sign documents: for authentication alone, and not qualified */
  readonly wrongUsage: (surname: string, givenName: string) => Holder
}

export function romanianPki(): RomanianPki {
  const root = issue({
    subject: authorityName('Exemplu Root CA'),
    notBefore: new Date('2017-01-01T00:00:00Z'),
    notAfter: new Date('2042-01-01T00:00:00Z'),
    extensions: [basicConstraints(), keyUsage('keyCertSign', 'cRLSign')],
  })
  const authority = issue({
    subject: authorityName('Exemplu Qualified CA'),
    issuer: root,
    notBefore: new Date('2017-01-01T00:00:00Z'),
    notAfter: new Date('2037-01-01T00:00:00Z'),
    extensions: [basicConstraints(0), keyUsage('keyCertSign', 'cRLSign')],
  })
  const responder = issue({
    subject: authorityName('Exemplu OCSP'),
    issuer: authority,
    extensions: [keyUsage('digitalSignature'), extendedKeyUsage(false, keyPurpose.ocspSigning), ocspNoCheck()],
  })
  const timeStampUnit = issue({
    subject: authorityName('Exemplu TSU'),
    issuer: authority,
    extensions: [keyUsage('digitalSignature'), extendedKeyUsage(true, keyPurpose.timeStamping)],
  })
  const signer = (subject: NameSpec, extensions: readonly ExtensionSpec[], { rsa, ...dates }: SignerOptions = {}) =>
    issue({ subject, issuer: authority, extensions, ...dates, ...(rsa === true && { keys: newKeys('rsa') }) })
  return {
    root,
    authority,
    responder,
    timeStampUnit,
    person: (surname, givenName, cnp, options) =>
      signer(
        personName(surname, givenName, cnp),
        [...signerExtensions(qualifiedPolicyOid.naturalPersonQscd), qcStatements()],
        options,
      ),
    personWithoutDevice: (surname, givenName, cnp) =>
      signer(personName(surname, givenName, cnp), [
        ...signerExtensions(qualifiedPolicyOid.naturalPerson),
        qcStatements({ sscd: false }),
      ]),
    seal: (organizationName) =>
      signer(
        [
          ['countryName', 'RO'],
          ['organizationName', organizationName],
          ['organizationIdentifier', 'VATRO-88888888'],
          ['commonName', organizationName],
        ],
        [...signerExtensions(qualifiedPolicyOid.legalPersonQscd), qcStatements({ types: ['eseal'] })],
      ),
    wrongUsage: (surname, givenName) =>
      signer(personName(surname, givenName), [
        keyUsage('keyAgreement'),
        extendedKeyUsage(true, keyPurpose.clientAuth),
        crlDistributionPoint(revocationLocation),
      ]),
  }
}
