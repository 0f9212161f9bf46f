/**
 * Password-based decryption: PBES2 (RFC 8018 section 6.2), and the two schemes of PKCS#12 that authorities still hand
 * out (RFC 7292 appendix C).
 */
import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import type * as asn1js from 'asn1js'
import forge from 'node-forge'
import { countOf, octetsOf, oidOf } from './ber.ts'
import { members } from './der.ts'
import { pkcs12Key } from './pkcs12-kdf.ts'

export class WrongPassword extends Error {}
export class UnknownAlgorithm extends Error {}

const PBES2 = '1.2.840.113549.1.5.13'
const PBKDF2 = '1.2.840.113549.1.5.12'
const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
}
const CIPHERS: Readonly<Record<string, { name: string; key: number }>> = {
  '2.16.840.1.101.3.4.1.2': { name: 'aes-128-cbc', key: 16 },
  '2.16.840.1.101.3.4.1.22': { name: 'aes-192-cbc', key: 24 },
  '2.16.840.1.101.3.4.1.42': { name: 'aes-256-cbc', key: 32 },
  '1.2.840.113549.3.7': { name: 'des-ede3-cbc', key: 24 },
}

function withCipher(name: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  try {
    const decipher = createDecipheriv(name, key, iv)
    return Buffer.concat([decipher.update(encrypted), decipher.final()])
  } catch {
    // padding that does not come out is how a wrong password shows
    throw new WrongPassword()
  }
}

function pbes2(parameters: asn1js.AsnType, encrypted: Uint8Array, password: string): Uint8Array {
  const [derivation, encryption] = members(parameters)
  const [kdf, kdfParameters] = members(derivation)
  const [cipherId, iv] = members(encryption)
  const cipher = CIPHERS[oidOf(cipherId)]
  if (oidOf(kdf) !== PBKDF2 || cipher === undefined) throw new UnknownAlgorithm()
  const [salt, iterations, ...rest] = members(kdfParameters)
  // keyLength is OPTIONAL and says what the cipher says; prf is DEFAULT hmacWithSHA1
  const prf = rest.find((value) => value.idBlock.tagNumber === 16)
  const hash = prf === undefined ? 'sha1' : PRF[oidOf(members(prf)[0])]
  if (hash === undefined) throw new UnknownAlgorithm()
  return withCipher(
    cipher.name,
    pbkdf2Sync(password, octetsOf(salt), countOf(iterations), cipher.key, hash),
    octetsOf(iv),
    encrypted,
  )
}

/** RC2 with 40 bits is in no engine any more: node-forge has it. */
function rc2(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const binary = (bytes: Uint8Array) => forge.util.createBuffer(Buffer.from(bytes).toString('binary'))
  const cipher = forge.rc2.createDecryptionCipher(binary(key), 40)
  cipher.start(binary(iv))
  cipher.update(binary(encrypted))
  if (!cipher.finish()) throw new WrongPassword()
  return Buffer.from(cipher.output.getBytes(), 'binary')
}

/**
 * The bytes under an encryption AlgorithmIdentifier; the password counts as UTF-8 in PBES2 and as a BMPString in the
 * old schemes.
 */
export function decryptWithPassword(
  algorithm: asn1js.AsnType | undefined,
  encrypted: Uint8Array,
  password: string,
): Uint8Array {
  const [scheme, parameters] = members(algorithm)
  const id = oidOf(scheme)
  if (parameters === undefined) throw new UnknownAlgorithm()
  if (id === PBES2) return pbes2(parameters, encrypted, password)
  const [salt, iterations] = members(parameters)
  const derive = (purpose: 'cipher' | 'iv', length: number) =>
    pkcs12Key({ hash: 'sha1', password, salt: octetsOf(salt), iterations: countOf(iterations), purpose, length })
  if (id === '1.2.840.113549.1.12.1.3')
    return withCipher('des-ede3-cbc', derive('cipher', 24), derive('iv', 8), encrypted)
  if (id === '1.2.840.113549.1.12.1.6') return rc2(derive('cipher', 5), derive('iv', 8), encrypted)
  throw new UnknownAlgorithm()
}
