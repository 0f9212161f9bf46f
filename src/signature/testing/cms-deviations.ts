/**
 * The generator "CMS signed again with one deviation": each is properly signed, so that nothing else can be the reason.
 */
import { createHash, sign } from 'node:crypto'
import { context, decode, encode, integer, members, nil, octets, oid, sequence, setOf, utf8 } from '../signing/der.ts'
import type { Verdict } from '../validation/check.ts'
import type { Holder } from './pki/certificates.ts'
import { attribute, makeSignedData, type SignedDataSpec, usualAttributes } from './test-cms.ts'

type Asn1 = ReturnType<typeof sequence>

export interface CmsDeviation {
  readonly name: string
  readonly verdict: Verdict
  /** The bytes of `Contents` for the covered octets. */
  readonly make: (covered: Uint8Array, holder: Holder) => Uint8Array
}

const sha256 = '2.16.840.1.101.3.4.2.1'
const sha512 = '2.16.840.1.101.3.4.2.3'
const ecdsaWithSha256 = '1.2.840.10045.4.3.2'
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

function signedWith(covered: Uint8Array, holder: Holder, more: Partial<SignedDataSpec>): Uint8Array {
  return makeSignedData({
    holder,
    digestOid: sha256,
    digest: hash(covered),
    signatureAlgorithm: sequence(oid(ecdsaWithSha256)),
    sign: (bytes) => sign('sha256', bytes, holder.privateKey),
    ...more,
  })
}

/** Attributes beside the usual ones, under the signature. */
function withSigned(name: string, verdict: Verdict, ...extra: Asn1[]): CmsDeviation {
  return {
    name,
    verdict,
    make: (covered, holder) =>
      signedWith(covered, holder, { attributes: [...usualAttributes(hash(covered)), ...extra] }),
  }
}

function withUnsigned(name: string, verdict: Verdict, ...extra: Asn1[]): CmsDeviation {
  return { name, verdict, make: (covered, holder) => signedWith(covered, holder, { unsigned: extra }) }
}

/**
 * The finished structure changed where nothing is signed. `change` gets the members of SignedData and of SignerInfo.
 */
function bent(
  name: string,
  verdict: Verdict,
  change: (data: Asn1[], signer: Asn1[], outer: Asn1[]) => void,
): CmsDeviation {
  return {
    name,
    verdict,
    make(covered, holder) {
      const whole = decode(signedWith(covered, holder, {}))
      const data = members(members(members(whole)[1])[0])
      change(data, members(members(data.at(-1))[0]), members(whole))
      return encode(whole)
    },
  }
}

const type = {
  contentType: '1.2.840.113549.1.9.3',
  signingTime: '1.2.840.113549.1.9.5',
  protection: '1.2.840.113549.1.9.52',
  capabilities: '1.2.840.113549.1.9.15',
  timeStamp: '1.2.840.113549.1.9.16.2.14',
  unknown: '1.3.6.1.4.1.55555.1',
} as const
const data = oid('1.2.840.113549.1.7.1')
const protection = (digest: string, signature: string, ...more: Asn1[]) =>
  attribute(type.protection, sequence(sequence(oid(digest)), context(1, oid(signature)), ...more))

const attributes: readonly CmsDeviation[] = [
  withSigned('as usual', 'valid'),
  withSigned('algorithms protected', 'valid', protection(sha256, ecdsaWithSha256)),
  withSigned('another digest protected', 'invalid', protection(sha512, ecdsaWithSha256)),
  withSigned('another signature algorithm protected', 'invalid', protection(sha256, '1.2.840.10045.4.3.4')),
  withSigned('a protection with a field more', 'invalid', protection(sha256, ecdsaWithSha256, nil())),
  withSigned('an attribute that nobody knows', 'valid-warn', attribute(type.unknown, utf8('x'))),
  withUnsigned('an unsigned attribute that nobody knows', 'valid-warn', attribute(type.unknown, utf8('x'))),
  withSigned('an attribute without values', 'invalid', attribute(type.unknown)),
  withSigned('an attribute of three members', 'invalid', sequence(oid(type.unknown), setOf(nil()), nil())),
  withSigned('an attribute whose values are no set', 'invalid', sequence(oid(type.unknown), sequence(nil()))),
  withSigned('the content type twice', 'invalid', attribute(type.contentType, data)),
  withSigned(
    'capabilities twice',
    'invalid',
    attribute(type.capabilities, sequence()),
    attribute(type.capabilities, sequence(nil())),
  ),
  withSigned('capabilities of two values', 'invalid', attribute(type.capabilities, sequence(), sequence(nil()))),
  withSigned('a signature time-stamp under the signature', 'invalid', attribute(type.timeStamp, sequence())),
  withUnsigned('a content type beside the signature', 'invalid', attribute(type.contentType, data)),
  withUnsigned('capabilities beside the signature', 'invalid', attribute(type.capabilities, sequence())),
]

const content: readonly CmsDeviation[] = [
  {
    name: 'an empty content',
    verdict: 'valid',
    make: (covered, holder) => signedWith(covered, holder, { content: new Uint8Array(0) }),
  },
  {
    name: 'a foreign content',
    verdict: 'invalid',
    make: (covered, holder) => signedWith(covered, holder, { content: hash(covered) }),
  },
  {
    name: 'octets after the structure',
    verdict: 'valid-warn',
    make: (covered, holder) => Buffer.concat([signedWith(covered, holder, {}), Buffer.from('0000ab', 'hex')]),
  },
]

const fields: readonly CmsDeviation[] = [
  bent('another digest announced', 'valid-warn', (parts) => (parts[1] = setOf(sequence(oid(sha512), nil())))),
  bent(
    'a digest announced with three members',
    'invalid',
    (parts) => (parts[1] = setOf(sequence(oid(sha256), nil(), nil()))),
  ),
  bent('a field after the signers', 'invalid', (parts) => parts.push(nil())),
  bent('a second set of certificates', 'invalid', (parts) => parts.splice(4, 0, context(0))),
  bent('revocation lists before the certificates', 'invalid', (parts) => parts.splice(3, 0, context(1))),
  bent('an empty list of revocation lists', 'valid', (parts) => parts.splice(4, 0, context(1))),
  bent('a content of three members', 'invalid', (parts) => members(parts[2]).push(context(0), nil())),
  bent('a content under another tag', 'invalid', (parts) =>
    members(parts[2]).push(context(1, octets(new Uint8Array(0)))),
  ),
  bent('a field after the signature', 'invalid', (_, signer) => signer.push(nil())),
  bent('two fields after the signature', 'invalid', (_, signer) => signer.push(context(1), context(1))),
  bent('the digest with odd parameters', 'invalid', (_, signer) => (signer[2] = sequence(oid(sha256), integer(1)))),
  bent('the digest without parameters', 'valid', (_, signer) => (signer[2] = sequence(oid(sha256)))),
  bent(
    'the signature algorithm with odd parameters',
    'indeterminate',
    (_, signer) => (signer[4] = sequence(oid(ecdsaWithSha256), integer(1))),
  ),
  bent('the issuer with a third member', 'invalid', (_, signer) => members(signer[1]).push(nil())),
  bent('the signature as another type', 'invalid', (_, signer) => (signer[5] = utf8('semnat'))),
  bent('two structures in one', 'invalid', (_parts, _signer, outer) => members(outer[1]).push(nil())),
  bent('a third member of the whole', 'invalid', (_parts, _signer, outer) => outer.push(nil())),
]

export const cmsDeviations: readonly CmsDeviation[] = [...attributes, ...content, ...fields]
