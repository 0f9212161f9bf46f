/** Revocation lists and OCSP responses of the test PKI, with every field open to be made wrong. */
import { createHash } from 'node:crypto'
import {
  bits,
  boolean,
  context,
  contextPrimitive,
  decode,
  encode,
  integer,
  nil,
  octets,
  oid,
  sequence,
  time,
} from '../../signing/der.ts'
import { extensionOid } from '../../x509/oids.ts'
import { parseOcspResponse } from '../../revocation/ocsp.ts'
import { parseRevocationList } from '../../revocation/crl.ts'
import { algorithmFor, authorityKeyIdentifier, generalName, namedBits, serialOf, signWith } from './certificates.ts'
import * as asn1js from 'asn1js'
import type { ExtensionSpec, GeneralNameSpec, Holder } from './certificates.ts'
import type { OcspResponse } from '../../revocation/ocsp.ts'
import type { RevocationList } from '../../revocation/crl.ts'
import type { Certificate } from '../../x509/certificate.ts'

type Asn1 = ReturnType<typeof sequence>

export type RevokedSpec = {
  readonly certificate: Certificate
  readonly at: Date
  readonly reason?: number
  readonly certificateIssuer?: Certificate
  readonly extensions?: readonly ExtensionSpec[]
}

export type ListSpec = {
  readonly signer: Holder
  readonly thisUpdate: Date
  readonly nextUpdate?: Date
  readonly revoked?: readonly RevokedSpec[]
  readonly number?: number
  readonly deltaBase?: number
  readonly distributionPoint?: {
    readonly name?: GeneralNameSpec
    readonly onlyUser?: boolean
    readonly onlyCa?: boolean
    readonly onlyReasons?: readonly number[]
    readonly indirect?: boolean
  }
  readonly extensions?: readonly ExtensionSpec[]
  readonly breakSignature?: boolean
}

/** DER of a revocation list. */
export function makeRevocationList(spec: ListSpec): Uint8Array {
  const extensions = [
    authorityKeyIdentifier(spec.signer.publicKey),
    { oid: extensionOid.crlNumber, value: integer(spec.number ?? 1) },
    ...(spec.extensions ?? []),
  ]
  if (spec.deltaBase !== undefined)
    extensions.push({ oid: extensionOid.deltaCrlIndicator, critical: true, value: integer(spec.deltaBase) })
  if (spec.distributionPoint !== undefined)
    extensions.push({
      oid: extensionOid.issuingDistributionPoint,
      critical: true,
      value: issuingPoint(spec.distributionPoint),
    })
  const revoked = spec.revoked ?? []
  const body = sequence(
    integer(1),
    algorithmFor(spec.signer.privateKey),
    decode(spec.signer.certificate.subject.raw),
    time(spec.thisUpdate),
    ...(spec.nextUpdate === undefined ? [] : [time(spec.nextUpdate)]),
    ...(revoked.length === 0 ? [] : [sequence(...revoked.map(entry))]),
    context(0, sequence(...extensions.map(extension))),
  )
  return signed(body, spec.signer, spec.breakSignature)
}

/** The list as the product reads it. */
export function revocationList(spec: ListSpec): RevocationList {
  const result = parseRevocationList(makeRevocationList(spec))
  if (!result.ok) throw new Error(result.problem.detail)
  return result.value
}

function extension({ oid: id, critical, value }: ExtensionSpec): Asn1 {
  return critical === true
    ? sequence(oid(id), boolean(true), octets(encode(value)))
    : sequence(oid(id), octets(encode(value)))
}

function entry({ certificate, at, reason, certificateIssuer, extensions = [] }: RevokedSpec): Asn1 {
  const all = [
    ...(reason === undefined
      ? []
      : [{ oid: extensionOid.reasonCode, value: new asn1js.Enumerated({ value: reason }) }]),
    ...(certificateIssuer === undefined
      ? []
      : [
          {
            oid: extensionOid.certificateIssuer,
            critical: true,
            value: sequence(context(4, decode(certificateIssuer.subject.raw))),
          },
        ]),
    ...extensions,
  ]
  return sequence(serialOf(certificate), time(at), ...(all.length === 0 ? [] : [sequence(...all.map(extension))]))
}

