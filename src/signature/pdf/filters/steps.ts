/** The filters of a stream with their parameters, in order (ISO 32000-2, 7.3.8.2, table 5). */
import type { DecodingCode } from '../ambiguity.ts'
import { isArray, isDictionary, isName, type PdfDictionary, type PdfObject } from '../objects.ts'

export type Resolve = (object: PdfObject | undefined) => PdfObject
export type ReportDecoding = (code: DecodingCode) => void

export interface FilterStep {
  readonly name: string
  readonly parameters: PdfDictionary | undefined
}

/** Names that the standard has for inline images alone; readers take them in streams too. */
const abbreviations: Readonly<Record<string, string>> = {
  Fl: 'FlateDecode',
  LZW: 'LZWDecode',
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
}

/** More filters than this are no document but a way to burn time. */
const longestChain = 8

/** Undefined: the filters cannot be determined. */
export function filterSteps(
  dictionary: PdfDictionary,
  resolve: Resolve,
  report: ReportDecoding,
): readonly FilterStep[] | undefined {
  const { entries } = dictionary
  // `F` is the filter of an inline image; in a stream it names a file outside. Some readers take either for the other.
  const outside = resolve(entries.get('F'))
  const short = isName(outside) || isArray(outside)
  if (short || entries.has('DP')) report('filter-form')
  const filter = resolve(entries.get('Filter') ?? (short ? outside : undefined))
  const parameters = resolve(entries.get('DecodeParms') ?? entries.get('DP'))
  if (filter === null) {
    if (parameters !== null && !isArray(parameters)) report('filter-form')
    return []
  }
  const names = isArray(filter) ? filter.items.map(resolve) : [filter]
  if (!names.every((name) => isName(name)) || names.length > longestChain) {
    report('filter-form')
    return undefined
  }
  const list = isArray(parameters) ? parameters.items.map(resolve) : [parameters]
  // One dictionary for a list of one filter, or the other way round: readers apply it, or do not.
  const paired = parameters === null || (isArray(parameters) === isArray(filter) && list.length === names.length)
  if (!paired || !list.every((own) => own === null || isDictionary(own))) report('filter-form')
  return names.map(({ value }, index) => {
    const own = list[index]
    return { name: abbreviations[value] ?? value, parameters: isDictionary(own) ? own : undefined }
  })
}
