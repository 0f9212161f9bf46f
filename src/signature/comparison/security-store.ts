/**
 * Additions to the document security store (EN 319 142-1, 5.4.2.2) raise no alarm, whoever makes them, as long as they
 * are what they claim.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isStream, isString, type PdfObject } from '../pdf/objects.ts'

const lists = ['Certs', 'CRLs', 'OCSPs']
const perSignature = ['Cert', 'CRL', 'OCSP']

/** Whether an object is a security store and nothing else. */
export function isSecurityStore(document: PdfDocument, object: PdfObject | undefined): boolean {
  const store = document.resolve(object)
  if (!isDictionary(store)) return false
  return [...store.entries].every(([key, value]) => {
    if (key === 'Type') return isName(document.resolve(value), 'DSS')
    if (lists.includes(key)) return isListOfStreams(document, value)
    return key === 'VRI' && isPerSignature(document, value)
  })
}

function isListOfStreams(document: PdfDocument, object: PdfObject): boolean {
  const list = document.resolve(object)
  return isArray(list) && list.items.every((item) => isStream(document.resolve(item)))
}

function isPerSignature(document: PdfDocument, object: PdfObject): boolean {
  const map = document.resolve(object)
  if (!isDictionary(map)) return false
  return [...map.entries].every(([name, value]) => {
    const entry = document.resolve(value)
    // The key is a digest of the signature in hexadecimal: SHA-1 by the standard, SHA-256 by some.
    if (name === 'Type') return isName(entry, 'VRI')
    if (!/^[0-9A-Fa-f]{40,128}$/.test(name) || !isDictionary(entry)) return false
    return [...entry.entries].every(([key, item]) => {
      if (key === 'Type') return isName(document.resolve(item), 'VRI')
      if (perSignature.includes(key)) return isListOfStreams(document, item)
      const resolved = document.resolve(item)
      return (key === 'TU' && isString(resolved)) || (key === 'TS' && (isStream(resolved) || isString(resolved)))
    })
  })
}
