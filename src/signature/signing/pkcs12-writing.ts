/** Writes PKCS#12 containers (RFC 7292) with today's protection: PBES2 with AES-256 and a MAC over SHA-256. */
import { createCipheriv, createHmac, createPublicKey, hkdfSync, pbkdf2Sync, type KeyObject } from 'node:crypto'
import { bmp, context, encode, integer, nil, octets, oid, sequence, setOf } from './der.ts'
import { pkcs12Key } from './pkcs12-kdf.ts'

const DATA = '1.2.840.113549.1.7.1'
const ITERATIONS = 100_000
const MAC_ITERATIONS = 10_000

/**
 * Salts and the initialisation vector, all from one secret seed, so that a container is a function of what it is made
 * from.
 */
function derived(seed: Uint8Array, purpose: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, '', purpose, length))
}

/** EncryptedPrivateKeyInfo under PBES2: PBKDF2 with HMAC-SHA-256, AES-256-CBC (RFC 8018 section 6.2). */
function shroudedKey(privateKey: KeyObject, password: string, seed: Uint8Array) {
  const salt = derived(seed, 'pbes2 salt', 16)
  const iv = derived(seed, 'pbes2 iv', 16)
  const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256'), iv)
  const encrypted = Buffer.concat([cipher.update(privateKey.export({ format: 'der', type: 'pkcs8' })), cipher.final()])
  const pbkdf2 = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octets(salt), integer(ITERATIONS), sequence(oid('1.2.840.113549.2.9'), nil())),
  )
  const aes = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(iv))
  return sequence(sequence(oid('1.2.840.113549.1.5.13'), sequence(pbkdf2, aes)), octets(encrypted))
}

/**
 * A container with one key, its certificate and the chain above it. `seed` is 32 octets of secret randomness.
 * The certificates are not encrypted (they are public); the MAC of RFC 7292 appendix B, over SHA-256, covers them.
 */
export function writePkcs12(input: {
  privateKey: KeyObject
  certificates: readonly Uint8Array[]
  friendlyName: string
  password: string
  seed: Uint8Array
}): Uint8Array {
  const { privateKey, certificates, friendlyName, password, seed } = input
  const localKeyId = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-20)
  const attributes = setOf(
    sequence(oid('1.2.840.113549.1.9.20'), setOf(bmp(friendlyName))),
    sequence(oid('1.2.840.113549.1.9.21'), setOf(octets(localKeyId))),
  )
  const keyBag = sequence(
    oid('1.2.840.113549.1.12.10.1.2'),
    context(0, shroudedKey(privateKey, password, seed)),
    attributes,
  )
  const certificateBags = certificates.map((certificate, index) => {
    const value = context(0, sequence(oid('1.2.840.113549.1.9.22.1'), context(0, octets(certificate))))
    return index === 0
      ? sequence(oid('1.2.840.113549.1.12.10.1.3'), value, attributes)
      : sequence(oid('1.2.840.113549.1.12.10.1.3'), value)
  })
  const content = (value: Uint8Array) => sequence(oid(DATA), context(0, octets(value)))
  const authSafe = encode(sequence(content(encode(sequence(keyBag))), content(encode(sequence(...certificateBags)))))
  const salt = derived(seed, 'mac salt', 16)
  const key = pkcs12Key({ hash: 'sha256', password, salt, iterations: MAC_ITERATIONS, purpose: 'mac', length: 32 })
  const mac = createHmac('sha256', key).update(authSafe).digest()
  const macData = sequence(
    sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), nil()), octets(mac)),
    octets(salt),
    integer(MAC_ITERATIONS),
  )
  return encode(sequence(integer(3), content(authSafe), macData))
}
