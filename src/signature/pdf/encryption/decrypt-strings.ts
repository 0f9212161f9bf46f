/** Strings of an encrypted file. The `Contents` of a signature is never encrypted (ISO 32000-2, 7.6.2). */
import type { PdfDictionary, PdfObject } from '../objects.ts'
import type { SecurityHandler } from './security-handler.ts'

export function decryptStrings(
  object: PdfObject,
  security: SecurityHandler,
  number: number,
  generation: number,
  onUnclean: () => void,
): PdfObject {
  if (typeof object !== 'object' || object === null) return object
  const inside = (value: PdfObject) => decryptStrings(value, security, number, generation, onUnclean)
  switch (object.type) {
    case 'string': {
      const plain = security.decryptString(object.bytes, number, generation)
      if (!plain.clean) onUnclean()
      return { ...object, bytes: plain.bytes }
    }
    case 'array':
      return { type: 'array', items: object.items.map(inside) }
    case 'dictionary':
      return decryptDictionary(object, inside)
    case 'stream':
      return { ...object, dictionary: decryptDictionary(object.dictionary, inside) }
    default:
      return object
  }
}

function decryptDictionary(dictionary: PdfDictionary, inside: (value: PdfObject) => PdfObject): PdfDictionary {
  const isSignature = dictionary.entries.has('ByteRange')
  const entries = new Map<string, PdfObject>()
  for (const [key, value] of dictionary.entries)
    entries.set(key, isSignature && key === 'Contents' ? value : inside(value))
  return { ...dictionary, entries }
}
