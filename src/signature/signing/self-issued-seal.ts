/**
 * A seal for the demonstration: an authority of one certificate and the house's electronic seal under it. Every name
 * says that it is a demonstration, and the certificate claims QcType eseal only: neither QcCompliance nor QcSSCD, for
 * it is not qualified.
 */
import { constants, generateKeyPair, randomBytes as systemRandom, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { issueCertificate, type DistinguishedName } from './certificate.ts'
import { writePkcs12 } from './pkcs12-writing.ts'
import type { SigningAlgorithm } from './signer.ts'

export interface SelfIssuedSealInput {
  /** The house as the certificate names it. */
  readonly organisation: string
  readonly locality: string
  readonly password: string
  readonly validFrom: Date
  readonly validUntil: Date
  /** RSA of 3072 bits unless said otherwise: its signatures are the same for the same bytes. */
  readonly algorithm?: SigningAlgorithm
  /** Serial numbers, salts; the keys come from the system always. */
  readonly randomBytes?: (length: number) => Uint8Array
}
export interface SelfIssuedSeal {
  /** PKCS#12 with the key, the seal's certificate and the authority's. */
  readonly pkcs12: Uint8Array
  readonly certificate: Uint8Array
  /** The anchor to trust where the demonstration's papers shall verify. */
  readonly authority: Uint8Array
}

const generate = promisify(generateKeyPair)
const signAsync = promisify(sign)

async function newKey(algorithm: SigningAlgorithm): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  return algorithm === 'rsa-sha256'
    ? await generate('rsa', { modulusLength: 3072 })
    : await generate('ec', { namedCurve: 'prime256v1' })
}
const issuerOf = (algorithm: SigningAlgorithm, key: KeyObject) => ({
  algorithm,
  sign: async (bytes: Uint8Array): Promise<Uint8Array> =>
    signAsync(
      'sha256',
      bytes,
      algorithm === 'rsa-sha256' ? { key, padding: constants.RSA_PKCS1_PADDING } : { key, dsaEncoding: 'der' },
    ),
})

/** RFC 5280 section 4.1.2.2: positive, at most 20 octets. */
function serialNumber(randomBytes: (length: number) => Uint8Array): Uint8Array {
  const serial = Uint8Array.from(randomBytes(16))
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
  return serial
}

/** Makes a demonstration seal. The authority's key is thrown away: nothing else can ever be issued under it. */
export async function createSelfIssuedSeal(input: SelfIssuedSealInput): Promise<SelfIssuedSeal> {
  const algorithm = input.algorithm ?? 'rsa-sha256'
  const randomBytes = input.randomBytes ?? systemRandom
  const [authorityKey, sealKey] = await Promise.all([newKey(algorithm), newKey(algorithm)])
  const issuer = issuerOf(algorithm, authorityKey.privateKey)
  const authorityName: DistinguishedName = [
    ['C', 'RO'],
    ['O', input.organisation],
    ['OU', 'DEMONSTRAȚIE, fără valoare juridică'],
    ['CN', 'Autoritate de certificare DEMONSTRAȚIE'],
  ]
  const sealName: DistinguishedName = [
    ['C', 'RO'],
    ['L', input.locality],
    ['O', input.organisation],
    ['OU', 'DEMONSTRAȚIE, fără valoare juridică'],
    // ETSI EN 319 412-1 clause 5.1.4: a national register, with a number that no register has
    ['organizationIdentifier', 'NTRRO-DEMONSTRATIE'],
    // at most 64 characters (RFC 5280 appendix A, ub-common-name)
    ['CN', `Sigiliu DEMONSTRAȚIE ${input.organisation}`.slice(0, 64)],
  ]
  const dates = { notBefore: input.validFrom, notAfter: input.validUntil }
  const authority = await issueCertificate(
    {
      ...dates,
      subject: authorityName,
      issuer: authorityName,
      subjectPublicKey: authorityKey.publicKey,
      issuerPublicKey: authorityKey.publicKey,
      serial: serialNumber(randomBytes),
      authority: true,
      keyUsage: ['keyCertSign', 'cRLSign'],
    },
    issuer,
  )
  const certificate = await issueCertificate(
    {
      ...dates,
      subject: sealName,
      issuer: authorityName,
      subjectPublicKey: sealKey.publicKey,
      issuerPublicKey: authorityKey.publicKey,
      serial: serialNumber(randomBytes),
      authority: false,
      keyUsage: ['digitalSignature', 'contentCommitment'],
      qcType: 'eseal',
    },
    issuer,
  )
  const pkcs12 = writePkcs12({
    privateKey: sealKey.privateKey,
    certificates: [certificate, authority],
    friendlyName: 'Sigiliu DEMONSTRAȚIE',
    password: input.password,
    seed: randomBytes(32),
  })
  return { pkcs12, certificate, authority }
}
