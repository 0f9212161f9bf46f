/** The data of streams: decrypted, and decoded where that is possible cleanly. */
import type { AmbiguityCode } from './ambiguity.ts'
import type { Budget } from './budget.ts'
import type { SecurityHandler } from './encryption/security-handler.ts'
import { decodeStream } from './filters/decode.ts'
import { isArray, isName, isStream, type PdfObject, type PdfStream } from './objects.ts'

export interface StreamData {
  encodedBytes(stream: PdfStream): Uint8Array
  decodedBytes(stream: PdfStream): Uint8Array | undefined
}

export interface StreamDataParts {
  readonly budget: Budget
  readonly report: (code: AmbiguityCode, offset: number, object?: number) => void
  readonly resolve: (object: PdfObject | undefined) => PdfObject
  readonly handler: () => SecurityHandler | undefined
}

export function createStreamData({ budget, report, resolve, handler }: StreamDataParts): StreamData {
  const encodedBytes = (stream: PdfStream): Uint8Array => {
    const raw = stream.source.subarray(stream.start, stream.start + stream.length)
    const security = handler()
    if (security?.open !== true || isCrossReference(stream) || usesIdentityCrypt(stream, resolve)) return raw
    if (!security.encryptMetadata && isName(resolve(stream.dictionary.entries.get('Type')), 'Metadata')) return raw
    const plain = security.decryptStream(raw, stream.number, stream.generation)
    if (!plain.clean) report('cipher-text', stream.start, stream.number)
    return plain.bytes
  }
  return {
    encodedBytes,
    decodedBytes(stream) {
      const security = handler()
      if (security?.open === false && !isCrossReference(stream) && security.method !== 'identity') return undefined
      let clean = !stream.extentUnclear
      const data = decodeStream(encodedBytes(stream), stream.dictionary, resolve, budget, (code) => {
        clean = false
        report(code, stream.start, stream.number)
      })
      return clean ? data : undefined
    },
  }
}

/** The stream of a table is never encrypted (7.5.8.2). */
export function isCrossReference(object: PdfObject): boolean {
  return isStream(object) && isName(object.dictionary.entries.get('Type'), 'XRef')
}

function usesIdentityCrypt(stream: PdfStream, resolve: (object: PdfObject | undefined) => PdfObject): boolean {
  const filter = resolve(stream.dictionary.entries.get('Filter'))
  return isName(isArray(filter) ? resolve(filter.items[0]) : filter, 'Crypt')
}
