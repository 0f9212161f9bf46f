/**
 * Whose signature it is, as far as its certificate says: a person's, an organisation's seal, or a time-stamp. Only what
 * the certificate claims; whether it may be believed is the answer about trust.
 */
import type { Certificate } from '../x509/certificate.ts'
import { keyPurpose } from '../x509/oids.ts'
import { subjectIdentity } from '../x509/subject.ts'

export type SignerKind = 'person' | 'seal' | 'time-stamp' | 'unknown'

/** Intact signatures of a file by whose they are; those that are not intact are counted nowhere. */
export interface SignerCount {
  readonly persons: number
  readonly seals: number
  readonly timeStamps: number
  /** The certificate says neither, or says both. */
  readonly unknown: number
}

export const noSigners: SignerCount = { persons: 0, seals: 0, timeStamps: 0, unknown: 0 }

/** Semantics of the subject's identifiers (EN 319 412-1, 5.1). */
const semanticsOf: Readonly<Record<string, SignerKind>> = {
  '0.4.0.194121.1.1': 'person',
  '0.4.0.194121.1.2': 'seal',
}

export function signerKind(kind: 'signature' | 'time-stamp', certificate: Certificate | undefined): SignerKind {
  if (kind === 'time-stamp') return 'time-stamp'
  if (!certificate || certificate.extendedKeyUsage?.includes(keyPurpose.timeStamping) === true) return 'unknown'
  const { qcStatements } = certificate
  const types = qcStatements ? [...qcStatements.types, ...qcStatements.otherTypes] : []
  if (types.length > 0) {
    const [type, ...more] = types
    if (more.length > 0 || (type !== 'esign' && type !== 'eseal')) return 'unknown'
    return type === 'esign' ? 'person' : 'seal'
  }
  const stated = semanticsOf[qcStatements?.semantics ?? '']
  if (stated) return stated
  const { givenName, surname, pseudonym, identifier, organizationIdentifier } = subjectIdentity(certificate)
  const isPerson = [givenName, surname, pseudonym].some((name) => name !== undefined && name !== '')
  if (isPerson || (identifier !== undefined && naturalIdentifiers.has(identifier.kind))) return 'person'
  return organizationIdentifier === undefined ? 'unknown' : 'seal'
}

/** Passport, identity card, personal number, tax numbers of persons (EN 319 412-1, 5.1.3). */
const naturalIdentifiers: ReadonlySet<string> = new Set(['PAS', 'IDC', 'PNO', 'TAX', 'TIN'])

export function countSigners(
  signatures: readonly { readonly signerKind: SignerKind; readonly integrity: { readonly verdict: string } }[],
): SignerCount {
  const count = (kind: SignerKind): number =>
    signatures.filter(
      ({ signerKind: own, integrity }) => own === kind && ['valid', 'valid-warn'].includes(integrity.verdict),
    ).length
  return { persons: count('person'), seals: count('seal'), timeStamps: count('time-stamp'), unknown: count('unknown') }
}
