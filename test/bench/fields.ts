/**
 * `npm run bench -- fields [FORMS]`: PDF forms filled in by us and as a viewer fills them in (its own values,
 * appearances and fonts). Each value must be read as sure. Then one value of each form is changed without its
 * appearance, and must not be read as sure. DES_FIELDS_SEED draws other forms. Fails if a changed value is read as
 * sure.
 */
import { PDFDocument, PDFHexString, PDFName, StandardFonts } from '@cantoo/pdf-lib'
import { seeded, type Seeded } from '../../src/demonstration/seeded.ts'
import { FORMS, type FormDescription } from '../../src/paper/forms/index.ts'
import { emptyForm, fillForm } from '../../src/paper/forms/render-form.ts'
import { type FormValues, valueFields } from '../../src/paper/forms/values.ts'
import { loadPaperFonts, type PaperFonts } from '../../src/paper/layout/fonts.ts'
import { readFileBytes } from '../../src/paper/reading/read-file.ts'
import { openTools, type ReadingTools } from '../../src/paper/reading/tools.ts'
import { valuesFor } from '../support/pages/form-pages.ts'
import type { Figures } from './run.ts'

const FACES = [StandardFonts.Helvetica, StandardFonts.TimesRoman, StandardFonts.Courier]
const TEXTS = ['text', 'comb', 'date']

/** The standard fonts have Western letters only; a viewer cannot write others, so the values contain none. */
const western = (text: string): string =>
  text.replace(/[ăĂșȘțȚ]/g, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))

async function byViewer(
  form: FormDescription,
  fonts: PaperFonts,
  values: FormValues,
  chance: Seeded,
): Promise<Uint8Array> {
  const document = await PDFDocument.load(await emptyForm(form, fonts), { updateMetadata: false })
  const face = await document.embedFont(chance.pick(FACES))
  const fields = document.getForm()
  for (const { name, kind } of valueFields(form)) {
    const value = values[name]
    if (value === undefined) continue
    if (kind === 'tick') fields.getCheckBox(name).check()
    else if (kind === 'choice') fields.getRadioGroup(name).select(value)
    else {
      const field = fields.getTextField(name)
      field.setText(value)
      field.updateAppearances(face)
    }
  }
  return document.save({ updateFieldAppearances: false })
}

/** The same file with another value behind the unchanged appearance of one field; null if no field holds a text. */
async function changed(
  pdf: Uint8Array,
  form: FormDescription,
  values: FormValues,
  chance: Seeded,
): Promise<{ readonly pdf: Uint8Array; readonly field: string } | null> {
  const texts = valueFields(form).filter(({ name, kind }) => TEXTS.includes(kind) && values[name] !== undefined)
  if (texts.length === 0) return null
  const { name } = chance.pick(texts)
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const value = [...(values[name] ?? '')]
  // Changes one character, as a mistake or a forger would.
  const places = value.flatMap((character, at) => (/[\p{L}\p{Nd}]/u.test(character) ? [at] : []))
  const at = chance.pick(places)
  const old = value[at] ?? ''
  value[at] = /\d/.test(old) ? String((Number(old) + 1) % 10) : old.toLowerCase() === 'a' ? 'o' : 'a'
  document
    .getForm()
    .getTextField(name)
    .acroField.dict.set(PDFName.of('V'), PDFHexString.fromText(value.join('')))
  return { pdf: await document.save({ updateFieldAppearances: false }), field: name }
}

/** Maps each field of all pages to whether its value was read as sure. */
async function sureness(tools: ReadingTools, form: FormDescription, bytes: Uint8Array): Promise<Map<string, boolean>> {
  const found = new Map<string, boolean>()
  for (const { number } of form.pages) {
    const read = await readFileBytes(tools, { bytes, name: 'form.pdf', page: number, today: '2026-11-23' })
    if (!read.ok) throw new Error(read.problem.code)
    for (const { field, source, check } of read.value.reading.values)
      if (source === 'field') found.set(field, check?.holds === true)
  }
  return found
}

export async function run(args: string[]): Promise<Figures> {
  const count = Number(args[0] ?? 20)
  const seed = process.env['DES_FIELDS_SEED'] ?? 'fields'
  const [tools, fonts] = [await openTools(), await loadPaperFonts()]
  const sure = new Map<string, [number, number]>()
  const unsure = new Map<string, number>()
  let [forged, believed] = [0, 0]
  for (let n = 0; n < count; n++) {
    const chance = seeded(`${seed}/${String(n)}`)
    const form = chance.pick(FORMS)
    const ours = n % 2 === 0
    const drawn = valuesFor(form, chance)
    const values = ours
      ? drawn
      : Object.fromEntries(Object.entries(drawn).map(([name, value]) => [name, western(value)]))
    const made = ours ? await fillForm(form, fonts, values) : null
    if (made !== null && !made.ok) throw new Error(made.problem.code)
    const pdf = made === null ? await byViewer(form, fonts, values, chance) : made.value.pdf
    const left = made?.value.notShown ?? []
    const found = await sureness(tools, form, pdf)
    for (const { name, kind } of valueFields(form)) {
      if (values[name] === undefined || left.includes(name)) continue
      const key = `${ours ? 'ours' : 'viewer'}, ${TEXTS.includes(kind) ? kind : 'box'}`
      const [of, all] = sure.get(key) ?? [0, 0]
      sure.set(key, [of + Number(found.get(name) === true), all + 1])
      if (found.get(name) !== true) unsure.set(name, (unsure.get(name) ?? 0) + 1)
    }
    const forgery = await changed(pdf, form, values, chance)
    if (forgery === null || left.includes(forgery.field)) continue
    forged += 1
    if ((await sureness(tools, form, forgery.pdf)).get(forgery.field) === true) believed += 1
  }
  await tools.text.close()
  if (believed > 0) process.exitCode = 1
  return {
    forms: count,
    seed,
    ...Object.fromEntries(
      [...sure]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, [of, all]]) => [`sure: ${key}`, `${String(of)} of ${String(all)}`]),
    ),
    'unsure most often': [...unsure]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 6)
      .map(([name, times]) => `${name} ${String(times)}`)
      .join(', '),
    'changed behind its look, sureness as sure': `${String(believed)} of ${String(forged)}`,
  }
}