function issuingPoint({
  name,
  onlyUser,
  onlyCa,
  onlyReasons,
  indirect,
}: NonNullable<ListSpec['distributionPoint']>): Asn1 {
  const flag = (number: number, set: boolean | undefined) =>
    set === true ? [contextPrimitive(number, Uint8Array.of(0xff))] : []
  const named = onlyReasons && namedBits(onlyReasons)
  return sequence(
    ...(name === undefined ? [] : [context(0, context(0, generalName(name)))]),
    ...flag(1, onlyUser),
    ...flag(2, onlyCa),
    ...(named === undefined ? [] : [contextPrimitive(3, Uint8Array.of(named.unused, ...named.octets))]),
    ...flag(4, indirect),
  )
}

function signed(body: Asn1, signer: Holder, broken = false): Uint8Array {
  const value = signWith(signer.privateKey, encode(body))
  if (broken) value.set([(value.at(-1) ?? 0) ^ 1], value.length - 1)
  return encode(sequence(body, algorithmFor(signer.privateKey), bits(value)))
}

export type OcspSpec = {
  /** who signs: the issuer itself, or somebody it delegated */
  readonly signer: Holder
  readonly issuer: Certificate
  readonly certificate: Certificate
  readonly status?: 'good' | 'unknown' | { readonly revokedAt: Date; readonly reason?: number }
  readonly producedAt: Date
  readonly thisUpdate?: Date
  readonly nextUpdate?: Date
  readonly nonce?: Uint8Array
  /** the certificate of the responder is put in, unless it is the issuer */
  readonly withCertificate?: boolean
  readonly byKey?: boolean
  readonly breakSignature?: boolean
}

const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest()
const generalized = (at: Date) => new asn1js.GeneralizedTime({ valueDate: at })

function certStatusOf(status: NonNullable<OcspSpec['status']>) {
  if (status === 'good') return contextPrimitive(0, new Uint8Array(0))
  if (status === 'unknown') return contextPrimitive(2, new Uint8Array(0))
  const reason = status.reason === undefined ? [] : [context(0, new asn1js.Enumerated({ value: status.reason }))]
  return context(1, generalized(status.revokedAt), ...reason)
}

/** DER of a successful OCSPResponse. */
export function makeOcspResponse(spec: OcspSpec): Uint8Array {
  const { signer, issuer, certificate, status = 'good' } = spec
  const certId = sequence(
    sequence(oid('1.3.14.3.2.26'), nil()),
    octets(sha1(certificate.issuer.raw)),
    octets(sha1(issuer.publicKey.key)),
    serialOf(certificate),
  )
  const single = sequence(
    certId,
    certStatusOf(status),
    generalized(spec.thisUpdate ?? spec.producedAt),
    ...(spec.nextUpdate === undefined ? [] : [context(0, generalized(spec.nextUpdate))]),
  )
  const responder =
    spec.byKey === true
      ? context(2, octets(sha1(signer.certificate.publicKey.key)))
      : context(1, decode(signer.certificate.subject.raw))
  const nonce =
    spec.nonce === undefined
      ? []
      : [context(1, sequence(sequence(oid(extensionOid.ocspNonce), octets(encode(octets(spec.nonce))))))]
  const body = sequence(responder, generalized(spec.producedAt), sequence(single), ...nonce)
  const value = signWith(signer.privateKey, encode(body))
  if (spec.breakSignature === true) value.set([(value.at(-1) ?? 0) ^ 1], value.length - 1)
  const delegated = signer.certificate.fingerprint !== issuer.fingerprint
  const certificates =
    delegated && spec.withCertificate !== false ? [context(0, sequence(decode(signer.certificate.raw)))] : []
  const basic = sequence(body, algorithmFor(signer.privateKey), bits(value), ...certificates)
  return encode(
    sequence(
      new asn1js.Enumerated({ value: 0 }),
      context(0, sequence(oid('1.3.6.1.5.5.7.48.1.1'), octets(encode(basic)))),
    ),
  )
}

export function ocspResponse(spec: OcspSpec): OcspResponse {
  const result = parseOcspResponse(makeOcspResponse(spec))
  if (!result.ok) throw new Error(result.problem.detail)
  return result.value
}
