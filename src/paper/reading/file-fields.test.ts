import {
  PDFArray,
  PDFBool,
  type PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFString,
  StandardFonts,
} from '@cantoo/pdf-lib'
import { afterAll, describe, expect, it } from 'vitest'
import { testSigner } from '../../../test/support/test-signer.ts'
import { signPdf } from '../../signature/signing/index.ts'
import { FORMS, type FormDescription } from '../forms/index.ts'
import { emptyForm, fillForm } from '../forms/render-form.ts'
import { loadPaperFonts } from '../layout/fonts.ts'
import { withFileFields } from './file-fields.ts'
import { readFileBytes } from './read-file.ts'
import type { ReadValue } from './reading.ts'
import { openTools } from './tools.ts'

const firstForm = (): FormDescription => {
  const [form] = FORMS
  if (form === undefined) throw new Error('no form')
  return form
}
const VALUES = {
  'titular.nume': 'Popa',
  'titular.prenume': 'Anastasia Maria',
  'titular.cnp': '2850615229015',
  'titular.telefon': '0712345678',
  'solicitant.calitate': 'parent',
}

describe('a form filled in on a screen and read as a file', async () => {
  const tools = await openTools()
  const fonts = await loadPaperFonts()
  const form = firstForm()
  afterAll(() => tools.text.close())
  const filled = async () => {
    const made = await fillForm(form, fonts, VALUES)
    if (!made.ok) throw new Error(made.problem.code)
    return made.value.pdf
  }
  /**
   * Fills in the form like a viewer: values and appearances in another font, without updating the code of values.
   */
  const asViewer = async (bytes: Uint8Array, change: (document: PDFDocument) => void = () => undefined) => {
    const document = await PDFDocument.load(bytes, { updateMetadata: false })
    const font = await document.embedFont(StandardFonts.Helvetica)
    for (const [name, value] of [
      ['titular.nume', 'Ionescu'],
      ['titular.prenume', 'Vasile'],
    ] as const) {
      const field = document.getForm().getTextField(name)
      field.setText(value)
      field.updateAppearances(font)
    }
    document.getForm().getRadioGroup('solicitant.calitate').select('guardian')
    change(document)
    return await document.save({ updateFieldAppearances: false })
  }
  const fieldOf = (document: PDFDocument, name: string): PDFDict => document.getForm().getTextField(name).acroField.dict
  const valuesOf = async (bytes: Uint8Array, page = 1): Promise<ReadValue[]> => {
    const read = await readFileBytes(tools, { bytes, name: 'x.pdf', page, today: '2026-11-23' })
    if (!read.ok) throw new Error(read.problem.code)
    expect(read.value.crops.map(({ field }) => field)).toContain(page === 1 ? 'titular.nume' : 'cerere.data')
    return read.value.reading.values
  }
  const reported = (values: readonly ReadValue[], source: ReadValue['source']) =>
    Object.fromEntries(
      values
        .filter((value) => value.source === source)
        .map(({ field, value, check }) => [field, [value, check?.holds ?? null]]),
    )
  const viewed = {
    'titular.nume': ['Ionescu', true],
    'titular.prenume': ['Vasile', true],
    'solicitant.calitate': ['guardian', true],
  }

  it('gives every value from its field when we filled it in', { timeout: 60_000 }, async () => {
    const values = await valuesOf(await filled())
    expect(reported(values, 'field')).toEqual(
      Object.fromEntries(Object.entries(VALUES).map(([field, value]) => [field, [value, true]])),
    )
    expect(values.filter(({ source }) => source === 'ocr')).toEqual([])
    expect(values.find(({ source }) => source === 'field')).toMatchObject({
      confidence: 0.999,
      check: { rule: 'drawn', holds: true },
    })
  })
  it('gives the same, including boxes, when a viewer filled it in', { timeout: 60_000 }, async () => {
    expect(reported(await valuesOf(await asViewer(await emptyForm(form, fonts))), 'field')).toEqual(viewed)
  })
  it('makes the outdated code doubtful when a viewer changed the form', { timeout: 60_000 }, async () => {
    const file = await asViewer(await filled())
    expect(reported(await valuesOf(file), 'field')).toMatchObject(viewed)
    const pages = await Promise.all(form.pages.map(({ number }) => valuesOf(file, number)))
    const code = reported(pages.flat(), 'code')
    expect(code).toMatchObject({
      'titular.nume': ['Popa', false],
      'solicitant.calitate': ['parent', false],
      'titular.cnp': ['2850615229015', true],
    })
  })
  it(
    'reports both values, neither as certain, when a field holds another value than it shows',
    { timeout: 60_000 },
    async () => {
      const values = await valuesOf(
        await asViewer(await emptyForm(form, fonts), (document) => {
          fieldOf(document, 'titular.nume').set(PDFName.of('V'), PDFString.of('Georgescu'))
          document
            .getForm()
            .getRadioGroup('solicitant.calitate')
            .acroField.dict.set(PDFName.of('V'), PDFName.of('parent'))
        }),
      )
      expect(reported(values, 'field')).toEqual({
        ...viewed,
        'titular.nume': ['Georgescu', false],
        'solicitant.calitate': ['parent', false],
      })
      expect(reported(values, 'ocr')).toEqual({ 'titular.nume': ['Ionescu', false] })
      for (const { field, confidence } of values.filter(({ check }) => check?.rule === 'drawn' && !check.holds))
        expect([field, confidence]).toEqual([field, 0.5])
      expect(reported(values, 'ink')).toMatchObject({ 'solicitant.calitate': ['guardian', false] })
    },
  )
  it.each<[string, (document: PDFDocument) => void]>([
    [
      'viewers must draw it again',
      (document) => {
        ;(document.catalog.lookup(PDFName.of('AcroForm')) as PDFDict).set(PDFName.of('NeedAppearances'), PDFBool.True)
      },
    ],
    [
      'it has no appearance',
      (document) => {
        fieldOf(document, 'titular.nume').delete(PDFName.of('AP'))
      },
    ],
    [
      'it is visible on paper but not on the screen',
      (document) => {
        fieldOf(document, 'titular.nume').set(PDFName.of('F'), PDFNumber.of(4 | 32))
      },
    ],
    [
      'another field with its name has another value',
      (document) => {
        const fields = (document.catalog.lookup(PDFName.of('AcroForm')) as PDFDict).lookup(
          PDFName.of('Fields'),
          PDFArray,
        )
        const kid = document.context.obj({ FT: 'Tx', T: PDFString.of('nume'), V: PDFString.of('Georgescu') })
        fields.push(
          document.context.register(
            document.context.obj({ T: PDFString.of('titular'), Kids: [document.context.register(kid)] }),
          ),
        )
      },
    ],
    [
      'its value has an invisible character',
      (document) => {
        fieldOf(document, 'titular.nume').set(PDFName.of('V'), PDFHexString.fromText('Ion\u200bescu'))
      },
    ],
    [
      'its value is in another alphabet',
      (document) => {
        fieldOf(document, 'titular.nume').set(PDFName.of('V'), PDFHexString.fromText('Iоnеscu'))
      },
    ],
  ])('gives an uncertain value when %s', { timeout: 60_000 }, async (_, change) => {
    expect(
      reported(await valuesOf(await asViewer(await emptyForm(form, fonts), change)), 'field')['titular.nume']?.[1],
    ).toBe(false)
  })
  it('is not affected by scripts and XFA', { timeout: 60_000 }, async () => {
    const file = await asViewer(await emptyForm(form, fonts), (document) => {
      document.addJavaScript('x', "this.getField('titular.nume').value = 'Georgescu'")
      const xfa = document.context.register(
        document.context.flateStream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><nume>Georgescu</nume></xdp:xdp>'),
      )
      ;(document.catalog.lookup(PDFName.of('AcroForm')) as PDFDict).set(PDFName.of('XFA'), xfa)
    })
    expect(reported(await valuesOf(file), 'field')).toEqual(viewed)
  })
  it(
    'gives no field values when its version is unknown or its picture shows another form',
    { timeout: 60_000 },
    async () => {
      for (const code of ['DES1:ANON:9:1/2:S', 'DES1:REVE:1:1/2:S', 'x']) {
        const values = await valuesOf(
          await asViewer(await emptyForm(form, fonts), (document) => {
            fieldOf(document, 'formular').set(PDFName.of('V'), PDFString.of(code))
          }),
        )
        expect(reported(values, 'field')).toEqual({})
        expect(reported(values, 'ocr')).toMatchObject({ 'titular.nume': ['Ionescu', null] })
      }
    },
  )
  it('is read from its picture only when it is encrypted, even without a password', { timeout: 60_000 }, async () => {
    const document = await PDFDocument.load(await asViewer(await emptyForm(form, fonts)), { updateMetadata: false })
    document.encrypt({ userPassword: '', ownerPassword: 'x', permissions: { printing: 'highResolution' } })
    const values = await valuesOf(await document.save({ updateFieldAppearances: false }))
    expect(reported(values, 'field')).toEqual({})
    expect(reported(values, 'ocr')).toMatchObject({ 'titular.nume': ['Ionescu', null] })
  })
  it('gives the same values when it is signed', { timeout: 60_000 }, async () => {
    const signer = await testSigner({ organisation: 'Popa Ana' })
    const signed = await signPdf({
      pdf: await asViewer(await emptyForm(form, fonts)),
      signer,
      fieldName: 'Signature1',
      signedAt: new Date('2026-11-23T10:00:00Z'),
    })
    expect(reported(await valuesOf(signed), 'field')).toEqual(viewed)
  })
})

