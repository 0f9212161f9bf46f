/**
 * The document security store (EN 319 142-1, 5.4.2): certificates, revocation lists and responses that came with the
 * file.
 */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isStream } from '../pdf/objects.ts'

export interface SecurityStore {
  readonly certificates: readonly Uint8Array[]
  readonly revocationLists: readonly Uint8Array[]
  readonly ocspResponses: readonly Uint8Array[]
}

export const emptyStore: SecurityStore = { certificates: [], revocationLists: [], ocspResponses: [] }

/** More entries than this are of no use and cost time. */
const mostEntries = 500

export function readSecurityStore(document: PdfDocument): SecurityStore {
  const store = document.entry(document.entry(document.trailer, 'Root'), 'DSS')
  const list = (key: string): Uint8Array[] => {
    const array = document.entry(store, key)
    if (!isArray(array)) return []
    return array.items.slice(0, mostEntries).flatMap((item) => {
      const stream = document.resolve(item)
      const data = isStream(stream) ? document.decodedBytes(stream) : undefined
      return data ? [data] : []
    })
  }
  return { certificates: list('Certs'), revocationLists: list('CRLs'), ocspResponses: list('OCSPs') }
}
