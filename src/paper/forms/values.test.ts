import * as fc from 'fast-check'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { testSigner } from '../../../test/support/test-signer.ts'
import { validatePdf } from '../../signature/index.ts'
import { signPdf } from '../../signature/signing/index.ts'
import { loadPaperFonts, type PaperFonts } from '../layout/fonts.ts'
import type { Field, FormDescription } from './description.ts'
import { FORMS, readValueCode } from './index.ts'
import { readFormValues } from './read-values.ts'
import { emptyForm, fillForm } from './render-form.ts'
import { storedForm } from './stored-forms.ts'
import { MOST_BYTES, parseValueCode, valueCodeText } from './value-code.ts'
import { checkValues, valueFields, type FormValues } from './values.ts'

let fonts: PaperFonts
beforeAll(async () => {
  fonts = await loadPaperFonts()
})

const text = (maximum: number) =>
  fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'abcdefghiăâîșțĂÂÎȘȚőű XYZ0123456789-.,/@'),
      maxLength: Math.min(maximum, 60),
    }),
    fc.string({ unit: fc.constantFrom(...'Жуков 中文 Müßé'), maxLength: Math.min(maximum, 30) }),
  )
function valueOf(field: Field): fc.Arbitrary<string> {
  switch (field.kind) {
    case 'text':
      return text(field.maximum)
    case 'comb':
      return fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 13 })
    case 'date':
      return fc
        .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 9999 }))
        .map(([d, m, y]) => `${String(d).padStart(2, '0')}.${String(m).padStart(2, '0')}.${String(y).padStart(4, '0')}`)
    case 'tick':
      return fc.constantFrom('', 'da')
    case 'choice':
      return fc.constantFrom('', ...field.options.map(({ value }) => value))
    case 'signature':
    case 'registry':
      return fc.constant('')
  }
}
function ordinaryValueOf(field: Field): string {
  switch (field.kind) {
    case 'text':
      return 'Șerbănescu-Țuțuianu Anastasia'.slice(0, field.maximum)
    case 'comb':
      return '2850615229019'
    case 'date':
      return '23.11.2026'
    case 'choice':
      return field.options[0]?.value ?? ''
    case 'tick':
      return 'da'
    case 'signature':
    case 'registry':
      return ''
  }
}
const filling: fc.Arbitrary<{ form: FormDescription; values: FormValues }> = fc
  .constantFrom(...FORMS)
  .chain((form) =>
    fc
      .record(Object.fromEntries(valueFields(form).map((field) => [field.name, valueOf(field)])))
      .map((values) => ({ form, values })),
  )
const checked = (form: FormDescription, values: FormValues): FormValues => {
  const result = checkValues(form, values)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const without = (values: FormValues, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)))

describe('the code of values', () => {
  it('returns the values that were encoded, and names those left out', () => {
    fc.assert(
      fc.property(filling, ({ form, values }) => {
        const given = checked(form, values)
        const code = valueCodeText(form, given)
        expect(code.text).toMatch(/^DESV1:[0-9A-Z $%*+\-./:]+$/)
        expect(code.text.length).toBeLessThanOrEqual(970)
        expect(readValueCode(code.text)).toEqual({
          code: form.code,
          version: form.version,
          values: without(given, code.leftOut),
        })
      }),
      { numRuns: 300 },
    )
  })
  it('holds all values of an ordinary form', () => {
    for (const form of FORMS) {
      const ordinary = Object.fromEntries(valueFields(form).map((field) => [field.name, ordinaryValueOf(field)]))
      expect(valueCodeText(form, checked(form, ordinary)).leftOut).toEqual([])
    }
  })
  it('leaves out the longest values when it is full, and never exceeds its size', () => {
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    const full = checked(
      form,
      Object.fromEntries(
        valueFields(form).flatMap((field) =>
          field.kind === 'text' ? [[field.name, 'Ж'.repeat(Math.min(field.maximum, 120))]] : [],
        ),
      ),
    )
    const { text: code, leftOut } = valueCodeText(form, { ...full, 'titular.cnp': '2850615229019' })
    expect(leftOut.length).toBeGreaterThan(0)
    expect(leftOut).not.toContain('titular.cnp')
    expect(code.length).toBeLessThanOrEqual(6 + Math.ceil((MOST_BYTES / 2) * 3))
    expect(readValueCode(code)?.values['titular.cnp']).toBe('2850615229019')
    // Longer than the one byte for the length can state.
    expect(valueCodeText(form, { 'titular.domiciliu': 'ă'.repeat(256) }).leftOut).toEqual(['titular.domiciliu'])
  })
  it('is refused when it is damaged anywhere', () => {
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    const { text: code } = valueCodeText(form, {
      'titular.nume': 'Popa',
      'titular.cnp': '2850615229019',
      'cerere.data': '23.11.2026',
    })
    const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
    for (let at = 0; at < code.length; at++)
      for (const other of alphabet)
        if (other !== code[at])
          expect(readValueCode(code.slice(0, at) + other + code.slice(at + 1)), `${String(at)} ${other}`).toBeNull()
    for (let length = 0; length < code.length; length++) expect(readValueCode(code.slice(0, length))).toBeNull()
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet) }), (noise) => {
        expect(readValueCode(`DESV1:${noise}`)).toBeNull()
      }),
    )
    expect(parseValueCode(code, () => undefined)).toBeNull()
  })
})

