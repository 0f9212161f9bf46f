/**
 * Reads the values of a form that was filled in on a screen and returned as a file (the e-mail channel) from its
 * fields.
 */
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { ChoiceField, Field, FormDescription } from './description.ts'
import { formByCode } from './index.ts'
import { TICKED, valueFields, type FormValues } from './values.ts'
import { FORM_FIELD } from './widgets.ts'

/** Our forms have two levels and about thirty fields; a file with many more is not ours. */
const DEEPEST = 4
const MOST = 400
const LONGEST = 2000

type Found = ReadonlyMap<string, readonly PDFDict[]>

/** Annotation flags (ISO 32000-1 table 165) that hide a field on the screen, and the one that prints it. */
const OFF_SCREEN = 1 | 2 | 32 | 256
const PRINT = 4

/**
 * All fields by their full name (ISO 32000-1 section 12.7.3.2), without the widgets of a field. Fields with the same
 * name
 * are in the order of the file.
 */
function fieldsIn(document: PDFDocument): Found {
  const found = new Map<string, PDFDict[]>()
  let seen = 0
  const walk = (list: unknown, above: string, depth: number) => {
    if (!(list instanceof PDFArray) || depth > DEEPEST) return
    for (const item of list.asArray()) {
      const field = document.context.lookup(item)
      if (!(field instanceof PDFDict) || ++seen > MOST) continue
      const own = textOf(field.lookup(PDFName.of('T')))
      if (own === null) continue
      const name = above === '' ? own : `${above}.${own}`
      if (field.has(PDFName.of('FT'))) found.set(name, [...(found.get(name) ?? []), field])
      walk(field.lookup(PDFName.of('Kids')), name, depth + 1)
    }
  }
  const form = acroFormOf(document)
  if (form instanceof PDFDict) walk(form.lookup(PDFName.of('Fields')), '', 0)
  return found
}

const acroFormOf = (document: PDFDocument): unknown => document.catalog.lookup(PDFName.of('AcroForm'))

function textOf(value: unknown): string | null {
  if (!(value instanceof PDFString) && !(value instanceof PDFHexString)) return null
  const text = value.decodeText()
  return text.length > LONGEST
    ? null
    : text
        .normalize('NFC')
        .replace(/[\r\n\t]+/g, ' ')
        .trim()
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
 * Whether the file contains the appearance of a field, the same for screen and paper, so that no viewer draws it from
 * its
 * value.
 */
function hasAppearance(dictionary: PDFDict): boolean {
  const kids = dictionary.lookup(PDFName.of('Kids'))
  const widgets =
    kids instanceof PDFArray
      ? kids
          .asArray()
          .slice(0, MOST)
          .map((_, at) => kids.lookup(at))
      : [dictionary]
  return widgets.every((widget) => {
    if (!(widget instanceof PDFDict)) return false
    const [looks, flags] = [widget.lookup(PDFName.of('AP')), widget.lookup(PDFName.of('F'))]
    const shown = flags instanceof PDFNumber ? flags.asNumber() : 0
    return looks instanceof PDFDict && looks.has(PDFName.of('N')) && (shown & OFF_SCREEN) === 0 && (shown & PRINT) !== 0
  })
}

export interface FileField {
  /** The value as typed; empty when there is none. */
  readonly value: string
  /**
   * True when the value is unambiguous: all fields of this name have the same value, and the file contains their
   * appearance.
   */
  readonly plain: boolean
}
export interface FormFile {
  readonly form: FormDescription
  /** The fields of the form that exist in the file. */
  readonly fields: ReadonlyMap<string, FileField>
}

/**
 * Finds out which form a file is, and reads its fields; null when the file is none of our forms. A person sees the
 * appearance of a field, which can differ from the value returned here. Scripts and XFA are ignored.
 * Refuses with `scan.unreadable` and `scan.password`. This opens a foreign file: call it only where foreign files are
 * opened (ADR 0033).
 */
export async function readFormFile(pdf: Uint8Array, name = 'PDF'): Promise<Result<FormFile | null>> {
  let document: PDFDocument
  try {
    document = await PDFDocument.load(pdf, { updateMetadata: false, ignoreEncryption: true })
  } catch {
    return refuse('scan.unreadable', { name })
  }
  if (document.isEncrypted) return refuse('scan.password', { name })
  try {
    const found = fieldsIn(document)
    const known = formByCode(textOf(found.get(FORM_FIELD)?.[0]?.lookup(PDFName.of('V'))) ?? '')
    if (known === null) return ok(null)
    const form = acroFormOf(document)
    const redrawn = form instanceof PDFDict && form.lookup(PDFName.of('NeedAppearances')) === PDFBool.True
    const fields = valueFields(known.form).flatMap((field) => {
      const dictionaries = found.get(field.name) ?? []
      const values = dictionaries.map((dictionary) => valueOf(field, dictionary) ?? '')
      const [value] = values
      return value === undefined
        ? []
        : [
            [
              field.name,
              {
                value,
                plain: !redrawn && values.every((other) => other === value) && dictionaries.every(hasAppearance),
              },
            ] as const,
          ]
    })
    return ok({ form: known.form, fields: new Map(fields) })
  } catch {
    return refuse('scan.unreadable', { name })
  }
}

/** Reads the values only, without empty ones; check them with `checkValues`. Refuses like `readFormFile`. */
export async function readFormValues(
  pdf: Uint8Array,
  name = 'PDF',
): Promise<Result<{ readonly form: FormDescription; readonly values: FormValues } | null>> {
  const file = await readFormFile(pdf, name)
  if (!file.ok || file.value === null) return file.ok ? ok(null) : file
  const { form, fields } = file.value
  return ok({
    form,
    values: Object.fromEntries(
      [...fields].flatMap(([field, { value }]) => (value === '' ? [] : [[field, value] as const])),
    ),
  })
}
