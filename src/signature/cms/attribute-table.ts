/**
 * The attributes of a SignerInfo: where each may be, how often, with how many values (RFC 5652, 11; RFC 5035; RFC 6211;
 * EN 319 122-1 and -2; ISO 32000-2, 12.8.3.3.2). An attribute that the table does not name proves nothing and is
 * reported; a deviation from the table makes the signature wrong.
 */
import type { Attribute } from './signed-data.ts'

interface AttributeRule {
  readonly place: 'signed' | 'unsigned'
  readonly values: 'one' | 'some'
  readonly times: 'once' | 'any'
}

const signedOnce: AttributeRule = { place: 'signed', values: 'one', times: 'once' }
const signedMany: AttributeRule = { place: 'signed', values: 'some', times: 'any' }
const unsignedMany: AttributeRule = { place: 'unsigned', values: 'some', times: 'any' }

const attributeTable: Readonly<Record<string, AttributeRule>> = {
  // content type, message digest, signing time
  '1.2.840.113549.1.9.3': signedOnce,
  '1.2.840.113549.1.9.4': signedOnce,
  '1.2.840.113549.1.9.5': signedOnce,
  // S/MIME capabilities, algorithm protection
  '1.2.840.113549.1.9.15': signedOnce,
  '1.2.840.113549.1.9.52': signedOnce,
  // content hints, content reference, signing certificate by SHA-1 and by any digest
  '1.2.840.113549.1.9.16.2.4': signedOnce,
  '1.2.840.113549.1.9.16.2.10': signedOnce,
  '1.2.840.113549.1.9.16.2.12': signedOnce,
  '1.2.840.113549.1.9.16.2.47': signedOnce,
  // signature policy, commitment, place of signing, attributes of the signer, time-stamp of the content, media type
  '1.2.840.113549.1.9.16.2.15': signedOnce,
  '1.2.840.113549.1.9.16.2.16': signedMany,
  '1.2.840.113549.1.9.16.2.17': signedOnce,
  '1.2.840.113549.1.9.16.2.18': signedMany,
  '0.4.0.19122.1.1': signedMany,
  '1.2.840.113549.1.9.16.2.20': signedMany,
  '0.4.0.1733.2.1': signedOnce,
  // revocation data of PDF signatures
  '1.2.840.113583.1.1.8': signedOnce,
  // signature time-stamp, references and values of certificates and revocation data, their time-stamps
  '1.2.840.113549.1.9.16.2.14': unsignedMany,
  '1.2.840.113549.1.9.16.2.21': unsignedMany,
  '1.2.840.113549.1.9.16.2.22': unsignedMany,
  '1.2.840.113549.1.9.16.2.23': unsignedMany,
  '1.2.840.113549.1.9.16.2.24': unsignedMany,
  '1.2.840.113549.1.9.16.2.25': unsignedMany,
  '1.2.840.113549.1.9.16.2.26': unsignedMany,
  // archive time-stamps and evidence records
  '1.2.840.113549.1.9.16.2.27': unsignedMany,
  '1.2.840.113549.1.9.16.2.48': unsignedMany,
  '0.4.0.1733.2.2': unsignedMany,
  '0.4.0.1733.2.4': unsignedMany,
  '0.4.0.1733.2.5': unsignedMany,
  '0.4.0.19122.1.5': unsignedMany,
  '1.2.840.113549.1.9.16.2.49': unsignedMany,
  '1.2.840.113549.1.9.16.2.50': unsignedMany,
  // the message authentication code of an encrypted file (ISO/TS 32004)
  '1.0.32004.1.2': unsignedMany,
}

export interface AttributeFindings {
  /** Types that the table does not name. */
  readonly unknown: readonly string[]
  /** Types that stand in the wrong place, too often, or without the values that they must have. */
  readonly deviating: readonly string[]
}

export function attributeFindings(signed: readonly Attribute[], unsigned: readonly Attribute[]): AttributeFindings {
  const all = [
    ...signed.map((attribute) => ({ attribute, place: 'signed' as const })),
    ...unsigned.map((attribute) => ({ attribute, place: 'unsigned' as const })),
  ]
  const unknown = all.filter(({ attribute }) => !(attribute.type in attributeTable))
  const deviating = all.filter(({ attribute: { type, values }, place }) => {
    const rule = attributeTable[type]
    if (!rule) return values.length === 0
    const times = all.filter(({ attribute }) => attribute.type === type).length
    return (
      rule.place !== place ||
      (rule.values === 'one' ? values.length !== 1 : values.length === 0) ||
      (rule.times === 'once' && times > 1)
    )
  })
  const types = (found: typeof all) => [...new Set(found.map(({ attribute }) => attribute.type))]
  return { unknown: types(unknown), deviating: types(deviating) }
}
