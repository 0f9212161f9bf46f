import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PDFRef, PDFString } from '@cantoo/pdf-lib'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFStream } from '@cantoo/pdf-lib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../../../test/support/preparation/programs.ts'
import { loadPaperFonts, type PaperFonts } from '../layout/fonts.ts'
import type { FormDescription, Rectangle } from './description.ts'
import { FORMS } from './index.ts'
import { POINT } from './metrics.ts'
import { emptyForm, fillForm } from './render-form.ts'
import { fileNameOf, storedForm } from './stored-forms.ts'
import { valueFields } from './values.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'des-forms-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const others = needs('pdffonts', 'pdftotext', 'qpdf')
let fonts: PaperFonts
beforeAll(async () => {
  fonts = await loadPaperFonts()
})
const each = FORMS.map((form) => [fileNameOf(form), form] as const)
const squeezed = (text: string) => text.normalize('NFC').replace(/\s+/gu, '')

/** A widget that a form should have: one for each field, and one for each option of a choice. */
interface Widget {
  name: string
  value: string | null
  page: number
  box: Rectangle
}
const boxesOf = (form: FormDescription): Widget[] =>
  valueFields(form).flatMap((field): Widget[] =>
    field.kind === 'choice'
      ? field.options.map(({ value, box }) => ({ name: field.name, value, page: field.page, box }))
      : [{ name: field.name, value: null, page: field.page, box: field.box }],
  )

