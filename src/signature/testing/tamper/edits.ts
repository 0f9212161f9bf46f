/** Every small change of an object that a tool or a person can make: the object written again with one difference. */
import {
  isArray,
  isDictionary,
  isName,
  isReference,
  isStream,
  isString,
  type PdfDictionary,
  type PdfObject,
  type PdfStream,
} from '../../pdf/objects.ts'
import { written } from './write-object.ts'

export interface Edit {
  /** What is done: `delete`, `null`, `retype`, `alter` … */
  readonly edit: string
  /** The key it is done to; empty for the object as a whole. */
  readonly key: string
  /** The object's new body; null frees its number. */
  readonly body: string | null
}

/** @param others numbers of other objects, to lead to */
export function editsOf(object: PdfObject, others: readonly number[]): Edit[] {
  const whole: Edit[] = [
    { edit: 'free', key: '', body: null },
    { edit: 'null', key: '', body: 'null' },
    { edit: 'retype', key: '', body: '[1]' },
    ...(others[0] === undefined ? [] : [{ edit: 'another object', key: '', body: `${String(others[0])} 0 R` }]),
  ]
  const own = written(object)
  return [...whole, ...insideOf(object, others)].filter(({ body }) => body !== own)
}

function insideOf(object: PdfObject, others: readonly number[]): Edit[] {
  if (isDictionary(object)) return dictionaryEdits(object, others, (entries) => written(dictionary(entries)))
  if (isStream(object))
    return [
      ...dictionaryEdits(object.dictionary, others, (entries) =>
        written({ ...object, dictionary: dictionary(entries) }),
      ).filter(({ key }) => key !== 'Length'),
      ...dataEdits(object),
    ]
  return valueEdits(object, others, '').map(([edit, value]) => ({ edit, key: '', body: written(value) }))
}

function dictionary(entries: ReadonlyMap<string, PdfObject>): PdfDictionary {
  return { type: 'dictionary', entries, duplicates: [] }
}

/** Keys that mean something somewhere, each with a value of the right type. */
const plausible: readonly (readonly [string, PdfObject])[] = [
  ['AA', dictionary(new Map([['O', dictionary(new Map([['S', name('JavaScript')]]))]]))],
  ['A', dictionary(new Map([['S', name('JavaScript')]]))],
  ['F', 2],
  ['Rotate', 90],
  ['CropBox', { type: 'array', items: [0, 0, 100, 100] }],
  ['V', text('alt')],
  ['Contents', text('alt')],
  ['ActualText', text('alt')],
  ['Alt', text('alt')],
  ['AP', dictionary(new Map())],
  ['OC', dictionary(new Map())],
  ['NeedAppearances', true],
  ['Tabs', name('S')],
  ['Lang', text('en')],
  ['Private', text('x')],
]

function name(value: string): PdfObject {
  return { type: 'name', value }
}

function text(value: string): PdfObject {
  return { type: 'string', bytes: Buffer.from(value, 'latin1'), hexadecimal: false, start: 0, end: 0 }
}

function dictionaryEdits(
  { entries }: PdfDictionary,
  others: readonly number[],
  make: (entries: ReadonlyMap<string, PdfObject>) => string,
): Edit[] {
  const edits: Edit[] = []
  for (const [key, value] of entries) {
    const rest = new Map(entries)
    rest.delete(key)
    edits.push({ edit: 'delete', key, body: make(rest) })
    for (const [edit, other] of valueEdits(value, others, key))
      edits.push({ edit, key, body: make(new Map(entries).set(key, other)) })
  }
  for (const [key, value] of plausible)
    if (!entries.has(key)) edits.push({ edit: 'add', key, body: make(new Map(entries).set(key, value)) })
  return edits
}

/** Other values for one value. */
function valueEdits(value: PdfObject, others: readonly number[], key: string): [string, PdfObject][] {
  const retyped: PdfObject = isString(value) ? 7 : text('retyped')
  const edits: [string, PdfObject][] = [['retype', retyped]]
  const [target] = others
  if (isReference(value)) {
    edits.push(['another generation', { ...value, generation: value.generation + 1 }])
    for (const number of others.slice(0, 2))
      if (number !== value.number) edits.push(['retarget', { type: 'reference', number, generation: 0 }])
    edits.push(['dangling', { type: 'reference', number: 98, generation: 0 }])
  } else if (typeof value === 'number') edits.push(['alter', value + 1], ['alter', -value - 0.5])
  else if (typeof value === 'boolean') edits.push(['alter', !value])
  else if (isName(value)) edits.push(['alter', name(`${value.value}x`)])
  else if (isString(value))
    edits.push(['alter', text(`${Buffer.from(value.bytes).toString('latin1')}x`)], ['empty', text('')])
  else if (isArray(value)) edits.push(...listEdits(value.items, target))
  else if (isDictionary(value) && key !== '')
    for (const [inner, entry] of value.entries) {
      const without = new Map(value.entries)
      without.delete(inner)
      edits.push([`delete ${inner} in`, dictionary(without)])
      const [, other] = valueEdits(entry, others, '')
      if (other) edits.push([`alter ${inner} in`, dictionary(new Map(value.entries).set(inner, other[1]))])
    }
  return edits
}

function listEdits(items: readonly PdfObject[], target: number | undefined): [string, PdfObject][] {
  const list = (changed: readonly PdfObject[]): PdfObject => ({ type: 'array', items: changed })
  const edits: [string, PdfObject][] = [
    ['list extended by null', list([...items, null])],
    ['list extended by a number', list([...items, 7])],
    ['list extended by a name', list([...items, name('x')])],
    ['list extended by a dangling reference', list([...items, { type: 'reference', number: 98, generation: 0 }])],
  ]
  if (target !== undefined)
    edits.push([
      'list extended by another object',
      list([...items, { type: 'reference', number: target, generation: 0 }]),
    ])
  if (items.length > 0)
    edits.push(
      ['list emptied', list([])],
      ['list shortened', list(items.slice(0, -1))],
      ['list repeated', list([...items, ...items])],
    )
  if (items.length > 1) edits.push(['list reversed', list([...items].reverse())])
  return edits
}

function dataEdits(stream: PdfStream): Edit[] {
  const data = Buffer.from(stream.source.subarray(stream.start, stream.start + stream.length))
  const withData = (bytes: Buffer, dictionaryOf = stream.dictionary) =>
    written({ ...stream, dictionary: dictionaryOf, source: bytes, start: 0, length: bytes.length })
  const flipped = Buffer.from(data)
  const middle = data.length >> 1
  if (data.length > 0) flipped[middle] = (flipped[middle] ?? 0) ^ 1
  const filtered = (entries: [string, PdfObject][]) => dictionary(new Map([...stream.dictionary.entries, ...entries]))
  return [
    { edit: 'bit', key: 'data', body: withData(flipped) },
    {
      edit: stream.dictionary.entries.has('Filter') ? 'beyond the end' : 'append',
      key: 'data',
      body: withData(Buffer.concat([data, Buffer.from(' 0 g')])),
    },
    { edit: 'empty', key: 'data', body: withData(Buffer.alloc(0)) },
    { edit: 'filter', key: 'data', body: withData(data, filtered([['Filter', name('ASCIIHexDecode')]])) },
    {
      edit: 'parameters',
      key: 'data',
      body: withData(
        data,
        filtered([
          [
            'DecodeParms',
            dictionary(
              new Map<string, PdfObject>([
                ['Predictor', 12],
                ['Columns', 3],
              ]),
            ),
          ],
        ]),
      ),
    },
  ]
}
