/**
 * The form's own dictionary (ISO 32000-2, 12.7.3): what all fields are drawn with. Signing may add to it; nothing that
 * shows a value may change unsaid.
 */
import { isDictionary, isString, type PdfDictionary, type PdfObject } from '../pdf/objects.ts'
import { textOf } from '../pdf/text-string.ts'
import type { FormPairing } from './form-fields.ts'
import { type Comparison, keysOf } from './graph.ts'
import type { Category } from './modification.ts'

/** Every key but `Fields`. */
export function compareFormDictionary(
  comparison: Comparison,
  before: PdfDictionary,
  after: PdfDictionary,
  form: FormPairing,
): void {
  for (const key of keysOf(before, after)) {
    const x = before.entries.get(key)
    const y = after.entries.get(key)
    if (key === 'Fields' || comparison.same(x, y, key)) continue
    comparison.changes.push({
      category: categoryOf(comparison, key, x, y, before, form),
      what: `form-${key}`,
      path: `AcroForm/${key}`,
    })
  }
}

function categoryOf(
  comparison: Comparison,
  key: string,
  x: PdfObject | undefined,
  y: PdfObject | undefined,
  before: PdfDictionary,
  form: FormPairing,
): Category {
  const value = comparison.after.resolve(y)
  switch (key) {
    case 'SigFlags':
      // Signing sets bit 1: signatures exist.
      return typeof value === 'number' && (value & 1) === 1 ? 'validation-data' : 'content'
    case 'NeedAppearances':
      // Where it is true, readers draw the values themselves, and what the faces showed is gone.
      if (value !== null && typeof value !== 'boolean') return 'content'
      return (comparison.before.resolve(x) === true) === (value === true) ? 'validation-data' : 'form-value'
    case 'DA':
      if (x !== undefined || !isString(value)) return 'content'
      return [...form.before.values()].some((field) => field.fieldType !== 'Sig') ? 'form-value' : 'validation-data'
    case 'DR':
      return fontsCategory(comparison, x, y, before, form)
    default:
      return 'content'
  }
}

/**
 * Default appearances draw with the fonts of the default resources (12.7.4.3): none may change, and one that a field
 * was waiting for shows its value in another way. Other classes serve no field.
 */
function fontsCategory(
  comparison: Comparison,
  x: PdfObject | undefined,
  y: PdfObject | undefined,
  before: PdfDictionary,
  form: FormPairing,
): Category {
  const fontsBefore = comparison.before.entry(x, 'Font')
  const fontsAfter = comparison.after.entry(y, 'Font')
  const a = isDictionary(fontsBefore) ? fontsBefore.entries : new Map<string, PdfObject>()
  const b = isDictionary(fontsAfter) ? fontsAfter.entries : new Map<string, PdfObject>()
  if (fontsBefore !== null && !isDictionary(fontsBefore)) return 'content'
  for (const [name, font] of a) if (!comparison.same(font, b.get(name), 'Font')) return 'content'
  const awaited = fontNames(comparison, before, form)
  return [...b.keys()].some((name) => !a.has(name) && awaited.has(name)) ? 'form-value' : 'validation-data'
}

/** Fonts that the default appearances of the form and its fields name. */
function fontNames(comparison: Comparison, before: PdfDictionary, form: FormPairing): Set<string> {
  const names = new Set<string>()
  for (const dictionary of [before, ...[...form.before.values()].map((field) => field.dictionary)]) {
    const appearance = comparison.before.entry(dictionary, 'DA')
    if (isString(appearance))
      for (const [, name = ''] of textOf(appearance).matchAll(/\/([^\s/<>[\]()]+)\s+[-+.\d]+\s+Tf/g)) names.add(name)
  }
  return names
}
