/**
 * The values of a form that was filled in on a screen and comes back as a file (the e-mail channel), straight from its
 * fields.
 */
import { PDFArray, PDFBool, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib'
import { ok, refuse, type Result } from '../../domain/problem.ts'
import type { ChoiceField, Field, FormDescription } from './description.ts'
import { formByCode } from './index.ts'
import { TICKED, valueFields, type FormValues } from './values.ts'
import { FORM_FIELD } from './widgets.ts'

/** Ours have two levels and about thirty fields; a file that has many more is not ours. */
const DEEPEST = 4
const MOST = 400
const LONGEST = 2000

type Found = ReadonlyMap<string, readonly PDFDict[]>

/** Annotation flags (ISO 32000-1 table 165) of what is not on the screen, and of what is on the paper. */
const OFF_SCREEN = 1 | 2 | 32 | 256
const PRINT = 4

/**
 * Every field by its full name (ISO 32000-1 section 12.7.3.2), the widgets of one field left out; several of one name
 * in their order.
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
 * Whether the file itself says how a field looks, the same on screen and paper, so that no viewer draws it anew from
 * its value.
 */
function hasOwnLook(dictionary: PDFDict): boolean {
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
  /** As typed; empty where nothing was. */
  readonly value: string
  /**
   * One value under this name, and one look, which stands in the file: no field of the same name that says otherwise,
   * nothing left to a viewer.
   */
  readonly plain: boolean
}
export interface FormFile {
  readonly form: FormDescription
  /** Those of the form's fields that the file has. */
  readonly fields: ReadonlyMap<string, FileField>
}

/**
 * Which form a file is and what its fields hold; null when the file is none of our forms. Values are what the file says
 * of itself: what a person sees is the look of a field, which may say otherwise. Scripts and XFA are not looked at.
 * Refuses with `scan.unreadable` and `scan.password`. A foreign file is opened here: call it where foreign files are
 * opened (docs/adr/0033).
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
              { value, plain: !redrawn && values.every((other) => other === value) && dictionaries.every(hasOwnLook) },
            ] as const,
          ]
    })
    return ok({ form: known.form, fields: new Map(fields) })
  } catch {
    return refuse('scan.unreadable', { name })
  }
}

/** The values alone, empty ones left out: `checkValues` says what of it can stand. Refuses as `readFormFile` does. */
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
