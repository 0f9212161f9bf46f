/** The values of a form that was filled in on a screen and comes back as a file (the e-mail channel), straight from its fields. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { ChoiceField, Field, FormDescription } from './description.ts'
import { formByCode } from './index.ts'
import { TICKED, valueFields, type FormValues } from './values.ts'
import { FORM_FIELD } from './widgets.ts'

/** Ours have two levels and about thirty fields; a file that has many more is not ours. */
const DEEPEST = 4
const MOST = 400
const LONGEST = 2000

type Found = ReadonlyMap<string, PDFDict>

/** Every field by its full name (ISO 32000-1 section 12.7.3.2), the widgets of one field left out. */
function fieldsIn(document: PDFDocument): Found {
  const found = new Map<string, PDFDict>()
  let seen = 0
  const walk = (list: unknown, above: string, depth: number) => {
    if (!(list instanceof PDFArray) || depth > DEEPEST) return
    for (const item of list.asArray()) {
      const field = document.context.lookup(item)
      if (!(field instanceof PDFDict) || ++seen > MOST) continue
      const own = textOf(field.lookup(PDFName.of('T')))
      if (own === null) continue
      const name = above === '' ? own : `${above}.${own}`
      if (field.has(PDFName.of('FT')) && !found.has(name)) found.set(name, field)
      walk(field.lookup(PDFName.of('Kids')), name, depth + 1)
    }
  }
  const form = document.catalog.lookup(PDFName.of('AcroForm'))
  if (form instanceof PDFDict) walk(form.lookup(PDFName.of('Fields')), '', 0)
  return found
}

function textOf(value: unknown): string | null {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return null
  const text = value.decodeText()
  return text.length > LONGEST ? null : text.normalize('NFC').replace(/[\r\n\t]+/g, ' ').trim()
}
const nameOf = (value: unknown): string | null => (value instanceof PDFName ? value.decodeText() : null)

function chosen(field: ChoiceField, dictionary: PDFDict): string | null {
  const value = nameOf(dictionary.lookup(PDFName.of('V')))
  return field.options.some((option) => option.value === value) ? value : null
}

function valueOf(field: Field, dictionary: PDFDict): string | null {
  if (field.kind === 'choice') return chosen(field, dictionary)
  if (field.kind === 'tick') return (nameOf(dictionary.lookup(PDFName.of('V'))) ?? 'Off') === 'Off' ? null : TICKED
  return textOf(dictionary.lookup(PDFName.of('V')))
}

/**
 * Which form a file is and what its fields hold, as typed: `checkValues` says what of it can stand. Null when the file is none of our
 * forms. Refuses with `scan.unreadable` and `scan.password`. A foreign file is opened here: call it where foreign files are opened (docs/adr/0033).
 */
export async function readFormValues(pdf: Uint8Array, name = 'PDF'): Promise<Result<{ readonly form: FormDescription; readonly values: FormValues } | null>> {
  let document: PDFDocument
  try {
    document = await PDFDocument.load(pdf, { updateMetadata: false, ignoreEncryption: true })
  } catch {
    return refuse('scan.unreadable', { name })
  }
  if (document.isEncrypted) return refuse('scan.password', { name })
  try {
    const found = fieldsIn(document)
    const known = formByCode(textOf(found.get(FORM_FIELD)?.lookup(PDFName.of('V'))) ?? '')
    if (known === null) return ok(null)
    const values = valueFields(known.form).flatMap((field) => {
      const dictionary = found.get(field.name)
      const value = dictionary === undefined ? null : valueOf(field, dictionary)
      return value === null || value === '' ? [] : [[field.name, value] as const]
    })
    return ok({ form: known.form, values: Object.fromEntries(values) })
  } catch {
    return refuse('scan.unreadable', { name })
  }
}