describe('the comparison of field and print', () => {
  const [name] = firstForm().pages[0]?.fields.filter(({ kind }) => kind === 'text') ?? []
  if (name === undefined) throw new Error('no field')
  const ocr = (value: string): ReadValue => ({
    field: name.name,
    value,
    source: 'ocr',
    confidence: 0.95,
    place: name.box,
    check: null,
  })
  const holds = (held: string, ...drawn: string[]) =>
    withFileFields(new Map([[name.name, { value: held, plain: true }]]), [name], drawn.map(ocr))[0]?.check?.holds

  it('ignores accents, capitals and gaps only', () => {
    expect(holds('Ștefan Țîru', 'Stefan TÎRU')).toBe(true)
    for (const [held, drawn] of [
      ['Popa 1', 'Popa l'],
      ['MZ0', 'MZO'],
      ['a-b', 'ab'],
      ['Popa', 'Popa.'],
      ['e\u0301\u0302\u0303', 'é'],
      ['\u202eapoP', 'Popa'],
    ] as const)
      expect([held, holds(held, drawn)]).toEqual([held, false])
  })
  it('fails when nothing or two values were read', () => {
    expect(holds('Popa')).toBe(false)
    expect(holds('Popa', 'Popa', 'Popescu')).toBe(false)
  })
  it('changes nothing for an empty field', () => {
    expect(withFileFields(new Map([[name.name, { value: '', plain: true }]]), [name], [ocr('Popa')])).toEqual([
      ocr('Popa'),
    ])
  })
})
