/** Filter chains of streams (ISO 32000-2, 7.4): names, parameters, order. Image filters are left encoded. */
import type { Budget } from '../budget.ts'
import type { PdfDictionary } from '../objects.ts'
import { decodeFlate } from './flate.ts'
import { decodeLzw } from './lzw.ts'
import { readPredictor, undoPredictor } from './predictor.ts'
import { filterSteps, type FilterStep, type ReportDecoding, type Resolve } from './steps.ts'
import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './text-filters.ts'

/** Data of pictures: compared as they are encoded, and never a doubt. */
const imageFilters = new Set(['DCTDecode', 'JPXDecode', 'CCITTFaxDecode', 'JBIG2Decode'])

/**
 * Decoded bytes of a stream whose encoded (already decrypted) bytes are `encoded`: what a forgiving reader would take.
 * Whatever is not clean is reported; undefined where nothing can be decoded, or where the data stay encoded.
 */
export function decodeStream(
  encoded: Uint8Array,
  dictionary: PdfDictionary,
  resolve: Resolve,
  budget: Budget,
  report: ReportDecoding,
): Uint8Array | undefined {
  const steps = filterSteps(dictionary, resolve, report)
  if (!steps) return undefined
  let data = encoded
  for (const [index, step] of steps.entries()) {
    if (imageFilters.has(step.name)) return undefined
    // The data are decrypted before the first filter; elsewhere the key would have to be applied in between.
    if (step.name === 'Crypt' && index > 0) report('filter-form')
    const decoded = decodeStep(step, data, resolve, budget, report)
    if (!decoded) return undefined
    budget.spend('decodedBytes', decoded.length)
    data = decoded
  }
  return data
}

function decodeStep(
  { name, parameters }: FilterStep,
  data: Uint8Array,
  resolve: Resolve,
  budget: Budget,
  report: ReportDecoding,
): Uint8Array | undefined {
  const number = (key: string, otherwise: number) => {
    const value = resolve(parameters?.entries.get(key))
    if (value === null) return otherwise
    if (typeof value === 'number' && Number.isInteger(value)) return value
    report('filter-parameters')
    return otherwise
  }
  const predicted = (decoded: Uint8Array) => {
    const predictor = readPredictor(number)
    return predictor === 'none' ? decoded : undoPredictor(decoded, predictor, report)
  }
  switch (name) {
    case 'FlateDecode':
      return predicted(decodeFlate(data, budget, report))
    case 'LZWDecode':
      return predicted(decodeLzw(data, number('EarlyChange', 1), budget, report))
    case 'ASCIIHexDecode':
      return decodeAsciiHex(data, report)
    case 'ASCII85Decode':
      return decodeAscii85(data, report)
    case 'RunLengthDecode':
      return decodeRunLength(data, budget, report)
    case 'Crypt':
      return data
    default:
      report('filter-unknown')
      return undefined
  }
}
