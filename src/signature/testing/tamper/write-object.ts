/** Objects as text, as a revision holds them. */
import { isArray, isDictionary, isName, isReference, isStream, isString, type PdfObject } from '../../pdf/objects.ts'

export function written(object: PdfObject): string {
  if (object === null) return 'null'
  if (isName(object)) return `/${escaped(object.value)}`
  if (isString(object)) return `<${Buffer.from(object.bytes).toString('hex')}>`
  if (isReference(object)) return `${String(object.number)} ${String(object.generation)} R`
  if (isArray(object)) return `[${object.items.map(written).join(' ')}]`
  if (isDictionary(object))
    return `<< ${[...object.entries].map(([key, value]) => `/${escaped(key)} ${written(value)}`).join(' ')} >>`
  if (isStream(object)) {
    const data = object.source.subarray(object.start, object.start + object.length)
    const entries = new Map(object.dictionary.entries).set('Length', object.length)
    const dictionary = written({ type: 'dictionary', entries, duplicates: [] })
    return `${dictionary}\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`
  }
  return typeof object === 'number' ? numeral(object) : String(object)
}

function escaped(name: string): string {
  return [...name]
    .map((char) => (/[A-Za-z0-9_.+-]/.test(char) ? char : `#${char.charCodeAt(0).toString(16).padStart(2, '0')}`))
    .join('')
}

function numeral(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0+$/, '')
}
