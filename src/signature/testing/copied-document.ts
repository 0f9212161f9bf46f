/** A document written anew: behind octets that are no part of it, or encrypted. */
import { createHash } from 'node:crypto'
import { createBudget, defaultLimits } from '../pdf/budget.ts'
import { openDocument } from '../pdf/document.ts'
import { rc4 } from '../pdf/encryption/rc4.ts'
import { cursorAt, readObject } from '../pdf/lexer.ts'
import { isArray, isDictionary, isStream, isString, type PdfObject } from '../pdf/objects.ts'
import { latin1, type Objects, writePdf, type WriteOptions } from './plain-pdf.ts'
import { written } from './tamper/write-object.ts'

/** Makes the body of an object what its file says of it. */
export type WriteBody = (number: number, body: string) => string

function objectsOf(pdf: Uint8Array, write: (number: number, object: PdfObject) => string): Objects {
  const opened = openDocument(pdf, { budget: createBudget(defaultLimits) })
  if (!opened.ok) throw new Error(opened.fault)
  const { document } = opened
  return new Map(
    [...document.entries].flatMap(([number, entry]) => {
      if (entry.kind === 'free') return []
      return [[number, write(number, document.get({ type: 'reference', number, generation: 0 }))] as const]
    }),
  )
}

/** Every offset counts from the first octet of the file, and not from the header. */
export function behindOctets(pdf: Uint8Array, prefix: string): Buffer {
  const options: WriteOptions = { prefix }
  return writePdf(
    objectsOf(pdf, (_, object) => written(object)),
    options,
  )
}

const identifier = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const permissions = -4
const encryptNumber = 90

/** RC4 with a key of 128 bits, opened by the empty password (ISO 32000-2, 7.6.4, algorithms 2 and 5). */
const owner = Buffer.alloc(32, 7)
const key = (() => {
  const stated = Buffer.alloc(4)
  stated.writeInt32LE(permissions)
  let digest = md5(padding, owner, stated, identifier)
  for (let round = 0; round < 50; round++) digest = md5(digest)
  return digest
})()

function md5(...parts: readonly Uint8Array[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest()
}

function userEntry(): Buffer {
  let value: Uint8Array = md5(padding, identifier)
  for (let round = 0; round < 20; round++)
    value = rc4(
      key.map((byte) => byte ^ round),
      value,
    )
  return Buffer.concat([value, Buffer.alloc(16)])
}

function cipher(number: number, data: Uint8Array): Uint8Array {
  const salt = Buffer.from([number & 255, number >> 8, 0, 0, 0])
  return rc4(md5(key, salt), data)
}

/** Strings as they stand in an encrypted file. */
function withCipherText(number: number, object: PdfObject): PdfObject {
  if (isString(object)) return { ...object, bytes: cipher(number, object.bytes) }
  if (isArray(object)) return { ...object, items: object.items.map((item) => withCipherText(number, item)) }
  if (isDictionary(object))
    return {
      ...object,
      entries: new Map([...object.entries].map(([name, value]) => [name, withCipherText(number, value)])),
    }
  if (!isStream(object)) return object
  const data = object.source.subarray(object.start, object.start + object.length)
  const dictionary = withCipherText(number, object.dictionary)
  if (!isDictionary(dictionary)) return object
  return { ...object, dictionary, source: cipher(number, data), start: 0 }
}

export function encrypted(pdf: Uint8Array): Buffer {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const objects = objectsOf(pdf, (number, object) => written(withCipherText(number, object)))
  const handler = `<< /Filter /Standard /V 2 /R 3 /Length 128 /P ${String(permissions)} /O <${hex(owner)}> /U <${hex(userEntry())}> >>`
  return writePdf(new Map([...objects, [encryptNumber, handler]]), {
    trailer: `/Encrypt ${String(encryptNumber)} 0 R /ID [<${hex(identifier)}> <${hex(identifier)}>]`,
  })
}

/** For a later revision of such a file. Signatures stay plain, and so do streams, whose data are taken as they are. */
export const encryptedBody: WriteBody = (number, body) => {
  if (body.includes('/ByteRange') || body.includes('stream') || number === encryptNumber) return body
  const bytes = latin1(body)
  return written(withCipherText(number, readObject(cursorAt(bytes, 0, bytes.length, createBudget(defaultLimits)))))
}
