/** Writes a form as a tagged PDF with fields, empty or filled. The same form and values give the same bytes. */
import { createHash } from 'node:crypto'
import { PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { ok, type Result } from '../../domain/problem.ts'
import { createCanvas, PAGE } from '../layout/canvas.ts'
import { markerOf } from '../layout/flow.ts'
import type { PaperFonts } from '../layout/fonts.ts'
import { element, writeStructure } from '../layout/structure.ts'
import { embedFaces } from '../layout/typeset.ts'
import type { FormDescription } from './description.ts'
import { drawPage } from './draw.ts'
import { pageCodeText } from './page-code.ts'
import { valueCodeText } from './value-code.ts'
import { checkValues, type FormValues } from './values.ts'
import { PRINTED_HOUSE } from './printed-house.ts'
import { fieldWriter } from './widgets.ts'

/** The day of version 1 of the forms. Files contain no other date, so that their bytes can be compared. */
const MADE = new Date('2026-11-23T00:00:00Z')

export interface FilledForm {
  readonly pdf: Uint8Array<ArrayBuffer>
  /** Values for which the code has no room. They are on the paper and in the fields only. */
  readonly notInCode: readonly string[]
  /** Values too long for their lines. They are left out of the whole file, because the paper cannot show them. */
  readonly notShown: readonly string[]
}

async function render(form: FormDescription, fonts: PaperFonts, values: FormValues): Promise<FilledForm> {
  const filled = Object.keys(values).length > 0
  const code = filled ? valueCodeText(form, values) : null
  const document = await PDFDocument.create({ updateMetadata: false })
  const faces = await embedFaces(document, fonts)
  const root = element('Document')
  const writer = fieldWriter(document, faces, fonts, form.variant, values)
  const identity = createHash('sha256').update(JSON.stringify([form, values]))
  const pages = form.pages.map((page, index) => {
    const made = document.addPage([PAGE.width, PAGE.height])
    const canvas = createCanvas(faces)
    drawPage(
      { form, page, canvas, mark: markerOf(canvas, index), fonts, root },
      code?.text ?? null,
      (field, option) => {
        const widget = writer.widget(field, option, made)
        if (widget !== null) root.children.push({ ...element('Form'), widget: { page: index, ...widget } })
      },
    )
    for (const [name, face] of Object.entries(faces)) made.node.setFontDictionary(PDFName.of(name), face.ref)
    made.node.set(PDFName.of('Contents'), document.context.register(document.context.flateStream(canvas.content())))
    identity.update(canvas.content())
    return made
  })
  const [first] = pages
  if (first === undefined) throw new RangeError('a form without pages')
  const notShown = writer.finish(
    first,
    pageCodeText({ code: form.code, version: form.version, page: 1, pages: form.pages.length, variant: form.variant }),
  )
  writeStructure(document, pages, root)
  const id = PDFHexString.of(identity.digest('hex').slice(0, 32))
  document.context.trailerInfo.ID = document.context.obj([id, id])
  document.setTitle(form.title, { showInWindowTitleBar: true })
  document.setAuthor(PRINTED_HOUSE.name)
  document.setSubject(`Formular ${form.code}, versiunea ${String(form.version)}`)
  document.setCreator('Ghișeu DES')
  document.setProducer('Ghișeu DES')
  document.setCreationDate(MADE)
  document.setModificationDate(MADE)
  document.catalog.set(PDFName.of('Lang'), PDFString.of('ro-RO'))
  const pdf = await document.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false })
  return { pdf, notInCode: code?.leftOut ?? [], notShown }
}

/** The empty form, to be filled in on the screen or by hand. */
export const emptyForm = async (form: FormDescription, fonts: PaperFonts): Promise<Uint8Array<ArrayBuffer>> =>
  (await render(form, fonts, {})).pdf

/**
 * The form with values in its fields, on its lines and in its code of values. Values too long to be shown are left out
 * of
 * all three and named. Refuses with `input.invalid` values that its fields cannot hold.
 */
export async function fillForm(
  form: FormDescription,
  fonts: PaperFonts,
  values: FormValues,
): Promise<Result<FilledForm>> {
  const checked = checkValues(form, values)
  if (!checked.ok) return checked
  const first = await render(form, fonts, checked.value)
  if (first.notShown.length === 0) return ok(first)
  const shown = Object.fromEntries(Object.entries(checked.value).filter(([name]) => !first.notShown.includes(name)))
  return ok({ ...(await render(form, fonts, shown)), notShown: first.notShown })
}
