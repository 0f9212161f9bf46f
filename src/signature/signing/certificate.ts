/** Issues X.509 certificates (RFC 5280) for the demonstration: what `node:crypto` reads but does not write. */
import { createHash, type KeyObject } from 'node:crypto'
import {
  bits,
  boolean,
  context,
  contextPrimitive,
  decode,
  encode,
  integer,
  members,
  octets,
  oid,
  positiveInteger,
  printable,
  sequence,
  setOf,
  time,
  utf8,
} from './der.ts'
import { signatureAlgorithmIdentifier, type Signer } from './signer.ts'

/**
 * Attributes of a distinguished name, in order: type and value. Country codes are PrintableString, the rest UTF8String.
 */
export type DistinguishedName = readonly (readonly [type: keyof typeof NAME_TYPES, value: string])[]
const NAME_TYPES = {
  C: '2.5.4.6',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  L: '2.5.4.7',
  CN: '2.5.4.3',
  serialNumber: '2.5.4.5',
  organizationIdentifier: '2.5.4.97',
} as const

const KEY_USAGE_BITS = { digitalSignature: 0, contentCommitment: 1, keyCertSign: 5, cRLSign: 6 } as const
type KeyUsage = keyof typeof KEY_USAGE_BITS

export interface CertificateContent {
  readonly subject: DistinguishedName
  readonly issuer: DistinguishedName
  readonly subjectPublicKey: KeyObject
  readonly issuerPublicKey: KeyObject
  /** Up to 20 octets (RFC 5280 section 4.1.2.2). */
  readonly serial: Uint8Array
  readonly notBefore: Date
  readonly notAfter: Date
  readonly authority: boolean
  readonly keyUsage: readonly KeyUsage[]
  readonly extendedKeyUsage?: readonly string[]
  /** QcType of the qcStatements extension (ETSI EN 319 412-5 clause 4.2.3). */
  readonly qcType?: 'esign' | 'eseal'
}

const distinguishedName = (name: DistinguishedName) =>
  sequence(
    ...name.map(([type, value]) =>
      setOf(sequence(oid(NAME_TYPES[type]), type === 'C' || type === 'serialNumber' ? printable(value) : utf8(value))),
    ),
  )

/** Method 1 of RFC 5280 section 4.2.1.2, over SHA-1 of the key bits: an identifier, not a protection. */
function keyIdentifier(key: KeyObject): Uint8Array {
  const [, subjectPublicKey] = members(decode(key.export({ format: 'der', type: 'spki' })))
  if (subjectPublicKey === undefined) throw new TypeError('not a public key')
  // after the tag, the length and the count of unused bits
  const encoded = encode(subjectPublicKey)
  const header = (encoded[1] ?? 0) < 0x80 ? 3 : 3 + ((encoded[1] ?? 0) & 0x7f)
  return createHash('sha1').update(encoded.subarray(header)).digest()
}

function keyUsageBits(usage: readonly KeyUsage[]) {
  const set = usage.map((name) => KEY_USAGE_BITS[name])
  const byte = set.reduce((sum: number, bit) => sum | (0x80 >> bit), 0)
  // DER: trailing zero bits are not encoded
  return bits(Uint8Array.of(byte), 7 - Math.max(...set))
}

function extension(id: string, critical: boolean, value: Parameters<typeof encode>[0]) {
  return critical ? sequence(oid(id), boolean(true), octets(encode(value))) : sequence(oid(id), octets(encode(value)))
}

function extensions(content: CertificateContent) {
  const list = [
    extension('2.5.29.19', true, content.authority ? sequence(boolean(true), integer(0)) : sequence()),
    extension('2.5.29.15', true, keyUsageBits(content.keyUsage)),
    extension('2.5.29.14', false, octets(keyIdentifier(content.subjectPublicKey))),
    extension('2.5.29.35', false, sequence(contextPrimitive(0, keyIdentifier(content.issuerPublicKey)))),
  ]
  if (content.extendedKeyUsage) list.push(extension('2.5.29.37', false, sequence(...content.extendedKeyUsage.map(oid))))
  if (content.qcType)
    list.push(
      extension(
        '1.3.6.1.5.5.7.1.3',
        false,
        sequence(
          sequence(
            oid('0.4.0.1862.1.6'),
            sequence(oid(content.qcType === 'esign' ? '0.4.0.1862.1.6.1' : '0.4.0.1862.1.6.2')),
          ),
        ),
      ),
    )
  return context(3, sequence(...list))
}

/** DER of a version 3 certificate, signed by `issuer` (only its key matters: a root is signed by itself). */
export async function issueCertificate(
  content: CertificateContent,
  issuer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<Uint8Array> {
  const algorithm = signatureAlgorithmIdentifier(issuer.algorithm)
  const tbs = sequence(
    context(0, integer(2)),
    positiveInteger(content.serial),
    algorithm,
    distinguishedName(content.issuer),
    sequence(time(content.notBefore), time(content.notAfter)),
    distinguishedName(content.subject),
    decode(content.subjectPublicKey.export({ format: 'der', type: 'spki' })),
    extensions(content),
  )
  return encode(sequence(tbs, algorithm, bits(await issuer.sign(encode(tbs)))))
}