describe('the files in resources/forms', () => {
  it.each(each)('%s has the bytes that its description gives', async (_, form) => {
    expect(Buffer.from(await storedForm(form)).equals(Buffer.from(await emptyForm(form, fonts))), 'npm run forms').toBe(
      true,
    )
  })

  it.each(each)(
    '%s has the fields of its description in the right places, with names, tooltips and combs, according to pdf.js',
    async (_, form) => {
      const loading = getDocument({ data: await storedForm(form), useSystemFonts: false, verbosity: 0 })
      const document = await loading.promise
      const found: Widget[] = []
      for (let page = 1; page <= document.numPages; page++)
        for (const annotation of (await (await document.getPage(page)).getAnnotations()) as Record<string, unknown>[]) {
          const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = annotation.rect as number[]
          if (annotation.hidden === true) continue
          expect(annotation.alternativeText, String(annotation.fieldName)).toBeTruthy()
          const field = valueFields(form).find(({ name }) => name === annotation.fieldName)
          if (field?.kind === 'comb') expect([annotation.comb, annotation.maxLen]).toEqual([true, 13])
          if (field?.kind === 'choice') expect([annotation.radioButton, annotation.checkBox]).toEqual([true, false])
          if (field?.kind === 'tick') expect(annotation.checkBox).toBe(true)
          found.push({
            name: String(annotation.fieldName),
            value: typeof annotation.buttonValue === 'string' ? annotation.buttonValue : null,
            page,
            box: { x: x1 * POINT, y: (841.89 - y2) * POINT, width: (x2 - x1) * POINT, height: (y2 - y1) * POINT },
          })
        }
      await loading.destroy()
      const expected = boxesOf(form)
      // The order is that of the page, too.
      expect(found.map(({ name, value, page }) => [name, value, page])).toEqual(
        expected.map(({ name, value, page }) => [name, value, page]),
      )
      found.forEach(({ box }, index) => {
        for (const key of ['x', 'y', 'width', 'height'] as const)
          expect(box[key]).toBeCloseTo(expected[index]?.box[key] ?? NaN, 1)
      })
    },
  )

  it.each(each)('%s prints every word of the form as text', async (_, form) => {
    const loading = getDocument({ data: await storedForm(form), useSystemFonts: false, verbosity: 0 })
    const document = await loading.promise
    for (const page of form.pages) {
      const { items } = await (await document.getPage(page.number)).getTextContent({ disableNormalization: true })
      const text = squeezed(items.map((item) => ('str' in item ? item.str : '')).join(''))
      for (const part of page.parts) {
        if (part.part === 'text' || part.part === 'values') expect(text).toContain(squeezed(part.text))
        if (part.part === 'field' && part.field.kind === 'registry')
          for (const { label } of part.field.entries) expect(text).toContain(squeezed(label))
      }
    }
    await loading.destroy()
  })

  it.each(each)(
    '%s is fully tagged, with title and language, without scripts, and with embedded fonts',
    async (_, form) => {
      const document = await PDFDocument.load(await storedForm(form), { updateMetadata: false })
      const { catalog, context } = document
      expect(document.getTitle()).toBe(form.title)
      expect((catalog.get(PDFName.of('Lang')) as PDFString).asString()).toBe('ro-RO')
      for (const page of document.getPages()) expect(page.node.get(PDFName.of('Tabs'))).toBe(PDFName.of('S'))
      const root = catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
      const tags: string[] = []
      const widgets = new Set<PDFRef>()
      const marked = new Map<PDFRef, Set<number>>()
      const walk = (node: PDFDict) => {
        const tag = node.lookup(PDFName.of('S'))
        if (tag instanceof PDFName) tags.push(tag.decodeText())
        const kids = node.lookup(PDFName.of('K'))
        for (const kid of kids instanceof PDFArray ? kids.asArray() : [node.get(PDFName.of('K'))]) {
          const below = context.lookup(kid, PDFDict)
          const type = below.lookup(PDFName.of('Type'), PDFName).decodeText()
          if (type === 'OBJR') widgets.add(below.get(PDFName.of('Obj')) as PDFRef)
          else if (type === 'MCR') {
            const page = below.get(PDFName.of('Pg')) as PDFRef
            marked.set(
              page,
              (marked.get(page) ?? new Set()).add(below.lookup(PDFName.of('MCID'), PDFNumber).asNumber()),
            )
          } else walk(below)
        }
      }
      walk(root)
      expect(tags.filter((tag) => tag === 'H1')).toHaveLength(1)
      expect(tags.filter((tag) => tag === 'H2')).toHaveLength(6)
      expect(tags.filter((tag) => tag === 'Form')).toHaveLength(boxesOf(form).length)
      // Every widget is in the tree and refers to its element, and all content is marked.
      const numbers = root.lookup(PDFName.of('ParentTree'), PDFDict).lookup(PDFName.of('Nums'), PDFArray).asArray()
      for (const page of document.getPages()) {
        for (const ref of page.node.lookup(PDFName.of('Annots'), PDFArray).asArray()) {
          const widget = context.lookup(ref, PDFDict)
          if (widget.lookup(PDFName.of('F'), PDFNumber).asNumber() === 2) continue
          expect(widgets.has(ref as PDFRef)).toBe(true)
          const key = widget.lookup(PDFName.of('StructParent'), PDFNumber).asNumber()
          const at = numbers.findIndex((entry, index) => index % 2 === 0 && (entry as PDFNumber).asNumber() === key)
          const leads = context.lookup(numbers[at + 1], PDFDict)
          expect(leads.lookup(PDFName.of('K'), PDFArray).lookup(0, PDFDict).get(PDFName.of('Obj'))).toBe(ref)
          const named = (dictionary: PDFDict): string =>
            dictionary.get(PDFName.of('TU')) instanceof PDFHexString
              ? dictionary.lookup(PDFName.of('TU'), PDFHexString).decodeText()
              : ''
          expect(named(widget).length).toBeGreaterThan(3)
        }
        const content = Buffer.from(
          (await import('node:zlib')).inflateSync(
            (page.node.lookup(PDFName.of('Contents')) as PDFStream).getContents(),
          ),
        ).toString('latin1')
        const mcids = [...content.matchAll(/MCID (\d+)/g)].map(([, mcid]) => Number(mcid))
        expect(new Set(mcids)).toEqual(marked.get(page.ref))
        let depth = 0
        for (const line of content.split('\n')) {
          if (line.endsWith('BDC')) depth++
          else if (line === 'EMC') depth--
          else expect(depth, line).toBe(1)
        }
        expect(depth).toBe(0)
      }
      const keys = new Set<string>()
      for (const [, object] of context.enumerateIndirectObjects()) {
        const plain = object instanceof PDFDict ? object : undefined
        const dictionary = object instanceof PDFStream ? object.dict : plain
        for (const key of dictionary?.keys() ?? []) keys.add(key.decodeText())
        if (dictionary?.lookup(PDFName.of('Type')) === PDFName.of('FontDescriptor'))
          expect(dictionary.lookup(PDFName.of('FontFile2'))).toBeInstanceOf(PDFStream)
      }
      for (const forbidden of ['JS', 'AA', 'OpenAction', 'XFA', 'EF', 'Encrypt'])
        expect(keys.has(forbidden), forbidden).toBe(false)
    },
  )

  it.skipIf(others.missing).each(each)(`%s: other programs agree${others.note}`, (_, form) => {
    const file = path.join('resources/forms', fileNameOf(form))
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts).not.toEqual([])
    for (const font of fonts) expect(font).toMatch(/ yes (yes|no ) yes /)
    expect(squeezed(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }))).toContain(
      squeezed('Puteți depune plângere la Autoritatea Națională'),
    )
    expect(execFileSync('qpdf', ['--check', file], { encoding: 'utf8' })).toContain(
      'No syntax or stream encoding errors found',
    )
  })
})