describe('values read from the fields of a file', () => {
  it('are those that were filled in', async () => {
    await fc.assert(
      fc.asyncProperty(filling, async ({ form, values }) => {
        const filled = await fillForm(form, fonts, values)
        if (!filled.ok) throw new Error(JSON.stringify(filled.problem))
        expect(await readFormValues(filled.value.pdf)).toEqual({
          ok: true,
          value: { form, values: without(checked(form, values), filled.value.notShown) },
        })
      }),
      { numRuns: 15 },
    )
  }, 60_000)
  it('are those that another program wrote', async () => {
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    const document = await PDFDocument.load(await storedForm(form))
    const fields = document.getForm()
    fields.getTextField('titular.nume').acroField.dict.set(PDFName.of('V'), PDFString.of('Ionescu'))
    fields.getRadioGroup('solicitant.calitate').select('parent')
    fields.getCheckBox('declaratie.definitiv').check()
    const saved = await document.save({ updateFieldAppearances: false })
    expect(await readFormValues(saved)).toMatchObject({
      ok: true,
      value: { values: { 'titular.nume': 'Ionescu', 'solicitant.calitate': 'parent', 'declaratie.definitiv': 'da' } },
    })
  })
  it('are still there after signing, and the signature over the whole file is valid', async () => {
    const signer = await testSigner({ organisation: 'Popa Ana' })
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    const filled = await fillForm(form, fonts, { 'titular.nume': 'Popa', 'titular.cnp': '2850615229019' })
    if (!filled.ok) throw new Error(JSON.stringify(filled.problem))
    const at = new Date('2026-11-23T10:00:00Z')
    const signed = await signPdf({
      pdf: filled.value.pdf,
      signer,
      fieldName: 'Signature1',
      signedAt: at,
    })
    expect(await readFormValues(signed)).toEqual({
      ok: true,
      value: { form, values: { 'titular.nume': 'Popa', 'titular.cnp': '2850615229019' } },
    })
    expect(validatePdf(signed, { at })).toMatchObject({
      verdict: 'valid',
      signatures: [{ integrity: { verdict: 'valid', coverage: 'whole-file', modifications: [] } }],
    })
    // Filling in another name afterwards changes what was signed.
    const later = await PDFDocument.load(signed, { updateMetadata: false })
    later.getForm().getTextField('titular.nume').acroField.dict.set(PDFName.of('V'), PDFString.of('Ionescu'))
    expect(validatePdf(await later.save({ updateFieldAppearances: false }), { at }).verdict).not.toMatch(/^valid/)
  })
})

describe('reading the fields of a file', () => {
  it('gives no values for an empty form, null for another file, and a refusal for other bytes', async () => {
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    expect(await readFormValues(await emptyForm(form, fonts))).toEqual({ ok: true, value: { form, values: {} } })
    const other = await PDFDocument.create()
    other.addPage()
    expect(await readFormValues(await other.save())).toEqual({ ok: true, value: null })
    expect(await readFormValues(new TextEncoder().encode('%PDF-1.7 nothing'), 'x.pdf')).toEqual({
      ok: false,
      problem: { code: 'scan.unreadable', details: { name: 'x.pdf' } },
    })
  })
  it('ends when the tree of fields has a circle', async () => {
    const [form] = FORMS
    if (form === undefined) throw new Error('no form')
    const document = await PDFDocument.load(await storedForm(form))
    const acroForm = document.catalog.lookup(PDFName.of('AcroForm'))
    const kids = document.getForm().getTextField('titular.nume').acroField.getParent()?.dict.lookup(PDFName.of('Kids'))
    if (acroForm === undefined || kids === undefined) throw new Error('no fields')
    document.getForm().getTextField('titular.nume').acroField.dict.set(PDFName.of('Kids'), kids)
    expect((await readFormValues(await document.save({ updateFieldAppearances: false }))).ok).toBe(true)
  })
})
