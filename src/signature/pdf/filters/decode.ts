/** Filter chains of streams (ISO 32000-2, 7.4): names, parameters, order. Image filters are left encoded. */
import type { Budget } from '../budget.ts'
import { isArray, isDictionary, isName, type PdfDictionary, type PdfObject } from '../objects.ts'
import { decodeFlate } from './flate.ts'
import { decodeLzw } from './lzw.ts'
import { undoPredictor } from './predictor.ts'
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './text-filters.ts'

type Resolve = (object: PdfObject | undefined) => PdfObject

interface FilterStep {
  readonly name: string
  readonly parameters: PdfDictionary | undefined
}

/** More filters than this are no document but a way to burn time. */
const longestChain = 8

function filterSteps(dictionary: PdfDictionary, resolve: Resolve): FilterStep[] {
  const filter = resolve(dictionary.entries.get('Filter') ?? dictionary.entries.get('F'))
  const parameters = resolve(dictionary.entries.get('DecodeParms') ?? dictionary.entries.get('DP'))
  const names = isArray(filter) ? filter.items.map(resolve) : filter === null ? [] : [filter]
  const list = isArray(parameters) ? parameters.items.map(resolve) : [parameters]
  return names.map((name, index) => {
    const own = list[index]
    return { name: isName(name) ? name.value : '', parameters: isDictionary(own) ? own : undefined }
  })
}

/**
 * Decoded bytes of a stream whose encoded (already decrypted) bytes are `encoded`; undefined for a filter that is not
 * known here.
 */
export function decodeStream(
  encoded: Uint8Array,
  dictionary: PdfDictionary,
  resolve: Resolve,
  budget: Budget,
): Uint8Array | undefined {
  const steps = filterSteps(dictionary, resolve)
  if (steps.length > longestChain) return undefined
  let data = encoded
  for (const step of steps) {
    const number = (key: string, otherwise: number) => {
      const value = resolve(step.parameters?.entries.get(key))
      return typeof value === 'number' ? value : otherwise
    }
    const decoded = decodeStep(step.name, data, number, budget)
    if (!decoded) return undefined
    budget.spend('decodedBytes', decoded.length)
    data = decoded
  }
  return data
}

function decodeStep(
  name: string,
  data: Uint8Array,
  number: (key: string, otherwise: number) => number,
  budget: Budget,
): Uint8Array | undefined {
  const predicted = (decoded: Uint8Array) =>
    undoPredictor(decoded, {
      predictor: number('Predictor', 1),
      colors: number('Colors', 1),
      bitsPerComponent: number('BitsPerComponent', 8),
      columns: number('Columns', 1),
    })
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return predicted(decodeFlate(data, budget))
    case 'LZWDecode':
    case 'LZW':
      return predicted(decodeLzw(data, number('EarlyChange', 1), budget))
    case 'ASCIIHexDecode':
    case 'AHx':
      return decodeAsciiHex(data)
    case 'ASCII85Decode':
    case 'A85':
      return decodeAscii85(data)
    case 'RunLengthDecode':
    case 'RL':
      return decodeRunLength(data, budget)
    case 'Crypt':
      return data
    default:
      return undefined
  }
}