describe('a filled form', () => {
  const [standard] = FORMS
  const values = {
    'titular.nume': 'Ștefănescu-Țărnă',
    'titular.cnp': '2850615229019',
    'solicitant.calitate': 'holder',
    'declaratie.definitiv': 'da',
    'cerere.data': '23.11.2026',
  }
  const filledPdf = async (more: Record<string, string> = {}) => {
    if (standard === undefined) throw new Error('no form')
    const filled = await fillForm(standard, fonts, { ...values, ...more })
    if (!filled.ok) throw new Error(JSON.stringify(filled.problem))
    return filled.value
  }
  it('is the same for the same values', async () => {
    const [a, b] = await Promise.all([filledPdf(), filledPdf()])
    expect(Buffer.from(a.pdf).equals(Buffer.from(b.pdf))).toBe(true)
    expect(a).toMatchObject({ notInCode: [], notShown: [] })
  })
  it.skipIf(others.missing)(`is sound to qpdf and read by poppler${others.note}`, async () => {
    const file = path.join(folder, 'filled.pdf')
    writeFileSync(file, (await filledPdf()).pdf)
    execFileSync('qpdf', ['--check', file])
    expect(squeezed(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }))).toContain(
      'Ștefănescu-Țărnă',
    )
  })
  it('shows long values smaller, and names those that it cannot show', async () => {
    expect((await filledPdf({ 'titular.domiciliu': 'Șoseaua Păcurari '.repeat(17).trim() })).notShown).toEqual([])
    const tooLong = await filledPdf({ 'titular.nume': 'W'.repeat(80) })
    expect(tooLong.notShown).toEqual(['titular.nume'])
    // The value is neither in the code nor in the fields, so the file equals the one without it.
    const { 'titular.nume': _, ...others } = values
    const without = standard && (await fillForm(standard, fonts, others))
    expect(without?.ok && Buffer.from(without.value.pdf).equals(Buffer.from(tooLong.pdf))).toBe(true)
  })
  it('refuses values that its fields cannot hold, and names each', async () => {
    if (standard === undefined) throw new Error('no form')
    const bad = {
      'titular.cnp': '28506x',
      'titular.nume': 'x'.repeat(81),
      'cerere.data': '1.1.2026',
      'solicitant.calitate': 'king',
      'declaratie.definitiv': 'nu',
      'semnatura.solicitant': 'eu',
      'titular.telefon': '07\u0007',
    }
    const refused = await fillForm(standard, fonts, bad)
    expect(refused).toMatchObject({ ok: false, problem: { code: 'input.invalid' } })
    if (!refused.ok && refused.problem.code === 'input.invalid')
      expect(refused.problem.details.issues.map((issue) => issue.path).sort()).toEqual(Object.keys(bad).sort())
  })
})
