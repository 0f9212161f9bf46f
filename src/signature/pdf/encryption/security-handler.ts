/** Decryption of strings and streams by the standard security handler (ISO 32000-2, 7.6.2 to 7.6.5). */
import { createDecipheriv, createHash } from 'node:crypto'
import { isArray, isDictionary, isName, isString, type PdfDictionary, type PdfObject } from '../objects.ts'
import { fileKey, type StandardParameters } from './file-key.ts'
import { rc4 } from './rc4.ts'

type Method = 'identity' | 'rc4' | 'aes-128' | 'aes-256' | 'unknown'

export interface Decrypted {
  readonly bytes: Uint8Array
  /** Whole blocks with right padding. Readers give up on the rest, or show what there is. */
  readonly clean: boolean
}

export interface SecurityHandler {
  /** False: the password is missing or the handler is not the standard one. Strings and streams stay as they are. */
  readonly open: boolean
  readonly method: Method
  readonly encryptMetadata: boolean
  decryptString(bytes: Uint8Array, number: number, generation: number): Decrypted
  decryptStream(bytes: Uint8Array, number: number, generation: number): Decrypted
}

/** `resolve` follows references; `trailerId` is the file identifier, which the key depends on. */
export function securityHandler(
  encrypt: PdfDictionary,
  trailerId: PdfObject | undefined,
  password: string,
  resolve: (object: PdfObject | undefined) => PdfObject,
): SecurityHandler {
  const entry = (key: string) => resolve(encrypt.entries.get(key))
  const number = (key: string, otherwise: number) => {
    const value = entry(key)
    return typeof value === 'number' ? value : otherwise
  }
  const bytes = (key: string) => {
    const value = entry(key)
    return isString(value) ? value.bytes : new Uint8Array(0)
  }
  const version = number('V', 0)
  const streamMethod = methodOf(version, entry, 'StmF', resolve)
  const stringMethod = methodOf(version, entry, 'StrF', resolve)
  const encryptMetadata = entry('EncryptMetadata') !== false
  const ids = resolve(trailerId)
  const firstId = isArray(ids) ? resolve(ids.items[0]) : null
  const parameters: StandardParameters = {
    revision: number('R', 0),
    keyLength: keyLengthOf(version, number('Length', 40)),
    owner: bytes('O'),
    user: bytes('U'),
    ownerKey: bytes('OE'),
    userKey: bytes('UE'),
    permissions: number('P', 0),
    encryptMetadata,
    firstId: isString(firstId) ? firstId.bytes : new Uint8Array(0),
  }
  const standard =
    isName(entry('Filter'), 'Standard') &&
    version >= 1 &&
    version <= 5 &&
    streamMethod !== 'unknown' &&
    stringMethod !== 'unknown'
  const key = standard ? fileKey(password, parameters) : undefined
  const decrypt = (method: Method) => (data: Uint8Array, objectNumber: number, generation: number) =>
    key === undefined || method === 'identity'
      ? { bytes: data, clean: true }
      : decryptBytes(method, key, data, objectNumber, generation)
  return {
    open: key !== undefined,
    method: streamMethod,
    encryptMetadata,
    decryptString: decrypt(stringMethod),
    decryptStream: decrypt(streamMethod),
  }
}

/** Octets of the file key (table 20); the stated bits count for versions 2 and 3 alone. */
function keyLengthOf(version: number, statedBits: number): number {
  if (version === 1) return 5
  if (version === 4) return 16
  return version >= 5 ? 32 : Math.min(32, Math.max(5, statedBits >> 3))
}

function methodOf(
  version: number,
  entry: (key: string) => PdfObject,
  which: 'StmF' | 'StrF',
  resolve: (object: PdfObject | undefined) => PdfObject,
): Method {
  if (version < 4) return 'rc4'
  const name = entry(which)
  if (!isName(name) || name.value === 'Identity') return 'identity'
  const filters = entry('CF')
  const filter = isDictionary(filters) ? resolve(filters.entries.get(name.value)) : null
  if (!isDictionary(filter)) return 'unknown'
  const method = resolve(filter.entries.get('CFM'))
  if (!isName(method)) return method === null ? 'identity' : 'unknown'
  return ({ None: 'identity', V2: 'rc4', AESV2: 'aes-128', AESV3: 'aes-256' } as const)[method.value] ?? 'unknown'
}

/** Algorithm 1 and 1.A: the key of one object, then RC4 or AES in CBC mode with the first block as IV. */
function decryptBytes(
  method: Method,
  key: Uint8Array,
  data: Uint8Array,
  number: number,
  generation: number,
): Decrypted {
  const objectKey = method === 'aes-256' ? key : keyOfObject(method, key, number, generation)
  if (method === 'rc4') return { bytes: rc4(objectKey, data), clean: true }
  // An empty value is written without an initial vector by some.
  if (data.length < 32) return { bytes: new Uint8Array(0), clean: data.length === 0 }
  const whole = data.length - (data.length % 16)
  const cipher = method === 'aes-256' ? 'aes-256-cbc' : 'aes-128-cbc'
  const plain = createDecipheriv(cipher, objectKey, data.subarray(0, 16))
    .setAutoPadding(false)
    .update(data.subarray(16, whole))
  const pad = plain[plain.length - 1] ?? 0
  const padded = pad >= 1 && pad <= 16 && plain.subarray(plain.length - pad).every((byte) => byte === pad)
  return {
    bytes: pad >= 1 && pad <= 16 ? plain.subarray(0, plain.length - pad) : plain,
    clean: padded && whole === data.length,
  }
}

function keyOfObject(method: Method, key: Uint8Array, number: number, generation: number): Uint8Array {
  const suffix = [
    number & 0xff,
    (number >> 8) & 0xff,
    (number >> 16) & 0xff,
    generation & 0xff,
    (generation >> 8) & 0xff,
  ]
  const hash = createHash('md5').update(key).update(Uint8Array.from(suffix))
  if (method === 'aes-128') hash.update('sAlT')
  return hash.digest().subarray(0, Math.min(16, key.length + 5))
}
