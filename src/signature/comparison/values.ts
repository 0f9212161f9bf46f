/** What a single value is: the shapes that a claim may ask for. */
import type { PdfDocument } from '../pdf/document.ts'
import { isArray, isDictionary, isName, isStream, isString, type PdfObject } from '../pdf/objects.ts'
import { dateOf, textOf } from '../pdf/text-string.ts'

/** Text, name, number, truth value or nothing: it leads nowhere. */
export function isPlain(document: PdfDocument, object: PdfObject | undefined): boolean {
  const value = document.resolve(object)
  return value === null || typeof value !== 'object' || value.type === 'string' || value.type === 'name'
}

export function isText(document: PdfDocument, object: PdfObject | undefined): boolean {
  return isString(document.resolve(object))
}

export function isDate(document: PdfDocument, object: PdfObject | undefined): boolean {
  const value = document.resolve(object)
  return isString(value) && dateOf(textOf(value)) !== undefined
}

export function isCount(document: PdfDocument, object: PdfObject | undefined): boolean {
  const value = document.resolve(object)
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

export function isNumberList(document: PdfDocument, object: PdfObject | undefined): boolean {
  const value = document.resolve(object)
  return isArray(value) && value.items.every((item) => typeof document.resolve(item) === 'number')
}

/** Dictionaries and lists of plain values, to a small depth. */
export function holdsOnlyPlain(document: PdfDocument, object: PdfObject | undefined, depth: number): boolean {
  const value = document.resolve(object)
  if (isPlain(document, value)) return true
  const parts = isDictionary(value) ? [...value.entries.values()] : isArray(value) ? value.items : undefined
  return depth > 0 && parts !== undefined && parts.every((part) => holdsOnlyPlain(document, part, depth - 1))
}

/** A value in a few words, for a report: text, name, number, or what kind of object it is. */
export function describe(document: PdfDocument, object: PdfObject | undefined): string {
  const value = document.resolve(object)
  if (value === null) return ''
  if (isString(value)) return textOf(value).slice(0, 200)
  if (isName(value)) return value.value
  if (isArray(value))
    return value.items
      .slice(0, 20)
      .map((item) => describe(document, item))
      .join(', ')
  if (isStream(value)) return `stream ${value.length}`
  return isDictionary(value) ? 'dictionary' : String(value)
}
