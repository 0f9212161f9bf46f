/** QCStatements (RFC 3739, 3.2.6; EN 319 412-5, clauses 4 and 5). */
import { readOid, readSmall, readText } from './asn1-values.ts'
import { qcStatementOid, qcTypeOid } from './oids.ts'
import { expectTag, membersOf, openTlv, readWhole, tag } from './tlv.ts'
import type { Tlv } from './tlv.ts'

export type QcType = 'esign' | 'eseal' | 'web'

export type QcStatements = {
  /** identifiers of all statements, in order */
  readonly statements: readonly string[]
  /** QcCompliance: issued as a qualified certificate */
  readonly compliance: boolean
  /** QcSSCD: the private key lies in a qualified signature creation device */
  readonly sscd: boolean
  /** QcType; a certificate may (wrongly) carry several, and one issued before eIDAS carries none */
  readonly types: readonly QcType[]
  /** identifiers of types that are not in the standard */
  readonly otherTypes: readonly string[]
  /** QcCClegislation: countries, where it is not qualified under Regulation (EU) 910/2014 */
  readonly legislation: readonly string[]
  /** semantics of the subject's identifiers (EN 319 412-1, 5.1), e.g. 0.4.0.194121.1.1 for natural persons */
  readonly semantics: string | undefined
  readonly retentionYears: number | undefined
  readonly disclosure: readonly { readonly url: string; readonly language: string }[]
}

const typeByOid: Record<string, QcType | undefined> = {
  [qcTypeOid.esign]: 'esign',
  [qcTypeOid.eseal]: 'eseal',
  [qcTypeOid.web]: 'web',
}

/** Reads the extension's value; throws `EncodingError`. */
export function readQcStatements(value: Uint8Array): QcStatements {
  const found = new Map<string, Tlv | undefined>()
  const statements: string[] = []
  for (const member of membersOf(readWhole(value, tag.sequence), 100)) {
    const cursor = openTlv(expectTag(member, tag.sequence))
    const oid = readOid(cursor.take())
    const info = cursor.peek() === undefined ? undefined : cursor.take()
    cursor.finish()
    statements.push(oid)
    found.set(oid, info)
  }
  const types = list(found.get(qcStatementOid.type)).map(readOid)
  const retention = found.get(qcStatementOid.retentionPeriod)
  const semantics = found.get(qcStatementOid.semantics)
  return {
    statements,
    compliance: found.has(qcStatementOid.compliance),
    sscd: found.has(qcStatementOid.sscd),
    types: types.flatMap((oid) => typeByOid[oid] ?? []),
    otherTypes: types.filter((oid) => typeByOid[oid] === undefined),
    legislation: list(found.get(qcStatementOid.legislation)).map((country) => readText(country) ?? ''),
    semantics: semantics === undefined ? undefined : readSemantics(semantics),
    retentionYears: retention === undefined ? undefined : readSmall(retention),
    disclosure: list(found.get(qcStatementOid.pds)).map(readLocation),
  }
}

function list(info: Tlv | undefined): Tlv[] {
  return info === undefined ? [] : membersOf(expectTag(info, tag.sequence), 300)
}

/** SemanticsInformation: the identifier is optional and comes first; authorities may follow. */
function readSemantics(info: Tlv): string | undefined {
  const identifier = openTlv(expectTag(info, tag.sequence)).optional(tag.oid)
  return identifier === undefined ? undefined : readOid(identifier)
}

function readLocation(element: Tlv): { url: string; language: string } {
  const cursor = openTlv(expectTag(element, tag.sequence))
  return { url: readText(cursor.take()) ?? '', language: readText(cursor.take()) ?? '' }
}
