/** PKCS#12 containers (RFC 7292) as authorities hand them out: today's ciphers and the old ones, BER or DER. */
import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  timingSafeEqual,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import type * as asn1js from 'asn1js'
import { countOf, octetsOf, oidOf, parseBer } from './ber.ts'
import { encode, members } from './der.ts'
import { decryptWithPassword, UnknownAlgorithm, WrongPassword } from './pbe.ts'
import { pkcs12Key } from './pkcs12-kdf.ts'
import { algorithmOf, signerFromKey, type Signer } from './signer.ts'

/**
 * Why a container gives no signer. `key` names a kind of key that is not served: RSA under 2048 bits, a curve other
 * than P-256.
 */
type Pkcs12Failure = 'damaged' | 'password' | 'algorithm' | 'no-key' | 'several-keys' | 'key' | 'no-certificate'
export type Pkcs12Outcome =
  { readonly ok: true; readonly signer: Signer } | { readonly ok: false; readonly failure: Pkcs12Failure }
const fail = (failure: Pkcs12Failure): Pkcs12Outcome => ({ ok: false, failure })

const DATA = '1.2.840.113549.1.7.1'
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6'
const BAG = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
}
const MAC_DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Throws WrongPassword when the MAC over the contents does not hold (RFC 7292 section 5.1). */
function checkMac(macData: asn1js.AsnType, contents: Uint8Array, password: string): void {
  const [mac, salt, iterations] = members(macData)
  const [algorithm, digest] = members(mac)
  const hash = MAC_DIGESTS[oidOf(members(algorithm)[0])]
  if (hash === undefined) throw new UnknownAlgorithm()
  const expected = octetsOf(digest)
  const key = pkcs12Key({
    hash,
    password,
    salt: octetsOf(salt),
    iterations: countOf(iterations),
    purpose: 'mac',
    length: expected.length,
  })
  const actual = createHmac(hash, key).update(contents).digest()
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) throw new WrongPassword()
}

/** DER of the keys (PKCS#8) and certificates in one SafeContents. */
function bags(safeContents: Uint8Array, password: string): { keys: Uint8Array[]; certificates: Uint8Array[] } {
  const keys: Uint8Array[] = []
  const certificates: Uint8Array[] = []
  for (const bag of members(parseBer(safeContents))) {
    const [type, wrapped] = members(bag)
    const value = members(wrapped)[0]
    if (oidOf(type) === BAG.key && value !== undefined) keys.push(encode(value))
    if (oidOf(type) === BAG.shroudedKey) {
      const [algorithm, encrypted] = members(value)
      keys.push(decryptWithPassword(algorithm, octetsOf(encrypted), password))
    }
    if (oidOf(type) === BAG.certificate) certificates.push(octetsOf(members(members(value)[1])[0]))
  }
  return { keys, certificates }
}

function open(bytes: Uint8Array, password: string): { keys: Uint8Array[]; certificates: Uint8Array[] } {
  const [, authSafe, macData] = members(parseBer(bytes))
  const [type, content] = members(authSafe)
  if (oidOf(type) !== DATA) throw new UnknownAlgorithm()
  const contents = octetsOf(members(content)[0])
  if (macData !== undefined) checkMac(macData, contents, password)
  const found = members(parseBer(contents)).map((info) => {
    const [kind, wrapped] = members(info)
    const value = members(wrapped)[0]
    if (oidOf(kind) === DATA) return bags(octetsOf(value), password)
    if (oidOf(kind) !== ENCRYPTED_DATA) throw new UnknownAlgorithm()
    const [, algorithm, encrypted] = members(members(value)[1])
    return bags(decryptWithPassword(algorithm, octetsOf(encrypted), password), password)
  })
  return { keys: found.flatMap(({ keys }) => keys), certificates: found.flatMap(({ certificates }) => certificates) }
}

/** The certificates above one, as far as they are available; each is the issuer by name and by signature. */
function chainAbove(certificate: Uint8Array, others: readonly Uint8Array[]): Uint8Array[] {
  const chain: Uint8Array[] = []
  let current = new X509Certificate(certificate)
  while (chain.length < others.length) {
    const issuer = others.find((candidate) => {
      const parsed = new X509Certificate(candidate)
      return (
        parsed.fingerprint256 !== current.fingerprint256 &&
        current.checkIssued(parsed) &&
        current.verify(parsed.publicKey)
      )
    })
    if (issuer === undefined || chain.includes(issuer)) break
    chain.push(issuer)
    current = new X509Certificate(issuer)
  }
  return chain
}

/**
 * The one signer of a PKCS#12 container: its key, the certificate that belongs to it, and the chain above as far as it
 * is there.
 */
export function loadPkcs12(bytes: Uint8Array, password: string): Pkcs12Outcome {
  try {
    const { keys, certificates } = open(bytes, password)
    const [key, ...more] = keys
    if (key === undefined) return fail('no-key')
    if (more.length > 0) return fail('several-keys')
    const privateKey: KeyObject = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' })
    if (algorithmOf(privateKey) === null) return fail('key')
    const publicKey = createPublicKey(privateKey)
    const certificate = certificates.find((candidate) => new X509Certificate(candidate).publicKey.equals(publicKey))
    if (certificate === undefined) return fail('no-certificate')
    const others = certificates.filter((candidate) => candidate !== certificate)
    return { ok: true, signer: signerFromKey(privateKey, certificate, chainAbove(certificate, others)) }
  } catch (error) {
    return fail(
      error instanceof WrongPassword ? 'password' : error instanceof UnknownAlgorithm ? 'algorithm' : 'damaged',
    )
  }
}
